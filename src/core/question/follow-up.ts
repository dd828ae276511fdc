import type { Lexicon } from "../entities.ts";
import { stems, words } from "../text.ts";
import type { Question, Turn } from "../types.ts";

const PRONOUN =
  /\b(?:it|its|they|them|their|theirs|that|this|those|these|he|she|his|her|there|then|one|ones|both|either|neither|same|else|former|latter)\b/i;
const OPENER =
  /^\W*(?:and|but|so|ok|okay|or|what about|how about|also|then|says who|why|really|since when|who else)\b/i;

const NEW_TOPIC = /\b(?:different|another|new|other) (?:topic|question|subject)\b|\bunrelated\b/i;

/** A standalone question: the asker's words, and what the conversation adds to them. */
export interface Standalone {
  readonly text: string;
  /** Earlier text that the question leans on, the nearest first; it counts for less than the question's own words. */
  readonly context: readonly string[];
}

/**
 * Makes a follow-up stand on its own. A fragment that names another thing of the same kind ("and in OpenAI?") takes the
 * place of its counterpart in the earlier question; any other short or pronominal question leans on the last turns.
 */
export function standalone(question: Question, lexicon: Lexicon): Standalone {
  const text = question.text.trim();
  const users = question.history.filter((t) => t.role === "user");
  const last = users.at(-1);
  if (!last || !leansOnHistory(text, lexicon)) return { text, context: [] };
  const swapped = swapCounterpart(text, last.text, lexicon);
  if (swapped !== null) return { text: swapped, context: [] };
  return { text, context: contextOf(question.history) };
}

function leansOnHistory(text: string, lexicon: Lexicon): boolean {
  const own = stems(text).length;
  if (NEW_TOPIC.test(text)) return false;
  const named = lexicon.mentions(text).length > 0;
  if (OPENER.test(text) && own <= 6) return true;
  if (own <= 2 || (!named && own <= 8)) return true;
  return PRONOUN.test(text) && own <= 3;
}

function contextOf(history: readonly Turn[]): string[] {
  const lastUser = history.findLast((t) => t.role === "user")?.text ?? "";
  const lastAnswer = history.findLast((t) => t.role === "assistant")?.text ?? "";
  // Of a long earlier answer only the beginning is what the asker has in mind.
  return [lastUser, lastAnswer.replace(/\[[^\]]*\]/g, "").slice(0, 400)].filter((t) => t.trim() !== "");
}

/** "and in openai?" after "how much is msft investing in anthropic" asks how much msft is investing in openai. */
function swapCounterpart(text: string, previous: string, lexicon: Lexicon): string | null {
  const now = lexicon.mentions(text);
  const [wanted] = now;
  if (!wanted || new Set(now.map((m) => m.entity.name)).size !== 1) return null;
  const own = words(text.slice(0, wanted.start) + text.slice(wanted.end)).filter((w) => !FILLER.has(w));
  if (own.length > 0) return null;
  const before = lexicon.mentions(previous).filter((m) => m.entity.kind === wanted.entity.kind);
  const counterpart = before.findLast((m) => m.entity.name !== wanted.entity.name);
  if (!counterpart || before.some((m) => m.entity.name === wanted.entity.name)) return null;
  return previous.slice(0, counterpart.start) + wanted.text + previous.slice(counterpart.end);
}

const FILLER = new Set(
  "and but so ok okay or what how about in for with to of the from by on at now also then is it was did does do".split(
    " ",
  ),
);
