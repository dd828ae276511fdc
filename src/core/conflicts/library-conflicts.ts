import { evidenceOf } from "../evidence/retrieve.ts";
import { sameAmount } from "../figures/figure-compare.ts";
import type { Library } from "../library.ts";
import type { Evidence } from "../types.ts";
import {
  type ConflictContext,
  conflictsAmong,
  contrastsOf,
  type FoundConflict,
  pairKey,
} from "./conflicts.ts";
import type { Extracted } from "./extracted-rule.ts";
import { type Facts, factsOf, type Weigh } from "./facts.ts";

/** Conflicts over one library: what takes time is worked out when it is made. */
export interface Conflicts {
  /** Where the statements given disagree with each other. */
  find(evidence: readonly Evidence[]): FoundConflict[];
  /** Statements of the library that contradict those given, and are not among them: recorded ones first. */
  drawIn(evidence: readonly Evidence[]): Evidence[];
}

/** More on the other side would not make a disagreement clearer. */
const DRAWN = 8;
/** How many statements of the library each one given is compared with. */
const COMPARED = 30;
/** A word that more than this share of statements holds does not tell what a statement is about. */
const COMMON = 0.1;

/** Prepares a library for finding conflicts in it: by rule, and by what was extracted from its sources, if anything was. */
export function createConflicts(library: Library, extracted: Extracted | null = null): Conflicts {
  const all = [...library.statements.values()].flatMap((s) => {
    const evidence = evidenceOf({ statement: s.id, score: 0 }, library);
    return evidence ? [factsOf(evidence, library.lexicon)] : [];
  });
  const facts = new Map(all.map((f) => [f.id, f]));
  const near = createNeighbours(all);
  const context: ConflictContext = {
    lexicon: library.lexicon,
    curated: library.conflicts,
    changed: changesOf(library, facts),
    weigh: near.weigh,
    extracted,
  };
  const likely = (f: Facts): readonly Facts[] => [
    ...near.of(f),
    ...(extracted?.partners(f.id) ?? []).flatMap((id) => facts.get(id) ?? []),
  ];
  const recorded = new Map<string, string[]>();
  for (const { statements } of library.conflicts)
    for (const [a, b] of [statements, statements.toReversed()])
      if (a !== undefined && b !== undefined) recorded.set(a, [...(recorded.get(a) ?? []), b]);
  const read = (e: Evidence): Facts => {
    const known = facts.get(e.statement.id);
    return known?.text.length === e.statement.text.length ? known : factsOf(e, library.lexicon);
  };
  return {
    find: (evidence) => conflictsAmong(evidence.map(read), context),
    drawIn(evidence) {
      const given = new Map(evidence.map((e) => [e.statement.id, read(e)]));
      const drawn = new Set<string>();
      for (const id of given.keys()) for (const other of recorded.get(id) ?? []) drawn.add(other);
      for (const f of given.values())
        for (const other of likely(f))
          if (!given.has(other.id) && contrastsOf(f, other, context).length > 0) drawn.add(other.id);
      return [...drawn]
        .filter((id) => !given.has(id))
        .slice(0, DRAWN)
        .flatMap((id) => facts.get(id)?.evidence ?? []);
    },
  };
}

interface Neighbours {
  /** The statements that share most with one: of its deal, or with at least two telling words or names in common. */
  of(facts: Facts): readonly Facts[];
  readonly weigh: Weigh;
}

const keysOf = (f: Facts): string[] => [
  ...f.terms,
  ...[...f.companies, ...f.things].map((n) => `@${n}`),
  ...f.figures.flatMap((g) => (g.value === null ? [] : [`#${g.unit}:${g.value}`])),
];

function createNeighbours(all: readonly Facts[]): Neighbours {
  const holders = new Map<string, Facts[]>();
  const deals = new Map<string, Facts[]>();
  const put = (map: Map<string, Facts[]>, key: string, f: Facts) => {
    const list = map.get(key);
    if (list) list.push(f);
    else map.set(key, [f]);
  };
  for (const f of all) {
    for (const key of keysOf(f)) put(holders, key, f);
    const { deal } = f.evidence.statement;
    if (deal !== null) put(deals, deal, f);
  }
  const common = Math.max(30, all.length * COMMON);
  const rarity = (key: string) => Math.log(1 + all.length / (1 + (holders.get(key)?.length ?? 0)));
  const weigh: Weigh = (term) => Math.min(0.9, 0.35 + 0.12 * rarity(term));
  return {
    weigh: all.length < 100 ? () => 0.6 : weigh,
    of(f) {
      const shared = new Map<Facts, { keys: number; weight: number }>();
      const count = (other: Facts, weight: number, keys: number) => {
        const known = shared.get(other) ?? { keys: 0, weight: 0 };
        shared.set(other, { keys: known.keys + keys, weight: known.weight + weight });
      };
      const { deal } = f.evidence.statement;
      if (deal !== null) for (const other of deals.get(deal) ?? []) count(other, 3, 2);
      for (const key of keysOf(f)) {
        const list = holders.get(key) ?? [];
        if (list.length <= common) for (const other of list) count(other, rarity(key), 1);
      }
      return [...shared]
        .filter(([other, s]) => s.keys > 1 && other.id !== f.id)
        .toSorted(([p, a], [q, b]) => b.weight - a.weight || (p.id < q.id ? -1 : 1))
        .slice(0, COMPARED)
        .map(([other]) => other);
    },
  };
}

/**
 * What the ledger knows as changes: the statement of a change and the one that it changed, and any two statements of the
 * deal of which one gives the amount before the change and the other the amount after it.
 */
function changesOf(library: Library, facts: ReadonlyMap<string, Facts>): (a: Facts, b: Facts) => boolean {
  const pairs = new Set<string>();
  const steps = new Map<string, { readonly before: Facts; readonly after: Facts }[]>();
  for (const deal of library.deals)
    for (const { statement, changes } of deal.history) {
      if (changes === null) continue;
      pairs.add(pairKey(statement, changes));
      const [before, after] = [facts.get(changes), facts.get(statement)];
      if (before && after) steps.set(deal.slug, [...(steps.get(deal.slug) ?? []), { before, after }]);
    }
  const gives = (f: Facts, other: Facts) =>
    f.figures.some((g) => (g.value ?? 0) >= 1e6 && other.figures.some((h) => sameAmount(g, h)));
  return (a, b) => {
    if (pairs.has(pairKey(a.id, b.id))) return true;
    const { deal } = a.evidence.statement;
    if (deal === null || deal !== b.evidence.statement.deal) return false;
    return (steps.get(deal) ?? []).some(
      ({ before, after }) =>
        (gives(a, before) && gives(b, after) && !gives(b, before) && !gives(a, after)) ||
        (gives(b, before) && gives(a, after) && !gives(a, before) && !gives(b, after)),
    );
  };
}
