import { firstDay, lastDay } from "../dates.ts";
import type { PartialDate, Source, Statement } from "../types.ts";

/** Since when something was known. */
export interface Known {
  /** As precisely as it is given: for readers. */
  readonly date: PartialDate;
  /** The day (ISO) from which it counts: for comparing. */
  readonly from: string;
  /** Whether the day is our estimate: the source has no date, or only a month or a year. */
  readonly approximate: boolean;
}

/** A month counts from its first day. A year alone would be off by too much, so it counts when it is over. */
const dayOf = (date: PartialDate): string => (date.length === 4 ? lastDay(date) : firstDay(date));

/**
 * Since when a statement was known: from the publication of its source, else (approximately) from the date of its event.
 * Null where neither is given: such a statement is left out of answers as of a day, and counted.
 */
export function knownFrom(statement: Statement, source: Source | undefined): Known | null {
  const published = source?.published ?? null;
  const date = published ?? statement.curated?.dateOfEvent ?? null;
  if (date === null) return null;
  return { date, from: dayOf(date), approximate: published === null || date.length < 10 };
}

/** Whether a statement was known on a day; a `day` of lower precision ("2026-05") means its last day. */
export function wasKnownBy(statement: Statement, source: Source | undefined, day: PartialDate): boolean {
  const known = knownFrom(statement, source);
  return known !== null && known.from <= lastDay(day);
}

/** Since when an event counts: not before its statement was known, and not before it happened. */
export function countsFrom(known: Known | null, date: PartialDate | null): Known | null {
  if (known === null) return date === null ? null : { date, from: dayOf(date), approximate: true };
  return date !== null && firstDay(date) > known.from
    ? { date, from: firstDay(date), approximate: true }
    : known;
}
