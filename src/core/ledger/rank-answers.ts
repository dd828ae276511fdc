import { parseFigures } from "../figures/figures.ts";
import type { Deal, FigureKind } from "../library.ts";
import {
  fitting,
  type LedgerAnswer,
  type LedgerContext,
  labelCell,
  leftOutNote,
  nameList,
  newestFirst,
  QUOTED_ROWS,
  quote,
} from "./answer.ts";
import { ON_TOP } from "./changes.ts";
import type { LedgerFigure } from "./ledger.ts";

/** Which figures are ranked: of one kind, and paid or provided by or to somebody, if one is named. */
export interface RankOf {
  readonly kind: FigureKind;
  readonly from: string | null;
  readonly to: string | null;
}

interface Ranked {
  readonly figure: LedgerFigure;
  readonly value: number;
  readonly unit: string;
}

const PLURAL: Readonly<Record<FigureKind, string>> = {
  commitment: "commitments",
  investment: "investments",
  capacity: "capacities",
  valuation: "valuations",
  debt: "debts",
  revenue: "revenues",
  price: "prices",
  chips: "numbers of chips",
  shares: "numbers of shares",
  duration: "terms",
  other: "other figures",
};

/** The largest figures of one kind. What has no definite amount, another unit or was changed since is named, not ranked. */
export function rankAnswer(of: RankOf, context: LedgerContext): LedgerAnswer | null {
  const { ledger, library, day } = context;
  const figures = ledger
    .figures(day, of.kind)
    .filter((f) => (of.from === null || f.from === of.from) && (of.to === null || f.to === of.to));
  if (figures.length === 0) return null;
  const changed = figures.filter((f) => isReplaced(f, context));
  const ranked: Ranked[] = [];
  const vague: LedgerFigure[] = [];
  for (const figure of figures) {
    if (changed.includes(figure)) continue;
    const [amount] = parseFigures(figure.amount);
    if (amount?.value == null || amount.per !== null) vague.push(figure);
    else ranked.push({ figure, value: amount.high ?? amount.value, unit: amount.unit });
  }
  ranked.sort((a, b) => b.value - a.value);
  const unit = mostCommon(ranked.map((r) => r.unit));
  const inUnit = onePerAmount(ranked.filter((r) => r.unit === unit));
  vague.push(...ranked.filter((r) => r.unit !== unit).map((r) => r.figure));
  const rows = inUnit.map(({ figure }) => rowOf(figure, context));
  const lead = leadOf(inUnit, of, context);
  const notes = [
    `Only ${PLURAL[of.kind]} are compared, as each source gives them, with their bounds; nothing is added up.`,
    ...leftOut("Without one definite amount, so not ranked", vague),
    ...leftOut("Changed since, so not ranked", changed),
    ...withoutFigure(of, figures, context),
    ...leftOutNote(
      ledger
        .knownDeals(day)
        .filter((d) => [of.from, of.to].every((p) => p === null || d.parties.includes(p))),
      context,
    ),
  ];
  const claims = fitting(
    inUnit.flatMap(({ figure }) => quote(figure.statement, library)),
    lead,
  ).slice(0, QUOTED_ROWS);
  const columns = ["Deal", "From → to", CELL[of.kind], "Stage", "Label"];
  return { lead, claims, table: rows.length > 1 ? { columns, rows, total: rows.length } : null, notes };
}

const CELL = Object.fromEntries(
  Object.keys(PLURAL).map((k) => [k, `${k[0]?.toUpperCase()}${k.slice(1)}`]),
) as Readonly<Record<FigureKind, string>>;

/** Whether a later statement took the figure's place; what comes on top of it does not. */
function isReplaced(f: LedgerFigure, { library }: LedgerContext): boolean {
  const by = f.changedBy === null ? undefined : library.statements.get(f.changedBy);
  return by !== undefined && !ON_TOP.test(by.text);
}

const mostCommon = (units: readonly string[]): string | null => {
  const count = new Map<string, number>();
  for (const u of units) count.set(u, (count.get(u) ?? 0) + 1);
  return [...count].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
};

/** A deal may show one amount twice, from two sources. */
function onePerAmount(ranked: readonly Ranked[]): Ranked[] {
  const seen = new Set<string>();
  return ranked.filter(({ figure, value }) => {
    const key = `${figure.deal.slug} ${value}`;
    return seen.has(key) ? false : seen.add(key);
  });
}

