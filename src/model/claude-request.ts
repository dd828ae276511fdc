import type { DraftRequest } from "../core/answer/draft.ts";
import { truncate } from "../core/text.ts";
import type { Evidence, Question, Turn } from "../core/types.ts";
import type {
  ClaudeMessage,
  ClaudeSearchResult,
  ClaudeSystem,
  ClaudeTool,
  ClaudeToolResult,
} from "./claude.ts";

/** A search result as sent: what a citation's indexes point into, counted over the whole request. */
export interface SentResult {
  readonly source: string;
  readonly statements: readonly { readonly id: string; readonly text: string }[];
}

/** Search results for a tool result, with the record of what was sent. */
export interface SearchResults {
  readonly content: ClaudeSearchResult[];
  readonly sent: readonly SentResult[];
}

const HISTORY_TURNS = 6;
const TURN_CHARS = 1_000;
const QUESTION_CHARS = 2_000;
const TITLE_CHARS = 400;
const CHARS_PER_TOKEN = 3.5;

/** Tokens of anything sent, by its JSON length: an estimate, on the high side for English, without asking the API. */
export const estimateTokens = (value: unknown): number =>
  Math.ceil(JSON.stringify(value).length / CHARS_PER_TOKEN);

/** The one tool. Its definition never changes within a conversation: thinking and the cache hang on it. */
export const SEARCH_TOOL: ClaudeTool = {
  name: "search_library",
  description:
    "Searches the library of sources on AI compute deals by keywords and returns the statements that match best, grouped " +
    "by source. Use other names, words or dates than before: repeating a query returns nothing new.",
  input_schema: {
    type: "object",
    properties: {
      query: { type: "string", description: "Names and keywords, at most 200 characters" },
    },
    required: ["query"],
    additionalProperties: false,
  },
};

/** A lone surrogate makes the API refuse the whole body. */
const clean = (text: string): string => text.replace(/\p{Cs}/gu, "\ufffd").trim();

/** The system prompt: the fixed text, marked for the cache, then what changes from question to question. */
export function systemOf(
  prompt: string,
  question: Question,
  conflicts: DraftRequest["conflicts"],
): ClaudeSystem[] {
  const day = question.asOfChosen
    ? `The question asks how things stood on ${question.asOf}: speak from that day.`
    : `Today's date is ${question.asOf}.`;
  const about = conflicts.map((c) => JSON.stringify(truncate(clean(c.about), 150)));
  const disagree = `\nSources are known to disagree on: ${about.join("; ")}. Give both sides where the question touches on it.`;
  return [
    { type: "text", text: prompt, cache_control: { type: "ephemeral" } },
    { type: "text", text: about.length > 0 ? day + disagree : day },
  ];
}

/** Earlier turns as plain text, the latest few, without citation numbers that mean nothing here. */
export function historyOf(turns: readonly Turn[]): ClaudeMessage[] {
  const kept = turns
    .map((t) => ({ role: t.role, content: truncate(clean(t.text.replace(/ ?\[\d+\]/g, "")), TURN_CHARS) }))
    .filter((t) => t.content !== "")
    .slice(-HISTORY_TURNS);
  const first = kept.findIndex((t) => t.role === "user");
  return first === -1 ? [] : kept.slice(first);
}

/**
 * The conversation up to Claude's turn. The question is the user's; source text comes as the result of a search that
 * the assistant seems to have made, because tool results are where the model expects text that it must not obey.
 */
export function openingMessages(question: Question, results: SearchResults): ClaudeMessage[] {
  const text = truncate(clean(question.text), QUESTION_CHARS);
  const id = "toolu_first_search";
  return [
    ...historyOf(question.history),
    { role: "user", content: text },
    {
      role: "assistant",
      content: [{ type: "tool_use", id, name: SEARCH_TOOL.name, input: { query: truncate(text, 200) } }],
    },
    { role: "user", content: [toolResult(id, results)] },
  ];
}

/** A tool result holds search results only, or, when there are none, says so in plain text. */
export function toolResult(id: string, results: SearchResults): ClaudeToolResult {
  return {
    type: "tool_result",
    tool_use_id: id,
    content: results.content.length > 0 ? results.content : "Nothing found.",
  };
}

/** A search that could not be made. */
export const toolError = (id: string, what: string): ClaudeToolResult => ({
  type: "tool_result",
  tool_use_id: id,
  content: what,
  is_error: true,
});

/**
 * Evidence as search results, one for each source (and, within a source, for each publication or person that it
 * relays), with one text block for each statement. What does not fit `tokens` is left out, the best first kept; the
 * other side of a conflict travels with the first.
 */
export function searchResultsOf(
  evidence: readonly Evidence[],
  conflicts: DraftRequest["conflicts"],
  tokens: number,
): SearchResults {
  const groups = new Map<string, Evidence[]>();
  let used = 0;
  for (const item of withOtherSides(evidence, conflicts)) {
    if (clean(item.statement.text) === "") continue;
    const key = JSON.stringify([item.source.id, item.statement.via, item.statement.curated?.attribution]);
    const group = groups.get(key);
    const cost = estimateTokens(textBlock(item)) + (group ? 0 : estimateTokens(resultOf([item], [])));
    if (used + cost > tokens) continue;
    used += cost;
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  const ordered = [...groups.values()].map((group) =>
    group.sort((a, b) => a.statement.ordinal - b.statement.ordinal),
  );
  return {
    content: ordered.map((group) => resultOf(group, group.map(textBlock))),
    sent: ordered.map((group) => ({
      source: group[0]?.source.id ?? "",
      statements: group.map((item) => ({ id: item.statement.id, text: clean(item.statement.text) })),
    })),
  };
}

const textBlock = (item: Evidence): ClaudeSystem => ({ type: "text", text: clean(item.statement.text) });

function resultOf(group: readonly Evidence[], content: ClaudeSystem[]): ClaudeSearchResult {
  const first = group[0];
  return {
    type: "search_result",
    source: first?.source.id ?? "",
    title: first ? titleOf(first) : "untitled",
    content,
    citations: { enabled: true },
  };
}

/** What the model may know about a source but not cite: who, when, what kind, and through whom. */
export function titleOf({ source, statement }: Evidence): string {
  const publisher = clean(source.publisher ?? "") || "unknown publisher";
  const parts = [
    source.quoteKind === "summary" ? `our summary of ${publisher}` : publisher,
    source.kind,
    source.published ?? "undated",
    JSON.stringify(clean(source.title)),
  ];
  if (statement.via !== null) parts.push(`statement of ${clean(statement.via)}, listed here as a reference`);
  if (statement.curated) parts.push(`who says it: ${clean(statement.curated.attribution)}`);
  return truncate(parts.join("; "), TITLE_CHARS);
}

function withOtherSides(
  evidence: readonly Evidence[],
  conflicts: DraftRequest["conflicts"],
): readonly Evidence[] {
  const byId = new Map(evidence.map((item) => [item.statement.id, item]));
  const ordered = new Set<Evidence>();
  for (const item of byId.values()) {
    ordered.add(item);
    for (const conflict of conflicts.filter((c) => c.statements.includes(item.statement.id)))
      for (const id of conflict.statements) {
        const side = byId.get(id);
        if (side) ordered.add(side);
      }
  }
  return [...ordered];
}
