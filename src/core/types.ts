/**
 * The vocabulary of the product. Every module, prompt and screen uses these words and no synonyms.
 * Nothing here depends on a platform, a vendor SDK or the database.
 */

/** How far a claim is established, from strongest to weakest; `disputed` and `denied` stand beside the scale. */
export const LABELS = ["confirmed", "stated", "reported", "speculative", "disputed", "denied"] as const;
export type Label = (typeof LABELS)[number];

/** How far a deal has got. `scaled back` and `ended` can follow any other. */
export const STAGES = [
  "rumoured",
  "in talks",
  "letter of intent",
  "announced",
  "definitive agreement",
  "in deployment",
  "scaled back",
  "ended",
] as const;
export type Stage = (typeof STAGES)[number];

/** What kind of publisher a source comes from: a party or an authority, a newsroom, or anybody's reading of either. */
export const SOURCE_KINDS = ["official", "press", "analysis"] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/**
 * A date as precisely as it is known: `2026`, `2026-05` or `2026-05-21`. ISO strings of different precision compare
 * by prefix; `core/dates.ts` does so.
 */
export type PartialDate = string;

/** One document. What its text does not give is null, never guessed. */
export interface Source {
  readonly id: string;
  readonly title: string;
  readonly publisher: string | null;
  readonly url: string | null;
  readonly published: PartialDate | null;
  readonly kind: SourceKind;
  /** Whether statements are the source's own words or our summary of what it says. */
  readonly quoteKind: "verbatim" | "summary";
}

/** A paragraph of a source, with its place in the file that holds it (UTF-16 offsets, end exclusive). */
export interface Passage {
  readonly id: string;
  readonly sourceId: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** What a person recorded about a statement of the starter library; rules may lower its label, never raise it. */
export interface Curated {
  readonly label: Label;
  /** Who says it and through whom it reaches us: "Microsoft, as relayed by SaveDelete". */
  readonly attribution: string;
  readonly dateOfEvent: PartialDate | null;
}

/** How a statement stands in its document; a heading or a reference entry is cited differently from prose. */
export type StatementForm = "sentence" | "heading" | "item" | "reference";

/** The smallest thing that can be cited: a sentence that stands verbatim in its file at `start`..`end`. */
export interface Statement {
  readonly id: string;
  readonly sourceId: string;
  readonly passageId: string;
  /** Position among the statements of its source, from 0. */
  readonly ordinal: number;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly form: StatementForm;
  /** The heading above it, if the document has one. */
  readonly heading: string | null;
  /** The publication whose words a reference entry lists, as the document names it. */
  readonly via: string | null;
  /** The deal it belongs to in the ledger (a slug), if any. */
  readonly deal: string | null;
  readonly curated: Curated | null;
}

/** A statement together with the source and passage that hold it: what retrieval returns and drafting reads. */
export interface Evidence {
  readonly statement: Statement;
  readonly source: Source;
  readonly passage: Passage;
  /** Retrieval score, comparable within one question only. */
  readonly score: number;
}

/** An earlier turn of a conversation, oldest first. */
export interface Turn {
  readonly role: "user" | "assistant";
  readonly text: string;
}

/** What somebody asked, on whatever platform. */
export interface Question {
  readonly text: string;
  readonly history: readonly Turn[];
  /** The day the answer speaks from (ISO date). Statements that were not known by then are left out. */
  readonly asOf: string;
  /** Whether the asker chose `asOf`; only then is what came later left out. */
  readonly asOfChosen: boolean;
}

/** A piece of a draft: text that rests on the statements it names. Not trusted until `verify` has passed it. */
export interface Span {
  readonly text: string;
  /** Statement ids. */
  readonly citations: readonly string[];
}

/** Whoever writes a draft. Claude and the extractive drafter both do; all that follows treats them alike. */
export interface Draft {
  readonly spans: readonly Span[];
  readonly drafter: "extractive" | "claude";
  readonly model: string | null;
  /** The prompt that it was written by, with version and hash, for the receipt; null without a model. */
  readonly prompt: string | null;
  /** Whether the drafter found that the evidence does not tell. Then `spans` is empty. */
  readonly abstains: boolean;
  /** What the reader should know about how the draft came about, a line each. */
  readonly notes: readonly string[];
  readonly usage: Usage | null;
}

/** Tokens and price of one answer. */
export interface Usage {
  /** Without those read from or written to the cache. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheReadTokens: number;
  readonly cacheWriteTokens: number;
  readonly usd: number;
  /** Whether `usd` is the model's own price; else it is that of the dearest known model, and screens say "price unknown". */
  readonly priced: boolean;
  readonly calls: number;
}

/** A citation as readers see it: numbered once, in `compose`, and never again. */
export interface Citation {
  readonly n: number;
  readonly source: Source;
  readonly statement: Statement;
  readonly passage: Passage;
}

/** A label with the reason for it. */
export interface Labelled {
  readonly label: Label;
  /** One short phrase that a reader understands: "The Information, citing unnamed people". */
  readonly why: string;
}

/** One thing that an answer says. */
export interface Claim extends Labelled {
  readonly text: string;
  readonly stage: Stage | null;
  /** Citation numbers. */
  readonly citations: readonly number[];
  /** Reports independent of each other that it rests on; copies of one report count once. In words, for the screen. */
  readonly origins: { readonly count: number; readonly phrase: string };
  /** What would settle an unconfirmed claim, or null. */
  readonly settledBy: string | null;
}

export interface ConflictSide {
  readonly text: string;
  readonly citations: readonly number[];
}

/** Statements about the same thing that disagree. */
export interface Conflict {
  readonly about: string;
  readonly sides: readonly ConflictSide[];
  /** Which side is better established and why, or null where neither is. */
  readonly better: string | null;
}

/** What came of a question. */
export type Outcome = "answered" | "abstained" | "refused";

/** A table that an answer shows instead of many claims: the kinds of figures are never mixed in a column. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly cells: readonly string[]; readonly citations: readonly number[] }[];
  /** How many rows there are in all, shown or not. */
  readonly total: number;
}

/** The platform-neutral tree that every screen is drawn from. */
export interface Answer {
  readonly question: string;
  readonly asOf: string;
  readonly outcome: Outcome;
  /** What is said first: the verdict of an answer, the reason of an abstention or a refusal. Null if the claims say it. */
  readonly lead: string | null;
  readonly claims: readonly Claim[];
  readonly conflicts: readonly Conflict[];
  readonly table: Table | null;
  readonly citations: readonly Citation[];
  /** Spans that verification dropped. */
  readonly leftOut: number;
  readonly notes: readonly string[];
  readonly drafter: "extractive" | "claude";
  readonly model: string | null;
  readonly receipt: string;
}
