import { covers, sameAmount } from "../figures/figure-compare.ts";
import { isCurrency } from "../figures/figure-words.ts";
import type { Figure } from "../figures/figures.ts";
import { words } from "../text.ts";
import type { GroundReading, Problem, Reading } from "./reading.ts";
import { lemma } from "./wording.ts";

interface Stated {
  readonly figure: Figure;
  readonly ground: GroundReading;
}

const COMBINED =
  /\b(?:combined|together|joint(?:ly)?|collective(?:ly)?|between them|aggregate|in total|total(?:ling|ing|s)?|altogether|in all)\b/i;
const ADDITIONAL =
  /\b(?:additional(?:ly)?|further|another|extra|incremental(?:ly)?|on top|more|new|second|up from|raised?|expand\w*|increase\w*|enlarge\w*|add(?:s|ed|ing)?)\b/i;
const EACH = /\b(?:each|apiece|respectively|both)\b/i;
const PERIOD =
  /\b(?:a|per|each|every) (?:year|month|week|day|hour|quarter|share|chip)\b|\b(?:annual|annually|monthly|yearly|annuali[sz]ed|quarterly|hourly|run[- ]rate)\b|\//i;
const CEILING = /\b(?:up to|as (?:much|many) as|at most|no more than|capped|cap|ceiling|maximum|limit)\b/i;

/** Figures of the span that its citations do not give, or not with that bound, period or kind. */
export function figureProblems(span: Reading, grounds: readonly GroundReading[]): Problem[] {
  const stated = grounds.flatMap((ground) => ground.figures.map((figure): Stated => ({ figure, ground })));
  return [
    ...span.figures.flatMap((f) => problemsOf(f, span, stated, grounds)),
    ...looseNumbers(span, grounds),
  ];
}

function problemsOf(
  f: Figure,
  span: Reading,
  stated: readonly Stated[],
  grounds: readonly GroundReading[],
): Problem[] {
  if (isSmallCount(f, grounds)) return [];
  const matches = stated.filter((s) => sameStrictly(f, s.figure) || sameCount(f, s));
  if (matches.length === 0) return stated.some((s) => loosely(f, s.figure)) ? [] : [unsupported(f, stated)];
  const bounded = matches.filter((s) => boundHolds(f, s));
  if (bounded.length === 0) return [wrongBound(f, matches[0])];
  const dropped = qualifierLost(f, span, bounded);
  if (dropped) return [dropped];
  if (
    !bounded.some(
      (s) =>
        s.figure.per === f.per ||
        (s.figure.per === null && PERIOD.test(s.ground.text)) ||
        (f.per === null && PERIOD.test(span.text)),
    )
  )
    return [
      {
        kind: "figure",
        detail: `“${f.text}” is not for the same period in the source: keep “a year”, “a month” and the like.`,
      },
    ];
  const kinds = bounded.map((s) => kindProblem(f, span, s));
  return kinds.every((k) => k !== null) ? kinds.slice(0, 1).filter((k) => k !== null) : [];
}

function unsupported(f: Figure, stated: readonly Stated[]): Problem {
  const near = stated.filter((s) => s.figure.unit === f.unit).map((s) => `“${s.figure.text}”`);
  const there = near.length > 0 ? ` What stands there: ${[...new Set(near)].slice(0, 3).join(", ")}.` : "";
  return { kind: "figure", detail: `“${f.text}” does not stand in what the sentence cites.${there}` };
}

/** "A dozen leases" of "a dozen lease agreements": the same number of things that the source calls so too. */
const sameCount = (f: Figure, { figure, ground }: Stated): boolean =>
  f.unit === "other" &&
  f.noun !== null &&
  figure.unit === "other" &&
  sameStrictly({ ...f, noun: null }, figure) &&
  ground.stemSet.has(lemma(f.noun));

/** "Two companies": a small number in words counts what the sources name one by one. */
const isSmallCount = (f: Figure, grounds: readonly GroundReading[]): boolean =>
  f.unit === "other" &&
  f.bound === "exact" &&
  f.value !== null &&
  f.value <= 4 &&
  !/\d/.test(f.text) &&
  !grounds.some((g) => g.figures.some((o) => o.noun !== null && o.noun === f.noun));

/** How many digits of an amount carry meaning: 13.8 has three, 110 has two. */
const precision = (n: number): number => n.toExponential().replace(/e.*$/, "").replace(/\D/g, "").length;

/** How far a rounded amount may lie from the source's: "about 14" of 13.8, but not "about 20" of 15. */
const ROUNDING = 0.03;

/** Rounding that says so ("more than $13 billion" of 13.8), an end of a range as a bound, a magnitude for a value. */
function loosely(f: Figure, stated: Figure): boolean {
  if (covers(f, stated)) return true;
  if (f.value === null || stated.value === null || f.unit !== stated.unit || f.high !== null) return false;
  if (stated.high !== null)
    return (
      (f.bound === "at least" && f.value === stated.value) || (f.bound === "up to" && f.value === stated.high)
    );
  // What is rough in the source is not made another rough amount.
  if (stated.bound !== "exact") return false;
  const digits = precision(f.value);
  if (digits >= precision(stated.value)) return false;
  const nearest = Number(stated.value.toPrecision(digits)) === f.value;
  const step = 10 ** (Math.floor(Math.log10(f.value)) - digits + 1);
  if (f.bound === "about") return nearest && Math.abs(f.value - stated.value) <= ROUNDING * stated.value;
  return f.bound === "at least" && stated.value > f.value && stated.value - f.value < step;
}

