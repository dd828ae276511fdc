import { findDates, formatDate, lastDay } from "../dates.ts";
import { LABEL_WORDS } from "../label/label-words.ts";
import type { Deal, Library } from "../library.ts";
import type { Label, Span, Stage } from "../types.ts";
import type { Ledger, LedgerEvent } from "./ledger.ts";

/** A table before its citations are numbered: each row names the statements that it rests on. */
export interface LedgerTable {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly cells: readonly string[]; readonly statements: readonly string[] }[];
  readonly total: number;
}

/** An answer from the ledger, before citations are numbered. Every claim ends in the words of its statement. */
export interface LedgerAnswer {
  /** Composed by rule from stages, dates and counts; asserts nothing that the ledger does not hold. */
  readonly lead: string | null;
  readonly claims: readonly Span[];
  readonly table: LedgerTable | null;
  readonly notes: readonly string[];
}

/** What an answer may hold: citations in all, and characters of claims. */
export const MAX_STATEMENTS = 8;
const MAX_CHARS = 1_150;
/** How many rows of a table are quoted above it. */
export const QUOTED_ROWS = 3;

/** What every answer from the ledger is made with; `day` is null unless the asker chose one. */
export interface LedgerContext {
  readonly ledger: Ledger;
  readonly library: Library;
  readonly day: string | null;
}

/** "22 September 2025: " unless the statement gives that date itself; "Undated: " where no source dates it. */
export function datedSpan(event: LedgerEvent): Span {
  const { text, id } = event.statement;
  const date = event.event.date;
  if (date === null) return { text: `Undated: ${text}`, citations: [id] };
  const said = findDates(text, date).some(
    (d) => d.first <= lastDay(date) && d.last >= date.padEnd(10, "-01"),
  );
  return { text: said ? text : `${formatDate(date)}: ${text}`, citations: [id] };
}

/** A statement of the library, quoted. */
export const quote = (id: string, library: Library): Span[] => {
  const statement = library.statements.get(id);
  return statement ? [{ text: statement.text, citations: [id] }] : [];
};

/** As many claims, each once, as an answer has room for; what is cut is cut from the end. */
export function fitting(claims: readonly Span[], lead: string | null): Span[] {
  const kept: Span[] = [];
  const cited = new Set<string>();
  let length = lead?.length ?? 0;
  for (const claim of claims) {
    const fresh = claim.citations.filter((id) => !cited.has(id));
    if (fresh.length === 0) continue;
    length += claim.text.length + 12;
    if (cited.size + fresh.length > MAX_STATEMENTS || length > MAX_CHARS) break;
    for (const id of fresh) cited.add(id);
    kept.push(claim);
  }
  return kept;
}

/** Names in a row of at most `max` characters, with how many more there are. */
export function nameList(names: readonly string[], max = 420): string {
  const shown: string[] = [];
  for (const name of names) {
    if (shown.join("; ").length + name.length > max) break;
    shown.push(name);
  }
  const more = names.length - shown.length;
  return more > 0 ? `${shown.join("; ")}; and ${more} more` : shown.join("; ");
}

export const labelCell = (label: Label): string => LABEL_WORDS[label].words;

/** "1 deal", "3 deals". */
export const counted = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? "" : "s"}`;

/** Where deals stand, a row each, in the order given; and those whose stage nothing known by the day gives. */
export function stageTable(
  deals: readonly Deal[],
  { ledger, day }: LedgerContext,
): { table: LedgerTable; without: readonly Deal[] } {
  const rows = deals.flatMap((d) => {
    const at = ledger.stageAsOf(d.slug, day);
    if (!at || at.laterSource) return [];
    const since = at.since === null ? "undated" : formatDate(at.since);
    return [
      { cells: [d.name, at.stage, since, labelCell(at.label)], statements: [at.statement], slug: d.slug },
    ];
  });
  const shown = new Set(rows.map((r) => r.slug));
  return {
    table: {
      columns: ["Deal", "Stage", "Since", "Label"],
      rows: rows.map(({ cells, statements }) => ({ cells, statements })),
      total: rows.length,
    },
    without: deals.filter((d) => !shown.has(d.slug)),
  };
}

/** Orders deals by when they last moved, the newest first; those without a date come last. */
export const newestFirst = (deals: readonly Deal[], { ledger, day }: LedgerContext): Deal[] => {
  const at = (d: Deal) =>
    ledger.timeline(d.slug, day).reduce((max, e) => (e.known && e.known.from > max ? e.known.from : max), "");
  return [...deals].sort((a, b) => at(b).localeCompare(at(a)) || (a.slug < b.slug ? -1 : 1));
};

/** What an answer as of a day leaves out for want of a date, in a line, or nothing. */
export function leftOutNote(deals: readonly Deal[], { ledger, day }: LedgerContext): string[] {
  if (day === null) return [];
  const undated = deals.reduce((n, d) => n + ledger.undated(d.slug), 0);
  return undated === 0
    ? []
    : [
        `${counted(undated, "event")} of the history ${undated === 1 ? "has" : "have"} no date and ${undated === 1 ? "is" : "are"} left out.`,
      ];
}

/** "letter of intent (22 September 2025), scaled back (20 February 2026)". */
export function stagePath(events: readonly LedgerEvent[]): string {
  const moved = events.flatMap((e) =>
    e.event.after ? [{ stage: e.event.after as Stage, date: e.event.date }] : [],
  );
  return moved.map((m) => `${m.stage} (${m.date === null ? "undated" : formatDate(m.date)})`).join(", then ");
}
