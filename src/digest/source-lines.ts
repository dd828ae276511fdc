import type { Library } from "../core/library.ts";
import type { Evidence, Label } from "../core/types.ts";
import type { Copies } from "./copies.ts";
import { type Happening, labelOf, type Notes, nameOf } from "./happening.ts";

const RANK: Readonly<Record<Label, number>> = {
  denied: 0,
  confirmed: 1,
  disputed: 2,
  stated: 3,
  reported: 3,
  speculative: 4,
};

/** A page is a copy if at least so much of what it says was said before. */
const COPIED_PAGE = 0.5;

/**
 * What sources newly say beside the history, a line for each deal, and for each source that belongs to none: the statement
 * that is best established. What copies an earlier source is left out.
 */
export function sourceLines(
  fresh: readonly Evidence[],
  told: ReadonlySet<string>,
  copies: Copies,
  library: Library,
  notes: Notes,
): Happening[] {
  const own = withoutCopiedPages(fresh, copies, notes).filter((e) => {
    if (told.has(e.statement.id) || e.statement.form === "heading" || e.statement.form === "reference")
      return false;
    const copied = copies.of(e.statement);
    if (copied) notes.leftOut(nameOf(e), `says what ${copied.id} said already`);
    return copied === null;
  });
  const groups = new Map<string, Evidence[]>();
  for (const e of own) {
    const key = e.statement.deal === null ? `source ${e.source.id}` : `deal ${e.statement.deal}`;
    groups.set(key, [...(groups.get(key) ?? []), e]);
  }
  return [...groups.values()].flatMap((group) => sourceLine(group, library));
}

/** A page that mostly repeats others brings nothing new, whatever small words it adds. */
function withoutCopiedPages(fresh: readonly Evidence[], copies: Copies, notes: Notes): Evidence[] {
  const pages = new Map<string, Evidence[]>();
  for (const e of fresh)
    if (e.statement.curated === null) pages.set(e.source.id, [...(pages.get(e.source.id) ?? []), e]);
  const copied = new Set<string>();
  for (const [id, page] of pages) {
    const prose = page.filter((e) => e.statement.form === "sentence" || e.statement.form === "item");
    const again = prose.filter((e) => {
      const of = copies.of(e.statement);
      return of !== null && of.sourceId !== id;
    });
    if (prose.length === 0 || again.length / prose.length < COPIED_PAGE) continue;
    copied.add(id);
    notes.leftOut(`the source ${id}`, `${again.length} of its ${prose.length} sentences copy other sources`);
  }
  return fresh.filter((e) => !copied.has(e.source.id));
}

function sourceLine(group: readonly Evidence[], library: Library): Happening[] {
  const ranked = group
    .map((e) => ({ e, label: labelOf(e, library, false) }))
    .sort(
      (a, b) =>
        RANK[a.label.label] - RANK[b.label.label] ||
        dateOf(b.e).localeCompare(dateOf(a.e)) ||
        a.e.statement.ordinal - b.e.statement.ordinal,
    );
  const [best] = ranked;
  if (!best) return [];
  const { e, label } = best;
  const deal = library.deals.find((d) => d.slug === e.statement.deal) ?? null;
  const sources = new Set(group.map((g) => g.source.id)).size;
  const lead = sources === 1 ? "New source" : `${sources} new sources, among them`;
  return [
    {
      ...label,
      kind: label.label === "denied" ? "denied" : "source",
      deal,
      name: deal?.name ?? e.source.publisher ?? e.source.title,
      date: dateOf(e) || null,
      text: `${lead}: ${e.statement.text}`,
      evidence: [e],
      affects: [],
    },
  ];
}

const dateOf = (e: Evidence): string => e.statement.curated?.dateOfEvent ?? e.source.published ?? "";
