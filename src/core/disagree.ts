import type { Disagreement } from "./compose.ts";
import type { Conflicts, FoundConflict } from "./conflicts.ts";
import type { Library } from "./library.ts";
import { evidenceOf } from "./retrieve.ts";
import type { Evidence } from "./types.ts";

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

/** Finds what contradicts the statements that an answer is likely to rest on, in the evidence and beyond it. */
export function disagreementsOf(
  found: readonly Evidence[],
  conflicts: Conflicts,
  library: Library,
): Disagreements {
  const near = found.slice(0, NEAR);
  const drawnIn = conflicts.drawIn(near);
  const touching = new Set(near.map((e) => e.statement.id));
  const all = conflicts
    .find([...new Map([...found, ...drawnIn].map((e) => [e.statement.id, e])).values()])
    .filter((c) => c.sides.some((s) => s.statements.some((id) => touching.has(id))));
  return {
    list: all.map((c) => disagreement(c, library)),
    disputed: new Set(all.flatMap((c) => c.sides.flatMap((s) => s.statements))),
    drawnIn,
  };
}

function disagreement(conflict: FoundConflict, library: Library): Disagreement {
  const sides = conflict.sides.map((side) => {
    const [first] = side.statements;
    const evidence = first === undefined ? null : evidenceOf({ statement: first, score: 0 }, library);
    return { text: evidence?.statement.text ?? side.words, statements: side.statements.slice(0, 2) };
  });
  return { about: conflict.about, sides, better: null };
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
