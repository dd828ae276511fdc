import { lastDay } from "../dates.ts";
import { labelStatement } from "../label/label.ts";
import type { Deal, DealEvent, DealFigure, FigureKind, Library } from "../library.ts";
import type { Label, PartialDate, Source, Stage, Statement } from "../types.ts";
import { changeOf, type LedgerChange } from "./changes.ts";
import { countsFrom, type Known, knownFrom } from "./known.ts";

/** One entry of a deal's history with what it rests on. */
export interface LedgerEvent {
  readonly deal: Deal;
  readonly event: DealEvent;
  readonly statement: Statement;
  readonly source: Source;
  /** Since when it counts; null where neither its source nor the event has a date. */
  readonly known: Known | null;
  readonly label: Label;
}

/** How far a deal had got. */
export interface StageAt {
  readonly stage: Stage;
  /** When it got there, as far as known. */
  readonly since: PartialDate | null;
  /** The statement that it rests on. */
  readonly statement: string;
  readonly label: Label;
  /** Whether the day is estimated from the date of the event or from a month. */
  readonly approximate: boolean;
  /** Whether the only source for it appeared after the day asked about; answers as of that day must not cite it. */
  readonly laterSource: boolean;
}

/** A headline figure with its deal, and the later statement that changed it, if one did. */
export interface LedgerFigure extends DealFigure {
  readonly deal: Deal;
  readonly changedBy: string | null;
}

/** The deals and how each one got to where it stands. A `day` of null means today, with what has no date. */
export interface Ledger {
  readonly deals: readonly Deal[];
  deal(slug: string): Deal | null;
  /** Null when nothing was known of the deal's stage by then. */
  stageAsOf(slug: string, day: string | null): StageAt | null;
  /** What had happened and was known by the day, in the order of the history. */
  timeline(slug: string, day: string | null): readonly LedgerEvent[];
  /** How many events of a deal have no date at all, and so no place in answers as of a day. */
  undated(slug: string): number;
  /** Deals of which something was known by the day. */
  knownDeals(day: string | null): readonly Deal[];
  dealsOf(party: string, day: string | null): readonly Deal[];
  dealsAt(stages: ReadonlySet<Stage>, day: string | null): readonly Deal[];
  /** The headline figures known by the day; of one kind, if one is named. */
  figures(day: string | null, kind?: FigureKind): readonly LedgerFigure[];
  /** What became known after `since` and by `until` (ISO days), in order of time. */
  changesBetween(since: string, until: string): readonly LedgerChange[];
}

/** Builds the ledger over a library. Pure; a deal's events keep the order of its history, which only ever grows. */
export function createLedger(library: Library): Ledger {
  const bySlug = new Map(library.deals.map((d) => [d.slug, d]));
  const events = new Map(
    library.deals.map((d) => [d.slug, d.history.flatMap((e) => eventOf(d, e, library))]),
  );
  const eventsOf = (slug: string): readonly LedgerEvent[] => events.get(slug) ?? [];
  const timeline = (slug: string, day: string | null) =>
    eventsOf(slug).filter((e) => day === null || (e.known !== null && e.known.from <= lastDay(day)));
  const knownFigure = (f: DealFigure, day: string | null): boolean => {
    const s = library.statements.get(f.statement);
    const known = s ? knownFrom(s, library.sources.get(s.sourceId)) : null;
    return s !== undefined && (day === null || (known !== null && known.from <= lastDay(day)));
  };
  const knownDeals = (day: string | null) =>
    library.deals.filter((d) => day === null || timeline(d.slug, day).length > 0);
  const stageAsOf = (slug: string, day: string | null) => stageOn(eventsOf(slug), timeline(slug, day), day);

  return {
    deals: library.deals,
    deal: (slug) => bySlug.get(slug) ?? null,
    stageAsOf,
    timeline,
    undated: (slug) => eventsOf(slug).filter((e) => e.known === null).length,
    knownDeals,
    dealsOf: (party, day) => knownDeals(day).filter((d) => d.parties.includes(party)),
    dealsAt: (stages, day) =>
      knownDeals(day).filter((d) => stages.has(stageAsOf(d.slug, day)?.stage ?? d.stage)),
    figures: (day, kind) =>
      library.deals.flatMap((deal) =>
        deal.figures
          .filter((f) => (kind === undefined || f.kind === kind) && knownFigure(f, day))
          .map((f) => ({ ...f, deal, changedBy: changedBy(f.statement, timeline(deal.slug, day)) })),
      ),
    changesBetween(since, until) {
      const inTime = (e: LedgerEvent) => e.known !== null && e.known.from > since && e.known.from <= until;
      const found = library.deals.flatMap((d) =>
        eventsOf(d.slug)
          .filter(inTime)
          .flatMap((e) => changeOf(e, eventsOf(d.slug), library) ?? []),
      );
      return found.sort((a, b) => a.known.from.localeCompare(b.known.from));
    },
  };
}

function eventOf(deal: Deal, event: DealEvent, library: Library): LedgerEvent[] {
  const statement = library.statements.get(event.statement);
  const source = statement && library.sources.get(statement.sourceId);
  if (!statement || !source) return [];
  const passage = library.passages.get(statement.passageId)?.text ?? null;
  let label: Label | null = null;
  return [
    {
      deal,
      event,
      statement,
      source,
      // Most questions never look at the ledger; its labels are found when one does.
      get label() {
        label ??= labelStatement(statement, source, { lexicon: library.lexicon, passage }).label;
        return label;
      },
      known: countsFrom(knownFrom(statement, source), event.date),
    },
  ];
}

const changedBy = (statement: string, known: readonly LedgerEvent[]): string | null =>
  known.findLast((e) => e.event.changes === statement)?.statement.id ?? null;

/**
 * The last event known that moved the stage. Where none was, an announcement of an earlier day that only a later source tells
 * of still gives the stage: it was public when it was made.
 */
function stageOn(
  all: readonly LedgerEvent[],
  known: readonly LedgerEvent[],
  day: string | null,
): StageAt | null {
  const moved = (e: LedgerEvent) => e.event.after !== null;
  const last = known.findLast(moved);
  if (last) return stageAt(last, false);
  if (day === null) return null;
  const told = all.findLast(
    (e) =>
      moved(e) && e.label === "confirmed" && e.event.date !== null && lastDay(e.event.date) <= lastDay(day),
  );
  return told ? stageAt(told, true) : null;
}

const stageAt = (e: LedgerEvent, laterSource: boolean): StageAt | null =>
  e.event.after === null
    ? null
    : {
        stage: e.event.after,
        since: e.event.date ?? e.known?.date ?? null,
        statement: e.statement.id,
        label: e.label,
        approximate: laterSource || (e.known?.approximate ?? true),
        laterSource,
      };
