import { certaintyRule } from "./conflicts/certainty-rule.ts";
import { dateRule } from "./conflicts/date-rule.ts";
import { type Facts, factsOf, type Weigh } from "./conflicts/facts.ts";
import { figureRule } from "./conflicts/figure-rule.ts";
import { partyRule } from "./conflicts/party-rule.ts";
import { polarityRule } from "./conflicts/polarity-rule.ts";
import { stateRule } from "./conflicts/state-rule.ts";
import { type ConflictKind, type Contrast, type Topic, topicOf } from "./conflicts/topic.ts";
import type { Lexicon } from "./entities.ts";
import type { CuratedConflict, Library } from "./library.ts";
import type { Evidence } from "./types.ts";

/** One side of a disagreement: who holds it, and the words in which it differs. */
export interface FoundSide {
  readonly words: string;
  /** Statement ids, sorted. */
  readonly statements: readonly string[];
}

/** Statements about one thing that cannot both be right, or that differ where readers would want to know. */
export interface FoundConflict {
  /** What they differ on, in words for readers, with both versions. */
  readonly about: string;
  readonly kind: ConflictKind;
  readonly sides: readonly [FoundSide, FoundSide];
}

/** What finding conflicts needs besides the statements. */
export interface ConflictContext {
  readonly lexicon: Lexicon;
  readonly curated: readonly CuratedConflict[];
  /** Pairs of which one statement reports a change of what the other says: `pairKey` of both. */
  readonly changes: ReadonlySet<string>;
  /** How much a word tells; without it all tell the same. */
  readonly weigh: Weigh;
}

/** A key for two statements, whichever comes first. */
export const pairKey = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`);

type Rule = (a: Facts, b: Facts, topic: Topic) => Contrast | null;

/** The first that finds something decides what a pair differs in. */
const RULES: readonly Rule[] = [figureRule, dateRule, partyRule, stateRule, polarityRule, certaintyRule];

/** What two statements differ in, or null. The order of the two does not matter. */
function contrastOf(a: Facts, b: Facts, context: ConflictContext): Contrast | null {
  if (a.id === b.id || context.changes.has(pairKey(a.id, b.id))) return null;
  const [x, y] = a.id < b.id ? [a, b] : [b, a];
  const topic = topicOf(x, y, context.weigh, () => false);
  if (!topic) return null;
  for (const rule of RULES) {
    const found = rule(x, y, topic);
    if (found) return found;
  }
  return null;
}

/** Finds where the statements given disagree: by what a person recorded, then by rule. */
export function findConflicts(evidence: readonly Evidence[], context: ConflictContext): FoundConflict[] {
  return conflictsAmong(
    evidence.map((e) => factsOf(e, context.lexicon)),
    context,
  );
}

interface Growing {
  readonly contrast: Contrast;
  readonly sides: readonly [Set<string>, Set<string>];
}

function conflictsAmong(facts: readonly Facts[], context: ConflictContext): FoundConflict[] {
  const sorted = [...new Map(facts.map((f) => [f.id, f])).values()].toSorted((a, b) =>
    a.id < b.id ? -1 : 1,
  );
  const ids = new Set(sorted.map((f) => f.id));
  const curated = context.curated.filter((c) => c.statements.every((id) => ids.has(id)));
  const known = new Set(curated.map((c) => pairKey(...c.statements)));
  const growing: Growing[] = [];
  for (const [i, a] of sorted.entries())
    for (const b of sorted.slice(i + 1)) {
      if (known.has(pairKey(a.id, b.id))) continue;
      const contrast = contrastOf(a, b, context);
      if (contrast) grow(growing, a.id, b.id, contrast);
    }
  return [
    ...curated.map((c) => fromCurated(c)),
    ...growing.map(({ contrast, sides }): FoundConflict => {
      const [one, two] = contrast.words;
      return {
        about: `${contrast.about}: ${one} or ${two}`,
        kind: contrast.kind,
        sides: [
          { words: one, statements: [...sides[0]].toSorted() },
          { words: two, statements: [...sides[1]].toSorted() },
        ],
      };
    }),
  ];
}

/** Adds a pair to the conflict that it belongs to: the same two versions, and a statement in common. */
function grow(growing: Growing[], a: string, b: string, contrast: Contrast): void {
  const [ka, kb] = contrast.keys;
  for (const g of growing) {
    const [ga, gb] = g.contrast.keys;
    const turned = ga === kb && gb === ka;
    if (g.contrast.kind !== contrast.kind || !(turned || (ga === ka && gb === kb))) continue;
    const [one, two] = turned ? [b, a] : [a, b];
    if (!g.sides[0].has(one) && !g.sides[1].has(two)) continue;
    g.sides[0].add(one);
    g.sides[1].add(two);
    return;
  }
  growing.push({ contrast, sides: [new Set([a]), new Set([b])] });
}

function fromCurated(c: CuratedConflict): FoundConflict {
  return {
    about: c.about,
    kind: "curated",
    sides: [
      { words: "", statements: [c.statements[0]] },
      { words: "", statements: [c.statements[1]] },
    ],
  };
}

/** Conflicts over one library: what takes time is worked out once. */
export interface Conflicts {
  find(evidence: readonly Evidence[]): FoundConflict[];
  drawIn(evidence: readonly Evidence[]): Evidence[];
}

/** Prepares a library for finding conflicts. */
export function createConflicts(library: Library): Conflicts {
  const cache = new Map<string, Facts>();
  const read = (e: Evidence): Facts => {
    const known = cache.get(e.statement.id);
    if (known) return known;
    const made = factsOf(e, library.lexicon);
    cache.set(e.statement.id, made);
    return made;
  };
  const context: ConflictContext = {
    lexicon: library.lexicon,
    curated: library.conflicts,
    changes: changesOf(library),
    weigh: () => 0.6,
  };
  return {
    find: (evidence) => conflictsAmong(evidence.map(read), context),
    drawIn: () => [],
  };
}

function changesOf(library: Library): Set<string> {
  return new Set(
    library.deals.flatMap((d) =>
      d.history.flatMap((h) => (h.changes ? [pairKey(h.statement, h.changes)] : [])),
    ),
  );
}
