import { findDates } from "../dates.ts";
import { parseFigures } from "../figures/figures.ts";
import { stageOf } from "../label/stage.ts";
import type { Library } from "../library.ts";
import type { Concept, Hit, Search } from "../question/query.ts";
import type { Resolved } from "../question/resolve.ts";
import { stems } from "../text.ts";
import type { Evidence, Statement } from "../types.ts";
import { amountFactor } from "./amount-factor.ts";
import { offers } from "./offers.ts";

/** A statement found for a question, with what it covers and offers. */
export interface Found extends Evidence {
  readonly hit: Hit;
  /** Share of the kinds of thing asked for that it holds (1 if none is asked for). */
  readonly offered: number;
  /** Which side of a comparison it was found for, or null. */
  readonly part: number | null;
}

const CANDIDATES = 100;
/** How much more a statement counts that stands in a source that the question names. */
const NAMED_SOURCE = 2.5;
const KEPT = 24;

/** How much a statement's place in its document says about its weight: a reference entry or heading is a poor witness. */
const FORM_FACTOR = { sentence: 1, item: 1, heading: 0.7, reference: 0.75 } as const;

/**
 * News says first what it is about, and says how far a deal has got. For what a story comes to, such sentences count for
 * more than commentary; for a question with a date, those that give one.
 */
function newsFactor({ statement }: Evidence, resolved: Resolved): number {
  const opens = statement.ordinal < 4;
  const staged = stageOf(statement.text) !== null;
  const dated =
    resolved.concepts.some((c) => c.kind === "date") && findDates(statement.text).length > 0 ? 1.3 : 1;
  if (resolved.shape === "summary") return dated * (opens ? 1.6 : 1) * (staged ? 1.3 : 1);
  if (resolved.shape === "yes-no") return dated * (opens ? 1.25 : 1) * (staged ? 1.15 : 1);
  return dated;
}

/** Finds the statements that may answer a question, best first: ranked, re-weighed by what is asked for, copies apart. */
export function retrieve(resolved: Resolved, library: Library, search: Search): Found[] {
  const knownBy = resolved.question.asOfChosen ? resolved.question.asOf : null;
  const find = (concepts: readonly Concept[], part: number | null) =>
    search.search({ concepts, sources: null, knownBy }, CANDIDATES).flatMap((hit) => {
      const evidence = evidenceOf(hit, library);
      return evidence ? [{ ...weigh(evidence, hit, resolved, library), part }] : [];
    });
  if (resolved.shape === "summary" && resolved.sources) return gistOf(resolved.sources, library);
  if (resolved.parts.length === 0) return best(find(resolved.concepts, null), KEPT);
  const each = resolved.parts.map((part, i) => best(find(part, i), Math.ceil(KEPT / resolved.parts.length)));
  return best(each.flat(), KEPT);
}

/** What a named source comes to: its first sentence, then those that hold most of what it keeps speaking of. */
function gistOf(sources: ReadonlySet<string>, library: Library): Found[] {
  const own = [...library.statements.values()].filter(
    (s) => sources.has(s.sourceId) && (s.form === "sentence" || s.form === "item"),
  );
  const spoken = new Map<string, number>();
  for (const s of own) for (const t of new Set(stems(s.text))) spoken.set(t, (spoken.get(t) ?? 0) + 1);
  const weight = (s: Statement) => {
    const terms = [...new Set(stems(s.text))];
    return terms.reduce((sum, t) => sum + Math.log(spoken.get(t) ?? 1), 0) / Math.sqrt(terms.length + 4);
  };
  const passages = new Set<string>();
  const ranked = own
    .toSorted((a, b) => Number(b.ordinal < 2) - Number(a.ordinal < 2) || weight(b) - weight(a))
    .filter((s) => !passages.has(s.passageId) && passages.add(s.passageId))
    .slice(0, KEPT);
  return ranked.flatMap((s, i) => {
    const hit = { statement: s.id, score: 1 / (1 + i / 10), coverage: 1, reach: 1, matched: [], weights: [] };
    const evidence = evidenceOf(hit, library);
    return evidence ? [{ ...evidence, hit, offered: 1, part: null }] : [];
  });
}

const best = (found: readonly Found[], limit: number): Found[] =>
  collapse([...found].sort((a, b) => b.score - a.score)).slice(0, limit);

