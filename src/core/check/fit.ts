import { findDates } from "../dates.ts";
import type { Entity, EntityKind, Lexicon } from "../entities.ts";
import { sameAmount } from "../figures/figure-compare.ts";
import { parseFigures } from "../figures/figures.ts";
import { labelStatement } from "../label/label.ts";
import { companiesIn, companyOf } from "../ledger/find-deal.ts";
import { isStopword, words } from "../text.ts";
import type { Evidence, Label } from "../types.ts";
import type { Problem } from "../verify/reading.ts";
import { verifySpan } from "../verify/verify.ts";
import { clausesOf, expresses, lemma } from "../verify/wording.ts";

/** How a statement relates to an assertion. */
export interface Fit {
  readonly evidence: Evidence;
  readonly label: Label;
  /** Things that the assertion names and the statement does not. */
  readonly missing: readonly string[];
  /** The share of the assertion's other words that the statement expresses; 1 where there is none. */
  readonly coverage: number;
  /** What keeps the statement from bearing the assertion out. */
  readonly problems: readonly Problem[];
}

/** An assertion must share this much of its telling words with a statement that is to speak for or against it. */
export const SAME = 0.66;

/** Words that every deal has; they tell nothing about which. */
const GENERIC = new Set(
  (
    "deal deals agreement agreements contract contracts pact partnership arrangement news company companies worth value total " +
    "sign signed inked announce announced now today currently recently officially official confirmed confirm reportedly report " +
    "reports reported allegedly big huge massive major new say says said according just still already really finally make made do done " +
    "become became be get got have million billion trillion dollar dollars year years"
  )
    .split(" ")
    .map(lemma),
);

/** The words of an assertion that tell what it is about, its names, amounts and dates aside. */
export function tellingStems(text: string, lexicon: Lexicon): string[] {
  const taken = [...lexicon.mentions(text), ...parseFigures(text), ...findDates(text)];
  const rest = taken.reduce(
    (t, s) => t.slice(0, s.start) + " ".repeat(s.end - s.start) + t.slice(s.end),
    text,
  );
  const stems = words(rest)
    .filter((w) => !isStopword(w) && !/^\d/.test(w))
    .map(lemma);
  return [...new Set(stems)].filter((s) => !GENERIC.has(s));
}

const DETAILS: ReadonlySet<EntityKind> = new Set(["product", "model"]);

/** The named things that an assertion is about: not who wrote it. */
export const thingsIn = (text: string, lexicon: Lexicon): Entity[] => [
  ...new Map(
    lexicon
      .mentions(text)
      .filter((m) => m.entity.kind !== "publication")
      .map((m) => [m.entity.name, m.entity]),
  ).values(),
];

/** Whether a statement that names `given` names `wanted` too: itself, or something of it ("Azure" for Microsoft). */
const names = (given: Entity, wanted: Entity, lexicon: Lexicon): boolean =>
  given.name === wanted.name ||
  given.name.startsWith(`${wanted.name} `) ||
  wanted.name.startsWith(`${given.name} `) ||
  (wanted.kind === "company" && companyOf(given, lexicon) === wanted.name);

/** Holds an assertion to one statement. */
export function fitOf(assertion: string, evidence: Evidence, lexicon: Lexicon): Fit {
  const { statement, source, passage } = evidence;
  const text =
    statement.heading && statement.curated === null
      ? `${statement.heading}. ${statement.text}`
      : statement.text;
  const given = lexicon.mentions(text).map((m) => m.entity);
  const unnamed = thingsIn(assertion, lexicon).filter((w) => !given.some((g) => names(g, w, lexicon)));
  // A product of a company that both name ("ChatGPT" of OpenAI) is a detail that the statement leaves out, no other subject.
  const details = unnamed.filter(
    (w) =>
      DETAILS.has(w.kind) && w.of !== null && given.some((g) => g.name === w.of) && assertion.includes(w.of),
  );
  const missing = unnamed.filter((w) => !details.includes(w));
  const have = new Set(words(text).map(lemma));
  const wanted = tellingStems(assertion, lexicon);
  // Near-synonyms alone would be a guess, unless two companies hold the sentence together.
  const exact = wanted.filter((w) =>
    [...have].some((h) => h === w || (h.slice(0, 3) === w.slice(0, 3) && expresses(new Set([h]), w))),
  );
  const paired = wanted.length > 1 && companiesIn(assertion, lexicon).owners.size > 1;
  const sure = paired || exact.length * 2 >= wanted.length;
  const shared = sure ? wanted.filter((s) => expresses(have, s)).length : 0;
  const asked = wanted.length + details.length;
  // What is about something else need not be held to every word.
  const { problems } =
    missing.length > 0
      ? { problems: [] }
      : verifySpan({ text: assertion, citations: [statement.id] }, [evidence], lexicon);
  const more = [...otherPeriod(assertion, statement.text), ...takenBack(wanted, statement.text)];
  return {
    evidence,
    label: labelStatement(statement, source, { lexicon, passage: passage.text }).label,
    missing: missing.map((m) => m.name),
    coverage: asked === 0 ? 1 : shared / asked,
    problems: isNegative(assertion) ? problems : [...problems, ...more],
  };
}

/** "$1.25 billion a year", where the statement has it a month. */
function otherPeriod(assertion: string, text: string): Problem[] {
  const given = parseFigures(text);
  return parseFigures(assertion).flatMap((f): Problem[] => {
    const same = given.filter((g) => sameAmount(f, g));
    return f.per !== null && same.length > 0 && same.every((g) => g.per !== null && g.per !== f.per)
      ? [{ kind: "figure", detail: `The source gives “${f.text}” for another period.` }]
      : [];
  });
}

/** Words that the statement has only where it says no: "ruled out using them at scale". */
function takenBack(wanted: readonly string[], text: string): Problem[] {
  const clauses = clausesOf(text).flatMap((c) => text.slice(c.start, c.end).split(/ and | but /));
  const [no, yes] = [clauses.filter(isNegative), clauses.filter((c) => !isNegative(c))];
  if (no.length === 0 || wanted.length === 0) return [];
  const stems = (parts: readonly string[]) => new Set(parts.flatMap((c) => words(c).map(lemma)));
  const [denied, held] = [stems(no), stems(yes)];
  const only = wanted.filter((w) => denied.has(w) && !held.has(w));
  return only.length > 0 && only.length >= 0.5 * wanted.length
    ? [{ kind: "negation", detail: "The source says the opposite." }]
    : [];
}

/** Whether the statement is about what the assertion is about, whatever it says of it. */
export const isAbout = (fit: Fit, share = SAME): boolean => fit.missing.length === 0 && fit.coverage >= share;

/** Whether nothing is wrong with the fit but problems of these kinds. */
export const only = (fit: Fit, ...kinds: readonly Problem["kind"][]): boolean =>
  fit.problems.every((p) => kinds.includes(p.kind));

const NEGATIVE =
  /\b(?:not|never|no|none|neither|nor|nothing|nobody|without|yet to|no longer|t(?:akes?|ook) away|g(?:ives?|ave) up|instead of|rather than|den(?:y|ies|ied)|rul(?:es|ed) out|un(?:signed|confirmed))\b|n['’]t\b/i;

/** Whether a text says no to something. */
export const isNegative = (text: string): boolean => NEGATIVE.test(text);
