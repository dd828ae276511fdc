import { changeOf, type LedgerChange } from "../core/ledger/changes.ts";
import { createLedger, type LedgerEvent } from "../core/ledger/ledger.ts";
import type { Deal, Library } from "../core/library.ts";
import { textKey } from "../core/text.ts";
import type { Evidence } from "../core/types.ts";
import { conflictLine, conflictsAround } from "./conflict-lines.ts";
import { createCopies } from "./copies.ts";
import { type Edits, editLines, editsBetween } from "./edit-lines.ts";
import { eventLine } from "./event-line.ts";
import { evidenceIn, type Happening, type Notes } from "./happening.ts";
import { quietLines } from "./quiet-lines.ts";
import { sourceLines } from "./source-lines.ts";
import { withdrawnLines } from "./withdrawn-lines.ts";

/** The library at two moments, and the days of them (ISO). */
export interface Between {
  readonly before: Library;
  readonly after: Library;
  readonly since: string;
  readonly until: string;
}

/** What changed from one state of the library to the other, whenever it happened. */
export function happeningsByLibrary(
  { before, after, since, until }: Between,
  notes: Notes,
): { happenings: Happening[]; scanned: string } {
  const edits = editsBetween(before, after);
  const scanned = `${after.statements.size} statements of ${after.sources.size} sources, ${after.deals.length} deals; since ${since} ${edits.entered.length} statements came, ${edits.left.length} went, ${edits.changed.length} changed`;
  const ledger = createLedger(after);
  const quiet = quietLines(ledger, after, since, until).filter(
    (q) => !edits.entered.some((e) => e.statement.deal === q.deal?.slug),
  );
  if (sameContent(before, after, edits)) return { happenings: quiet, scanned };

  const copies = createCopies(before.statements.values());
  const known = new Set(before.conflicts.map((c) => pairOf(c.statements)));
  const conflicts = conflictsAround([...edits.entered, ...recordedSince(before, after)], after).filter(
    (c) => !known.has(pairOf(c.sides)),
  );
  const changes = after.deals.flatMap((deal) => newEvents(deal, before, after, until, notes));
  const events = changes.flatMap((c) => present(eventLine(c, after, conflicts)));
  const corrected = editLines(edits, before, after, notes);
  const told = new Set([...changes.map((c) => c.statement), ...edits.changed.map((c) => c.now.statement.id)]);
  const ids = new Set(edits.entered.map((e) => e.statement.id));
  const contrasts = conflicts
    .filter((c) => !c.statements.some((id) => changes.some((e) => e.statement === id)))
    .flatMap((c) => present(conflictLine(c, c.statements.find((id) => ids.has(id)) ?? c.sides[0], after)));
  for (const c of contrasts) for (const e of c.evidence) told.add(e.statement.id);
  const fresh = after.deals.filter((d) => !before.deals.some((b) => b.slug === d.slug)).map((d) => d.slug);
  const beside = edits.entered.filter((e) => e.statement.deal === null || !fresh.includes(e.statement.deal));
  const lines = sourceLines(beside, told, copies, after, notes);
  const withdrawn = withdrawnLines(edits.left, before, after, notes);
  return { happenings: [...events, ...corrected, ...contrasts, ...withdrawn, ...lines, ...quiet], scanned };
}

const present = <T>(value: T | null): T[] => (value === null ? [] : [value]);
const pairOf = (sides: readonly string[]): string => [...sides].sort().join(" ");

/** Statements of the conflicts that a person recorded since, also where both stood there before. */
function recordedSince(before: Library, after: Library): Evidence[] {
  const known = new Set(before.conflicts.map((c) => pairOf(c.statements)));
  return after.conflicts
    .filter((c) => !known.has(pairOf(c.statements)))
    .flatMap((c) => c.statements)
    .flatMap((id) => present(evidenceIn(after, id)));
}

/**
 * The events that a deal's history did not have before. An event without a date counts from now: it has just come to be
 * known here. Of a deal that is new as a whole only its beginning is a line.
 */
function newEvents(deal: Deal, before: Library, after: Library, today: string, notes: Notes): LedgerChange[] {
  const earlier = before.deals.find((d) => d.slug === deal.slug);
  const known = new Set(earlier?.history.map((e) => e.statement));
  const words = new Set(
    earlier?.history.map((e) => textKey(before.statements.get(e.statement)?.text ?? e.statement)),
  );
  const isNew = (e: LedgerEvent) => !known.has(e.statement.id) && !words.has(textKey(e.statement.text));
  const dated = { date: today, from: today, approximate: true };
  const all = createLedger({ ...after, deals: [deal] })
    .timeline(deal.slug, null)
    .map((e) => (isNew(e) && e.known === null ? { ...e, known: dated } : e));
  const changes = all.filter(isNew).flatMap((e) => changeOf(e, all, after) ?? []);
  if (earlier) return changes.map((c) => ({ ...c, kinds: c.kinds.filter((k) => k !== "new deal") }));
  const last = changes.findLast((c) => c.after !== null) ?? changes.at(-1);
  if (changes.length > 1)
    notes.leftOut(
      `${changes.length - 1} events of ${deal.slug}`,
      "the deal is new as a whole: one line tells it",
    );
  return last ? [{ ...last, kinds: ["new deal" as const], before: null, changed: null, figures: [] }] : [];
}

const sameContent = (before: Library, after: Library, edits: Edits): boolean =>
  edits.entered.length + edits.left.length + edits.changed.length === 0 &&
  before.deals.length === after.deals.length &&
  after.deals.every(
    (d) => before.deals.find((b) => b.slug === d.slug)?.history.length === d.history.length,
  ) &&
  recordedSince(before, after).length === 0;
