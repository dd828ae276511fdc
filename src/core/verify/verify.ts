import type { Lexicon } from "../entities.ts";
import type { DroppedSpan } from "../ports.ts";
import { isStopword, textKey, words } from "../text.ts";
import type { Draft, Evidence, Span } from "../types.ts";
import { coverage, likeness } from "./cover.ts";
import { dateProblems } from "./date-check.ts";
import { figureProblems } from "./figure-check.ts";
import { guardProblems } from "./guard-check.ts";
import { nameProblems } from "./name-check.ts";
import { partyProblems } from "./party-check.ts";
import { type Ground, type GroundReading, type Problem, readGround, readText } from "./reading.ts";
import { directionProblems, stageProblems } from "./stage-check.ts";
import { sentencesOf } from "./wording.ts";

/** What verification says of one span. */
export interface Verdict {
  readonly ok: boolean;
  readonly problems: readonly Problem[];
  /** The share of the span's wording that its evidence covers, 0 to 1. Low trust alone fails nothing. */
  readonly trust: number;
}

/** A draft after verification. Only `kept` may be shown. */
export interface Verified {
  /** Spans that passed, and statements in the place of spans that did not. */
  readonly kept: readonly Span[];
  readonly dropped: readonly DroppedSpan[];
  /** Spans in whose place the cited statement itself stands in `kept`. */
  readonly replaced: readonly DroppedSpan[];
}

/** A span must share this much of its wording with a cited statement for that statement to stand in for it. */
const STANDS_IN = 0.5;

/**
 * Holds a span to the statements that it cites, sentence by sentence, without a model. `cited` are those statements; a
 * citation that is not among them is unknown. An `Evidence` gives the source and paragraph too, which resolve pronouns.
 */
export function verifySpan(span: Span, cited: readonly Ground[], lexicon: Lexicon): Verdict {
  const known = new Set(cited.map((g) => g.statement.id));
  const unknown = span.citations.filter((id) => !known.has(id));
  const wanted = new Set(span.citations);
  const grounds = cited.filter((g) => wanted.has(g.statement.id)).map((g) => readGround(g, lexicon));
  const problems: Problem[] = unknown.map((id) => ({
    kind: "unknown-citation",
    detail: `It cites “${id}”, which is not among the search results.`,
  }));
  const texts = grounds.map((g) => g.text);
  let trust = 1;
  for (const sentence of sentencesOf(span.text)) {
    if (isConnective(sentence, lexicon)) continue;
    problems.push(...sentenceProblems(sentence, grounds, lexicon));
    trust = Math.min(trust, coverage(sentence, texts));
  }
  return {
    ok: problems.length === 0,
    problems,
    trust,
  };
}

function sentenceProblems(sentence: string, grounds: readonly GroundReading[], lexicon: Lexicon): Problem[] {
  if (grounds.length === 0)
    return [{ kind: "uncited", detail: "The sentence states something and cites no source." }];
  if (grounds.some((g) => quotes(sentence, g, lexicon))) return [];
  if (!isEnglish(sentence))
    return [{ kind: "language", detail: "Only English sentences can be checked against the sources." }];
  const span = readText(sentence, lexicon);
  return [
    ...figureProblems(span, grounds),
    ...dateProblems(span, grounds),
    ...nameProblems(span, grounds, lexicon),
    ...partyProblems(span, grounds, lexicon),
    ...guardProblems(span, grounds),
    ...stageProblems(span, grounds),
    ...directionProblems(span, grounds),
  ];
}

const SOURCES =
  "(?:sources?|statements?|documents?|articles?|passages?|texts?|evidence|search results?|library)";
const OPENING = new RegExp(`^(?:here|in short|this is|what|\\w+ing)\\b|\\b${SOURCES}\\b`, "i");
/** "The sources here don't say", "None of the articles gives a price": nothing but that nothing is told. */
const SILENCE = new RegExp(
  `^\\W*(?:(?:but|however|beyond that|therefore|unfortunately|note that),? )?(?:(?:no|none of the|neither) (?:\\w+ ){0,2}${SOURCES}\\b|(?:the|these|our|my|both)? ?(?:\\w+ )?${SOURCES}\\b[^.;]*?\\b(?:do(?:es)? not|do(?:es)?n['’]t|disagree|differ|(?:is|are) silent|(?:say|tell|give)s? (?:no|nothing)))`,
  "i",
);

