import type { Citation, Labelled, PartialDate } from "../types.ts";

/**
 * What a line of a digest tells, most telling first: a denial, a move of the stage, an amount that changed, a claim that
 * became confirmed or disputed, a deal not known before, sources that disagree, a source that was taken out, other news of
 * a deal, a new source on what was known, a deal of which nothing more was heard.
 */
export const ITEM_KINDS = [
  "denied",
  "stage",
  "figure",
  "confirmed",
  "disputed",
  "new deal",
  "conflict",
  "withdrawn",
  "news",
  "source",
  "quiet",
] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

/** How much a change must matter to be told; a subscription sets the least. */
export const IMPORTANCE = ["all", "notable", "major"] as const;
export type Importance = (typeof IMPORTANCE)[number];

/** One line of a digest: a claim with its label and citations. */
export interface DigestItem extends Labelled {
  readonly kind: ItemKind;
  /** The deal's slug, or null where the library knows none for it. */
  readonly deal: string | null;
  /** What it is about, for the head of the line: the deal's name, else the source's publisher. */
  readonly name: string;
  /** When it happened or was said, as far as known. */
  readonly date: PartialDate | null;
  readonly text: string;
  readonly citations: readonly number[];
  /** 0 to 100, by rule: kind, size of the figure, label. */
  readonly importance: number;
}

/** A sentence at the head of a digest, written from its items, held to their statements and labelled like any claim. */
export interface DigestLead extends Labelled {
  readonly text: string;
  readonly citations: readonly number[];
}

/** What changed, for one reader: the platform-neutral tree that every screen draws. */
export interface Digest {
  /** ISO days; what is told became known (or entered the library) from `since` to `until`, both included. */
  readonly since: string;
  readonly until: string;
  /** Shown first, by every screen; absent where nobody wrote one. It says nothing that the items don't. */
  readonly lead?: readonly DigestLead[];
  /** Most important first. A screen shows the first `shown`; the others belong in the thread. */
  readonly items: readonly DigestItem[];
  readonly shown: number;
  readonly citations: readonly Citation[];
  /** Why the channel gets it and how to change or stop it; null for a preview that nobody subscribed to. */
  readonly why: string | null;
}

/** What changed since an answer or a digest was given, for its thread. */
export interface Correction {
  /** The day of what is corrected (ISO), and what it was. */
  readonly of: "answer" | "digest";
  readonly given: string;
  readonly items: readonly DigestItem[];
  readonly citations: readonly Citation[];
}

/** What a digest is about: everything, or what touches any of these deals and names. */
export interface Filter {
  /** Deal slugs and names of the lexicon; empty for everything. */
  readonly topics: readonly string[];
  readonly minimum: Importance;
}

/** What was looked through and why something was left out; for the operator. */
export interface ScanLog {
  readonly scanned: string;
  readonly leftOut: readonly { readonly what: string; readonly why: string }[];
}
