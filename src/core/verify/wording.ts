import { relatedStems } from "../question/thesaurus.ts";
import { isStopword, stem, words } from "../text.ts";

/** Past forms that stemming does not bring back to their verb. */
const IRREGULAR: ReadonlyMap<string, string> = new Map(
  (
    "began begin begun begin ran run bought buy sold sell paid pay spent spend built build made make held hold took take " +
    "taken take gave give given give got get won win lost lose led lead left leave kept keep met meet rose rise risen rise " +
    "fell fall fallen fall grew grow grown grow came come went go gone go said say told tell wrote write written write " +
    "chose choose chosen choose sought seek brought bring lent lend drew draw drawn draw struck strike backed back " +
    "became become shown show known know withdrew withdraw withdrawn withdraw stood stand"
  )
    .split(" ")
    .flatMap((w, i, all) => (i % 2 === 0 ? [[w, all[i + 1] ?? w] as const] : [])),
);

/** The stem of a word, with irregular past forms brought back to their verb. */
export const lemma = (word: string): string => stem(IRREGULAR.get(word) ?? word);

/** The stems of the words that carry meaning, in order; like `stems`, but knowing irregular verbs. */
export const contentStems = (text: string): string[] =>
  words(text)
    .filter((w) => !isStopword(w))
    .map(lemma);

/** Whether a stem, or one that means nearly the same, is in the set. */
export const expresses = (set: ReadonlySet<string>, stemmed: string): boolean =>
  set.has(stemmed) || relatedStems(stemmed).some((r) => set.has(r));

/** The share of `wanted` that `given` expresses; 1 where nothing is wanted. */
export function shareOf(wanted: readonly string[], given: ReadonlySet<string>): number {
  if (wanted.length === 0) return 1;
  return wanted.filter((s) => expresses(given, s)).length / wanted.length;
}

const ABBREVIATION =
  /(?:\b(?:Inc|Corp|Co|Ltd|Mr|Mrs|Ms|Dr|vs|No|St|U\.S|U\.K|e\.g|i\.e|approx|ca|est|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)|(?:^|\s)\p{Lu})\.$/u;

const LIST_MARK = /^\s*(?:[-*•–]|\(?\d{1,2}[.)])\s+/gm;

/** The sentences of a drafted span, without list marks. It is prose, so abbreviations are all that misleads. */
export function sentencesOf(written: string): string[] {
  const text = written.replace(LIST_MARK, "");
  const out: string[] = [];
  let from = 0;
  for (const m of text.matchAll(/[.!?…]["'”’)]*(?=\s+["'“‘(]?[\p{Lu}\d$€£])|\n+/gu)) {
    const end = m.index + m[0].length;
    if (ABBREVIATION.test(text.slice(Math.max(0, m.index - 8), m.index + 1))) continue;
    out.push(text.slice(from, end).trim());
    from = end;
  }
  out.push(text.slice(from).trim());
  return out.filter((s) => /[\p{L}\d]/u.test(s));
}

/** A stretch of a text, end exclusive. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

const SEGMENT = /[;:]\s|\s[–—]\s|,? (?:but|while|whereas|although|though)\b ?/gi;
const CLAUSE =
  /[;:]\s|\s[–—]\s|,\s(?!\d)|\(|\)| (?:but|while|whereas|although|though|which|who|because|after|before|so that)\b | and (?=(?:it|its|they|their|the|will|has|have|is|are|was|were|then|later|\p{Lu})\b)/gu;

const cut = (text: string, re: RegExp): Stretch[] => {
  const out: Stretch[] = [];
  let start = 0;
  for (const m of text.matchAll(re)) {
    out.push({ start, end: m.index });
    start = m.index + m[0].length;
  }
  out.push({ start, end: text.length });
  return out.filter((s) => s.end > s.start);
};

/** The stretches over which an attribution or a condition holds: cut at semicolons and contrasts. */
export const segmentsOf = (text: string): Stretch[] => cut(text, SEGMENT);

/** The clauses of a sentence, roughly: cut at commas and conjunctions too. */
export const clausesOf = (text: string): Stretch[] => cut(text, CLAUSE);

/** The stretch that holds a place, or the whole text. */
export const stretchAt = (stretches: readonly Stretch[], at: number, text: string): Stretch =>
  stretches.find((s) => at >= s.start && at < s.end) ?? { start: 0, end: text.length };
