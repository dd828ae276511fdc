/** How a conversation of a platform can be written to when nobody has just written there. */
export interface ConversationReference {
  readonly platform: string;
  readonly tenant: string;
  /** Without its thread: what is true of the conversation is true of all its threads. */
  readonly conversation: string;
  /** JSON that only the platform reads. */
  readonly reference: string;
  /** ISO time of the last sign of life. */
  readonly seenAt: string;
}

/** Where references are kept: refreshed with every sign of life, removed when we are no longer there. */
export interface ReferenceStore {
  save(reference: ConversationReference): Promise<void>;
  get(platform: string, tenant: string, conversation: string): Promise<ConversationReference | null>;
  remove(platform: string, tenant: string, conversation: string): Promise<void>;
}
