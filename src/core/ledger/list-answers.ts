import { formatDate, lastDay } from "../dates.ts";
import type { Deal } from "../library.ts";
import type { Stage } from "../types.ts";
import {
  counted,
  datedSpan,
  fitting,
  type LedgerAnswer,
  type LedgerContext,
  type LedgerTable,
  labelCell,
  leftOutNote,
  nameList,
  newestFirst,
  QUOTED_ROWS,
  quote,
  stageTable,
} from "./answer.ts";
import type { ChangeKind, LedgerChange } from "./changes.ts";
import { addDays, type Period } from "./period.ts";

/** Which deals a list is of. */
export interface ListOf {
  /** All of these must be parties. */
  readonly parties: readonly string[];
  readonly stages: { readonly words: string; readonly stages: ReadonlySet<Stage> } | null;
  /** "investment", "cloud": which kind of deal; null for all. */
  readonly topic: {
    readonly word: string;
    readonly fits: (deal: Deal, party: string | null) => boolean;
  } | null;
  /** Whether only their number was asked for. */
  readonly count: boolean;
}

/** The deals that a list is of, and where each one stands. Null where the party has none. */
export function listAnswer(of: ListOf, context: LedgerContext): LedgerAnswer | null {
  const { ledger, day, library } = context;
  const [party = null] = of.parties;
  const all = newestFirst(
    ledger
      .knownDeals(day)
      .filter(
        (d) =>
          of.parties.every((p) => d.parties.includes(p)) && (of.topic === null || of.topic.fits(d, party)),
      ),
    context,
  );
  if (all.length === 0) return null;
  const { table: whole, without } = stageTable(all, context);
  const stages = of.stages?.stages ?? null;
  const rows = stages === null ? whole.rows : whole.rows.filter((r) => stages.has(r.cells[1] as Stage));
  const table: LedgerTable = { ...whole, rows, total: rows.length };
  const names = rows.map((r) => r.cells[0] ?? "");
  const until = day === null ? "" : ` known by ${formatDate(day)}`;
  const whose = of.parties.length === 0 ? "deals here" : `deals of ${of.parties.join(" and ")} here`;
  const kind = of.topic ? `${of.topic.word} ` : "";
  const lead =
    of.stages === null
      ? `${all.length} ${kind}${all.length === 1 ? whose.replace("deals", "deal") : whose}${until}: ${nameList(names)}.`
      : rows.length === 0
        ? `None of the ${all.length} ${kind}${whose}${until} is ${of.stages.words}, as far as these sources show.`
        : `${rows.length} of the ${all.length} ${kind}${whose}${until} ${rows.length === 1 ? "is" : "are"} ${of.stages.words}: ${nameList(names)}.`;
  const quotes = rows.flatMap((r) => r.statements.flatMap((id) => quote(id, library)));
  const long = rows.length > 5;
  const claims = fitting(quotes, lead).slice(0, of.count || long ? QUOTED_ROWS : 5);
  const notes = [...leftOutNote(all, context)];
  if (without.length > 0)
    notes.push(
      `No stage was known of: ${nameList(
        without.map((d) => d.name),
        200,
      )}.`,
    );
  if (stages !== null && rows.length < whole.rows.length) notes.push(othersNote(whole, stages));
  return { lead, claims, table: rows.length > claims.length ? table : null, notes };
}

/** What stage the deals have that are not in the list, in a line. */
function othersNote(whole: LedgerTable, stages: ReadonlySet<Stage>): string {
  const count = new Map<string, number>();
  for (const r of whole.rows) {
    const stage = r.cells[1] ?? "";
    if (!stages.has(stage as Stage)) count.set(stage, (count.get(stage) ?? 0) + 1);
  }
  const parts = [...count].sort((a, b) => b[1] - a[1]).map(([stage, n]) => `${n} ${stage}`);
  return `The others: ${parts.join(", ")}.`;
}

const TELLING: readonly ChangeKind[] = [
  "stage",
  "denied",
  "new deal",
  "figure",
  "disputed",
  "confirmed",
  "news",
];
const tell = (c: LedgerChange): number => Math.min(...c.kinds.map((k) => TELLING.indexOf(k)));

