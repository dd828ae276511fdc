import type { Library } from "../core/library.ts";
import { outletName } from "../core/source-words.ts";
import type { Evidence } from "../core/types.ts";
import { createCopies } from "./copies.ts";
import { type Happening, labelOf, labelOfWithdrawn, type Notes, nameOf } from "./happening.ts";

/** Sources and statements that were taken out, a line for each source; what stands elsewhere in other words is not lost. */
export function withdrawnLines(
  left: readonly Evidence[],
  before: Library,
  after: Library,
  notes: Notes,
): Happening[] {
  const copies = createCopies(after.statements.values());
  const bySource = new Map<string, Evidence[]>();
  for (const e of left) {
    if (e.statement.form === "heading" || e.statement.form === "reference") continue;
    bySource.set(e.source.id, [...(bySource.get(e.source.id) ?? []), e]);
  }
  return [...bySource].flatMap(([id, gone]): Happening[] => {
    const removed = !after.sources.has(id);
    const lost = gone.filter((e) => copies.of(e.statement) === null);
    for (const e of gone)
      if (!lost.includes(e)) notes.leftOut(nameOf(e), "taken out, but another source still says it");
    const best = mostTelling(lost, before) ?? (removed ? mostTelling(gone, before) : null);
    if (!best) return [];
    const deal = after.deals.find((d) => d.slug === best.statement.deal) ?? null;
    const who = `“${best.source.title}” (${outletName(best.source)})`;
    const lead = removed
      ? `Withdrawn: ${who} is no longer in the library`
      : `Withdrawn: a statement of ${who} is no longer in the library`;
    const more = lost.length > 1 ? `, with ${lost.length} statements` : "";
    return [
      {
        ...labelOfWithdrawn(best, before),
        kind: "withdrawn",
        deal,
        name: deal?.name ?? outletName(best.source),
        date: best.source.published,
        text: `${lead}${more}. It said: ${best.statement.text}`,
        evidence: [best],
        affects: lost.map((e) => e.statement.id),
      },
    ];
  });
}

/** The one that a reader is likeliest to have relied on. */
function mostTelling(gone: readonly Evidence[], before: Library): Evidence | null {
  const inHistory = new Set(before.deals.flatMap((d) => d.history.map((h) => h.statement)));
  const rank = (e: Evidence) =>
    (inHistory.has(e.statement.id) ? 0 : 2) + (labelOf(e, before, false).label === "confirmed" ? 0 : 1);
  return [...gone].sort((a, b) => rank(a) - rank(b) || a.statement.ordinal - b.statement.ordinal)[0] ?? null;
}
