import { covers, sameAmount } from "../figures/figure-compare.ts";
import { isCurrency } from "../figures/figure-words.ts";
import { type Figure, parseFigures } from "../figures/figures.ts";
import { companiesIn } from "../ledger/find-deal.ts";
import { kindByVerb } from "./direction.ts";
import { type Fit, isNegative, tellingStems } from "./fit.ts";
import {
  type Given,
  givenIn,
  headlinesFor,
  isDistinctive,
  isOfOtherPeriod,
  isOpen,
  isRival,
  isSame,
  kindFits,
  largestFirst,
  NEAR,
  nearFits,
  strongest,
} from "./given.ts";
import { borneOut, byStrength, notCovered } from "./judge.ts";
import type { ClaimVerdict, Judgement, PieceContext } from "./judgement.ts";

/** Judges one amount of an assertion; `alone` is the assertion with no other amount and no date. */
export function judgeFigure(
  asserted: Figure,
  alone: string,
  fits: readonly Fit[],
  context: PieceContext,
): Judgement {
  const [read = asserted] = parseFigures(alone).filter((f) => sameAmount(f, asserted));
  const kind = read.kind ?? (isCurrency(read.unit) ? kindByVerb(alone, context) : null);
  const figure: Figure = { ...read, kind };
  const headlines = headlinesFor(alone, context);
  const near = nearFits(fits, headlines);
  const denial = near.find((f) => f.label === "denied" && givesAmount(f, figure));
  if (denial && isNegative(alone))
    return { ...rests("supported", { fit: denial, figure }, "the denial is on record"), correction: null };
  if (denial) return rests("contradicted", { fit: denial, figure }, "a party denied it");
  const given = givenIn(near);
  return (
    borneOutAmount(figure, alone, given, context) ??
    otherAmount(figure, alone, given, headlines, fits, context) ??
    notCovered("no source here gives this amount for it")
  );
}

const givesAmount = (fit: Fit, figure: Figure): boolean =>
  parseFigures(fit.evidence.statement.text).some((g) => sameAmount(figure, g));

const rests = (verdict: ClaimVerdict, { fit }: Given, why: string): Judgement => ({
  verdict,
  why: verdict === "contradicted" && fit.label === "reported" ? `${why} (reported)` : why,
  correction: fit.evidence.statement.text,
  statements: [fit.evidence.statement.id],
});

/** What the statements that give this very amount make of it; null where none does. */
function borneOutAmount(
  figure: Figure,
  alone: string,
  given: readonly Given[],
  context: PieceContext,
): Judgement | null {
  const same = given.filter((g) => isSame(figure, g));
  const holding = same.filter((g) => boundFits(figure, g.figure) && !lostQualifier(g));
  const fitsOf = (some: readonly Given[]) => [...new Set(some.map((g) => g.fit))];
  const settled = borneOut(alone, fitsOf(holding.filter((g) => !isOpen(g, alone))), context);
  if (settled) return settled;
  const open = borneOut(alone, fitsOf(holding), context);
  if (open)
    return open.verdict === "supported" && holding[0]
      ? rests("unconfirmed", strongest(holding)[0] ?? holding[0], "the source does not give it as settled")
      : open;
  const [period] = strongest(given.filter((g) => isOfOtherPeriod(figure, g)));
  const [bounded] = strongest(same);
  if (!bounded)
    return period
      ? rests("contradicted", period, `the source gives it for a ${period.figure.per ?? "time"}`)
      : null;
  const inflated = bounded.figure.bound === "up to" || lostQualifier(bounded);
  return rests(inflated ? "contradicted" : "unconfirmed", bounded, boundWhy(figure, bounded));
}

