import { contentStems } from "./wording.ts";

/** Words of discourse: by them a writer speaks of sources and order, and says little about the subject. */
const FRAME = new Set(
  contentStems(
    "based according provided given passage source document article text context information mention mentioned " +
      "specify answer question note noted summary summarize however therefore thus hence example include including " +
      "following next lastly finally first second third additionally furthermore moreover overall conclusion " +
      "various important such additional unable possible help sure happy use used make way need get thing several " +
      "certain specific specifically typically usually often generally common commonly general involve involves " +
      "allow allows require consider ensure create cause result lead depend depending vary like well good different " +
      "type types kind part ways number factor factors step steps process method methods refer known mean suggest " +
      "state describe described list listed instead without within another one two many much since although upon " +
      "essential key main role play crucial significant simply particular individual people person time recommend " +
      "detail details detailed instruction instructions determine definitive clear exact exactly fact case cases",
  ),
);
/** With fewer words of its own a sentence is too short to measure. */
const FEWEST = 5;
/** Words that begin alike count as the same: "formation" and "formed". */
const BEGINNING = 5;

/** Below this share a sentence says much that its evidence has no words for; measured, see docs/verification.md. */
export const LOW_TRUST = 0.65;

const beginning = (s: string): string => (s.length >= BEGINNING ? s.slice(0, BEGINNING) : s);

/**
 * The share of a sentence's meaning words that stand in its evidence, 0 to 1; 1 for a sentence too short to tell. It
 * shows what a writer added in words of his own. It cannot see a contradiction that reuses the source's words.
 */
export function coverage(sentence: string, evidence: readonly string[]): number {
  const wanted = [...new Set(contentStems(sentence))].filter((s) => !FRAME.has(s));
  return wanted.length < FEWEST ? 1 : overlap(wanted, evidence);
}

/** The same share for any length, to tell which of several statements a sentence draws on. */
export const likeness = (sentence: string, evidence: string): number =>
  overlap([...new Set(contentStems(sentence))], [evidence]);

function overlap(wanted: readonly string[], evidence: readonly string[]): number {
  if (wanted.length === 0) return 0;
  const seen = new Set(evidence.flatMap(contentStems).map(beginning));
  return wanted.filter((s) => seen.has(beginning(s))).length / wanted.length;
}
