import type { Disagreement } from "../answer/compose.ts";
import { wasKnownBy } from "../ledger/known.ts";
import type { Library } from "../library.ts";
import type { Evidence, PartialDate } from "../types.ts";
import type { FoundConflict } from "./conflicts.ts";
import { betterEstablished, disputedStatements } from "./established.ts";
import type { Conflicts } from "./library-conflicts.ts";

/** Where the evidence for an answer disagrees. */
export interface Disagreements {
  readonly list: readonly Disagreement[];
  /** Statements whose label a disagreement takes down to disputed. */
  readonly disputed: ReadonlySet<string>;
  /** Statements on either side that retrieval had not found. */
  readonly drawnIn: readonly Evidence[];
}

/** How many of the best statements may bring a conflict into an answer. */
const NEAR = 6;

/**
 * Finds what contradicts the statements that an answer is likely to rest on, in the evidence and beyond it; `knownBy` leaves
 * out what was not known by that day.
 */
export function disagreementsOf(
  found: readonly Evidence[],
  conflicts: Conflicts,
  library: Library,
  knownBy: PartialDate | null,
): Disagreements {
  const near = found.slice(0, NEAR);
  const drawnIn = conflicts
    .drawIn(near)
    .filter((e) => knownBy === null || wasKnownBy(e.statement, e.source, knownBy));
  const evidence = new Map([...found, ...drawnIn].map((e) => [e.statement.id, e]));
  const rank = new Map(near.map((e, i) => [e.statement.id, i]));
  const best = (c: FoundConflict) =>
    Math.min(...c.sides.flatMap((s) => s.statements.map((id) => rank.get(id) ?? Number.POSITIVE_INFINITY)));
  const touching = conflicts
    .find([...evidence.values()])
    .filter((c) => Number.isFinite(best(c)))
    .toSorted((a, b) => best(a) - best(b));
  return {
    list: touching.map((c) => disagreement(c, evidence, library)),
    disputed: disputedStatements(touching, evidence, library.lexicon),
    drawnIn,
  };
}

/** Each side speaks in its statement's own words; what the two differ in is said above them. */
function disagreement(
  conflict: FoundConflict,
  evidence: ReadonlyMap<string, Evidence>,
  library: Library,
): Disagreement {
  const of = (ids: readonly string[]) => ids.flatMap((id) => evidence.get(id) ?? []);
  const [one, two] = conflict.sides.map((s) => of(s.statements)) as [Evidence[], Evidence[]];
  return {
    about: conflict.about,
    sides: conflict.sides.map((side) => ({
      text: of(side.statements)[0]?.statement.text ?? side.words,
      statements: side.statements.slice(0, 2),
    })),
    better: betterEstablished(one, two, library.lexicon, conflict.kind)?.sentence ?? null,
  };
}

/** How many conflicts an answer shows: more would bury what it says. */
const SHOWN = 2;

/** The conflicts that an answer must show: those that touch what it cites, or its subject where the question asks for views. */
export function shownWith(
  cited: ReadonlySet<string>,
  list: readonly Disagreement[],
  asksForViews: boolean,
): Disagreement[] {
  const touches = (d: Disagreement) => d.sides.some((s) => s.statements.some((id) => cited.has(id)));
  return list.filter((d) => asksForViews || touches(d)).slice(0, SHOWN);
}