/** A sentence that states nothing about the world: an opening, or that the sources do not tell. */
function isConnective(sentence: string, lexicon: Lexicon): boolean {
  const span = readText(sentence, lexicon);
  if (span.stems.length === 0) return true;
  if (span.figures.length > 0 || /\d/.test(sentence)) return false;
  if (/:$/.test(sentence) && span.mentions.length === 0 && OPENING.test(sentence))
    return span.stems.length <= 10;
  // What follows "but" would be a statement of its own.
  return (
    SILENCE.test(sentence) &&
    !/\b(?:but|while|although|whereas)\b|;|, and /i.test(sentence.replace(/^\W*but /i, ""))
  );
}

/** The sentence stands word for word in the statement, and what was left off says nothing about it. */
function quotes(sentence: string, ground: GroundReading, lexicon: Lexicon): boolean {
  const bare = (t: string) => textKey(t).replace(/^["'(\s]+|["').!?;:,\s…]+$/g, "");
  const [part, whole] = [bare(sentence), bare(ground.text)];
  if (part === whole) return true;
  const at = ` ${whole} `.indexOf(` ${part} `);
  if (at < 0 || words(part).length < 4) return false;
  const rest = `${whole.slice(0, at)} ¤ ${whole.slice(at + part.length)}`;
  return readText(rest, lexicon).guards.length === 0 && !/\b(?:not|no|never)\b/.test(rest);
}

const FOREIGN =
  /\b(?:und|der|das|nicht|wird|werden|bis|les|des|une|dans|est|pour|avec|los|las|una|para|del|con|que|por|och|att|wordt|het|een|voor|nie|jest)\b/gi;

/** The checks know English words only; a longer text in another language has few of those and small words of its own. */
function isEnglish(sentence: string): boolean {
  const all = words(sentence).filter((w) => /^\p{L}+$/u.test(w));
  if (all.length < 6) return true;
  const foreign = (sentence.match(FOREIGN) ?? []).length;
  const english = all.filter((w) => isStopword(w)).length;
  return foreign < 2 || foreign < english / 2;
}

/** Spans that fail, with reasons in words that a drafter can act on; for sending them back once. */
export function failuresOf(
  spans: readonly Span[],
  evidence: ReadonlyMap<string, Evidence>,
  lexicon: Lexicon,
): { readonly span: Span; readonly reasons: readonly string[] }[] {
  return spans.flatMap((span) => {
    const verdict = verifySpan(span, groundsOf(span, evidence), lexicon);
    return verdict.ok ? [] : [{ span, reasons: verdict.problems.map((p) => p.detail) }];
  });
}

const groundsOf = (span: Span, evidence: ReadonlyMap<string, Evidence>): Evidence[] =>
  span.citations.flatMap((id) => evidence.get(id) ?? []);

/**
 * The last word on a draft: spans that hold are kept; one that does not is replaced by the statement that it cites, if it
 * is about the same, and dropped otherwise. No statement is said twice.
 */
export function verifyDraft(
  draft: Pick<Draft, "spans">,
  evidence: ReadonlyMap<string, Evidence>,
  lexicon: Lexicon,
): Verified {
  const verdicts = draft.spans.map((span) => ({
    span,
    verdict: verifySpan(span, groundsOf(span, evidence), lexicon),
  }));
  const said = new Set(verdicts.filter((v) => v.verdict.ok).flatMap((v) => v.span.citations));
  const kept: Span[] = [];
  const dropped: DroppedSpan[] = [];
  const replaced: DroppedSpan[] = [];
  for (const { span, verdict } of verdicts) {
    if (verdict.ok) {
      kept.push(span);
      continue;
    }
    const reason = verdict.problems.map((p) => p.detail).join(" ");
    const stand = standIn(span, groundsOf(span, evidence), said);
    if (stand) {
      kept.push({ text: stand.statement.text, citations: [stand.statement.id] });
      said.add(stand.statement.id);
    }
    (stand ? replaced : dropped).push({ text: span.text, citations: span.citations, reason });
  }
  return { kept, dropped, replaced };
}

/** The cited statement that shares most with the span's wording, if it shares enough and was not said already. */
function standIn(span: Span, grounds: readonly Evidence[], said: ReadonlySet<string>): Evidence | null {
  const [best] = grounds
    .filter((g) => g.statement.form !== "heading")
    .map((ground) => ({ ground, share: likeness(span.text, ground.statement.text) }))
    .sort((a, b) => b.share - a.share);
  return best && best.share >= STANDS_IN && !said.has(best.ground.statement.id) ? best.ground : null;
}