/** The very amount: what is rough in the source is not made another rough amount. */
const sameStrictly = (a: Figure, b: Figure): boolean =>
  sameAmount({ ...a, bound: "exact" }, { ...b, bound: "exact" });

function boundHolds(f: Figure, { figure, ground }: Stated): boolean {
  if (figure.bound === f.bound) return true;
  if (figure.bound === "exact")
    return f.bound === "about" || (f.bound === "up to" && CEILING.test(ground.text));
  // "nearly" and "almost" round as "about" does; nothing else may take the place of a bound.
  return false;
}

const wrongBound = (f: Figure, stated: Stated | undefined): Problem => ({
  kind: "bound",
  detail: `The source says “${stated?.figure.text ?? ""}”; “${f.text}” loses or changes its bound.`,
});

function qualifierLost(f: Figure, span: Reading, matches: readonly Stated[]): Problem | null {
  const has = (s: Stated, name: string) => s.figure.qualifiers.includes(name);
  const every = (name: string) => matches.every((s) => has(s, name));
  const problem = (text: string): Problem => ({ kind: "bound", detail: text });
  if (every("combined") && !COMBINED.test(span.text))
    return problem(`The source gives “${f.text}” as a combined amount; say so.`);
  if (every("each") && !EACH.test(span.text))
    return problem(`The source gives “${f.text}” for each; say so.`);
  if (every("additional") && !ADDITIONAL.test(span.text))
    return problem(`The source gives “${f.text}” as additional; say so.`);
  const texts = matches.map((s) => s.ground.text).join(" ");
  if (f.qualifiers.includes("combined") && !COMBINED.test(texts))
    return problem(`The source does not say that “${f.text}” is a combined amount.`);
  if (f.qualifiers.includes("each") && !EACH.test(texts))
    return problem(`The source does not give “${f.text}” for each.`);
  return null;
}

const MONEY_KINDS: Readonly<Record<string, RegExp>> = {
  valuation: /\b(?:valu(?:e|es|ed|ing|ations?)|worth|market cap\w*)\b/i,
  revenue: /\b(?:revenues?|sales|run[- ]rate|backlog|earnings|profits?|income|turnover)\b/i,
  debt: /\b(?:debts?|loans?|bonds?|borrow\w*|lend\w*|lent|credit|notes|financ\w*)\b/i,
  investment:
    /\b(?:invest\w*|stakes?|equity|fund\w*|rais\w+|rounds?|back\w*|inject\w*|pour\w*|capital|put(?:s|ting)?)\b/i,
};
const PURCHASE = /\b(?:purchas\w+|buy(?:s|ing)?|bought|orders?|ordered|leas\w+|spend\w*|spent|rent\w*)\b/i;

/** An amount that the source calls a valuation, revenue, debt or investment and the span something else. */
function kindProblem(f: Figure, span: Reading, { figure, ground }: Stated): Problem | null {
  if (!isCurrency(f.unit) || !f.kind || !figure.kind || f.kind === figure.kind) return null;
  const mine = MONEY_KINDS[f.kind] ?? (f.kind === "commitment" && PURCHASE.test(span.text) ? PURCHASE : null);
  const theirs =
    MONEY_KINDS[figure.kind] ??
    (figure.kind === "commitment" && PURCHASE.test(ground.text) ? PURCHASE : null);
  if (!mine || !theirs || mine.test(ground.text) || theirs.test(span.text)) return null;
  return {
    kind: "figure",
    detail: `“${f.text}” is an amount of another kind in the source (${figure.kind}, not ${f.kind}).`,
  };
}

/** Digits outside amounts ("Maia 300", "GPT-6", "Q3") must stand in the source as well. */
function looseNumbers(span: Reading, grounds: readonly GroundReading[]): Problem[] {
  const taken = [...span.figures];
  const blanked = taken.reduce(
    (t, f) => t.slice(0, f.start) + " ".repeat(f.end - f.start) + t.slice(f.end),
    span.text,
  );
  const given = new Set(grounds.flatMap((g) => words(`${g.text} ${g.around} ${digitsOf(g)}`)));
  const joined = grounds.map((g) => `${g.text} ${g.around}`.toLowerCase()).join(" ");
  const odd = words(blanked).filter(
    (w) => /\d/.test(w) && !/^(?:19|20)\d\d$|^\d{1,2}(?:st|nd|rd|th)?$|^q[1-4]$|^h[12]$/.test(w),
  );
  return odd
    .filter((w) => !given.has(w) && !joined.includes(w))
    .map((w) => ({ kind: "figure", detail: `“${w}” does not stand in what the sentence cites.` }));
}

const digitsOf = (g: GroundReading): string => g.figures.map((f) => String(f.value ?? "")).join(" ");
