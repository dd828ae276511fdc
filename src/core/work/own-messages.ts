/** The message of ours that a delivery's reply stands in, or will stand in: found again after a crash, and when rated. */
export interface OwnMessage {
  readonly tenant: string;
  readonly conversation: string;
  readonly delivery: string;
  /** As the platform names it. */
  readonly message: string;
  /** How it was begun: a message that is there to be changed, or a stream that is there to be ended. */
  readonly form: "message" | "stream";
  /** The answer that stands in it; null until it does, and for what is no answer. */
  readonly receipt: string | null;
}

/** Where our messages are known. */
export interface OwnMessageStore {
  /** Replaces what was known of the delivery's message. */
  save(message: OwnMessage): Promise<void>;
  of(tenant: string, delivery: string): Promise<OwnMessage | null>;
  /** Forgets a message that is gone. */
  forget(tenant: string, delivery: string): Promise<void>;
  /** The answer in a message; in the conversation's newest answered one where `message` is null. */
  receiptIn(tenant: string, conversation: string, message: string | null): Promise<string | null>;
}
