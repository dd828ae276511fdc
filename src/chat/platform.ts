import type { CheckedClaim } from "../core/check/check-claim.ts";
import type { Answer } from "../core/types.ts";
import type { Delivery } from "../core/work/deliveries.ts";

/** A reply with all that drawing it needs. */
export type Outgoing =
  | { readonly kind: "answer"; readonly answer: Answer }
  | { readonly kind: "checked"; readonly checked: CheckedClaim }
  | { readonly kind: "notice"; readonly text: string };

/** What came of one send. Only `unclear` leaves it open whether the message is out. */
export type SendOutcome =
  | { readonly kind: "sent"; readonly ref: string | null }
  | { readonly kind: "busy"; readonly retryAfterMs: number }
  | { readonly kind: "refused"; readonly reason: string }
  | { readonly kind: "unclear"; readonly reason: string };

/** Whether a message is out: looked up; `later` if that could not be asked just now, `unknown` if it never can be. */
export type Lookup = "there" | "not-there" | "later" | "unknown";

/** What a chat platform does for the work on deliveries. Nothing here throws. */
export interface Platform {
  readonly name: string;
  /** Pause between two sends to one lane, in milliseconds. */
  readonly paceMs: number;
  /** Shows that work has begun, or how it goes on; best effort, and never awaited. */
  progress(delivery: Delivery, text: string): void;
  /** Work on it has ended, whatever came of it. */
  done(delivery: Delivery): void;
  send(delivery: Delivery, outgoing: Outgoing): Promise<SendOutcome>;
  /** Whether an earlier send of this delivery went out. */
  find(delivery: Delivery): Promise<Lookup>;
}
