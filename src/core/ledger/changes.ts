import { comparable, sameAmount } from "../figures/figure-compare.ts";
import { isCurrency } from "../figures/figure-words.ts";
import { type Figure, parseFigures } from "../figures/figures.ts";
import { weaker } from "../label/label.ts";
import type { Library } from "../library.ts";
import type { Label, Stage } from "../types.ts";
import type { Known } from "./known.ts";
import type { LedgerEvent } from "./ledger.ts";

/** What an event did to its deal. */
export const CHANGE_KINDS = [
  "new deal",
  "stage",
  "figure",
  "confirmed",
  "denied",
  "disputed",
  "news",
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** An amount before and after; both stand, as written here, in their statements. */
export interface FigureChange {
  readonly before: string;
  readonly after: string;
}

/** One thing that changed about a deal, with the statement that it rests on. */
export interface LedgerChange {
  readonly deal: string;
  readonly name: string;
  /** Most telling first; `news` where none of the others applies. */
  readonly kinds: readonly ChangeKind[];
  readonly known: Known;
  /** When it happened, where that is known. */
  readonly date: string | null;
  readonly statement: string;
  readonly label: Label;
  /** The earlier statement that it changed. */
  readonly changed: string | null;
  readonly before: Stage | null;
  readonly after: Stage | null;
  readonly figures: readonly FigureChange[];
}

/** What an event changed, seen from what stood before it in the deal's history; null where it has no date. */
export function changeOf(
  event: LedgerEvent,
  all: readonly LedgerEvent[],
  library: Library,
): LedgerChange | null {
  const { deal, statement, known, label } = event;
  if (known === null) return null;
  const { before, after, changes } = event.event;
  const earlier = changes === null ? undefined : library.statements.get(changes);
  const figures = earlier ? changedFigures(earlier.text, statement.text) : [];
  const kinds: ChangeKind[] = [];
  if (event === earliest(all)) kinds.push("new deal");
  else if (after !== null && before !== after) kinds.push("stage");
  if (figures.length > 0) kinds.push("figure");
  if (label === "denied") kinds.push("denied");
  const was = all.find((e) => e.statement.id === changes)?.label ?? earlier?.curated?.label;
  if (label === "confirmed" && was && was !== "denied" && weaker(was, label) !== label)
    kinds.push("confirmed");
  if (label === "disputed" || contradicts(statement.id, event, all, library)) kinds.push("disputed");
  return {
    deal: deal.slug,
    name: deal.name,
    kinds: kinds.length > 0 ? kinds : ["news"],
    known,
    date: event.event.date,
    statement: statement.id,
    label,
    changed: changes,
    before,
    after,
    figures,
  };
}

/** The event by which a deal first became known; of several on one day the one that gave it a stage. */
function earliest(all: readonly LedgerEvent[]): LedgerEvent | undefined {
  const rank = (e: LedgerEvent) => `${e.known?.from ?? "9999"} ${e.event.after === null ? 1 : 0}`;
  return [...all].sort((a, b) => rank(a).localeCompare(rank(b)))[0];
}

/** Whether a person found it to disagree with something that the history has before it. */
function contradicts(id: string, event: LedgerEvent, all: readonly LedgerEvent[], library: Library): boolean {
  const before = new Set(all.slice(0, all.indexOf(event)).map((e) => e.statement.id));
  return library.conflicts.some(
    ({ statements: [a, b] }) => (a === id && before.has(b)) || (b === id && before.has(a)),
  );
}

/** Amounts of one kind that differ. What only one of the two texts gives, or what comes on top, is no change. */
export function changedFigures(before: string, after: string): FigureChange[] {
  const now = parseFigures(after).filter(isAmount);
  const was = parseFigures(before).filter(isAmount);
  return was.flatMap((w) => {
    const rivals = now.filter((n) => n.unit === w.unit && (n.kind === w.kind || comparable(n, w)));
    const [rival] = rivals.filter((n) => !n.qualifiers.includes("additional"));
    if (!rival || ON_TOP.test(after) || rivals.some((r) => sameAmount(r, w))) return [];
    return [{ before: w.text, after: rival.text }];
  });
}

/** "a further $100 billion", "adds $5 billion", "roughly $21 billion more". */
export const ON_TOP =
  /\b(?:further|additional|more|adds?|added|grows?|grew|expand(?:s|ed)?|on top|another|newer)\b/i;

/** Amounts that a deal can be measured by: not how long, how many times or which percentage. */
const isAmount = (f: Figure): boolean =>
  (f.kind !== null || isCurrency(f.unit)) &&
  f.kind !== "duration" &&
  f.kind !== "other" &&
  (f.value !== null || f.magnitude !== null);
