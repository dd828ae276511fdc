import type { PartialDate } from "./types.ts";

/** A date that stands in running text; `first` and `last` are the days that it may mean, both ISO. */
export interface FoundDate {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** As precise as a `PartialDate` can be: a quarter or "early 2026" is its year. */
  readonly value: PartialDate;
  readonly first: string;
  readonly last: string;
}

const MONTHS = "january february march april may june july august september october november december".split(
  " ",
);
const MONTH =
  "(?:Jan(?:uary|\\.)?|Feb(?:ruary|\\.)?|Mar(?:ch|\\.)?|Apr(?:il|\\.)?|May|June?\\.?|July?\\.?|Aug(?:ust|\\.)?|Sept?(?:ember|\\.)?|Oct(?:ober|\\.)?|Nov(?:ember|\\.)?|Dec(?:ember|\\.)?)";
const DAY = "(\\d{1,2})(?:st|nd|rd|th)?";
const YEAR = "((?:19|20)\\d{2})";
const pad = (n: number, width = 2) => String(n).padStart(width, "0");
const monthOf = (name: string): number =>
  MONTHS.findIndex((m) => m.startsWith(name.toLowerCase().replace(/\W/g, "").slice(0, 3))) + 1;
const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** Whether a string is a date that exists, as `2026`, `2026-05` or `2026-05-21`. */
export function isPartialDate(s: string): boolean {
  const m = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(s);
  if (!m) return false;
  const month = Number(m[2] ?? "1");
  return (
    month >= 1 &&
    month <= 12 &&
    Number(m[3] ?? "1") >= 1 &&
    Number(m[3] ?? "1") <= daysIn(Number(m[1]), month)
  );
}

/** The first day that a date may mean: `2026-05` is 2026-05-01. */
export const firstDay = (date: PartialDate): string => `${date}-01-01`.slice(0, 10);

/** The last day that a date may mean: `2026-05` is 2026-05-31. */
export function lastDay(date: PartialDate): string {
  const [year = "", month = "12", day] = date.split("-");
  return `${year}-${month}-${day ?? pad(daysIn(Number(year), Number(month)))}`;
}

/**
 * Whether what happened on `date` was past on `asOf`: its last possible day must have come. So `2026` was past only at
 * the end of that year: of what may still have lain ahead we do not say that it was known.
 */
export const knownBy = (date: PartialDate, asOf: PartialDate): boolean => lastDay(date) <= lastDay(asOf);

/** Orders dates of any precision by their first day, then the more precise one first. */
export function compareDates(a: PartialDate, b: PartialDate): number {
  return firstDay(a).localeCompare(firstDay(b)) || b.length - a.length;
}

/** Whether two dates may be the same day: `2026-05` and `2026-05-21` may. */
export const mayBeSame = (a: PartialDate, b: PartialDate): boolean =>
  firstDay(a) <= lastDay(b) && firstDay(b) <= lastDay(a);

/** A date as people read it: "25 June 2026", "June 2026", "2026". */
export function formatDate(date: PartialDate): string {
  const [year = "", month, day] = date.split("-");
  const name = MONTHS[Number(month) - 1];
  const written = name ? `${name[0]?.toUpperCase()}${name.slice(1)} ${year}` : year;
  return day ? `${Number(day)} ${written}` : written;
}

interface Form {
  readonly re: RegExp;
  read(m: RegExpExecArray, near: PartialDate | null): { value: string; first?: string; last?: string } | null;
}

const ymd = (year: string, month: number, day?: string) =>
  ({ value: `${year}-${pad(month)}${day ? `-${pad(Number(day))}` : ""}` }) as const;
const span = (year: string, from: number, to: number) => ({
  value: year,
  first: `${year}-${pad(from)}-01`,
  last: lastDay(`${year}-${pad(to)}`),
});
const THIRDS: Record<string, readonly [number, number]> = { early: [1, 6], mid: [4, 9], late: [7, 12] };
const ORDINALS: Record<string, number> = { first: 1, second: 2, third: 3, fourth: 4 };

