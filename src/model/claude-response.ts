import { stems, textKey, truncate } from "../core/text.ts";
import type { Question, Span } from "../core/types.ts";
import type { ClaudeCitation, ClaudeContent, ClaudeText } from "./claude.ts";
import type { SentResult } from "./claude-request.ts";
import { plainText, sentenceRanges } from "./sentences.ts";

/** One line of a reply: its raw text and the spans in it. */
export interface ReplyLine {
  readonly raw: string;
  readonly spans: readonly Span[];
}

/** What a reply says. */
export interface ReadReply {
  readonly spans: readonly Span[];
  /** Whether it says that the sources do not tell something. */
  readonly hasGap: boolean;
  /** A line for each thing that the sources do not tell. */
  readonly notes: readonly string[];
}

/** A citation that points at nothing that was sent is worth nothing: it is ignored, and its span stands uncited. */
export function resolveCitation(citation: ClaudeCitation, sent: readonly SentResult[]): string[] {
  if (citation.type !== "search_result_location") return [];
  const { search_result_index: at, start_block_index: start, end_block_index: end } = citation;
  const result = sent[at];
  if (!result || result.source !== citation.source) return [];
  if (!(start >= 0 && start < end && end <= result.statements.length)) return [];
  const cited = result.statements.slice(start, end);
  // The words of a single block come back whole; joined blocks have no documented separator.
  const only = cited.length === 1 ? textKey(cited[0]?.text ?? "") : null;
  if (only !== null && !textKey(citation.cited_text).includes(only)) return [];
  return cited.map((s) => s.id);
}

interface Piece {
  readonly start: number;
  readonly end: number;
  readonly ids: readonly string[];
}

/**
 * The reply's lines with their sentences as spans. The API starts a new text block wherever citations change, so a
 * sentence may lie over several: it gets the citations of every block that lends it a word.
 */
export function readLines(content: readonly ClaudeContent[], sent: readonly SentResult[]): ReplyLine[] {
  const pieces: Piece[] = [];
  let text = "";
  for (const block of content.filter((b): b is ClaudeText => b.type === "text")) {
    const ids = (block.citations ?? []).flatMap((c) => resolveCitation(c, sent));
    pieces.push({ start: text.length, end: text.length + block.text.length, ids });
    text += block.text;
  }
  const lines: ReplyLine[] = [];
  let at = 0;
  for (const raw of text.split("\n")) {
    const start = at;
    at += raw.length + 1;
    if (raw.trim() !== "") lines.push({ raw, spans: spansOf(raw, start, text, pieces) });
  }
  return lines;
}

const LIST_MARK = /^\s*(?:>\s*|[-*•]\s+|\d{1,2}[.)]\s+|\[\d+\]\s*)+/;

function spansOf(raw: string, offset: number, text: string, pieces: readonly Piece[]): Span[] {
  const mark = LIST_MARK.exec(raw)?.[0].length ?? 0;
  const spans = sentenceRanges(raw.slice(mark)).map(({ start, end }) => {
    const from = offset + mark + start;
    const to = offset + mark + end;
    const ids = pieces
      .filter((p) => /[\p{L}\p{N}]/u.test(text.slice(Math.max(p.start, from), Math.min(p.end, to))))
      .flatMap((p) => p.ids);
    return { text: plainText(text.slice(from, to)), citations: [...new Set(ids)] };
  });
  return spans.filter((s) => /[\p{L}\p{N}]/u.test(s.text));
}

const NOT_TOLD = /^\W*not told\b\W*(.*)$/i;
const HEADING = /^\s*#|:\W*$/;
/** "The sources do not mention ...", "no price is given in the sources", "not enough information"; never "sources say that ... did not". */
const SILENCE =
  /\b(?:sources?|search results?|documents?|library|statements?)\b(?:(?!\b(?:that|says?|said|reports?|reported|states?|stated)\b).)*\b(?:do|does|did)(?: not|n't)\b|\b(?:not?|never)\b.*\b(?:in|by|among) the (?:\w+ )?(?:sources|search results|documents|library|statements)\b|\b(?:no|not enough|insufficient) (?:information|details?)\b|\bnone of the (?:sources|search results|documents)\b/i;

/** Reads a whole reply. Headings and lead-ins without citations are not claims, and go. */
export function readReply(
  content: readonly ClaudeContent[],
  sent: readonly SentResult[],
  question: Question,
): ReadReply {
  const spans: Span[] = [];
  const topics: (string | null)[] = [];
  for (const line of readLines(content, sent)) {
    const gap = NOT_TOLD.exec(plainText(line.raw));
    if (gap) {
      topics.push((gap[1] ?? "").replace(/[.\s]+$/, ""));
      continue;
    }
    const cited = line.spans.some((s) => s.citations.length > 0);
    if (HEADING.test(line.raw) && !cited) continue;
    for (const span of line.spans) {
      if (span.citations.length === 0 && SILENCE.test(span.text.replaceAll("’", "'"))) topics.push(null);
      else spans.push(span);
    }
  }
  const answered = spans.some((s) => s.citations.length > 0);
  return {
    spans: answered || topics.length === 0 ? spans : [],
    hasGap: topics.length > 0,
    notes: [...new Set(topics.map((topic) => gapNote(topic, question, answered)))],
  };
}

/** A gap is named in the asker's own words or not at all: what else a model writes there, nobody has verified. */
function gapNote(topic: string | null, question: Question, answered: boolean): string {
  const asked = [question.text, ...question.history.filter((t) => t.role === "user").map((t) => t.text)];
  const known = new Set(stems(asked.join(" ")));
  const wanted = stems(topic ?? "");
  if (topic && wanted.length > 0 && wanted.every((s) => known.has(s)))
    return `The sources don't tell: ${truncate(topic, 150)}.`;
  return answered
    ? "The sources don't tell a part of what was asked."
    : "The sources don't tell what was asked.";
}

/** The corrected sentences of a reply to `prompts/mend.md`, by the number that each line starts with. */
export function readMended(
  content: readonly ClaudeContent[],
  sent: readonly SentResult[],
): ReadonlyMap<number, readonly Span[]> {
  const mended = new Map<number, readonly Span[]>();
  for (const line of readLines(content, sent)) {
    const n = Number(/^\W*\[(\d+)\]/.exec(line.raw)?.[1] ?? Number.NaN);
    const cited = line.spans.filter((s) => s.citations.length > 0);
    if (Number.isInteger(n) && cited.length > 0 && !mended.has(n)) mended.set(n, cited);
  }
  return mended;
}
