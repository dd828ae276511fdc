/** What came of one send. Only `unclear` leaves it open whether the message is out; `gone`: there is no way there any more. */
export type SendOutcome =
  | { readonly kind: "sent"; readonly ref: string | null }
  | { readonly kind: "busy"; readonly retryAfterMs: number }
  | { readonly kind: "refused"; readonly reason: string }
  | { readonly kind: "gone"; readonly reason: string }
  | { readonly kind: "unclear"; readonly reason: string };

/** Whether a message is out: looked up; `later` if that could not be asked just now, `unknown` if it never can be. */
export type Lookup =
  | { readonly kind: "there"; readonly ref: string | null }
  | { readonly kind: "not-there" | "later" | "unknown" };
