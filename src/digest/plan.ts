import type { Digest, Filter, ScanLog } from "../core/digest/types.ts";
import { createLedger } from "../core/ledger/ledger.ts";
import type { Library } from "../core/library.ts";
import { happeningsByDate } from "./by-date.ts";
import { type Between, happeningsByLibrary } from "./by-library.ts";
import { composeDigest, createNotes } from "./compose.ts";
import type { Happening } from "./happening.ts";

/** A digest with the log of how it came about; null where nothing changed. */
export interface Planned {
  readonly digest: Digest | null;
  readonly log: ScanLog;
}

/** What became known from `since` to `until` (ISO days, both included): for previews of any period. */
export function digestOfPeriod(
  library: Library,
  filter: Filter,
  span: { readonly since: string; readonly until: string; readonly why: string | null },
): Planned {
  const notes = createNotes();
  const ledger = createLedger(library);
  const { happenings, scanned } = happeningsByDate(library, ledger, span.since, span.until, notes);
  const digest = composeDigest(happenings, filter, library, span, notes);
  return { digest, log: { scanned, leftOut: notes.list } };
}

/** What changed in the library between two of its states: for what was subscribed to. */
export const digestOfChanges = (between: Between, filter: Filter, why: string | null): Planned =>
  digestFrom(scanChanges(between), between, filter, why);

/** All that changed, before it is chosen for anybody: the same for every subscription that stands at the same state. */
export interface Scan {
  readonly happenings: readonly Happening[];
  readonly log: ScanLog;
}

export function scanChanges(between: Between): Scan {
  const notes = createNotes();
  const { happenings, scanned } = happeningsByLibrary(between, notes);
  return { happenings, log: { scanned, leftOut: notes.list } };
}

/** Chooses from a scan what one filter lets through. */
export function digestFrom(scan: Scan, between: Between, filter: Filter, why: string | null): Planned {
  const notes = createNotes();
  const { since, until, after } = between;
  const digest = composeDigest(scan.happenings, filter, after, { since, until, why }, notes);
  return { digest, log: { scanned: scan.log.scanned, leftOut: [...scan.log.leftOut, ...notes.list] } };
}
