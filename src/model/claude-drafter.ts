import { type Drafter, DraftFailure, type DraftRequest, type SpanFailure } from "../core/answer/draft.ts";
import { truncate } from "../core/text.ts";
import type { Draft, Evidence, Usage } from "../core/types.ts";
import {
  type CallClaude,
  type ClaudeMessage,
  type ClaudeReply,
  type ClaudeRequest,
  type ClaudeToolResult,
  type ClaudeToolUse,
  createClaudeCall,
  type Effort,
} from "./claude.ts";
import {
  estimateTokens,
  openingMessages,
  SEARCH_TOOL,
  type SearchResults,
  type SentResult,
  searchResultsOf,
  systemOf,
  toolError,
  toolResult,
} from "./claude-request.ts";
import { readMended, readReply } from "./claude-response.ts";
import { addUsage } from "./prices.ts";
import { type Prompt, readPrompt } from "./prompts.ts";
import { createWatch, pause, type Watch, withdrawn } from "./watch.ts";

/** How Claude is reached and bounded. */
export interface ClaudeSettings {
  readonly apiKey: string;
  /** Null for the vendor's own address. */
  readonly baseUrl: string | null;
  readonly model: string;
  readonly effort: Effort;
  /** Does the small jobs: mending single sentences. */
  readonly fastModel: string;
  /** The folder that holds answer.md and mend.md. */
  readonly promptsDir: string;
  /** For one question in all, from `DraftRequest.startedAt`. */
  readonly deadlineMs?: number;
  /** Input tokens for one question in all, about: estimated before sending, then as reported. */
  readonly maxInputTokens?: number;
  /** Ends a stream in which nothing happens for so long. */
  readonly idleMs?: number;
  /** Milliseconds since the epoch. */
  readonly clock?: () => number;
}

const MAX_SEARCHES = 2;
const SEARCH_MS = 5_000;
const QUERY_CHARS = 200;
/** What a further search must be able to bring, in tokens, to be worth offering. */
const ROOM_FOR_A_SEARCH = 400;
/** The least that mending needs of the time for the whole question. */
const MEND_SHARE = 0.2;
/** A cache read costs a tenth or less, so it counts as a tenth. */
const CACHED = 0.1;

interface Bounds {
  readonly settings: ClaudeSettings;
  readonly deadlineMs: number;
  readonly maxInputTokens: number;
  readonly clock: () => number;
  readonly call: CallClaude;
  readonly answerPrompt: Prompt;
  readonly mendPrompt: Prompt;
}

/** Creates the drafter that writes with Claude. Throws at once when a prompt file does not hold. */
export function createClaudeDrafter(settings: ClaudeSettings): Drafter {
  const { apiKey, baseUrl, effort } = settings;
  const bounds: Bounds = {
    settings,
    deadlineMs: settings.deadlineMs ?? 25_000,
    maxInputTokens: settings.maxInputTokens ?? 6_000,
    clock: settings.clock ?? Date.now,
    call: createClaudeCall({ apiKey, baseUrl, effort, idleMs: settings.idleMs ?? 15_000 }),
    answerPrompt: readPrompt(settings.promptsDir, "answer"),
    mendPrompt: readPrompt(settings.promptsDir, "mend"),
  };
  const watched = async <T>(
    request: DraftRequest,
    signal: AbortSignal,
    work: (watch: Watch) => Promise<T>,
  ): Promise<T> => {
    const watch = createWatch(signal, request.startedAt + bounds.deadlineMs, bounds.clock);
    try {
      if (watch.cause() === "user") throw withdrawn();
      return await work(watch);
    } finally {
      watch.close();
    }
  };
  return {
    draft: (request, signal) => watched(request, signal, (watch) => converse(bounds, request, watch)),
    mend: (request, draft, failures, signal) =>
      watched(request, signal, (watch) => mend(bounds, request, draft, failures, watch)),
  };
}

const counted = (usage: Usage | null): number =>
  usage ? usage.inputTokens + usage.cacheWriteTokens + CACHED * usage.cacheReadTokens : 0;

function firstResults(
  bounds: Bounds,
  request: DraftRequest,
  evidence: readonly Evidence[],
  tokens: number,
): SearchResults {
  const { question, conflicts } = request;
  const empty = openingMessages(question, { content: [], sent: [] });
  const fixed = estimateTokens([systemOf(bounds.answerPrompt.text, question, conflicts), SEARCH_TOOL, empty]);
  return searchResultsOf(evidence, conflicts, tokens - fixed);
}

/** Asks, lets Claude search again within bounds, and reads the whole reply. */
async function converse(bounds: Bounds, request: DraftRequest, watch: Watch): Promise<Draft> {
  const { settings, maxInputTokens } = bounds;
  const { question, evidence, conflicts } = request;
  const system = systemOf(bounds.answerPrompt.text, question, conflicts);
  const first = firstResults(bounds, request, evidence, maxInputTokens);
  const messages: ClaudeMessage[] = openingMessages(question, first);
  const sent: SentResult[] = [...first.sent];
  const fixed = CACHED * estimateTokens([system, SEARCH_TOOL]);
  let usage: Usage | null = null;
  for (let searches = 0; ; searches++) {
    const coming =
      estimateTokens(messages) + (searches === 0 ? estimateTokens([system, SEARCH_TOOL]) : fixed);
    const room = Math.floor(maxInputTokens - counted(usage) - coming - estimateTokens(messages) - fixed);
    const mayUseTools = searches < MAX_SEARCHES && room >= ROOM_FOR_A_SEARCH;
    request.onProgress?.(searches === 0 ? "Reading the sources" : "Writing the answer");
    const spent: Usage | null = usage;
    const reply = await callOnTop(
      bounds.call,
      { model: settings.model, system, tools: [SEARCH_TOOL], messages, mayUseTools },
      watch,
      spent,
    );
    usage = addUsage(reply.usage, usage);
    const uses = reply.content.filter((b): b is ClaudeToolUse => b.type === "tool_use");
    if (uses.length === 0) return toDraft(bounds, request, reply, sent, usage);
    if (!mayUseTools) throw new DraftFailure("cut off", "a tool call where none was allowed", usage);
    request.onProgress?.("Searching the library again");
    const results: ClaudeToolResult[] = [];
    for (const use of uses) results.push(await searchAgain(request, use, watch, sent, room));
    // Echoed exactly as received, thinking included: the API refuses anything else within a tool loop.
    messages.push({ role: "assistant", content: reply.content }, { role: "user", content: results });
  }
}