function stageCell(
  deal: Deal,
  { ledger, day }: LedgerContext,
): { stage: string; statements: readonly string[] } {
  const at = ledger.stageAsOf(deal.slug, day);
  return at && !at.laterSource
    ? { stage: at.stage, statements: [at.statement] }
    : { stage: "not known", statements: [] };
}

function rowOf(figure: LedgerFigure, context: LedgerContext) {
  const { stage, statements } = stageCell(figure.deal, context);
  const pair = `${figure.from ?? "not given"} → ${figure.to ?? "not given"}`;
  return {
    cells: [figure.deal.name, pair, figure.amount, stage, labelOf(figure, context)],
    statements: [...new Set([figure.statement, ...statements])],
  };
}

function labelOf(figure: LedgerFigure, { ledger, library }: LedgerContext): string {
  const event = ledger.timeline(figure.deal.slug, null).find((e) => e.statement.id === figure.statement);
  const label = event?.label ?? library.statements.get(figure.statement)?.curated?.label;
  return label ? labelCell(label) : "not labelled";
}

function leadOf(ranked: readonly Ranked[], of: RankOf, context: LedgerContext): string {
  const [first, second] = ranked;
  const what = PLURAL[of.kind];
  if (!first) return `No ${what} here can be ranked by their amount.`;
  const told = ({ figure }: Ranked) => {
    const who = of.from !== null ? figure.to : of.to !== null ? figure.from : null;
    const by = who ?? figure.deal.name;
    return `${by}, ${figure.amount} (${stageCell(figure.deal, context).stage})`;
  };
  const whose = [of.from ? ` by ${of.from}` : "", of.to ? ` to ${of.to}` : ""].join("");
  const then = second ? `; then ${told(second)}` : "; no other is given";
  return `Largest of the ${what}${whose} that the sources here give: ${told(first)}${then}.`;
}

const leftOut = (why: string, figures: readonly LedgerFigure[]): string[] => {
  const named = [...new Set(figures.map((f) => `${f.deal.name} (${f.amount})`))];
  return named.length === 0 ? [] : [`${why}: ${nameList(named, 240)}.`];
};

/** Deals of whoever is named that give no such figure: the ranking can't tell of them. */
function withoutFigure(
  of: RankOf,
  figures: readonly LedgerFigure[],
  { ledger, day }: LedgerContext,
): string[] {
  const party = of.to ?? of.from;
  if (party === null) return [];
  const missing = ledger.dealsOf(party, day).filter((d) => !figures.some((f) => f.deal.slug === d.slug));
  if (missing.length === 0) return [];
  return [
    `No such figure is given for: ${nameList(
      missing.map((d) => d.name),
      160,
    )}.`,
  ];
}

/** Deals side by side: kinds of figures in columns of their own, so that none is set against another. */
export function compareAnswer(deals: readonly Deal[], context: LedgerContext): LedgerAnswer | null {
  if (deals.length < 2) return null;
  const kinds: readonly FigureKind[] = ["commitment", "investment", "capacity"];
  const figures = context.ledger.figures(context.day);
  const used = kinds.filter((k) =>
    figures.some((f) => f.kind === k && deals.some((d) => d.slug === f.deal.slug)),
  );
  const given = (deal: Deal) =>
    used.filter((k) => figures.some((f) => f.deal.slug === deal.slug && f.kind === k)).length;
  const ordered = newestFirst(deals, context).sort((a, b) => given(b) - given(a));
  const rows = ordered.map((deal) => {
    const { stage, statements } = stageCell(deal, context);
    const cells = used.map((kind) =>
      figures.filter((f) => f.deal.slug === deal.slug && f.kind === kind && !isReplaced(f, context)).at(0),
    );
    return {
      cells: [deal.name, stage, ...cells.map((f) => f?.amount ?? "not given")],
      statements: [...new Set([...statements, ...cells.flatMap((f) => (f ? [f.statement] : []))])],
    };
  });
  const columns = ["Deal", "Stage", ...used.map((k) => CELL[k])];
  const lead = `${rows.length} deals side by side: ${nameList(rows.map((r) => r.cells[0] ?? ""))}.`;
  const claims = fitting(
    rows.flatMap((r) => r.statements.slice(-1).flatMap((id) => quote(id, context.library))),
    lead,
  ).slice(0, 2);
  const notes = [
    "Amounts of different kinds stand in columns of their own and are not set against each other; “not given” means that no source here gives it.",
    ...leftOutNote(deals, context),
  ];
  return { lead, claims, table: { columns, rows, total: rows.length }, notes };
}