/** What became known in a period: a row for each deal with its most telling change, the newest first. */
export function changesAnswer(
  period: Period,
  parties: readonly string[],
  deals: ReadonlySet<string> | null,
  today: string,
  context: LedgerContext,
): LedgerAnswer | null {
  const { ledger, library } = context;
  const since = period.since ?? "0000-01-01";
  const until = period.until === null || period.until > today ? today : period.until;
  const all = ledger
    .changesBetween(since, until)
    .filter((c) => parties.every((p) => ledger.deal(c.deal)?.parties.includes(p) ?? false))
    .filter((c) => deals === null || deals.has(c.deal));
  const span = `from ${formatDate(addDays(since, 1))} to ${formatDate(lastDay(until))}`;
  const who = parties.length > 0 ? ` for ${parties.join(" and ")}` : "";
  const among = ledger.deals.filter(
    (d) => parties.every((p) => d.parties.includes(p)) && (deals === null || deals.has(d.slug)),
  );
  if (among.length === 0) return null;
  const undated = among.reduce((n, d) => n + ledger.undated(d.slug), 0);
  const notes =
    undated === 0
      ? []
      : [
          `${counted(undated, "event")} without a date can't be placed and ${undated === 1 ? "is" : "are"} left out.`,
        ];
  if (all.length === 0)
    return {
      lead: `Nothing changed${who} ${span}, as far as the sources here show.`,
      claims: [],
      table: null,
      notes,
    };
  const best = new Map<string, LedgerChange>();
  for (const c of all) {
    const known = best.get(c.deal);
    if (!known || tell(c) <= tell(known)) best.set(c.deal, c);
  }
  const told = [...best.values()].sort(
    (a, b) => tell(a) - tell(b) || b.known.from.localeCompare(a.known.from),
  );
  const n = (kind: ChangeKind) => all.filter((c) => c.kinds.includes(kind)).length;
  const kinds = (["new deal", "stage"] as const).flatMap((k) =>
    n(k) === 0 ? [] : [k === "stage" ? `${counted(n(k), "change")} of stage` : counted(n(k), "new deal")],
  );
  const of = kinds.length > 0 ? `, with ${kinds.join(" and ")}` : "";
  const lead = `${counted(told.length, "deal")} moved${who} ${span}${of}: ${nameList(
    told.map((c) => c.name),
    380,
  )}.`;
  const rows = told.map((c) => ({
    cells: [c.name, formatDate(c.date ?? c.known.date), whatChanged(c), labelCell(c.label)],
    statements: [c.statement],
  }));
  const events = told.flatMap((c) =>
    ledger
      .timeline(c.deal, null)
      .filter((e) => e.statement.id === c.statement)
      .slice(0, 1),
  );
  const claims = fitting(events.map(datedSpan), lead).slice(0, rows.length > 5 ? QUOTED_ROWS : 5);
  const table = { columns: ["Deal", "When", "What changed", "Label"], rows, total: rows.length };
  const quoted = claims.length > 0 ? claims : told.flatMap((c) => quote(c.statement, library)).slice(0, 1);
  return { lead, claims: quoted, table: rows.length > claims.length ? table : null, notes };
}

/** "letter of intent → scaled back; up to $100 billion → $30 billion". */
export function whatChanged(c: LedgerChange): string {
  const parts: string[] = [];
  const fresh = c.kinds.includes("new deal");
  if (c.after !== null && c.before !== null) parts.push(`${c.before} → ${c.after}`);
  else if (c.after !== null) parts.push(`${fresh ? "new" : "now"}: ${c.after}`);
  else if (fresh) parts.push("new");
  for (const f of c.figures.slice(0, 2)) parts.push(`${f.before} → ${f.after}`);
  if (c.kinds.includes("denied")) parts.push("denied");
  if (c.kinds.includes("disputed")) parts.push("disputed");
  if (c.kinds.includes("confirmed")) parts.push("now confirmed");
  return parts.length > 0 ? parts.join("; ") : "news";
}
