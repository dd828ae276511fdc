import type { Deal, Library } from "../library.ts";
import type { Citation, Label } from "../types.ts";
import type { Ledger, LedgerEvent, LedgerFigure, StageAt } from "./ledger.ts";

/** A line of the list of deals. */
export interface DealLine {
  readonly deal: Deal;
  readonly at: StageAt | null;
  /** The label of the latest event, or null where none is known. */
  readonly label: Label | null;
  readonly figure: LedgerFigure | null;
}

/** All deals of which something was known by the day, in the order of the library. */
export function dealLines(ledger: Ledger, day: string | null): DealLine[] {
  const figures = ledger.figures(day);
  return ledger.knownDeals(day).map((deal) => ({
    deal,
    at: ledger.stageAsOf(deal.slug, day),
    label: ledger.timeline(deal.slug, day).at(-1)?.label ?? null,
    figure: figures.find((f) => f.deal.slug === deal.slug) ?? null,
  }));
}

/** Everything about one deal, with its citations numbered. */
export interface DealPage extends DealLine {
  readonly timeline: readonly { readonly event: LedgerEvent; readonly citation: number }[];
  readonly figures: readonly { readonly figure: LedgerFigure; readonly citation: number }[];
  /** Events without a date: left out as of a day. */
  readonly undated: number;
  readonly citations: readonly Citation[];
}

/** One deal as it was known by the day; null where the library knows none of that name. */
export function dealPage(
  slug: string,
  ledger: Ledger,
  library: Library,
  day: string | null,
): DealPage | null {
  const deal = ledger.deal(slug);
  if (!deal) return null;
  const citations: Citation[] = [];
  const cite = (id: string): number => {
    const known = citations.find((c) => c.statement.id === id);
    if (known) return known.n;
    const statement = library.statements.get(id);
    const source = statement && library.sources.get(statement.sourceId);
    const passage = statement && library.passages.get(statement.passageId);
    if (!statement || !source || !passage) return 0;
    return citations.push({ n: citations.length + 1, statement, source, passage });
  };
  const timeline = ledger.timeline(slug, day).map((event) => ({ event, citation: cite(event.statement.id) }));
  const figures = ledger
    .figures(day)
    .filter((f) => f.deal.slug === slug)
    .map((figure) => ({ figure, citation: cite(figure.statement) }));
  return {
    deal,
    at: ledger.stageAsOf(slug, day),
    label: timeline.at(-1)?.event.label ?? null,
    figure: figures[0]?.figure ?? null,
    timeline,
    figures,
    undated: ledger.undated(slug),
    citations,
  };
}
