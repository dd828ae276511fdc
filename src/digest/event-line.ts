import type { ItemKind } from "../core/digest/types.ts";
import { type ChangeKind, type LedgerChange, ON_TOP } from "../core/ledger/changes.ts";
import type { Library } from "../core/library.ts";
import { stems } from "../core/text.ts";
import type { Label, Stage } from "../core/types.ts";
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
  const earlier = change.changed === null ? null : evidenceIn(library, change.changed);
  const same = earlier !== null && sameThing(earlier.statement.text, evidence.statement.text);
  const kinds = change.kinds.filter(
    (k) => (k !== "confirmed" || (label === "confirmed" && same)) && (k !== "figure" || same),
  );
  const kind: ItemKind = LEADS.find(([k]) => kinds.includes(k))?.[1] ?? "news";
  const told = kind === "new deal" ? null : earlier;
  const before = kind === "news" && told ? ` Before: ${told.statement.text}` : "";
  const setback = change.after !== null && SETBACK.has(change.after);
  const turnsOver = change.changed !== null && (kind === "denied" || kind === "figure" || setback);
  const others = against.flatMap((c) => c.statements).filter((id) => id !== change.statement);
  const disputed = others.filter((id) => against.some((c) => c.disputed.has(id)));
  return {
    kind,
    deal,
    name: deal.name,
    date: change.date ?? change.known.date,
    text: `${leadOf(change, kind, kinds, label)}${evidence.statement.text}${before}${against[0] ? ` Sources disagree: ${against[0].about}.` : ""}`,
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

/** Of the words of the shorter, how many the other must have for the two to be about one thing. */
const SHARED = 0.5;

/**
 * Whether two statements are so much about one thing that an amount in one may be set against an amount in the other, or
 * one be called the confirmation of the other. What comes on top of something is another thing.
 */
function sameThing(earlier: string, now: string): boolean {
  if (ON_TOP.test(now)) return false;
  const [a, b] = [earlier, now].map((t) => new Set(stems(t).filter((w) => !/^\d/.test(w) && !SCALE.test(w))));
  if (!a || !b) return false;
  const shared = [...a].filter((w) => b.has(w)).length;
  return shared / Math.max(1, Math.min(a.size, b.size)) >= SHARED;
}

const SCALE = /^(?:billion|million|trillion|gigawatt|megawatt)$/;

/** "Letter of intent → scaled back: ", "Now $30 billion, was up to $100 billion: ", or nothing. */
function leadOf(change: LedgerChange, kind: ItemKind, kinds: readonly ChangeKind[], label: Label): string {
  const parts: string[] = [];
  const { before, after } = change;
  const stage = after && stageAs(after, label);
  if (kind === "new deal") parts.push(stage ? `new deal, ${stage}` : "new deal");
  else if (stage && before !== after) parts.push(before ? `${before} → ${stage}` : `now ${stage}`);
  if (kinds.includes("denied")) parts.push("denied");
  if (kinds.includes("confirmed")) parts.push("now confirmed");
  for (const f of kinds.includes("figure") && kind !== "new deal" ? change.figures.slice(0, 2) : [])
    parts.push(`now ${f.after}, was ${f.before}`);
  if (parts.length === 0) return "";
  const text = parts.join("; ");
  return `${text[0]?.toUpperCase()}${text.slice(1)}: `;
}

/** Stages that say no more than that somebody reports it. */
const UNSIGNED: ReadonlySet<Stage> = new Set(["rumoured", "in talks"]);

/** A stage as the head of a line: where its statement is not confirmed, the head says so and not only the label below. */
function stageAs(stage: Stage, label: Label): string {
  if (label === "confirmed" || UNSIGNED.has(stage)) return stage;
  return `${stage} (${label === "disputed" ? "disputed" : "unconfirmed"})`;
}
