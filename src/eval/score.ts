import { textKey } from "../core/text.ts";
import type { AskJson } from "./ask-json.ts";
import { isDocument, overlaps, type Places } from "./places.ts";
import type { EvalQuestion, Expected } from "./questions.ts";

/** An answer that cites everything cites nothing. */
export const MAX_CITATIONS = 8;
export const MAX_ANSWER_CHARS = 1500;
/** Fewer right citations than this share, and the reader has to search for them. */
const MIN_PRECISION = 1 / 3;
/** An extracted claim shares at least this part of its longer words with what it cites. */
const MIN_SUPPORT = 0.5;

export type FaultKind =
  | "no answer"
  | "must not"
  | "must"
  | "should abstain"
  | "abstained"
  | "too many citations"
  | "too long"
  | "unknown quote"
  | "wrong passage"
  | "missing passage"
  | "precision"
  | "unsupported claim"
  | "no conflict shown"
  | "label";

/** One way in which an answer falls short; `detail` tells a person what to look at. */
export interface Fault {
  readonly kind: FaultKind;
  readonly detail: string;
}

/** How one answer did. `right` and `precision` speak of citations and are null where nothing should be cited. */
export interface Grade {
  readonly pass: boolean;
  readonly faults: readonly Fault[];
  readonly right: boolean | null;
  readonly precision: number | null;
}

interface Cited {
  readonly n: number;
  readonly quote: string;
  readonly places: readonly string[];
  readonly right: boolean;
}

const fault = (kind: FaultKind, detail = ""): Fault => ({ kind, detail });

/** Grades an answer; an `Error` in its place is a question that got none. Pure: the same input, the same grade. */
export function grade(question: EvalQuestion, answer: AskJson | Error, places: Places): Grade {
  const { expected } = question;
  if (answer instanceof Error) {
    const none = expected.answerable ? { right: false, precision: 0 } : { right: null, precision: null };
    return { pass: false, faults: [fault("no answer", answer.message)], ...none };
  }
  const matches = (source: string) => matcher(source)(answer.answer);
  const faults = expected.mustNot.filter(matches).map((source) => fault("must not", source));
  if (!expected.answerable) {
    if (!answer.abstained) faults.push(fault("should abstain"));
    for (const source of expected.must.filter((s) => !matches(s))) faults.push(fault("must", source));
    return { pass: faults.length === 0, faults, right: null, precision: null };
  }
  if (answer.abstained) faults.push(fault("abstained"));
  for (const source of expected.must.filter((s) => !matches(s))) faults.push(fault("must", source));
  const cited = answer.sources.map((s): Cited => {
    const at = places(s.quote);
    return { n: s.n, quote: s.quote, places: at, right: isRight(expected, s.quote, at) };
  });
  const right = cited.filter((c) => c.right);
  const precision = cited.length === 0 ? 0 : right.length / cited.length;
  faults.push(...formFaults(answer), ...citationFaults(expected, cited, precision));
  if (answer.drafter === "extractive") faults.push(...supportFaults(answer, cited));
  faults.push(...conflictFaults(expected, answer, cited), ...labelFaults(expected, answer, right));
  return { pass: faults.length === 0, faults, right: right.length > 0, precision };
}

/** Curly apostrophes are tried as they are and straightened: patterns are written by hand, with either. */
const matcher = (source: string) => (text: string) => {
  const re = new RegExp(source, "i");
  return re.test(text) || re.test(text.replace(/[\u2018\u2019]/g, "'"));
};

function isRight({ rests }: Expected, quote: string, at: readonly string[]): boolean {
  if (rests.by === "quotes") return rests.quoteAny.some((q) => overlaps(quote, q));
  return at.some((id) => rests.any.includes(id) || rests.all.some((group) => group.includes(id)));
}

function formFaults({ sources, answer }: AskJson): Fault[] {
  const faults: Fault[] = [];
  if (sources.length > MAX_CITATIONS) faults.push(fault("too many citations", `${sources.length}`));
  if (answer.length > MAX_ANSWER_CHARS) faults.push(fault("too long", `${answer.length} characters`));
  return faults;
}

