import type { Guard, GuardKind } from "./guards.ts";
import type { GroundReading, Problem, Reading } from "./reading.ts";
import { clausesOf, contentStems, expresses, type Stretch, shareOf } from "./wording.ts";

/** What a draft may put in the place of a guard, so that it sounds no surer: never a stronger one. */
const KEEPS: Readonly<Record<GuardKind, ReadonlySet<GuardKind>>> = {
  attribution: new Set(["attribution"]),
  talks: new Set(["talks", "doubt"]),
  doubt: new Set(["doubt", "talks", "forecast"]),
  forecast: new Set(["forecast", "doubt", "plan", "talks"]),
  plan: new Set(["plan", "forecast", "doubt", "talks"]),
  future: new Set(["future", "plan", "forecast", "doubt", "talks"]),
  preliminary: new Set(["preliminary", "talks", "doubt"]),
  negation: new Set(["negation"]),
};

/** Verbs of saying with somebody who says it keep an attribution as well as "reportedly" does. */
const SPEECH =
  /\b(?:says?|said|tells?|told|writes?|wrote|reports?|reported|states?|stated|claims?|claimed|describes?|described|argues?|argued|estimates?|estimated|puts?|counts?|quot(?:es|ed|ing)|sources?|per|view|believes?|thinks?|calls?|called|concludes?|concluded|expects?|suggests?)\b/i;
