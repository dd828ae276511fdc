import type { ItemKind } from "../core/digest/types.ts";
import { weaker } from "../core/label/label.ts";
import { LABEL_WORDS } from "../core/label/label-words.ts";
import { isCopy } from "../core/label/origins.ts";
import { changedFigures, type FigureChange } from "../core/ledger/changes.ts";
import type { Library } from "../core/library.ts";
import { textKey } from "../core/text.ts";
import type { Evidence, Statement } from "../core/types.ts";
import { sameButNumbers } from "./copies.ts";
import { evidenceIn, type Happening, labelOf, type Notes, nameOf } from "./happening.ts";

/** The statements that differ between two states of the library. */
export interface Edits {
  readonly entered: readonly Evidence[];
  readonly left: readonly Evidence[];
  /** Statements that stand in the same place with other words or another label. */
  readonly changed: readonly { readonly was: Evidence; readonly now: Evidence }[];
}

/** Compares two states. A statement that only moved, or got another id with the same words, did not change. */
export function editsBetween(before: Library, after: Library): Edits {
  const placeOf = (s: Statement) => `${s.sourceId} ${textKey(s.text)}`;
  const here = new Set([...after.statements.values()].map(placeOf));
  const there = new Set([...before.statements.values()].map(placeOf));
  const changed: { was: Evidence; now: Evidence }[] = [];
  const entered: Evidence[] = [];
  const left: Evidence[] = [];
  for (const s of after.statements.values()) {
    const now = evidenceIn(after, s.id);
    const was = evidenceIn(before, s.id);
    if (!now) continue;
    if (was && differs(was.statement, s)) changed.push({ was, now });
    else if (!was && !there.has(placeOf(s))) entered.push(now);
  }
  for (const s of before.statements.values()) {
    const was = evidenceIn(before, s.id);
    if (was && !after.statements.has(s.id) && !here.has(placeOf(s))) left.push(was);
  }
  return paired({ entered, left, changed });
}

const differs = (was: Statement, now: Statement): boolean =>
  textKey(was.text) !== textKey(now.text) || was.curated?.label !== now.curated?.label;

/** In a document of its own words a corrected sentence is another statement: pairs it with the one whose place it took. */
function paired({ entered, left, changed }: Edits): Edits {
  const pairs = [...changed];
  const taken = new Set<string>();
  const gone = left.filter((was) => {
    const now = entered.find(
      (e) =>
        e.source.id === was.source.id &&
        !taken.has(e.statement.id) &&
        (sameButNumbers(was.statement.text, e.statement.text) ||
          isCopy(was.statement.text, e.statement.text)),
    );
    if (!now) return true;
    taken.add(now.statement.id);
    pairs.push({ was, now });
    return false;
  });
  return { entered: entered.filter((e) => !taken.has(e.statement.id)), left: gone, changed: pairs };
}

/** Statements that were corrected, as lines: another amount, another label. Other words alone are no change. */
export function editLines(edits: Edits, before: Library, after: Library, notes: Notes): Happening[] {
  return edits.changed.flatMap(({ was, now }): Happening[] => {
    const label = labelOf(now, after, false);
    const earlier = labelOf(was, before, false);
    const figures = changedFigures(was.statement.text, now.statement.text);
    const kind = kindOf(was, now, figures, earlier.label, label.label);
    if (kind === null) {
      notes.leftOut(nameOf(now), "only its wording changed");
      return [];
    }
    const deal = after.deals.find((d) => d.slug === now.statement.deal) ?? null;
    const lead = leadOf(kind, figures, LABEL_WORDS[earlier.label].words, LABEL_WORDS[label.label].words);
    return [
      {
        ...label,
        kind,
        deal,
        name: deal?.name ?? now.source.publisher ?? now.source.title,
        date: now.statement.curated?.dateOfEvent ?? now.source.published,
        text: `${lead}: ${now.statement.text}`,
        evidence: [now],
        affects: kind === "confirmed" ? [] : [was.statement.id],
      },
    ];
  });
}

function kindOf(
  was: Evidence,
  now: Evidence,
  figures: readonly FigureChange[],
  earlier: Happening["label"],
  label: Happening["label"],
): ItemKind | null {
  if (label === "denied" && earlier !== "denied") return "denied";
  if (label === "disputed" && earlier !== "disputed") return "disputed";
  if (figures.length > 0 || sameButNumbers(was.statement.text, now.statement.text)) return "figure";
  if (label === "confirmed" && earlier !== "confirmed") return "confirmed";
  // What is now less established than it was told is news to whoever relied on it.
  return label !== earlier && weaker(label, earlier) === label ? "news" : null;
}

function leadOf(kind: ItemKind, figures: readonly FigureChange[], was: string, now: string): string {
  if (kind === "denied") return "Denied";
  if (kind === "confirmed") return "Now confirmed";
  if (kind === "figure")
    return figures.length > 0
      ? `Corrected, ${figures.map((f) => `now ${f.after}, was ${f.before}`).join("; ")}`
      : "Corrected";
  return `Now “${now}”, was “${was}”`;
}