function citationFaults({ rests }: Expected, cited: readonly Cited[], precision: number): Fault[] {
  const faults = cited.filter((c) => c.places.length === 0).map((c) => fault("unknown quote", c.quote));
  const anyRight = cited.some((c) => c.right);
  if (rests.by === "statements") {
    if (!anyRight) faults.push(fault("wrong passage", `none of ${rests.any.join(", ")}`));
    for (const group of rests.all.filter((g) => !cited.some((c) => citesAny(c, g))))
      faults.push(fault("missing passage", group.join(" or ")));
  } else {
    const inDocument = (c: Cited, short: string) => c.places.some((name) => isDocument(short, name));
    const { docsAny, docsAll, quoteAny } = rests;
    if (quoteAny.length > 0 && !anyRight) faults.push(fault("wrong passage"));
    if (docsAny.length > 0 && !cited.some((c) => docsAny.some((d) => inDocument(c, d))))
      faults.push(fault("missing passage", `any of ${docsAny.join(", ")}`));
    for (const d of docsAll.filter((doc) => !cited.some((c) => c.right && inDocument(c, doc))))
      faults.push(fault("missing passage", d));
  }
  if (cited.length > 0 && precision < MIN_PRECISION) faults.push(fault("precision", precision.toFixed(2)));
  return faults;
}

const citesAny = (c: Cited, group: readonly string[]) => c.places.some((id) => group.includes(id));

function supportFaults(answer: AskJson, cited: readonly Cited[]): Fault[] {
  const quoteOf = new Map(cited.map((c) => [c.n, c.quote]));
  return answer.claims
    .filter(
      (claim) =>
        support(claim.text, claim.citations.map((n) => quoteOf.get(n) ?? "").join(" ")) < MIN_SUPPORT,
    )
    .map((claim) => fault("unsupported claim", claim.text));
}

const longWords = (text: string) => new Set(textKey(text).match(/[a-z0-9$%]{4,}/g) ?? []);

function support(claim: string, quotes: string): number {
  const have = longWords(quotes);
  const want = [...longWords(claim)];
  return want.length === 0 ? 1 : want.filter((word) => have.has(word)).length / want.length;
}

function conflictFaults({ rests }: Expected, answer: AskJson, cited: readonly Cited[]): Fault[] {
  if (rests.by === "quotes" || !rests.conflict) return [];
  const byNumber = new Map(cited.map((c) => [c.n, c]));
  const cites = (side: { citations: readonly number[] }, group: readonly string[]) =>
    side.citations.some((n) => {
      const c = byNumber.get(n);
      return c !== undefined && citesAny(c, group);
    });
  const shown = answer.conflicts.some(({ sides }) => {
    const sidesOf = rests.all.map((group) => sides.flatMap((side, i) => (cites(side, group) ? [i] : [])));
    return distinct(sidesOf, new Set());
  });
  return shown ? [] : [fault("no conflict shown", rests.all.map((g) => g.join(" or ")).join(" against "))];
}

/** Whether each group can have a side of its own: both positions on one side show no conflict. */
function distinct(options: readonly (readonly number[])[], taken: ReadonlySet<number>): boolean {
  const [first, ...rest] = options;
  if (first === undefined) return true;
  return first.some((side) => !taken.has(side) && distinct(rest, new Set([...taken, side])));
}

function labelFaults(expected: Expected, answer: AskJson, right: readonly Cited[]): Fault[] {
  if (expected.labels.length === 0 || right.length === 0) return [];
  const numbers = new Set(answer.sources.map((s) => s.n));
  const conflictShown = answer.conflicts.some(
    ({ sides }) => sides.filter((s) => s.citations.some((n) => numbers.has(n))).length >= 2,
  );
  if (conflictShown && expected.labels.includes("disputed")) return [];
  const first = answer.claims.find((claim) => claim.citations.some((n) => right.some((c) => c.n === n)));
  const labels = new Set(
    answer.claims.filter((c) => first && textKey(c.text) === textKey(first.text)).map((c) => c.label),
  );
  const [only, ...more] = labels;
  if (only !== undefined && more.length === 0 && expected.labels.includes(only)) return [];
  return [fault("label", `${[...labels].join(", ") || "none"}, not ${expected.labels.join(" or ")}`)];
}
