import { formatDate } from "../dates.ts";
import {
  datedSpan,
  fitting,
  type LedgerAnswer,
  type LedgerContext,
  leftOutNote,
  nameList,
  quote,
  stagePath,
} from "./answer.ts";
import { asLikely, type DealMatch, matchDeals } from "./find-deal.ts";
import type { LedgerEvent } from "./ledger.ts";

/** Whether the deal that a question means was found, and which others it may mean as well. */
export function dealMeant(
  text: string,
  context: LedgerContext,
): { match: DealMatch; others: readonly DealMatch[] } | null {
  const matches = matchDeals(text, context.library, context.ledger.deals);
  const [match] = matches;
  return match ? { match, others: asLikely(matches) } : null;
}

const othersNote = (others: readonly DealMatch[]): string[] =>
  others.length === 0
    ? []
    : [
        `You may also mean: ${nameList(
          others.map((o) => o.deal.name),
          200,
        )}.`,
      ];

/** How a deal got to where it stands, or stood on the day: its stages first, then the statements, oldest first. */
export function historyAnswer(text: string, context: LedgerContext): LedgerAnswer | null {
  const meant = dealMeant(text, context);
  if (!meant) return null;
  const { deal } = meant.match;
  const { ledger, day } = context;
  const events = ledger.timeline(deal.slug, day);
  const until = day === null ? "" : ` by ${formatDate(day)}`;
  const notes = [...leftOutNote([deal], context), ...othersNote(meant.others)];
  if (events.length === 0)
    return {
      lead: `Nothing dated was known here of “${deal.name}”${until}.`,
      claims: [],
      table: null,
      notes,
    };
  const path = stagePath(events);
  const lead = path ? `${deal.name}${until}: ${path}.` : `${deal.name}${until}: no stage was known.`;
  const shown = inOrder(
    fitting(byWeight(events).map(datedSpan), lead).flatMap((s) => s.citations),
    events,
  );
  const cut = events.length - shown.length;
  if (cut > 0) notes.push(`${cut} more of ${events.length} events are not shown.`);
  return { lead, claims: shown.map(datedSpan), table: null, notes };
}

const inOrder = (ids: readonly string[], events: readonly LedgerEvent[]): LedgerEvent[] =>
  events.filter(
    (e, i) =>
      ids.includes(e.statement.id) && events.findIndex((o) => o.statement.id === e.statement.id) === i,
  );

/** What moved the stage counts most, then what changed something, then the newest. */
function byWeight(events: readonly LedgerEvent[]): LedgerEvent[] {
  const changed = new Set(events.flatMap((e) => e.event.changes ?? []));
  const weight = (e: LedgerEvent) =>
    (e.event.after !== null ? 4 : 0) +
    (e.event.changes !== null ? 2 : 0) +
    (changed.has(e.statement.id) ? 2 : 0);
  return events
    .map((e, i) => ({ e, i }))
    .sort((a, b) => weight(b.e) - weight(a.e) || b.i - a.i)
    .map(({ e }) => e);
}

/** Where a deal stands, with what that rests on and the newest that is known of it. */
export function statusAnswer(text: string, context: LedgerContext): LedgerAnswer | null {
  const meant = dealMeant(text, context);
  if (!meant) return null;
  const { ledger, day, library } = context;
  const { deal } = meant.match;
  const at = ledger.stageAsOf(deal.slug, day);
  const notes = [...leftOutNote([deal], context), ...othersNote(meant.others)];
  const until = day === null ? "" : ` by ${formatDate(day)}`;
  if (!at || at.laterSource)
    return { lead: `No stage was known here of “${deal.name}”${until}.`, claims: [], table: null, notes };
  const since = at.since === null ? "" : `, since ${formatDate(at.since)}`;
  const lead = `${deal.name}: ${at.stage}${since}.`;
  const events = ledger.timeline(deal.slug, day);
  const last = events.slice(events.findIndex((e) => e.statement.id === at.statement));
  const claims = fitting([...quote(at.statement, library), ...last.toReversed().map(datedSpan)], lead);
  return { lead, claims: claims.slice(0, 5), table: null, notes };
}
