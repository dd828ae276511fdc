import type { Draft, Evidence, Question, Span, Usage } from "../types.ts";

/** Everything a drafter may use for one question. Untrusted text is in `evidence` and nowhere else. */
export interface DraftRequest {
  readonly question: Question;
  /** What retrieval found, best first. */
  readonly evidence: readonly Evidence[];
  /** Searches the library again, in other words. */
  readonly search: (query: string) => Promise<readonly Evidence[]>;
  /** Statements (by id) known to disagree, and about what. */
  readonly conflicts: readonly { readonly about: string; readonly statements: readonly string[] }[];
  /** When the question came in (ms since the epoch): the time bound counts from here, over `draft` and `mend`. */
  readonly startedAt: number;
  /** Told what goes on, in a few words of ours; never a word of the draft. */
  readonly onProgress?: (text: string) => void;
}

/** A span that verification did not pass, and why, in words that a drafter can act on. */
export interface SpanFailure {
  readonly span: Span;
  readonly reasons: readonly string[];
}

/** Writes a draft over evidence. */
export interface Drafter {
  /**
   * Throws a `DraftFailure` when no whole draft came about, and an `AbortError` (a `DOMException`) when `signal` was
   * aborted, that is: when nobody waits for the answer any more.
   */
  draft(request: DraftRequest, signal: AbortSignal): Promise<Draft>;
  /**
   * Sends failed spans back once. The result holds a corrected span where one came and the failed one where none did,
   * so it must be verified like a first draft. Throws an `AbortError` only.
   */
  mend?(
    request: DraftRequest,
    draft: Draft,
    failures: readonly SpanFailure[],
    signal: AbortSignal,
  ): Promise<Draft>;
}

/** What kept a drafter from a whole draft. */
export type DraftFailureKind =
  | "overloaded"
  | "rate limited"
  | "spend limit"
  | "unavailable"
  | "key refused"
  | "model unknown"
  | "request refused"
  | "declined"
  | "cut off"
  | "stalled"
  | "out of time"
  | "empty"
  | "uncited";

const WHAT_HAPPENED: Record<DraftFailureKind, string> = {
  overloaded: "Claude is overloaded at the moment",
  "rate limited": "Claude is taking no more questions for the moment",
  "spend limit": "The spend limit of the Claude account is reached",
  unavailable: "Claude could not be reached",
  "key refused": "Claude refused the API key (an operator must check ANTHROPIC_API_KEY)",
  "model unknown": "The configured Claude model does not exist (an operator must check CLAUDE_MODEL)",
  "request refused": "Claude did not accept the request",
  declined: "Claude declined to answer",
  "cut off": "Claude's answer was cut off",
  stalled: "Claude stopped answering midway",
  "out of time": "Claude took too long",
  empty: "Claude's answer was empty",
  uncited: "Claude's answer cited no source",
};

/** Why there is no draft; the question is then answered by the extractive drafter, with `what` in a note. */
export class DraftFailure extends Error {
  override readonly name = "DraftFailure";
  readonly kind: DraftFailureKind;
  /** What happened, for the reader, without anything that the service or the model wrote: "Claude took too long". */
  readonly what: string;
  /** What the failed attempts cost, as far as known: it counts against the budget all the same. */
  readonly usage: Usage | null;

  /** `detail` is for the operator's log only. */
  constructor(kind: DraftFailureKind, detail: string, usage: Usage | null, cause?: unknown) {
    super(`${kind}: ${detail}`, { cause });
    this.kind = kind;
    this.what = WHAT_HAPPENED[kind];
    this.usage = usage;
  }
}