/** A failure late in a conversation carries what the earlier calls cost. */
async function callOnTop(
  call: CallClaude,
  request: ClaudeRequest,
  watch: Watch,
  spent: Usage | null,
): Promise<ClaudeReply> {
  try {
    return await call(request, watch);
  } catch (error) {
    if (!(error instanceof DraftFailure) || spent === null) throw error;
    throw new DraftFailure(error.kind, error.message, addUsage(spent, error.usage), error.cause);
  }
}

async function searchAgain(
  request: DraftRequest,
  use: ClaudeToolUse,
  watch: Watch,
  sent: SentResult[],
  tokens: number,
): Promise<ClaudeToolResult> {
  const input: unknown = use.input;
  const query = input !== null && typeof input === "object" && "query" in input ? input.query : null;
  if (use.name !== SEARCH_TOOL.name || typeof query !== "string" || query.trim() === "")
    return toolError(use.id, "Unknown tool or empty query.");
  const search = async (words: string) => {
    try {
      return await request.search(words);
    } catch {
      return null;
    }
  };
  const over = new AbortController();
  const found = await Promise.race([
    search(truncate(query.trim(), QUERY_CHARS)),
    pause(Math.min(SEARCH_MS, watch.left() / 2), AbortSignal.any([watch.signal, over.signal])).then(
      () => null,
    ),
  ]);
  over.abort();
  if (found === null) return toolError(use.id, "The search failed.");
  const known = new Set(sent.flatMap((result) => result.statements.map((s) => s.id)));
  const fresh = found.filter((item) => !known.has(item.statement.id));
  const results = searchResultsOf(fresh, request.conflicts, tokens);
  sent.push(...results.sent);
  return toolResult(use.id, results);
}

function toDraft(
  bounds: Bounds,
  request: DraftRequest,
  reply: ClaudeReply,
  sent: readonly SentResult[],
  usage: Usage | null,
): Draft {
  const read = readReply(reply.content, sent, request.question);
  if (read.spans.length === 0 && !read.hasGap) throw new DraftFailure("empty", "no sentence", usage);
  const cited = read.spans.some((span) => span.citations.length > 0);
  if (!cited && !read.hasGap) throw new DraftFailure("uncited", "no resolvable citation", usage);
  return {
    spans: read.spans,
    drafter: "claude",
    model: reply.model,
    prompt: bounds.answerPrompt.id,
    abstains: !cited,
    notes: read.notes,
    usage,
  };
}

/** The evidence for mending: what the failed spans cite comes first, then the rest as far as it fits. */
function citedFirst(evidence: readonly Evidence[], failures: readonly SpanFailure[]): Evidence[] {
  const cited = new Set(failures.flatMap((failure) => failure.span.citations));
  const [first, rest] = [true, false].map((want) =>
    evidence.filter((e) => cited.has(e.statement.id) === want),
  );
  return [...(first ?? []), ...(rest ?? [])];
}

/** One call for all failed spans; whatever goes wrong with it, the draft stays as it was and its cost is added. */
async function mend(
  bounds: Bounds,
  request: DraftRequest,
  draft: Draft,
  failures: readonly SpanFailure[],
  watch: Watch,
): Promise<Draft> {
  const { settings, answerPrompt, mendPrompt } = bounds;
  const listed = failures.map(
    ({ span, reasons }, i) => `[${i + 1}] ${JSON.stringify(span.text)}: ${truncate(reasons.join("; "), 400)}`,
  );
  const ask: ClaudeMessage[] = [
    { role: "assistant", content: draft.spans.map((span) => span.text).join(" ") },
    { role: "user", content: [mendPrompt.text, ...listed].join("\n\n") },
  ];
  const tokens = bounds.maxInputTokens - counted(draft.usage) - estimateTokens(ask);
  const results = firstResults(bounds, request, citedFirst(request.evidence, failures), tokens);
  const pointless = failures.length === 0 || results.content.length === 0;
  if (pointless || watch.left() < MEND_SHARE * bounds.deadlineMs) return draft;
  request.onProgress?.("Checking sentences again");
  const system = systemOf(answerPrompt.text, request.question, request.conflicts);
  const messages = [...openingMessages(request.question, results), ...ask];
  try {
    const reply = await bounds.call(
      { model: settings.fastModel, system, tools: [SEARCH_TOOL], messages, mayUseTools: false },
      watch,
    );
    const mended = readMended(reply.content, results.sent);
    const spans = draft.spans.flatMap((span) => {
      const at = failures.findIndex((failure) => failure.span.text === span.text);
      return mended.get(at + 1) ?? [span];
    });
    const prompt = `${draft.prompt ?? answerPrompt.id}, ${mendPrompt.id}`;
    return { ...draft, spans, prompt, usage: addUsage(draft.usage, reply.usage) };
  } catch (error) {
    if (!(error instanceof DraftFailure)) throw error;
    return { ...draft, usage: addUsage(draft.usage, error.usage) };
  }
}
