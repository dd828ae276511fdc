import type { Lexicon } from "./entities.ts";
import type { PartialDate, Passage, Source, Stage, Statement } from "./types.ts";

/** What an amount is an amount of. Amounts of different kinds are never compared or added up. */
export const FIGURE_KINDS = [
  "commitment",
  "investment",
  "capacity",
  "valuation",
  "debt",
  "revenue",
  "price",
  "chips",
  "shares",
  "duration",
  "other",
] as const;
export type FigureKind = (typeof FIGURE_KINDS)[number];

/** A figure that a brief shows for its deal; `amount` stands, as written here, in the statement. */
export interface DealFigure {
  readonly statement: string;
  readonly amount: string;
  readonly kind: FigureKind;
  /** Who pays or provides, and to whom; null where the statement does not say. */
  readonly from: string | null;
  readonly to: string | null;
}

/** One entry of a deal's append-only history. */
export interface DealEvent {
  /** When it happened; null where no source tells. */
  readonly date: PartialDate | null;
  /** The statement that it rests on. */
  readonly statement: string;
  /** The earlier statement that it changed, if it changed one. */
  readonly changes: string | null;
  /** The stage before and after, where it moved the stage; `before` is null for the first. */
  readonly before: Stage | null;
  readonly after: Stage | null;
}

/** A named compute deal and how it got to where it stands. */
export interface Deal {
  readonly slug: string;
  readonly name: string;
  readonly parties: readonly string[];
  readonly stage: Stage;
  readonly stageAsOf: PartialDate | null;
  readonly summary: string;
  readonly history: readonly DealEvent[];
  readonly figures: readonly DealFigure[];
}

/** Two statements that a person found to disagree. */
export interface CuratedConflict {
  readonly about: string;
  readonly statements: readonly [string, string];
}

/** Everything that can be cited, in memory: what search, labels, conflicts and the ledger read. */
export interface Library {
  readonly sources: ReadonlyMap<string, Source>;
  readonly passages: ReadonlyMap<string, Passage>;
  readonly statements: ReadonlyMap<string, Statement>;
  readonly deals: readonly Deal[];
  readonly conflicts: readonly CuratedConflict[];
  readonly lexicon: Lexicon;
}
