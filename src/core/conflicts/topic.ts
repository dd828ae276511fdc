import { firstDay, lastDay } from "../dates.ts";
import { sameAmount } from "../figures/figure-compare.ts";
import type { PartialDate } from "../types.ts";
import { type Facts, sharedWeight, type Weigh } from "./facts.ts";

/** What a pair of statements differs in. */
export type ConflictKind =
  | "figure"
  | "bound"
  | "date"
  | "stage"
  | "polarity"
  | "certainty"
  | "magnitude"
  | "party"
  | "curated";

/** What one rule found between two statements; `words` and `keys` in the order of the statements. */
export interface Contrast {
  readonly kind: ConflictKind;
  /** A noun phrase for readers, without the two versions. */
  readonly about: string;
  /** The words of each side that differ. */
  readonly words: readonly [string, string];
  /** What makes two statements one side: equal keys say the same. */
  readonly keys: readonly [string, string];
}

/** What two statements share. */
export interface Topic {
  readonly sameDeal: boolean;
  /** Whether both belong to deals of the ledger, and not to one. */
  readonly otherDeal: boolean;
  readonly sameSource: boolean;
  readonly companies: readonly string[];
  /** Whether one names no company that the other does not. */
  readonly nested: boolean;
  readonly things: readonly string[];
  /** How many amounts both give. */
  readonly amounts: number;
  readonly terms: readonly string[];
  /** The weight of the shared words, and its share of the shorter statement's. */
  readonly weight: number;
  readonly share: number;
  /** Days between what they speak of; 0 where that is not known. */
  readonly daysApart: number;
  readonly weigh: Weigh;
}

const day = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 86_400_000;

/** The days that must lie between two dates, however loosely they are known. */
export function daysBetween(a: PartialDate | null, b: PartialDate | null): number {
  if (a === null || b === null) return 0;
  return Math.max(0, day(firstDay(a)) - day(lastDay(b)), day(firstDay(b)) - day(lastDay(a)));
}

/** Compares what two statements are about; null where they have too little in common for any rule. */
export function topicOf(a: Facts, b: Facts, weigh: Weigh): Topic | null {
  const companies = [...a.companies].filter((c) => b.companies.has(c));
  const things = [...a.things].filter((t) => b.things.has(t));
  const dealA = a.evidence.statement.deal;
  const dealB = b.evidence.statement.deal;
  const sameDeal = dealA !== null && dealA === dealB;
  const sameSource = a.evidence.source.id === b.evidence.source.id;
  const shared = sharedWeight(a.terms, b.terms, weigh);
  const amounts = a.figures.filter((f) => b.figures.some((g) => sameAmount(f, g))).length;
  // without a name in common, only what many words share can be one thing
  const named = things.length + companies.length > 0;
  if (!sameDeal && !named && shared.sum < 1.2) return null;
  return {
    sameDeal,
    otherDeal: dealA !== null && dealB !== null && !sameDeal,
    sameSource,
    companies,
    nested: companies.length === Math.min(a.companies.size, b.companies.size),
    things,
    amounts,
    terms: shared.terms,
    weight: shared.sum + 0.6 * Math.min(2, amounts),
    share: shared.share,
    daysApart: daysBetween(a.when, b.when),
    weigh,
  };
}

/**
 * Whether two statements can be of one deal or event: a company has many deals of one kind, so one name in common is not
 * enough where each names another counterparty.
 */
export function sameParties(topic: Topic): boolean {
  if (topic.sameDeal) return true;
  const { companies, things, nested, otherDeal } = topic;
  if (otherDeal) return nested && (companies.length > 1 || things.length > 0);
  return companies.length > 1 || things.length > 0 || (companies.length > 0 && nested);
}

/** How sure it is that two statements are of one thing, before their words are weighed. */
export function bond(topic: Topic): number {
  const named = Math.min(2, topic.companies.length) * 0.5 + Math.min(1, topic.things.length) * 0.5;
  return named + (topic.sameDeal ? 0.5 : 0) + (topic.sameSource ? 0.25 : 0) - (topic.nested ? 0 : 0.5);
}

/** A contrast whose first words are those of the one side and, if `turned`, stand in the second statement. */
export function contrast(
  kind: Contrast["kind"],
  about: string,
  pair: readonly [string, string],
  turned: boolean,
  key: string,
): Contrast {
  const [a, b] = turned ? [pair[1], pair[0]] : pair;
  return { kind, about, words: [a, b], keys: turned ? [`${key}+`, `${key}-`] : [`${key}-`, `${key}+`] };
}
