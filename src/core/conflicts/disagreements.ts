import type { Disagreements } from "../ask.ts";
import type { FoundConflict } from "../conflicts.ts";
import type { Lexicon } from "../entities.ts";
import { betterEstablished, disputedStatements } from "../established.ts";
import type { Evidence } from "../types.ts";
import type { Conflicts } from "./library-conflicts.ts";

/** An answer has room for few; those of the statements that rank first matter most. */
const SHOWN = 3;

/** What an answer needs to show where its sources disagree: the sides with their words, and which is better established. */
export function disagreementsAmong(
  found: readonly Evidence[],
  conflicts: Conflicts,
  lexicon: Lexicon,
): Disagreements {
  const drawn = conflicts.drawIn(found);
  const rank = new Map(found.map((e, i) => [e.statement.id, i]));
  const evidence = new Map([...found, ...drawn].map((e) => [e.statement.id, e]));
  const best = (c: FoundConflict) =>
    Math.min(...c.sides.flatMap((s) => s.statements.map((id) => rank.get(id) ?? Number.POSITIVE_INFINITY)));
  const all = conflicts
    .find([...evidence.values()])
    .filter((c) => Number.isFinite(best(c)))
    .toSorted((a, b) => best(a) - best(b));
  const of = (ids: readonly string[]) => ids.flatMap((id) => evidence.get(id) ?? []);
  return {
    list: all.slice(0, SHOWN).map(({ about, kind, sides }) => ({
      about,
      sides: sides.map((s) => ({ text: s.words, statements: s.statements })),
      better:
        betterEstablished(of(sides[0].statements), of(sides[1].statements), lexicon, kind)?.sentence ?? null,
    })),
    disputed: disputedStatements(all, evidence, lexicon),
    drawnIn: drawn,
  };
}
