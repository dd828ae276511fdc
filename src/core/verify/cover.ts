import { contentStems, expresses } from "./wording.ts";

/** A span is compared with this many sentences of its evidence at a time: a paraphrase rarely draws on more. */
const WINDOW = 3;

/**
 * The share of a sentence's meaning words that the best run of three evidence sentences expresses, 0 to 1. It tells how
 * much of the wording is the writer's own; it cannot see a contradiction that reuses the source's words.
 */
export function coverage(sentence: string, evidence: readonly string[]): number {
  const wanted = [...new Set(contentStems(sentence))];
  if (wanted.length === 0) return 1;
  const sets = evidence.map((e) => new Set(contentStems(e)));
  let best = 0;
  for (let i = 0; i < sets.length; i += 1) {
    const window = new Set(sets.slice(i, i + WINDOW).flatMap((s) => [...s]));
    const share = wanted.filter((s) => window.has(s)).length / wanted.length;
    best = Math.max(best, share);
  }
  return best;
}

/** Like `coverage`, over all of the evidence at once and counting words that mean nearly the same. */
export function looseCoverage(sentence: string, evidence: readonly string[]): number {
  const wanted = [...new Set(contentStems(sentence))];
  if (wanted.length === 0) return 1;
  const all = new Set(evidence.flatMap(contentStems));
  return wanted.filter((s) => expresses(all, s)).length / wanted.length;
}
