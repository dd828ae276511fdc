import { findDates } from "../dates.ts";
import { sameAmount } from "../figures/figure-compare.ts";
import { type Figure, parseFigures } from "../figures/figures.ts";
import { straighten } from "../label/cues.ts";
import { stems } from "../text.ts";
import type { Evidence, Usage } from "../types.ts";

/**
 * What an extracted claim may be about. A closed list, so that two sources' claims meet under one word, and so that no
 * word of a model is ever shown that its source does not hold.
 */
export const ATTRIBUTES = [
  "value",
  "valuation",
  "capacity",
  "number of chips",
  "price",
  "duration",
  "date of announcement",
  "date of start",
  "date of end",
  "purpose",
  "stage",
  "payer",
  "owner",
  "supplier",
  "location",
] as const;
export type Attribute = (typeof ATTRIBUTES)[number];

/** One thing that a statement says, normalised so that it can be compared; its words stand in the statement's source. */
export interface ExtractedClaim {
  /** The statement's position in its source. */
  readonly ordinal: number;
  readonly subject: string;
  readonly attribute: Attribute;
  readonly value: string;
  readonly polarity: "asserts" | "denies";
}

/** What was extracted from one source at one state of its text. */
export interface Extraction {
  readonly source: string;
  /** Of its statements: another hash means another text. */
  readonly hash: string;
  readonly claims: readonly ExtractedClaim[];
  readonly model: string;
  readonly usage: Usage;
  /** ISO time. */
  readonly at: string;
}

/** Where extractions are kept: the newest of each source. */
export interface ExtractionStore {
  all(): Promise<Extraction[]>;
  save(extraction: Extraction): Promise<void>;
  /** US dollars that the extractions kept on a UTC day (ISO date) have cost. */
  spentOn(day: string): Promise<number>;
}

/** Wording without which a statement denies nothing. */
const DENIAL =
  /\b(?:not|no|nor|never|neither|none|without|cannot|rather than|instead of|den(?:y|ies|ied|ying)|denials?|false|untrue|incorrect|reject\w*|refut\w*|dismiss\w*|rul(?:es?|ed|ing) out)\b|n't\b/i;

/**
 * Whether a claim says only what its statement holds: every figure, date and word of its value stands there, its subject
 * in the statement or around it, and it denies exactly where the statement has words of denial.
 */
export function standsIn(claim: Omit<ExtractedClaim, "ordinal">, evidence: Evidence): boolean {
  const { statement, passage, source } = evidence;
  const text = straighten(statement.text);
  if ((claim.polarity === "denies") !== DENIAL.test(text)) return false;
  const around = [text, passage.text, statement.heading ?? "", source.title].join("\n");
  return holds(text, claim.value, source.published) && within(claim.subject, around);
}

function holds(text: string, value: string, near: string | null): boolean {
  const [asked, given] = [figuresOf(value, near), figuresOf(text, near)];
  if (!asked.every((f) => given.some((g) => sameAmount(f, g)))) return false;
  const known = findDates(text, near);
  const dates = findDates(value, near);
  if (!dates.every((d) => known.some((k) => k.first === d.first && k.last === d.last))) return false;
  const rest = blankOut(value, [...asked, ...dates]);
  return stems(rest).length === 0 ? asked.length + dates.length > 0 : within(rest, text);
}

/** The amounts of a text, without the numbers of its dates. */
export function figuresOf(text: string, near: string | null): Figure[] {
  const dates = findDates(text, near);
  return parseFigures(text).filter((f) => !dates.some((d) => f.start < d.end && d.start < f.end));
}

const blankOut = (text: string, places: readonly { readonly start: number; readonly end: number }[]) =>
  places.reduce((t, p) => t.slice(0, p.start) + " ".repeat(p.end - p.start) + t.slice(p.end), text);

function within(part: string, whole: string): boolean {
  const known = new Set(stems(whole));
  const asked = stems(part);
  return asked.length > 0 && asked.every((s) => known.has(s));
}
