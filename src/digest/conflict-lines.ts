import { betterEstablished, disputedStatements } from "../core/conflicts/established.ts";
import { createConflicts } from "../core/conflicts/library-conflicts.ts";
import type { ConflictKind } from "../core/conflicts/topic.ts";
import type { Library } from "../core/library.ts";
import type { Evidence } from "../core/types.ts";
import { evidenceIn, type Happening, labelOf } from "./happening.ts";

/** Statements that disagree, found by a person or by rule. */
export interface Conflict {
  readonly about: string;
  readonly statements: readonly string[];
  /** One of each side, the first that tells it. */
  readonly sides: readonly [string, string];
  /** All that either side rests on. */
  readonly evidence: readonly [readonly Evidence[], readonly Evidence[]];
  readonly kind: ConflictKind;
  /** Those of its statements that the other side takes down to disputed. */
  readonly disputed: ReadonlySet<string>;
}

/**
 * Every conflict that the library knows around these statements. Rules look only at documents of their own words: where a
 * person wrote the statements down, a person also recorded which of them disagree.
 */
export function conflictsAround(fresh: readonly Evidence[], library: Library): Conflict[] {
  if (fresh.length === 0) return [];
  const ids = new Set(fresh.map((e) => e.statement.id));
  const recorded = library.conflicts
    .filter((c) => c.statements.some((id) => ids.has(id)))
    .flatMap((c) => c.statements)
    .flatMap((id) => evidenceIn(library, id) ?? []);
  const conflicts = createConflicts(library);
  const unread = fresh.filter((e) => e.statement.curated === null);
  const all = [...unread, ...recorded, ...conflicts.drawIn(unread)];
  const evidence = new Map(all.map((e) => [e.statement.id, e]));
  return conflicts.find([...evidence.values()]).flatMap((found): Conflict[] => {
    const sides = found.sides.map((s) => s.statements.flatMap((id) => evidence.get(id) ?? []));
    const [one = [], two = []] = sides;
    const [a, b] = [one[0], two[0]];
    const statements = found.sides.flatMap((s) => s.statements);
    if (!a || !b || !statements.some((id) => ids.has(id))) return [];
    if (!found.curated && statements.some((id) => evidence.get(id)?.statement.curated)) return [];
    return [
      {
        about: found.about.replace(/[.]$/, ""),
        statements,
        sides: [a.statement.id, b.statement.id],
        evidence: [one, two],
        kind: found.kind,
        disputed: disputedStatements([found], evidence, library.lexicon),
      },
    ];
  });
}

/** Sources that disagree, as a line with both sides. */
export function conflictLine(conflict: Conflict, newest: string, library: Library): Happening | null {
  const [one, two] = conflict.sides;
  const turned = newest === two;
  const [first, second] = turned ? [two, one] : [one, two];
  const now = evidenceIn(library, first);
  const before = evidenceIn(library, second);
  if (!now || !before) return null;
  const slug = now.statement.deal ?? before.statement.deal;
  const deal = library.deals.find((d) => d.slug === slug) ?? null;
  const [a, b] = conflict.evidence;
  // "The first" must be the one that stands first here.
  const better = betterEstablished(turned ? b : a, turned ? a : b, library.lexicon, conflict.kind);
  return {
    kind: "conflict",
    deal,
    name: deal?.name ?? now.source.publisher ?? now.source.title,
    date: now.statement.curated?.dateOfEvent ?? now.source.published,
    text: `Sources disagree: ${conflict.about}. ${now.statement.text} Against it: ${before.statement.text}${better ? ` ${better.sentence}` : ""}`,
    label: "disputed",
    why: labelOf(now, library, true).why,
    evidence: [now, before],
    affects: conflict.statements.filter((id) => id !== first && conflict.disputed.has(id)),
  };
}
