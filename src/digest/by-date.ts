import type { LedgerChange } from "../core/ledger/changes.ts";
import { knownFrom } from "../core/ledger/known.ts";
import type { Ledger } from "../core/ledger/ledger.ts";
import { dayBefore } from "../core/ledger/period.ts";
import type { Library } from "../core/library.ts";
import type { Evidence } from "../core/types.ts";
import { conflictLine, conflictsAround } from "./conflict-lines.ts";
import { createCopies } from "./copies.ts";
import { eventLine } from "./event-line.ts";
import { evidenceIn, type Happening, type Notes } from "./happening.ts";
import { quietLines } from "./quiet-lines.ts";
import { sourceLines } from "./source-lines.ts";

/** What became known from `since` to `until` (ISO days, both included), as the library has it now. */
export function happeningsByDate(
  library: Library,
  ledger: Ledger,
  since: string,
  until: string,
  notes: Notes,
): { happenings: Happening[]; scanned: string } {
  const after = dayBefore(since);
  const fresh: Evidence[] = [];
  const earlier = [];
  let undated = 0;
  for (const s of library.statements.values()) {
    const from = knownFrom(s, library.sources.get(s.sourceId))?.from;
    if (from === undefined) undated += 1;
    else if (from <= after) earlier.push(s);
    else if (from <= until) fresh.push(...present(evidenceIn(library, s.id)));
  }
  if (undated > 0) notes.leftOut(`${undated} statements`, "neither they nor their sources have a date");
  const changes = withStageFirst(ledger.changesBetween(after, until));
  const conflicts = conflictsAround(fresh, library);
  const events = changes.flatMap((c) => present(eventLine(c, library, conflicts)));
  const told = new Set(changes.map((c) => c.statement));
  const contrasts = conflicts
    .filter((c) => !c.statements.some((id) => told.has(id)))
    .flatMap((c) => present(conflictLine(c, newestOf(c.statements, library), library)));
  const cited = new Set([...told, ...contrasts.flatMap((c) => c.evidence.map((e) => e.statement.id))]);
  const lines = sourceLines(
    fresh,
    cited,
    createCopies([...earlier, ...changed(told, library)]),
    library,
    notes,
  );
  const quiet = quietLines(ledger, library, after, until);
  return {
    happenings: [...events, ...contrasts, ...lines, ...quiet],
    scanned: `${library.statements.size} statements of ${library.sources.size} sources, ${ledger.deals.length} deals; ${fresh.length} statements and ${changes.length} events became known from ${since} to ${until}`,
  };
}

/** A deal that is new in the period begins with what gave it its first stage, not with a remark of an earlier day. */
function withStageFirst(changes: readonly LedgerChange[]): LedgerChange[] {
  const isNew = (c: LedgerChange) => c.kinds.includes("new deal");
  const staged = (c: LedgerChange) => c.before === null && c.after !== null;
  return changes.map((c) => {
    const others = changes.filter((o) => o.deal === c.deal && o !== c);
    if (isNew(c) && c.after === null && others.some(staged))
      return { ...c, kinds: ["news", ...c.kinds.filter((k) => k !== "new deal")] };
    if (staged(c) && others.some((o) => isNew(o) && o.after === null))
      return { ...c, kinds: ["new deal", ...c.kinds.filter((k) => k !== "stage")] };
    return c;
  });
}

const present = <T>(value: T | null): T[] => (value === null ? [] : [value]);

const changed = (told: ReadonlySet<string>, library: Library) =>
  [...told].flatMap((id) => library.statements.get(id) ?? []);

/** Of some statements the one that became known last. */
export const newestOf = (ids: readonly string[], library: Library): string =>
  ids
    .map((id) => {
      const s = library.statements.get(id);
      return { id, from: (s && knownFrom(s, library.sources.get(s.sourceId))?.from) ?? "" };
    })
    .sort((a, b) => b.from.localeCompare(a.from))[0]?.id ?? "";