/** Most precise first: what one form has read no later form reads again. */
const FORMS: readonly Form[] = [
  {
    re: /\b((?:19|20)\d{2})-(\d{2})(?:-(\d{2}))?(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?(?![\d-])/g,
    read: (m) => ymd(m[1] ?? "", Number(m[2]), m[3]),
  },
  {
    re: new RegExp(`\\b${DAY}(?:\\s+of)?\\s+(${MONTH}),?\\s+${YEAR}\\b`, "gi"),
    read: (m) => ymd(m[3] ?? "", monthOf(m[2] ?? ""), m[1]),
  },
  {
    re: new RegExp(`\\b(${MONTH})\\s+${DAY},?\\s+${YEAR}\\b`, "gi"),
    read: (m) => ymd(m[3] ?? "", monthOf(m[1] ?? ""), m[2]),
  },
  {
    re: new RegExp(`\\b(${MONTH}),?\\s+${YEAR}\\b`, "gi"),
    read: (m) => ymd(m[2] ?? "", monthOf(m[1] ?? "")),
  },
  {
    re: /\bQ([1-4])[\s-]*(?:of\s+)?((?:19|20)\d{2})\b|\b((?:19|20)\d{2})[\s-]*Q([1-4])\b/gi,
    read(m) {
      const quarter = Number(m[1] ?? m[4]);
      return span(m[2] ?? m[3] ?? "", quarter * 3 - 2, quarter * 3);
    },
  },
  {
    re: /\b(first|second|third|fourth) (quarter|half) of (?:the year )?((?:19|20)\d{2})\b/gi,
    read(m) {
      const [n, months] = [
        ORDINALS[(m[1] ?? "").toLowerCase()] ?? 1,
        (m[2] ?? "").toLowerCase() === "half" ? 6 : 3,
      ];
      return n * months > 12 ? null : span(m[3] ?? "", (n - 1) * months + 1, n * months);
    },
  },
  {
    re: /\bH([12])[\s-]*((?:19|20)\d{2})\b/gi,
    read: (m) => span(m[2] ?? "", m[1] === "1" ? 1 : 7, m[1] === "1" ? 6 : 12),
  },
  {
    re: /\b(early|mid|late)(?:\s*-\s*|\s+)(?:in\s+)?((?:19|20)\d{2})\b/gi,
    read(m) {
      const [from, to] = THIRDS[(m[1] ?? "").toLowerCase()] ?? [1, 12];
      return span(m[2] ?? "", from, to);
    },
  },
  {
    re: new RegExp(`\\b(${MONTH})\\s+${DAY}\\b(?!\\s*(?:%|,?\\d|\\.\\d))`, "g"),
    read: (m, near) => (near ? ymd(near.slice(0, 4), monthOf(m[1] ?? ""), m[2]) : null),
  },
  {
    re: new RegExp(`\\b${DAY}\\s+(${MONTH})\\b`, "g"),
    read: (m, near) => (near ? ymd(near.slice(0, 4), monthOf(m[2] ?? ""), m[1]) : null),
  },
  {
    re: /(?<![\d$€£.,-])\b((?:19|20)\d{2})\b(?![\d%]|[.,]\d|-\d|\s*(?:GW|MW|kW|W|nm|chips|GPUs)\b)/g,
    read: (m) => ({ value: m[1] ?? "" }),
  },
];

/**
 * The dates in a text, in order, none overlapping. "Nov 18" has no year of its own: it takes that of `near` and is left
 * out without one.
 */
export function findDates(text: string, near: PartialDate | null = null): FoundDate[] {
  const found: FoundDate[] = [];
  for (const form of FORMS)
    for (const m of text.matchAll(form.re)) {
      const [start, end] = [m.index, m.index + m[0].length];
      if (found.some((f) => start < f.end && f.start < end)) continue;
      const read = form.read(m, near);
      if (!read || !isPartialDate(read.value)) continue;
      const { value } = read;
      found.push({
        text: m[0],
        start,
        end,
        value,
        first: read.first ?? firstDay(value),
        last: read.last ?? lastDay(value),
      });
    }
  return found.sort((a, b) => a.start - b.start);
}
