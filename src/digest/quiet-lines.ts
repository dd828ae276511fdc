import { formatDate } from "../core/dates.ts";
import { knownFrom } from "../core/ledger/known.ts";
import type { Ledger } from "../core/ledger/ledger.ts";
import type { Library } from "../core/library.ts";
import type { Stage } from "../core/types.ts";
import { evidenceIn, type Happening, labelOf } from "./happening.ts";

/** Without news for so long, what was only under way has gone quiet. */
export const QUIET_DAYS = 60;

/** Where the next news is still owed; a signed or ended deal may rest. */
const OPEN: ReadonlySet<Stage> = new Set(["rumoured", "in talks", "letter of intent"]);

/** Open deals whose silence reached its length after `after` and by `until`: told once, when it does. */
export function quietLines(ledger: Ledger, library: Library, after: string, until: string): Happening[] {
  return ledger.deals.flatMap((deal): Happening[] => {
    const at = ledger.stageAsOf(deal.slug, until);
    if (!at || !OPEN.has(at.stage)) return [];
    const last = lastHeard(deal.slug, library, until);
    if (last === null) return [];
    const due = addDays(last, QUIET_DAYS);
    const evidence = evidenceIn(library, at.statement);
    if (due <= after || due > until || !evidence) return [];
    return [
      {
        ...labelOf(evidence, library, false),
        kind: "quiet",
        deal,
        name: deal.name,
        date: last,
        text: `Still ${at.stage}, nothing new since ${formatDate(last)}. Last known: ${evidence.statement.text}`,
        evidence: [evidence],
        affects: [],
      },
    ];
  });
}

/** The last day (ISO) on which any source said something of the deal. */
function lastHeard(slug: string, library: Library, until: string): string | null {
  let last: string | null = null;
  for (const s of library.statements.values()) {
    if (s.deal !== slug) continue;
    const from = knownFrom(s, library.sources.get(s.sourceId))?.from;
    if (from !== undefined && from <= until && (last === null || from > last)) last = from;
  }
  return last;
}

const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
