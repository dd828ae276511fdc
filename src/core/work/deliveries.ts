import type { CheckedClaim } from "../check/check-claim.ts";
import type { Admission, Usage } from "./admission.ts";

/** What a platform asks to have done; text is what the person wrote, with the platform's markup taken off. */
export type Task =
  | { readonly kind: "ask"; readonly text: string }
  | { readonly kind: "check"; readonly text: string }
  | { readonly kind: "share"; readonly receipt: string; readonly by: string }
  /** Something that the platform draws by itself; `text` stands for it where it can't. */
  | { readonly kind: "page"; readonly page: string; readonly text: string };

/** What goes back: an answer by its receipt, what became of a claim, or a short message of ours. */
export type Reply =
  | { readonly kind: "answer"; readonly receipt: string }
  | { readonly kind: "checked"; readonly checked: CheckedClaim }
  | { readonly kind: "notice"; readonly text: string };

/** Something that reached us and is owed a visible outcome. */
export interface NewDelivery {
  readonly platform: string;
  /** The workspace or organisation; every stored thing belongs to one. */
  readonly tenant: string;
  /** Any one of these seen before makes it a duplicate: the event's id, and the message that it tells of. */
  readonly keys: readonly string[];
  /** Deliveries of one conversation are answered in order. */
  readonly conversation: string;
  /** Sorts within the conversation when deliveries come out of order; compared as text. */
  readonly position: string;
  /** Where the platform limits the rate of sending: one send at a time goes to a lane. */
  readonly lane: string;
  readonly channel: string;
  readonly user: string;
  readonly task: Task;
  /** Where the reply goes; JSON that only the platform reads. */
  readonly place: string;
  /** Work on it begins no sooner than this (ms): so that what came before it, but reaches us after it, goes first. */
  readonly holdMs?: number;
}

/** A delivery that a process holds for a while, and owes an answer or a send. */
export interface Delivery extends Omit<NewDelivery, "keys" | "holdMs"> {
  /** Also the reference that a person is told when something fails. */
  readonly id: string;
  readonly receivedAt: number;
  /** How often its answer has been begun, this time included. */
  readonly attempts: number;
  readonly reply: Reply | null;
  /** Whether an earlier send of it may have gone out. */
  readonly inDoubt: boolean;
  /** How often a send of it has been begun. */
  readonly sends: number;
}

/** What became of a delivery on arrival. A refused one is recorded too, and its refusal is sent like an answer. */
export type Receipted =
  | { readonly kind: "accepted" | "refused"; readonly id: string }
  | { readonly kind: "duplicate" };

/** Who takes work, of which platforms, and until when it is theirs unless renewed. */
export interface Claim {
  readonly owner: string;
  readonly platforms: readonly string[];
  readonly now: number;
  readonly until: number;
}

/** How many deliveries are in which state, for the operator. */
export interface DeliveryCounts {
  readonly waiting: number;
  readonly inDoubt: number;
  readonly failed: number;
}

/**
 * Where deliveries are kept. Every method is one atomic step, also among processes that share the store: a claim is a
 * lease, and what its holder does later succeeds only while it still holds it (false: it was lost, do nothing more).
 * Times are milliseconds of the real clock.
 */
export interface DeliveryStore {
  accept(delivery: NewDelivery, now: number, admit: (usage: Usage) => Admission): Promise<Receipted>;
  /** The oldest delivery to answer whose conversation has no older one to answer; null if there is none. */
  claimAnswer(claim: Claim): Promise<Delivery | null>;
  /** The oldest delivery to send whose conversation has no older one open and whose lane is free. */
  claimSend(claim: Claim): Promise<Delivery | null>;
  /** Keeps what `owner` holds, and says what that is. */
  renew(owner: string, until: number): Promise<ReadonlySet<string>>;
  answered(id: string, owner: string, reply: Reply): Promise<boolean>;
  /** Records the intent to send, before the platform is called. */
  beginSend(id: string, owner: string): Promise<boolean>;
  /** The message is out (`ref` as the platform names it). */
  sent(id: string, owner: string, ref: string | null): Promise<boolean>;
  /** It certainly did not go out; to be sent again from `notBefore` on. */
  sendLater(id: string, owner: string, notBefore: number): Promise<boolean>;
  /** It may have gone out, and that can be looked up from `notBefore` on. */
  lookLater(id: string, owner: string, notBefore: number): Promise<boolean>;
  /** Ends it unsent: `failed` is certain, `in-doubt` can't be known. The note is for the operator. */
  giveUp(id: string, owner: string, state: "failed" | "in-doubt", note: string): Promise<boolean>;
  /** Gives every question of a conversation that has no answer yet this reply instead; how many there were. */
  stop(tenant: string, conversation: string, reply: Reply): Promise<number>;
  /** Lets go of what `owner` holds, so that others need not wait for its leases to end. */
  release(owner: string): Promise<void>;
  /** Who has asked in a conversation. */
  askers(tenant: string, conversation: string): Promise<ReadonlySet<string>>;
  counts(): Promise<DeliveryCounts>;
  /** Forgets finished deliveries from before `before`. */
  purge(before: number): Promise<void>;
}