export function evidenceOf(hit: { statement: string; score: number }, library: Library): Evidence | null {
  const statement = library.statements.get(hit.statement);
  const source = statement && library.sources.get(statement.sourceId);
  const passage = statement && library.passages.get(statement.passageId);
  return statement && source && passage ? { statement, source, passage, score: hit.score } : null;
}

function weigh(evidence: Evidence, hit: Hit, resolved: Resolved, library: Library): Omit<Found, "part"> {
  const { wants } = resolved;
  const given = wants.reduce((sum, w) => sum + offers(w, evidence, resolved, library.lexicon), 0);
  const offered = wants.length === 0 ? 1 : given / wants.length;
  const wantsOrigin = wants.includes("origin");
  const form = wantsOrigin ? 1 : FORM_FACTOR[evidence.statement.form];
  const question = /\?\s*$/.test(evidence.statement.text) ? 0.7 : 1;
  const things = namedOfKind(evidence, resolved, library);
  const kinds = resolved.kinds.length > 0 && things === 0 ? 0.6 : 1 + 0.4 * Math.min(4, things);
  const want = wantsOrigin ? 0.1 + 0.9 * offered : 0.5 + 0.5 * offered;
  const corrects = correctsFigure(evidence, resolved) ? 1.25 : 1;
  const news = corrects * newsFactor(evidence, resolved);
  const named = resolved.sources?.has(evidence.source.id) ? NAMED_SOURCE : 1;
  const headline = amountFactor(evidence, resolved, library);
  const parties = 0.35 + 0.65 * shareOfNames(hit, resolved);
  const score =
    hit.score * (0.4 + hit.coverage) * parties * want * kinds * named * headline * form * question * news;
  return { ...evidence, hit, offered, score };
}

/** The share of the question's own names that the statement or its deal gives: a deal of other parties is another deal. */
function shareOfNames(hit: Hit, resolved: Resolved): number {
  const names = resolved.concepts.flatMap((c, i) =>
    c.kind === "entity" && c.weight === 1 ? [hit.matched[i] ?? 0] : [],
  );
  return names.length === 0 ? 1 : names.filter((m) => m >= 0.2).length / names.length;
}

/** A question that gives a figure is best met by a statement that gives one of the same unit, be it another. */
function correctsFigure({ statement }: Evidence, resolved: Resolved): boolean {
  const asked = parseFigures(resolved.text).filter((f) => f.unit !== "other" && f.kind !== "duration");
  if (asked.length === 0) return false;
  const units = new Set(parseFigures(statement.text).map((f) => f.unit));
  return asked.some((f) => units.has(f.unit));
}

/** How many things of the kind asked for ("which products") the statement names, beyond those in the question. */
function namedOfKind(evidence: Evidence, resolved: Resolved, library: Library): number {
  if (resolved.kinds.length === 0) return 0;
  const asked = new Set(resolved.entities.map((e) => e.name));
  const own = resolved.kinds.includes("product") || resolved.kinds.includes("model");
  const owners = new Set(resolved.entities.filter((e) => own && e.kind === "company").map((e) => e.name));
  const named = library.lexicon
    .mentions(evidence.statement.text)
    .filter(
      (m) =>
        resolved.kinds.includes(m.entity.kind) &&
        !asked.has(m.entity.name) &&
        (owners.size === 0 || m.entity.of === null || owners.has(m.entity.of)),
    );
  return new Set(named.map((m) => m.entity.name)).size;
}

/** Near-copies of a statement add nothing but a witness; the best stands for them and they stay out of the ranking. */
function collapse(found: readonly Found[]): Found[] {
  const kept: { found: Found; stems: Set<string> }[] = [];
  for (const f of found) {
    const own = new Set(stems(f.statement.text));
    const copy = kept.some((k) => k.found.source.id === f.source.id && overlap(own, k.stems) > 0.85);
    if (!copy) kept.push({ found: f, stems: own });
  }
  return kept.map((k) => k.found);
}

/** Share of the smaller set that is in the larger one (0..1). */
export function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  if (small.size === 0) return 0;
  let shared = 0;
  for (const x of small) if (large.has(x)) shared += 1;
  return shared / small.size;
}
