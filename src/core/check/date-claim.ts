import { findDates, firstDay, formatDate, lastDay } from "../dates.ts";
import { type Fit, isAbout, only } from "./fit.ts";
import { borneOut, byStrength, notCovered } from "./judge.ts";
import type { Judgement, PieceContext } from "./judgement.ts";
import type { Aspects } from "./parts.ts";

type Dated = Aspects["dates"][number];

/** An event that is told as past: its date is the day that it happened, not one that it speaks of. */
const HAPPENED =
  /\b(?:announced|signed|agreed|reported|said|unveiled|introduced|launched|acquired|bought|invested|committed|closed|completed|presented|disclosed|denied|published|took over|came out|broke)\b/i;

/** Judges a date of an assertion by the dates that statements about the same give. */
export function judgeDate(date: Dated, fits: readonly Fit[], context: PieceContext): Judgement {
  const about = byStrength(fits.filter((f) => isAbout(f, 0.6) && only(f, "date", "hedge", "stage")));
  const given = about.map((fit) => ({ fit, days: daysOf(fit) }));
  const overlaps = (d: { first: string; last: string }) => d.first <= date.last && date.first <= d.last;
  const right = given.filter((g) => g.days.some(overlaps));
  if (right.length > 0) {
    const told = borneOut(
      date.alone,
      right.map((g) => g.fit),
      context,
    );
    if (told) return told;
  }
  const wrong = given.find((g) => g.days.length > 0);
  if (!wrong) return notCovered("no source here dates it");
  const [day] = wrong.days;
  const certain = HAPPENED.test(date.alone) && wrong.fit.label !== "speculative";
  return {
    verdict: certain ? "contradicted" : "unconfirmed",
    why: `the sources date it ${day ? formatDate(day.value) : "otherwise"}`,
    correction: wrong.fit.evidence.statement.text,
    statements: [wrong.fit.evidence.statement.id],
  };
}

/** The dates in a statement's words, else that of its event. */
function daysOf({ evidence: { statement } }: Fit): { first: string; last: string; value: string }[] {
  const event = statement.curated?.dateOfEvent ?? null;
  const own = findDates(statement.text, event);
  if (own.length > 0) return own;
  return event === null ? [] : [{ first: firstDay(event), last: lastDay(event), value: event }];
}
