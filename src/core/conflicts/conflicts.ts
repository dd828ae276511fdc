import type { Lexicon } from "../entities.ts";
import type { CuratedConflict } from "../library.ts";
import { truncate } from "../text.ts";
import type { Evidence } from "../types.ts";
import { certaintyRule } from "./certainty-rule.ts";
import { dateRule } from "./date-rule.ts";
import { type Extracted, extractedRule } from "./extracted-rule.ts";
import { type Facts, factsOf, type Weigh } from "./facts.ts";
import { figureRule } from "./figure-rule.ts";
import { oppositesRule } from "./opposites-rule.ts";
import { partyRule } from "./party-rule.ts";
import { polarityRule } from "./polarity-rule.ts";
import { stateRule } from "./state-rule.ts";
import { type ConflictKind, type Contrast, type Topic, topicOf } from "./topic.ts";

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
  /** Whether a person recorded it; else a rule found it. */
  readonly curated: boolean;
}

/** What finding conflicts needs besides the statements. */
export interface ConflictContext {
  readonly lexicon: Lexicon;
  readonly curated: readonly CuratedConflict[];
  /** Whether the ledger knows one of two statements as a change of the other: an update is no disagreement. */
  readonly changed: (a: Facts, b: Facts) => boolean;
  /** How much a word tells, 0 to 1. */
  readonly weigh: Weigh;
  /** What a model read of the sources, or null; the rules come first. */
  readonly extracted: Extracted | null;
}

/** A context without a library: no ledger, no curated pairs, and every word tells the same. */
export const plainContext = (lexicon: Lexicon): ConflictContext => ({
  lexicon,
  curated: [],
  changed: () => false,
  weigh: () => 0.6,
  extracted: null,
});

/** A key for two statements, whichever comes first. */
export const pairKey = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`);

type Rule = (a: Facts, b: Facts, topic: Topic) => Contrast | null;

/** Each may find one thing in a pair; the first that finds one names what the pair differs in most. */
const RULES: readonly Rule[] = [
  figureRule,
  dateRule,
  partyRule,
  stateRule,
  polarityRule,
  oppositesRule,
  certaintyRule,
];

/** What two statements differ in. The order of the two does not matter; the first of each contrast has the lower id. */
export function contrastsOf(a: Facts, b: Facts, context: ConflictContext): Contrast[] {
  if (a.id === b.id || context.changed(a, b)) return [];
  const [x, y] = a.id < b.id ? [a, b] : [b, a];
  const topic = topicOf(x, y, context.weigh);
  const found = topic ? RULES.flatMap((rule) => rule(x, y, topic) ?? []) : [];
  const subject = topic?.things[0] ?? "it";
  if (found.length > 0) return found.map((c) => ({ ...c, about: c.about.replace("{it}", subject) }));
  const read = context.extracted && extractedRule(x, y, context.extracted, context.weigh);
  return read ? [read] : [];
}

/** Finds where the statements given disagree: what a person recorded first, then what the rules see. */
export function findConflicts(evidence: readonly Evidence[], context: ConflictContext): FoundConflict[] {
  return conflictsAmong(
    evidence.map((e) => factsOf(e, context.lexicon)),
    context,
  );
}

/** The same over statements that have been read before. */
export function conflictsAmong(facts: readonly Facts[], context: ConflictContext): FoundConflict[] {
  const byId = new Map(facts.map((f) => [f.id, f]));
  const sorted = [...byId.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const recorded = new Map(
    context.curated
      .filter((c) => c.statements[0] !== c.statements[1] && c.statements.every((id) => byId.has(id)))
      .map((c) => [pairKey(...c.statements), c.about]),
  );
  const growing: Growing[] = [];
  for (const [key, about] of recorded) {
    const [a, b] = key.split(" ").flatMap((id) => byId.get(id) ?? []);
    if (a && b) growing.push(recordedPair(a, b, about, context));
  }
  for (const [i, a] of sorted.entries())
    for (const b of sorted.slice(i + 1))
      if (!recorded.has(pairKey(a.id, b.id)))
        for (const contrast of contrastsOf(a, b, context)) grow(growing, a.id, b.id, contrast);
  return growing.map(finished);
}

interface Growing {
  readonly contrast: Contrast;
  readonly sides: readonly [Set<string>, Set<string>];
  /** What a person wrote about it, or null. */
  readonly about: string | null;
}

/** A recorded pair takes its words from the rules where they see it, so that others can join its sides. */
function recordedPair(a: Facts, b: Facts, about: string, context: ConflictContext): Growing {
  const [seen] = contrastsOf(a, b, context);
  const whole: readonly [string, string] = [truncate(a.text, 90), truncate(b.text, 90)];
  return {
    contrast: seen ?? { kind: "curated", about, words: whole, keys: [a.id, b.id] },
    sides: [new Set([a.id]), new Set([b.id])],
    about,
  };
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
    if (g.sides[1].has(one) || g.sides[0].has(two)) continue;
    g.sides[0].add(one);
    g.sides[1].add(two);
    return;
  }
  growing.push({ contrast, sides: [new Set([a]), new Set([b])], about: null });
}

function finished({ contrast, sides, about }: Growing): FoundConflict {
  const [one, two] = contrast.words;
  return {
    about: about ?? `${contrast.about}: ${one} or ${two}`,
    kind: contrast.kind,
    sides: [
      { words: one, statements: [...sides[0]].toSorted() },
      { words: two, statements: [...sides[1]].toSorted() },
    ],
    curated: about !== null,
  };
}

/** Whether a statement stands on a side of any of the conflicts. */
export const disputes = (conflicts: readonly FoundConflict[], statementId: string): boolean =>
  conflicts.some((c) => c.sides.some((s) => s.statements.includes(statementId)));
