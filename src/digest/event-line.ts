import type { ItemKind } from "../core/digest/types.ts";
import type { ChangeKind, LedgerChange } from "../core/ledger/changes.ts";
import type { Library } from "../core/library.ts";
import type { Conflict } from "./conflict-lines.ts";
import { evidenceIn, type Happening, labelOf } from "./happening.ts";

/** What of an event leads its line, where it is several things at once. */
const LEADS: readonly (readonly [ChangeKind, ItemKind])[] = [
  ["denied", "denied"],
  ["new deal", "new deal"],
  ["stage", "stage"],
  ["figure", "figure"],
  ["confirmed", "confirmed"],
  ["disputed", "disputed"],
  ["news", "news"],
];

/** A stage from which a deal does not go on as it was told. */
const SETBACK: ReadonlySet<string> = new Set(["scaled back", "ended"]);

/** An event of a deal's history as a line: by rule what changed, then the statement that it rests on, as it stands. */
export function eventLine(
  change: LedgerChange,
  library: Library,
  conflicts: readonly Conflict[],
): Happening | null {
  const evidence = evidenceIn(library, change.statement);
  const deal = library.deals.find((d) => d.slug === change.deal);
  if (!evidence || !deal) return null;
  const against = conflicts.filter((c) => c.statements.includes(change.statement));
  const { label, why } = labelOf(
    evidence,
    library,
    against.some((c) => c.disputed.has(change.statement)),
  );
  const kinds = change.kinds.filter((k) => k !== "confirmed" || label === "confirmed");
  const kind: ItemKind = LEADS.find(([k]) => kinds.includes(k))?.[1] ?? "news";
  const earlier = change.changed === null ? null : evidenceIn(library, change.changed);
  const told = kind === "news" || kind === "new deal" ? null : earlier;
  const setback = change.after !== null && SETBACK.has(change.after);
  const turnsOver = change.changed !== null && (kind === "denied" || kind === "figure" || setback);
  const others = against.flatMap((c) => c.statements).filter((id) => id !== change.statement);
  const disputed = others.filter((id) => against.some((c) => c.disputed.has(id)));
  return {
    kind,
    deal,
    name: deal.name,
    date: change.date ?? change.known.date,
    text: `${leadOf(change, kind, kinds)}${evidence.statement.text}${against[0] ? ` Sources disagree: ${against[0].about}.` : ""}`,
    label,
    why,
    evidence: [
      evidence,
      ...(told ? [told] : []),
      ...others.flatMap((id) => evidenceIn(library, id) ?? []).slice(0, 2),
    ],
    affects: [...(turnsOver && change.changed ? [change.changed] : []), ...disputed],
  };
}

/** "Letter of intent → scaled back: ", "Now $30 billion, was up to $100 billion: ", or nothing. */
function leadOf(change: LedgerChange, kind: ItemKind, kinds: readonly ChangeKind[]): string {
  const parts: string[] = [];
  const { before, after } = change;
  if (kind === "new deal") parts.push(after ? `new deal, ${after}` : "new deal");
  else if (after !== null && before !== after) parts.push(before ? `${before} → ${after}` : `now ${after}`);
  if (kinds.includes("denied")) parts.push("denied");
  if (kinds.includes("confirmed")) parts.push("now confirmed");
  for (const f of kind === "new deal" ? [] : change.figures.slice(0, 2))
    parts.push(`now ${f.after}, was ${f.before}`);
  if (parts.length === 0) return "";
  const text = parts.join("; ");
  return `${text[0]?.toUpperCase()}${text.slice(1)}: `;
}
