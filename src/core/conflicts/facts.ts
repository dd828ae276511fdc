import { type FoundDate, findDates } from "../dates.ts";
import type { Entity, Lexicon } from "../entities.ts";
import { type Figure, parseFigures } from "../figures/figures.ts";
import { cuesIn, straighten } from "../label/cues.ts";
import { relatedStems } from "../question/thesaurus.ts";
import { isStopword, stem, words } from "../text.ts";
import type { Evidence, PartialDate } from "../types.ts";
import { counted } from "./amounts.ts";

/** What the rules read of one statement: worked out once, compared often. */
export interface Facts {
  readonly id: string;
  readonly evidence: Evidence;
  /** With straight quotes; offsets are those of the statement. */
  readonly text: string;
  /** The text with names, amounts and dates blanked; the same offsets. */
  readonly plain: string;
  /** The companies that it names, also through what is theirs (AWS is Amazon's), without those that only publish it. */
  readonly companies: ReadonlySet<string>;
  /** Chips and programmes that it names, or that its paragraph named before, where it says "it". */
  readonly things: ReadonlySet<string>;
  /** Stems of its other words, without names, amounts, dates and what frames a report. */
  readonly terms: ReadonlySet<string>;
  readonly mentions: readonly { readonly entity: Entity; readonly start: number; readonly end: number }[];
  readonly figures: readonly Figure[];
  readonly dates: readonly FoundDate[];
  /** The day that it speaks of or from, as far as known: of its event, else of its source. */
  readonly when: PartialDate | null;
}

/** Words that frame what is told, or that any statement about a deal may hold. */
const FRAME = new Set(
  (
    "say says said tell told report reports reported reporting state states stated write writes wrote give gives gave call calls called " +
    "put puts place places describe describes described note notes noted recall recalled find finds name names named list lists quote " +
    "read reads account article page post blog headline body summary source outlet news release press citing word words version own " +
    "one two three four five six seven eight nine ten first second also still now already then later earlier today day week month year " +
    "come comes make makes made take takes took get gets go goes use used uses using include includes including company companies firm " +
    "firms people person executive official part part much many new big large small million billion trillion thousand dollar percent " +
    "jan january feb february mar march apr april may june july aug august sep september oct october nov november dec december"
  )
    .split(" ")
    .map((w) => stem(w)),
);

/** Names that stand for one thing; a cloud or a model family is too wide to be what a sentence is about. */
const SUBJECTS = new Set(["chip", "programme"]);
const PRONOUN =
  /^(?:it|its|they|their|this|these|that|those|expanding it|the (?:chip|deal|company|companies|agreement|talks|model))\b/i;

/** Blanks out places of a text, so that what is left keeps its offsets. */
const blank = (text: string, places: readonly { readonly start: number; readonly end: number }[]): string =>
  places.reduce((t, p) => t.slice(0, p.start) + " ".repeat(p.end - p.start) + t.slice(p.end), text);

/** The stems of a text that tell what it is about. */
export const termsOf = (text: string, without: ReadonlySet<string> = new Set()): Set<string> =>
  new Set(
    words(text)
      .filter((w) => !isStopword(w) && !/^\d/.test(w) && w.length > 1)
      .map((w) => stem(w))
      .filter((s) => !FRAME.has(s) && !without.has(s)),
  );

/** Reads one statement. */
export function factsOf(evidence: Evidence, lexicon: Lexicon): Facts {
  const { statement, source } = evidence;
  const text = straighten(statement.text);
  const publisher = (source.publisher ?? "").toLowerCase();
  const all = lexicon.mentions(text);
  const mentions = all.filter((m) => m.entity.kind !== "publication");
  // A sentence that leans on the one before speaks of what its paragraph names first.
  const leaning = PRONOUN.test(text) || /\b(?:it|its|the chip)\b/i.test(text);
  const before = leaning
    ? lexicon.mentions(evidence.passage.text.slice(0, Math.max(0, statement.start - evidence.passage.start)))
    : [];
  const entities = [...mentions, ...before.filter((m) => SUBJECTS.has(m.entity.kind)).slice(0, 1)].map(
    (m) => m.entity,
  );
  const figures = parseFigures(text).map((f) => counted(f, text, mentions));
  const when = statement.curated?.dateOfEvent ?? source.published;
  const dates = findDates(text, when);
  const said = new Set(words(`${publisher} ${statement.curated?.attribution ?? ""}`).map((w) => stem(w)));
  const plain = blank(text, [...all, ...figures, ...dates]);
  return {
    id: statement.id,
    evidence,
    text,
    plain,
    companies: new Set(entities.flatMap((e) => (e.kind === "company" ? [e.name] : e.of ? [e.of] : []))),
    things: new Set(entities.flatMap((e) => (SUBJECTS.has(e.kind) ? [e.name] : []))),
    terms: termsOf(plain, said),
    mentions,
    figures,
    dates,
    when,
  };
}

/** Works a thing out once for each statement. */
export function memo<T extends object>(read: (facts: Facts) => T): (facts: Facts) => T {
  const known = new WeakMap<Facts, T>();
  return (facts) => {
    const found = known.get(facts);
    if (found !== undefined) return found;
    const made = read(facts);
    known.set(facts, made);
    return made;
  };
}

/** The cues of doubt, denial and hearsay in a statement. */
export const cuesOf = memo((facts) => cuesIn(facts.text));

/** How much a word tells about what a statement is about, 0 to 1. */
export type Weigh = (term: string) => number;

/** Whether a set has a stem or one that means nearly the same. */
export const hasSense = (set: ReadonlySet<string>, term: string): boolean =>
  set.has(term) || relatedStems(term).some((r) => set.has(r));

/** What two sets of stems share: the summed weight, and its share of the smaller set's. */
export function sharedWeight(
  a: ReadonlySet<string>,
  b: ReadonlySet<string>,
  weigh: Weigh,
): { readonly sum: number; readonly share: number; readonly terms: readonly string[] } {
  const total = (s: ReadonlySet<string>) => [...s].reduce((sum, t) => sum + weigh(t), 0);
  const exact = [...a].filter((t) => b.has(t));
  const near = [...a].filter((t) => !b.has(t) && hasSense(b, t));
  const back = [...b].filter((t) => !a.has(t) && hasSense(a, t));
  const half = Math.min(
    near.reduce((s, t) => s + weigh(t), 0),
    back.reduce((s, t) => s + weigh(t), 0),
  );
  const sum = exact.reduce((s, t) => s + weigh(t), 0) + 0.6 * half;
  const smaller = Math.min(total(a), total(b));
  return { sum, share: smaller === 0 ? 0 : Math.min(1, sum / smaller), terms: exact };
}
