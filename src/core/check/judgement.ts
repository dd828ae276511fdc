import type { Ledger } from "../ledger/ledger.ts";
import type { Library } from "../library.ts";
import type { Search } from "../question/query.ts";

/** What the sources make of a piece of somebody's claim. */
export const CLAIM_VERDICTS = ["supported", "contradicted", "unconfirmed", "not covered"] as const;
export type ClaimVerdict = (typeof CLAIM_VERDICTS)[number];

/** A verdict with its reason and what it rests on. */
export interface Judgement {
  readonly verdict: ClaimVerdict;
  /** One short phrase. */
  readonly why: string;
  /** What the sources say instead, in their words, or null. */
  readonly correction: string | null;
  /** Statement ids. */
  readonly statements: readonly string[];
}

/** What a check needs. `day` is null unless the asker chose one: then only what was known by it counts. */
export interface CheckContext {
  readonly library: Library;
  readonly ledger: Ledger;
  readonly search: Search;
  readonly day: string | null;
}

/** The context of one piece of a claim. */
export interface PieceContext extends CheckContext {
  /** The assertion that the piece belongs to: it may say of which time it speaks. */
  readonly whole: string;
}
