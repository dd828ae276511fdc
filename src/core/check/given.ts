import { comparable, sameAmount } from "../figures/figure-compare.ts";
import { isCurrency } from "../figures/figure-words.ts";
import { type Figure, parseFigures } from "../figures/figures.ts";
import { companiesIn } from "../ledger/find-deal.ts";
import { type GuardKind, guardsIn } from "../verify/guards.ts";
import type { Problem } from "../verify/reading.ts";
import { type Fit, isAbout, tellingStems } from "./fit.ts";
import { byStrength } from "./judge.ts";
import type { PieceContext } from "./judgement.ts";

/** An amount as a statement gives it. */
export interface Given {
  readonly fit: Fit;
  readonly figure: Figure;
}

/** What must be right about a statement for its amount to count; how far the deal has got is judged apart. */
const AMOUNT_WRONG: ReadonlySet<Problem["kind"]> = new Set(["parties", "negation", "direction", "name"]);
/** An amount needs fewer of the other words: the sentence around it may say much more. */
export const NEAR = 0.5;

/** The statements that may give an amount of what an assertion is about: close in words, or showing the deal's headline figure. */
export function nearFits(fits: readonly Fit[], headlines: ReadonlySet<string>): Fit[] {
  return fits.filter(
    (f) => isAbout(f, NEAR) || (headlines.has(f.evidence.statement.id) && f.missing.length === 0),
  );
}

/** The amounts of statements, those left out that say something else altogether. */
export const givenIn = (fits: readonly Fit[]): Given[] =>
  fits
    .filter((f) => !f.problems.some((p) => AMOUNT_WRONG.has(p.kind)))
    .flatMap((fit) => parseFigures(fit.evidence.statement.text).map((figure): Given => ({ fit, figure })));

/** Statements that give a headline figure of a deal among all the companies that the assertion names. */
export function headlinesFor(assertion: string, { library, ledger, day }: PieceContext): Set<string> {
  const { owners } = companiesIn(assertion, library.lexicon);
  const deals = ledger
    .knownDeals(day)
    .filter((d) => owners.size > 1 && [...owners].every((p) => d.parties.includes(p)));
  const within = (party: string | null) => party === null || owners.has(party);
  return new Set(
    deals.flatMap((d) => d.figures.filter((f) => within(f.from) && within(f.to)).map((f) => f.statement)),
  );
}

/** The largest first: what an inflated amount is best held against. */
export const largestFirst = (given: readonly Given[]): Given[] =>
  [...given].sort((a, b) => (b.figure.high ?? b.figure.value ?? 0) - (a.figure.high ?? a.figure.value ?? 0));

/** One amount of each statement, the best established statement first. */
export const strongest = (given: readonly Given[]): Given[] =>
  byStrength([...new Set(given.map((g) => g.fit))]).flatMap((fit) =>
    given.filter((g) => g.fit === fit).slice(0, 1),
  );

/** A contract's sum is a commitment to one writer and a price to the next. */
const PAID: ReadonlySet<Figure["kind"]> = new Set(["commitment", "price"]);

/** The amount, for a month where the assertion has it a year. */
export const isOfOtherPeriod = (asserted: Figure, { figure }: Given): boolean =>
  sameAmount(asserted, figure) && asserted.per !== null && figure.per !== null && asserted.per !== figure.per;

export const isSame = (asserted: Figure, { figure }: Given): boolean =>
  sameAmount(asserted, figure) &&
  kindFits(asserted, figure) &&
  (asserted.per === figure.per || !isCurrency(asserted.unit));

export const kindFits = (a: Figure, b: Figure): boolean =>
  !isCurrency(a.unit) ||
  a.kind === null ||
  b.kind === null ||
  a.kind === b.kind ||
  (PAID.has(a.kind) && PAID.has(b.kind));

/** Whether an amount stands where the asserted one should: of the same kind, in a deal of the same companies. */
export function isRival(
  asserted: Figure,
  { fit, figure }: Given,
  assertion: string,
  context: PieceContext,
): boolean {
  const { library, ledger } = context;
  if (asserted.value === null || figure.value === null || !comparable(asserted, figure)) return false;
  const sure = asserted.kind !== null && figure.kind === asserted.kind;
  if (!sure && !(isAbout(fit) && tellingStems(assertion, library.lexicon).length > 0)) return false;
  const deal = ledger.deal(fit.evidence.statement.deal ?? "");
  const { named, owners } = companiesIn(assertion, library.lexicon);
  // One company has many amounts: without a second one, the sentence must be about it alone, and about the same.
  const strangers = [...companiesIn(fit.evidence.statement.text, library.lexicon).named].filter(
    (c) => !owners.has(c),
  );
  const telling = tellingStems(assertion, library.lexicon).length;
  const close =
    strangers.length === 0 ||
    (fit.coverage === 1 && (telling > 1 || (telling === 1 && asserted.unit === "shares")));
  if (owners.size < 2 && !(close && isAbout(fit))) return false;
  return deal === null || [...named].every((p) => deal.parties.includes(p));
}

const OPEN: ReadonlySet<GuardKind> = new Set(["talks", "doubt", "forecast", "plan", "preliminary"]);

/** Whether the words right before an amount leave it open: "in talks about", "could reach", "a plan for". */
export function isOpen({ fit, figure }: Given, assertion: string): boolean {
  const said = new Set(guardsIn(assertion).map((g) => g.kind));
  const { text } = fit.evidence.statement;
  return guardsIn(text).some(
    (g) =>
      OPEN.has(g.kind) &&
      !said.has(g.kind) &&
      g.start < figure.start &&
      !/[,;:]/.test(text.slice(g.start, figure.start)),
  );
}

/** Two digits or more that are not zero: round amounts meet by chance. */
export const isDistinctive = (f: Figure): boolean =>
  f.unit !== "other" &&
  f.unit !== "years" &&
  (f.value ?? 0)
    .toPrecision(12)
    .replace(/e.*$/, "")
    .replace(".", "")
    .replace(/^0+|0+$/g, "").length >= 2;
