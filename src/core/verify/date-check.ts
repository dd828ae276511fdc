import { findDates } from "../dates.ts";
import type { PartialDate } from "../types.ts";
import type { GroundReading, Problem, Reading } from "./reading.ts";

/** Stands for the year of a date that names none. */
const NO_YEAR = "1000";

interface Days {
  readonly text: string;
  /** ISO days; the year is `NO_YEAR` where the text gives none. */
  readonly first: string;
  readonly last: string;
}

const MONTHS = "January February March April May June July August September October November December".split(
  " ",
);
const BARE_MONTH = new RegExp(
  `\\b(?:in|since|by|until|of|from|during|last|this|next|early|late|mid|through)[ -](${MONTHS.join("|")})\\b(?!,? \\d)`,
  "g",
);

/** Dates of the span that no citation gives, as precisely as the span does. */
export function dateProblems(span: Reading, grounds: readonly GroundReading[]): Problem[] {
  const given = grounds.flatMap((g) => daysOf(g, span.text));
  return daysIn(span.text)
    .filter((d) => !given.some((g) => coversDays(d, g)))
    .map((d) => ({
      kind: "date",
      detail: `The date “${d.text}” does not stand in what the sentence cites.`,
    }));
}

function daysIn(text: string): Days[] {
  const found: Days[] = findDates(text, `${NO_YEAR}-01-01`);
  const bare = [...text.matchAll(BARE_MONTH)].map((m): Days => {
    const month = String(MONTHS.indexOf(m[1] ?? "") + 1).padStart(2, "0");
    return { text: m[1] ?? "", first: `${NO_YEAR}-${month}-01`, last: `${NO_YEAR}-${month}-31` };
  });
  return [...found, ...bare];
}

/** A statement's own dates; those of its source where it has none, or where the span says when it was reported. */
function daysOf(ground: GroundReading, spanText: string): Days[] {
  const own = daysIn(ground.text);
  const { statement, source, passage } = ground.ground;
  const event = statement.curated?.dateOfEvent ?? null;
  const outer = [event, source?.published ?? null]
    .filter((d): d is PartialDate => d !== null)
    .flatMap((d) => daysIn(d));
  const reporting =
    /\b(?:report(?:s|ed|ing)?|wrote|writes|published|as of|according|said|dated|article)\b/i.test(spanText);
  const years = [...outer, ...own, ...(passage ? daysIn(passage.text) : [])]
    .map((d) => d.first.slice(0, 4))
    .filter((y) => y !== NO_YEAR);
  const dated = own.flatMap((d) =>
    d.first.startsWith(NO_YEAR) ? [d, ...years.map((y) => withYear(d, y))] : [d],
  );
  return own.length === 0 || reporting ? [...dated, ...outer] : dated;
}

const withYear = (d: Days, year: string): Days => ({
  ...d,
  first: year + d.first.slice(4),
  last: year + d.last.slice(4),
});

/** Whether the wider date includes the other: "2026" includes May 2026, and not the other way round. */
function coversDays(wide: Days, narrow: Days): boolean {
  if (wide.first.startsWith(NO_YEAR))
    return wide.first.slice(4) <= narrow.first.slice(4) && narrow.last.slice(4) <= wide.last.slice(4);
  return wide.first <= narrow.first && narrow.last <= wide.last;
}
