import { findDates, firstDay, lastDay } from "../dates.ts";

/** The time that a question is about: after `since` and by `until` (ISO days); null where it is open. */
export interface Period {
  readonly since: string | null;
  readonly until: string | null;
}

const MONTHS = "january february march april may june july august september october november december".split(
  " ",
);
const DAY = 86_400_000;

/** Moves an ISO day by so many days. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

/** The day before an ISO day. */
export const dayBefore = (day: string): string => addDays(day, -1);

interface Range {
  readonly start: number;
  readonly end: number;
  readonly first: string;
  readonly last: string;
}

/** A month without its year is the last one that had begun by then: "April", asked in November 2026, is April 2026. */
function bareMonths(text: string, today: string, taken: readonly Range[]): Range[] {
  const re = new RegExp(
    `\\b(?:in|since|by|until|before|after|during|of|from|to|and|between|late|early|mid)[ -](?:late |early |mid-?)?(${MONTHS.join("|")})\\b(?! \\d)`,
    "gi",
  );
  return [...text.matchAll(re)].flatMap((m): Range[] => {
    const start = m.index + m[0].length - (m[1] ?? "").length;
    if (taken.some((t) => start < t.end && t.start < m.index + m[0].length)) return [];
    const month = MONTHS.indexOf((m[1] ?? "").toLowerCase()) + 1;
    const year = Number(today.slice(0, 4)) - (month > Number(today.slice(5, 7)) ? 1 : 0);
    const value = `${year}-${String(month).padStart(2, "0")}`;
    return [{ start, end: m.index + m[0].length, first: `${value}-01`, last: lastDay(value) }];
  });
}

const calendar = (date: string): Period => ({ since: dayBefore(firstDay(date)), until: lastDay(date) });

/** "last week", "the past three months", "this year", "recently", counted back from today. */
function relative(text: string, today: string): Period | null {
  const back = (days: number): Period => ({ since: addDays(today, -days), until: today });
  if (/\b(?:yesterday|in the last 24 hours)\b/i.test(text)) return back(2);
  if (/\blast year\b/i.test(text)) return calendar(String(Number(today.slice(0, 4)) - 1));
  if (/\blast month\b/i.test(text)) return calendar(dayBefore(`${today.slice(0, 7)}-01`).slice(0, 7));
  const counted =
    /\b(?:last|past|previous) (?:(\d+|two|three|four|five|six|few) )?(day|week|month|quarter|year)s?\b/i.exec(
      text,
    );
  if (counted) {
    const words: Record<string, number> = { two: 2, three: 3, few: 3, four: 4, five: 5, six: 6 };
    const n = Number(counted[1]) || (words[(counted[1] ?? "").toLowerCase()] ?? 1);
    const unit =
      { day: 1, week: 7, month: 31, quarter: 92, year: 366 }[(counted[2] ?? "").toLowerCase()] ?? 1;
    return back(n * unit);
  }
  if (/\bthis week\b/i.test(text)) return back(((new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7) + 1);
  if (/\bthis month\b/i.test(text)) return { since: dayBefore(`${today.slice(0, 7)}-01`), until: today };
  if (/\bthis year\b/i.test(text)) return { since: dayBefore(`${today.slice(0, 4)}-01-01`), until: today };
  if (/\b(?:lately|recently|these days)\b/i.test(text)) return back(60);
  return null;
}

/** The period that a question names, or null. `today` is the day that the answer speaks from. */
export function periodOf(text: string, today: string): Period | null {
  const dated = findDates(text, today);
  const ranges: Range[] = [...dated, ...bareMonths(text, today, dated)].sort((a, b) => a.start - b.start);
  const [one, two] = ranges;
  if (!one) return relative(text, today);
  const before = text.slice(0, one.start);
  if (two && /\b(?:between|from) (?:\w+ )?$/i.test(before))
    return { since: dayBefore(one.first), until: two.last };
  if (
    /\b(?:since|from|starting(?: in)?) (?:(?:the )?(?:start|beginning) of )?(?:early |mid-?|late )?$/i.test(
      before,
    )
  )
    return { since: dayBefore(one.first), until: null };
  if (/\bafter (?:early |mid-?|late )?$/i.test(before)) return { since: one.last, until: null };
  if (/\b(?:before|prior to) (?:the )?(?:early |mid-?|late )?$/i.test(before))
    return { since: null, until: dayBefore(one.first) };
  if (
    /\b(?:by|until|till|as of|up to|as at|at the end of|by the end of) (?:the end of )?(?:early |mid-?|late )?$/i.test(
      before,
    )
  )
    return { since: null, until: one.last };
  return { since: dayBefore(one.first), until: one.last };
}
