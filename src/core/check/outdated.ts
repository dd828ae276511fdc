import { findDates, formatDate, lastDay } from "../dates.ts";
import { sameAmount } from "../figures/figure-compare.ts";
import { parseFigures } from "../figures/figures.ts";
import { stageOf } from "../label/stage.ts";
import { changedFigures, ON_TOP } from "../ledger/changes.ts";
import type { LedgerEvent } from "../ledger/ledger.ts";
import { STAGES, type Stage, type Statement } from "../types.ts";
import { type GuardKind, guardsIn } from "../verify/guards.ts";
import type { PieceContext } from "./judgement.ts";

/** A later event that makes what a statement says no longer so, or perhaps no longer so. */
export interface Outdated {
  readonly by: LedgerEvent;
  readonly certain: boolean;
  /** Whether a party denied it. */
  readonly denied: boolean;
}

/** Said of the past, so that what came later takes nothing from it. */
const PAST =
  /\b(?:originally|initially|at first|at the time|back then|once|previously|formerly|earlier|used to|had)\b/i;
const OVER: ReadonlySet<Stage> = new Set(["scaled back", "ended"]);
const EARLY: ReadonlySet<Stage> = new Set(["rumoured", "in talks", "letter of intent"]);

/** Whether an assertion speaks of a time of its own. */
export const ofThePast = (assertion: string): boolean =>
  PAST.test(assertion) || findDates(assertion).length > 0;

/** What the ledger has against an assertion that a statement bears out, or null. */
export function outdatedBy(assertion: string, statement: Statement, context: PieceContext): Outdated | null {
  if (ofThePast(context.whole)) return null;
  const { ledger, day, library } = context;
  const events = ledger.deals.flatMap((d) => ledger.timeline(d.slug, day));
  const asserted = parseFigures(assertion);
  const alike = (id: string): boolean => {
    const other = library.statements.get(id);
    if (!other || other.deal !== statement.deal) return false;
    const given = parseFigures(other.text);
    return asserted.some(
      (f) =>
        f.value !== null &&
        given.some((g) => (g.kind === f.kind || g.kind === null || f.kind === null) && sameAmount(f, g)),
    );
  };
  const found = events.flatMap((by): Outdated[] => {
    const { changes } = by.event;
    if (changes === null || by.statement.id === statement.id) return [];
    const direct = changes === statement.id;
    if (!direct && !alike(changes)) return [];
    const judged = judge(assertion, changes, by, context);
    return judged && (direct || judged.certain) ? [judged] : [];
  });
  return found.findLast((o) => o.certain) ?? found.at(-1) ?? abandoned(statement, context);
}

function judge(assertion: string, changed: string, by: LedgerEvent, context: PieceContext): Outdated | null {
  if (by.label === "denied") return { by, certain: true, denied: true };
  const { after } = by.event;
  if (after !== null && OVER.has(after)) return { by, certain: true, denied: false };
  const asserted = parseFigures(assertion);
  const moved = changedFigures(context.library.statements.get(changed)?.text ?? "", by.statement.text);
  const open = by.label === "speculative" || guardsIn(by.statement.text).some((g) => OPEN.has(g.kind));
  if (moved.some((m) => parseFigures(m.before).some((b) => asserted.some((a) => sameAmount(a, b)))))
    return { by, certain: !open, denied: false };
  const claimed = stageOf(assertion);
  if (isOnward(by) && claimed !== null && EARLY.has(claimed)) return { by, certain: true, denied: false };
  if (isOnward(by) || ON_TOP.test(by.statement.text) || wentOn(by, context)) return null;
  return { by, certain: false, denied: false };
}

const OPEN: ReadonlySet<GuardKind> = new Set(["doubt", "forecast", "plan"]);

/** Whether an event brought its deal further. */
function isOnward({ event: { before, after } }: LedgerEvent): boolean {
  return (
    after !== null && !OVER.has(after) && (before === null || STAGES.indexOf(after) > STAGES.indexOf(before))
  );
}

/** Whether what changed a statement was a step on the way: a later event took the deal further. */
function wentOn(by: LedgerEvent, { ledger, day }: PieceContext): boolean {
  return ledger.timeline(by.deal.slug, day).some((e) => e.event.changes === by.statement.id && isOnward(e));
}

/** What a deal was to be, after it was scaled back or ended, is in doubt even where nothing contradicts it by itself. */
function abandoned(statement: Statement, { ledger, day }: PieceContext): Outdated | null {
  if (statement.deal === null) return null;
  const at = ledger.stageAsOf(statement.deal, day);
  if (!at || !OVER.has(at.stage) || at.since === null) return null;
  const told = statement.curated?.dateOfEvent ?? null;
  const by = ledger.timeline(statement.deal, day).find((e) => e.statement.id === at.statement);
  if (!by || told === null || lastDay(told) >= lastDay(at.since)) return null;
  return { by, certain: false, denied: false };
}

/** "changed since, on 20 February 2026". */
export function outdatedWhy({ by, denied }: Outdated): string {
  const when = by.event.date === null ? "" : `, ${formatDate(by.event.date)}`;
  if (denied) return `denied since${when}`;
  const stage =
    by.event.after !== null && OVER.has(by.event.after)
      ? `the deal was ${by.event.after}`
      : "it changed since";
  return `true at one time; ${stage}${when}`;
}
