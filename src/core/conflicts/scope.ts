import { type Facts, memo, termsOf } from "./facts.ts";

/** What a statement denies: a stretch of its text that a negation governs. */
export interface Denied {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly terms: ReadonlySet<string>;
}

const NEGATION =
  /\b(?:not(?! (?:only|just|merely|necessarily|least|yet)\b)|never|no(?! (?:longer|later|less|more|fewer|comment|matter|doubt|one)\b)|neither|nor|denie[sd]|denying|deny|denial|rather than|instead of|no longer|cannot|refus\w+|ruled out|stops? short of|far from|(?:false|untrue|wrong) that|nobody|nothing)\b|n't\b(?! (?:yet|only|just)\b)/gi;
const CLAUSE =
  /[,;:.?!()]| - |—|–| but | and (?:said|says|added) | while | whereas | although | though | because /;
/** "confirmed neither", "gave no" */
const TOLD = /\b(?:confirm|disclos|g[ai]v|nam|stat|said|say|publish|reveal)\w* $/i;
/** A denial reaches past its commas, up to what else is said. */
const SAYING = /;| and (?:said|says|added) | but /;
const LONGEST = 150;
/** Who keeps silent contradicts nobody. */
const SILENCE =
  /^[^;]{0,140}\b(?:published|disclosed|confirmed)\b|^[^,;]{0,30}\b(?:comment|find|found|see\b|disclos|publish|say|said|name[ds]?\b|specif|reveal|detail|immediately respond|respond|price|terms|publicly|independently|verif|confirm|back(?:ed|s)|guarantee|official|know|clear|mention|indicat)/i;

/** The stretches that negations govern, each to the end of its clause, and what is called false. */
export const deniedIn = memo((facts): readonly Denied[] => [...calledFalse(facts), ...negated(facts)]);

const negated = (facts: Facts): Denied[] =>
  [...facts.text.matchAll(NEGATION)].flatMap((m) => {
    const from = m.index + m[0].length;
    const rest = facts.text
      .slice(from, from + LONGEST)
      .replace(/[\p{L}\d]+$/u, (w, at) => (from + at + w.length === facts.text.length ? w : ""));
    if (SILENCE.test(rest) || TOLD.test(facts.text.slice(0, m.index).replace(/neither .*/is, ""))) return [];
    const stop = rest.search(/^den/i.test(m[0]) ? SAYING : CLAUSE);
    const end = from + (stop < 0 ? rest.length : stop);
    return [
      {
        text: facts.text.slice(m.index, end).trim(),
        start: m.index,
        end,
        terms: termsOf(facts.plain.slice(from, end)),
      },
    ];
  });

/** "reports of X are false": what is denied stands before. */
const FALSE =
  /\b(?:reports?|coverage|claims?|stor(?:y|ies)|rumou?rs?|allegations?|suggestions?) (?:of|that|about) [^.;]{5,90}?,? (?:is|are|was|were|as|being) "?(?:false|untrue|incorrect|wrong|inaccurate|unfounded|baseless|not true)/giu;

const calledFalse = (facts: Facts): Denied[] =>
  [...facts.text.matchAll(FALSE)].map((m) => {
    const [start, end] = [m.index, m.index + m[0].length];
    return { text: m[0], start, end, terms: termsOf(facts.plain.slice(start, end)) };
  });

/** The words that a statement asserts: those outside what it denies. */
export const assertedIn = memo((facts) =>
  termsOf(
    deniedIn(facts).reduce(
      (t, d) => t.slice(0, d.start) + " ".repeat(d.end - d.start) + t.slice(d.end),
      facts.plain,
    ),
  ),
);
