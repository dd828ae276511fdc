import type { FigureKind } from "../library.ts";
import { BOUND_AFTER, BOUND_BEFORE, KIND_WORDS, QUALIFIERS } from "./figure-words.ts";

/** How an amount is limited: a ceiling, a floor, a rough value or none of these. */
export type Bound = "exact" | "up to" | "at least" | "about";

/** What one amount is paid or measured for. */
export type Period = "year" | "month" | "week" | "day" | "hour" | "quarter" | "share" | "unit";

/** Where an amount stands in its text, without its bound. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** The bound that stands right before or after an amount, and the place with the bound's words. */
export function boundAround(text: string, place: Place, duration: boolean): Place & { bound: Bound } {
  const before = text.slice(Math.max(0, place.start - 48), place.start);
  for (const [bound, re] of BOUND_BEFORE) {
    const m = re.exec(before);
    if (!m) continue;
    // "over five years" is how long it takes, not a lower bound.
    if (duration && /^(?:over|under)\b/i.test(m[0])) continue;
    // "under a 6-gigawatt agreement" is on its terms, not below them.
    if (/^under an? $/i.test(m[0]) && TERMS.test(text.slice(place.end, place.end + 24))) continue;
    // "some 500" bounds; "some of the 500" and "near the $5bn site" do not reach here.
    return { start: place.start - (before.length - m.index), end: place.end, bound };
  }
  const after = text.slice(place.end, place.end + 24);
  for (const [bound, re] of BOUND_AFTER) {
    const m = re.exec(after);
    if (m) return { start: place.start, end: place.end + m[0].length, bound };
  }
  return { ...place, bound: "exact" };
}

const TERMS = /^[ -](?:[\p{L}-]+ )?(?:agreement|deal|contract|pact|plan|lease|arrangement|partnership)\b/iu;

const BREAK = /[;:!?]|\.(?:\s|$)|,? (?:while|whereas|but) /g;

/** The clause that a place stands in, cut at its neighbours too: words beyond another amount belong to that one. */
function surroundings(
  text: string,
  place: Place,
  neighbours: readonly Place[],
): { before: string; after: string } {
  let from = 0;
  let to = text.length;
  for (const m of text.matchAll(BREAK)) {
    if (m.index + m[0].length <= place.start) from = m.index + m[0].length;
    else if (m.index >= place.end) {
      to = m.index;
      break;
    }
  }
  for (const n of neighbours) {
    if (n.end <= place.start) from = Math.max(from, n.end);
    // Of the words between two amounts the first half can still speak of the one before.
    if (n.start >= place.end) to = Math.min(to, Math.floor((place.end + n.start) / 2));
  }
  return { before: text.slice(from, place.start), after: text.slice(place.end, to) };
}

/** "combined", "additional" and the like, where they stand close by in the same clause. */
export function qualifiersAround(text: string, place: Place, neighbours: readonly Place[]): string[] {
  const { before, after } = surroundings(text, place, neighbours);
  const near = `${before.slice(-45)} ¤ ${after.slice(0, 30)}`;
  return QUALIFIERS.filter(([, re]) => re.test(near)).map(([name]) => name);
}

const PER_AFTER =
  /^(?:[ -](?:US )?dollars?)?(?: (?:an?|per|each|every)|\/| ?-per-?)[ -]?(year|yr|annum|month|week|day|hour|quarter|share|token|million tokens|chip|gpu|unit)\b/i;
const PER_ADVERB: readonly (readonly [Period, RegExp])[] = [
  ["year", /^ (?:annually|annualized|annualised|yearly)\b/i],
  ["month", /^ monthly\b/i],
  ["quarter", /^ quarterly\b/i],
];
const PER_BEFORE: readonly (readonly [Period, RegExp])[] = [
  ["year", /\b(?:annual|yearly|annuali[sz]ed)(?: [\w-]+){0,3} (?:of |at |to )?(?:\w+ ){0,2}$/i],
  ["month", /\bmonthly(?: [\w-]+){0,3} (?:of |at |to )?(?:\w+ ){0,2}$/i],
];
const PERIODS: ReadonlyMap<string, Period> = new Map([
  ["year", "year"],
  ["yr", "year"],
  ["annum", "year"],
  ["month", "month"],
  ["week", "week"],
  ["day", "day"],
  ["hour", "hour"],
  ["quarter", "quarter"],
  ["share", "share"],
]);

/** The period of an amount that recurs ("a month", "annually"), or null for a single one. */
export function periodAround(text: string, place: Place): Period | null {
  const after = text.slice(place.end, place.end + 30);
  const m = PER_AFTER.exec(after);
  if (m) return PERIODS.get((m[1] ?? "").toLowerCase()) ?? "unit";
  const adverb = PER_ADVERB.find(([, re]) => re.test(after));
  if (adverb) return adverb[0];
  const before = text.slice(Math.max(0, place.start - 40), place.start);
  return PER_BEFORE.find(([, re]) => re.test(before))?.[0] ?? null;
}

/** What an amount of money is an amount of, by the nearest telling word of its clause; null where no word tells. */
export function moneyKind(
  text: string,
  place: Place,
  neighbours: readonly Place[],
  per: Period | null,
): FigureKind | null {
  if (per !== null && per !== "year" && per !== "month" && per !== "quarter") return "price";
  const { before, after } = surroundings(text, place, neighbours);
  let best: FigureKind | null = null;
  let nearest = 70;
  for (const [kind, re] of KIND_WORDS) {
    for (const m of before.matchAll(re)) {
      const distance = before.length - m.index - m[0].length;
      if (distance < nearest) [best, nearest] = [kind, distance];
    }
    for (const m of after.matchAll(re)) {
      // What follows directly names the amount ("$5 billion stake"); farther off, what stands before weighs more.
      const distance = m.index <= 14 ? m.index - 14 : m.index + 10;
      if (distance < nearest) [best, nearest] = [kind, distance];
    }
  }
  return best;
}
