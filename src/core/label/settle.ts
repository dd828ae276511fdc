import type { Label, PartialDate, Stage } from "../types.ts";
import { numberWord } from "./origins.ts";

const either = (parties: readonly string[], word: string): string => {
  const shown = parties.slice(0, 3);
  if (shown.length === 0) return "a party";
  return shown.length === 1
    ? (shown[0] ?? "a party")
    : `${shown.slice(0, -1).join(", ")} ${word} ${shown.at(-1)}`;
};

/**
 * What would settle a claim that is not established: a concrete event that can be looked for. Null for what is confirmed or plainly
 * stated. `subject` is what a filing would have to name ("Maia capacity"), or null.
 */
export function settledBy(
  label: Label,
  stage: Stage | null,
  parties: readonly string[],
  subject: string | null,
): string | null {
  if (label === "confirmed" || label === "stated") return null;
  const any = either(parties, "or");
  const all = either(parties, "and");
  const filing = `a filing that names ${subject ?? "the deal"}`;
  if (label === "denied")
    return `a filing, or a later announcement by ${any}, that contradicts or repeats the denial`;
  if (label === "disputed") return `${filing} with its terms, or word from ${any} on which version is right`;
  switch (stage) {
    case "letter of intent":
      return `a definitive agreement signed by ${all}, or ${filing}`;
    case "announced":
      return `a filing with the terms, or an announcement by ${any} that a definitive agreement is signed`;
    case "definitive agreement":
      return `${filing}, or word from ${any} that capacity is in use`;
    case "in deployment":
      return `word from ${any} on what is in use, or ${filing}`;
    case "scaled back":
    case "ended":
      return `an announcement by ${any} of where it stands now, or ${filing}`;
    case "rumoured":
    case "in talks":
    case null:
      return `an announcement by ${any}, or ${filing}`;
  }
}

const MONTHS = "January February March April May June July August September October November December".split(
  " ",
);
const STALE_DAYS = 60;
const DAY = 86_400_000;

/** The last day that a partial date can mean, so that age is never overstated; null for what is no date. */
function lastDay(date: PartialDate): number | null {
  const m = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(date);
  if (!m) return null;
  const year = Number(m[1]);
  if (m[2] === undefined) return Date.UTC(year, 11, 31);
  const month = Number(m[2]);
  return m[3] === undefined ? Date.UTC(year, month, 0) : Date.UTC(year, month - 1, Number(m[3]));
}

/** "25 June 2026", "June 2026" or "2026", as precisely as the date is known. */
function written(date: PartialDate): string {
  const [year = "", month, day] = date.slice(0, 10).split("-");
  const name = month ? MONTHS[Number(month) - 1] : undefined;
  return [day ? String(Number(day)) : null, name, year].filter(Boolean).join(" ");
}

function age(days: number): string {
  const months = Math.floor(days / 30.44);
  if (months < 24) return months === 1 ? "one month ago" : `${numberWord(months)} months ago`;
  return `${numberWord(Math.floor(days / 365.25))} years ago`;
}

/** Says how old the newest source is when it is older than 60 days, or that no source is dated; null when it is fresh. */
export function staleness(newestPublished: PartialDate | null, asOf: string): string | null {
  const today = lastDay(asOf);
  const newest = newestPublished === null ? null : lastDay(newestPublished);
  if (newestPublished === null || newest === null || today === null) return "None of the sources is dated";
  const days = Math.round((today - newest) / DAY);
  if (days <= STALE_DAYS) return null;
  return `Newest source: ${written(newestPublished)}, ${age(days)}`;
}