/** Whatever says no in one way or another. */
const NEGATIVE =
  /\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|yet to|un(?:signed|confirmed|announced|disclosed|available|able|clear|known|committed|finished|changed|likely|named|stated|proven|verified|certain)\w*|non-\w+|lack(?:s|ed|ing)?|den(?:y|ies|ied|ying)|denials?|declin(?:es?|ed|ing)|refus(?:es?|ed|ing)|reject(?:s|ed)?|fail(?:s|ed|ure)?|silent|absent|missing|instead of|rather than|exclud(?:es?|ed|ing)|leav(?:es?|ing) out|left out|omit(?:s|ted)?|short of|far from|hardly|withdr[ae]w\w*|stops? short|no longer|remains? to|prevent\w*|avoid\w*|barely|little|await(?:s|ed|ing)?|pending|false|untrue|wrong|dispute[sd]?|contradict(?:s|ed)?|except|apart from)\b|n['’]t\b/i;
/** "may cancel" is a right as well as a guess; either way it is no "will". */
const MODAL = /^(?:may|might|can|could)$/i;
const OPTION =
  /\b(?:may|might|can|could|option(?:s|al)?|rights?|allow(?:s|ed)|able|entitle[sd]?|permit(?:s|ted)?|free to)\b/i;
const REALISED = /\b(?:has|have|had|already|now|currently)\b/i;

/** Hedges, attributions, preliminary terms and negations that the cited words carry and the span does not. */
export function guardProblems(span: Reading, grounds: readonly GroundReading[]): Problem[] {
  const problems: Problem[] = [];
  for (const ground of grounds)
    for (const guard of ground.guards) {
      const governed = governedBy(guard, span, ground);
      if (governed === null || keeps(guard, governed, span)) continue;
      if (grounds.some((g) => g !== ground && standsWithout(guard.kind, governed, g))) continue;
      problems.push(lost(guard));
    }
  return [...problems, ...inventedNegations(span, grounds)];
}

function lost(guard: Guard): Problem {
  const kind = guard.kind === "negation" ? "negation" : guard.kind === "future" ? "stage" : "hedge";
  const what = {
    attribution: "gives this on somebody's word",
    talks: "speaks of talks only",
    doubt: "leaves this open",
    forecast: "expects this and does not state it",
    plan: "speaks of a plan only",
    future: "speaks of what is still to come",
    preliminary: "calls it preliminary",
    negation: "says the opposite",
  }[guard.kind];
  return { kind, detail: `The source ${what} (“${guard.text.trim()}”); the sentence must say so too.` };
}

/** The words under a guard that the span repeats, or null where it takes too few of them to assert what was guarded. */
function governedBy(guard: Guard, span: Reading, ground: GroundReading): readonly string[] | null {
  const scope = [...new Set(guard.scope)];
  const shared = scope.filter((s) => expresses(span.stemSet, s));
  const telling = shared.filter((s) => !ground.nameStems.has(s));
  if (telling.length === 0) return null;
  const share = shared.length / scope.length;
  if (guard.kind === "negation") {
    const head = scope.find((s) => !ground.nameStems.has(s));
    const headed = head !== undefined && shared.includes(head);
    return (headed && share >= 0.5) || share >= 0.75 ? shared : null;
  }
  if (guard.wide) return coversSpan(shared, span, 0.6) ? shared : null;
  if (guard.kind === "preliminary") return share >= 0.5 || coversSpan(shared, span, 0.5) ? shared : null;
  return (shared.length >= 2 && share >= 0.4) || coversSpan(shared, span, 0.4) ? shared : null;
}

const coversSpan = (shared: readonly string[], span: Reading, share: number): boolean =>
  shared.length >= share * new Set(span.stems).size;

function keeps(guard: Guard, governed: readonly string[], span: Reading): boolean {
  const { text } = span;
  if (guard.kind === "attribution" && SPEECH.test(text)) return true;
  if (guard.kind === "negation") return clausesWith(governed, text).some((c) => NEGATIVE.test(c));
  if (guard.kind === "future" && (/\bto be\b/i.test(text) || !realises(guard, span))) return true;
  if (MODAL.test(guard.text) && OPTION.test(text)) return true;
  const own = span.guards.filter((g) => KEEPS[guard.kind].has(g.kind));
  if (guard.kind === "attribution" || guard.kind === "preliminary") return own.length > 0;
  const set = new Set(governed);
  return own.some((g) => g.scope.some((s) => expresses(set, s)));
}

/** "will invest" became "has invested" or "invested". A plain present ("invests") is how headlines speak of the future. */
function realises(guard: Guard, span: Reading): boolean {
  const [verb] = guard.scope;
  if (verb === undefined || !expresses(span.stemSet, verb)) return false;
  const past =
    span.text.match(
      /\b\p{L}+(?:ed|en|un)\b|\b(?:bought|sold|paid|spent|built|made|ran|took|gave|lent|put)\b/giu,
    ) ?? [];
  const done = past.some((w) => contentStems(w).includes(verb));
  return done && !/\b(?:committed|agreed|pledged|planned|expected|set|due|scheduled)\b/i.test(span.text)
    ? true
    : REALISED.test(span.text) && done;
}

/** Whether another cited statement says the same words without such a guard. */
function standsWithout(kind: GuardKind, governed: readonly string[], other: GroundReading): boolean {
  const telling = governed.filter((s) => !other.nameStems.has(s));
  if (shareOf(governed, other.stemSet) < 0.8 || shareOf(telling, other.stemSet) < 0.8) return false;
  return !other.guards.some((g) => g.kind === kind || KEEPS[kind].has(g.kind));
}

const slices = (text: string, stretches: readonly Stretch[]) =>
  stretches.map((s) => text.slice(s.start, s.end));

/** The clauses of a text that express any of some stems; the whole text where none does. */
function clausesWith(stems: readonly string[], text: string): string[] {
  const found = slices(text, clausesOf(text)).filter((c) => {
    const set = new Set(contentStems(c));
    return stems.some((s) => expresses(set, s));
  });
  return found.length > 0 ? found : [text];
}

/** A "not" in the span over words that the sources use without one. */
function inventedNegations(span: Reading, grounds: readonly GroundReading[]): Problem[] {
  return span.guards
    .filter((g) => g.kind === "negation" && g.scope.length > 0 && !/^(?:neither|nor)$/i.test(g.text))
    .flatMap((guard): Problem[] => {
      const scope = [...new Set(guard.scope)];
      const head = scope.find((s) => !span.nameStems.has(s));
      const saying = grounds.filter(
        (g) => shareOf(scope, g.stemSet) >= 0.6 && (head === undefined || expresses(g.stemSet, head)),
      );
      if (saying.length === 0) return [];
      if (
        saying.some((g) =>
          clausesWith(head ? [head] : scope, g.text).some((c) => NEGATIVE.test(c) || TENTATIVE.test(c)),
        )
      )
        return [];
      return [
        { kind: "negation", detail: `The source says this without “${guard.text}”; do not negate it.` },
      ];
    });
}

/** Words by which a source leaves a thing undone without a "not": denying it then is a fair reading. */
const TENTATIVE = /\b(?:talks|negotiat\w+|if|whether|preliminary|early|only|still|letter of intent|until)\b/i;
