/** What a reader thought of an answer. */
export type Verdict = "good" | "bad";

/** One reader's verdict on one answer, kept against its receipt; the last word of a reader counts. */
export interface Feedback {
  readonly tenant: string;
  readonly receipt: string;
  readonly user: string;
  readonly verdict: Verdict;
  /** ISO time. */
  readonly at: string;
}

/** Where feedback is kept. */
export interface FeedbackStore {
  save(feedback: Feedback): Promise<void>;
  of(tenant: string, receipt: string): Promise<Feedback[]>;
}