/** What statements that give another amount make of it. */
function otherAmount(
  figure: Figure,
  alone: string,
  given: readonly Given[],
  headlines: ReadonlySet<string>,
  fits: readonly Fit[],
  context: PieceContext,
): Judgement | null {
  const vague = given.find((g) => covers(g.figure, figure));
  if (vague) return rests("unconfirmed", vague, `the source only says “${vague.figure.text}”`);
  const misplaced = elsewhere(figure, alone, fits, context);
  if (misplaced && isDistinctive(figure)) return misplaced;
  const rivals = given.filter((g) => isRival(figure, g, alone, context));
  const shown = rivals.filter((g) => headlines.has(g.fit.evidence.statement.id));
  const sure = (shown.length > 0 ? shown : rivals).filter(
    (g) => g.fit.label === "confirmed" || g.fit.label === "stated",
  );
  const [rival] =
    sure.length > 0 ? largestFirst(sure) : strongest(largestFirst(shown.length > 0 ? shown : rivals));
  if (rival)
    return consistent(figure, rival.figure)
      ? rests("unconfirmed", rival, `the source says “${rival.figure.text}”`)
      : rests("contradicted", rival, `the sources give “${rival.figure.text}”`);
  const [slip] = strongest(given.filter((g) => sameNumber(figure, g.figure)));
  if (slip)
    return rests("contradicted", slip, `the number is right, what it counts is not: “${slip.figure.text}”`);
  return misplaced;
}

/** "$100 billion" is not borne out by "up to $100 billion"; "over $300 billion" bears "$300 billion" out. */
function boundFits(asserted: Figure, given: Figure): boolean {
  if (asserted.bound === given.bound) return true;
  if (given.bound === "exact") return asserted.bound !== "at least";
  if (given.bound === "up to") return false;
  return asserted.bound !== "up to" && !(asserted.bound === "at least" && given.bound === "about");
}

const lostQualifier = ({ fit }: Given): boolean =>
  fit.problems.some((p) => p.kind === "bound" && /combined|for each|additional/.test(p.detail));

function boundWhy(asserted: Figure, given: Given): string {
  const qualifier = given.fit.problems.find((p) => p.kind === "bound")?.detail;
  if (given.figure.bound === asserted.bound && qualifier)
    return qualifier.replace(/; say so\.$/, "").replace(/^The/, "the");
  return `the source says “${given.figure.text}”`;
}

/** Whether both may be right: a floor below it, a ceiling above it. */
function consistent(a: Figure, b: Figure): boolean {
  if (a.value === null || b.value === null) return true;
  if (b.bound === "up to") return a.value < b.value && a.bound !== "at least";
  if (b.bound === "at least") return a.value >= b.value && a.value <= 1.25 * b.value;
  return false;
}

const written = (f: Figure): string | null => /\d[\d.,]*/.exec(f.text)?.[0].replaceAll(",", "") ?? null;
const sameNumber = (a: Figure, b: Figure): boolean => {
  const number = written(a);
  return (
    number !== null &&
    number === written(b) &&
    a.unit !== b.unit &&
    (Number(number) > 2 || number.includes("."))
  );
};

/** The amount stands in the sources for something else of the same parties; or, where it is distinctive, for another party. */
function elsewhere(
  figure: Figure,
  alone: string,
  fits: readonly Fit[],
  context: PieceContext,
): Judgement | null {
  if (figure.value === null || figure.unit === "other" || figure.unit === "years") return null;
  const { lexicon } = context.library;
  const wanted = [...companiesIn(alone, lexicon).owners];
  if (wanted.length < 2) return null;
  const found = byStrength(fits.filter((f) => f.missing.length > 0 && f.label !== "denied")).find((f) => {
    const { statement } = f.evidence;
    if (!parseFigures(statement.text).some((g) => sameAmount(figure, g) && kindFits(figure, g))) return false;
    const mentioned = companiesIn(statement.text, lexicon).owners;
    const deal = context.ledger.deal(statement.deal ?? "");
    const parties = new Set([...mentioned, ...(deal?.parties ?? [])]);
    const shared = wanted.filter((w) => parties.has(w)).length;
    const other = shared > 0 && isDistinctive(figure) && sharesWords(alone, statement.text, context);
    return shared === wanted.length || other;
  });
  return found
    ? rests("contradicted", { fit: found, figure }, "the sources give this amount for something else")
    : null;
}

function sharesWords(assertion: string, text: string, { library }: PieceContext): boolean {
  const wanted = tellingStems(assertion, library.lexicon);
  const have = new Set(tellingStems(text, library.lexicon));
  return wanted.length === 0 || wanted.filter((w) => have.has(w)).length / wanted.length >= NEAR;
}
