import { Console } from "node:console";
import Anthropic from "@anthropic-ai/sdk";
import { zodOutputFormat } from "@anthropic-ai/sdk/helpers/zod";
import type { z } from "zod";
import { DraftFailure, type DraftFailureKind } from "../core/answer/draft.ts";
import type { Usage } from "../core/types.ts";
import { addUsage, usageOf } from "./prices.ts";
import { pause, type Watch, withdrawn } from "./watch.ts";

/** The SDK's types under our names: no other file imports the SDK. */
export type ClaudeMessage = Anthropic.MessageParam;
export type ClaudeSystem = Anthropic.TextBlockParam;
export type ClaudeTool = Anthropic.Tool;
export type ClaudeText = Anthropic.TextBlock;
export type ClaudeCitation = Anthropic.TextCitation;
export type ClaudeSearchResult = Anthropic.SearchResultBlockParam;
export type ClaudeToolResult = Anthropic.ToolResultBlockParam;
export type ClaudeToolUse = Anthropic.ToolUseBlock;
export type ClaudeContent = Anthropic.ContentBlock;

/** The form of a reply that is data and not prose. */
export type ClaudeFormat = Anthropic.JSONOutputFormat;

/**
 * A format from a schema. Keep the schema loose (texts, numbers, lists, no limits): what the API does not enforce would fail
 * a reply that is paid for. Check the values afterwards.
 */
export const formatOf = (schema: z.ZodType): ClaudeFormat => ({
  type: "json_schema",
  schema: zodOutputFormat(schema).schema,
});

/** How hard the model thinks. */
export type Effort = NonNullable<Anthropic.OutputConfig["effort"]>;

/** Where and how to reach the Messages API. */
export interface ClaudeConnection {
  readonly apiKey: string;
  /** Null for the vendor's own. The key is sent there: never take it from user input. */
  readonly baseUrl: string | null;
  readonly effort: Effort;
  /** Ends a stream in which nothing happens for so long. Pings do not count: the SDK swallows them. */
  readonly idleMs: number;
}

/** One request; tools stay the same over a conversation, `mayUseTools` says whether they may be called now. */
export interface ClaudeRequest {
  readonly model: string;
  readonly system: ClaudeSystem[];
  readonly tools: ClaudeTool[];
  readonly messages: ClaudeMessage[];
  readonly mayUseTools: boolean;
  /** Asks for JSON of this form; the API refuses it together with citations. */
  readonly format?: ClaudeFormat;
}

/** A whole reply. Whatever is less than whole is a `DraftFailure`. */
export interface ClaudeReply {
  readonly model: string;
  readonly content: ClaudeContent[];
  readonly usage: Usage;
}

/** Sends one request. Throws a `DraftFailure`, or an `AbortError` when the user withdrew the question. */
export type CallClaude = (request: ClaudeRequest, watch: Watch) => Promise<ClaudeReply>;

/** Thinking counts towards it, so it must be far more than an answer is long. */
const MAX_TOKENS = 8_000;
/** Older models know no effort and refuse the field. */
const WITHOUT_EFFORT = /^claude-(?:haiku|sonnet)-4-5/;
/** The first wait where the service does not name one. */
const FIRST_WAIT_MS = 500;

/** Creates the one function that talks to Claude: a stream, one retry before anything of an answer has arrived. */
export function createClaudeCall(connection: ClaudeConnection): CallClaude {
  const client = new Anthropic({
    apiKey: connection.apiKey,
    baseURL: connection.baseUrl ?? "https://api.anthropic.com",
    maxRetries: 0, // the SDK obeys a retry-after of any length; ours fits the time that is left
    logger: new Console(process.stderr), // standard output belongs to the answer
  });
  return async (request, watch) => {
    let spent: Usage | null = null;
    for (let attempt = 1; ; attempt++) {
      const outcome = await attemptCall(client, connection, request, watch);
      if (outcome.kind === "whole") return { ...outcome.reply, usage: addUsage(outcome.reply.usage, spent) };
      spent = addUsage(spent, outcome.usage);
      if (watch.cause() === "user") throw withdrawn();
      // Half of what is left must remain for the answer itself.
      const again =
        attempt === 1 && outcome.retryAfterMs !== null && outcome.retryAfterMs <= watch.left() / 2;
      if (!again) throw new DraftFailure(outcome.failure, outcome.detail, spent, outcome.cause);
      await pause(outcome.retryAfterMs ?? 0, watch.signal);
    }
  };
}

interface Whole {
  readonly kind: "whole";
  readonly reply: ClaudeReply;
}

interface Failed {
  readonly kind: "failed";
  readonly failure: DraftFailureKind;
  readonly detail: string;
  readonly cause: unknown;
  readonly usage: Usage | null;
  /** How long to wait before another try; null when another would not help or would be billed twice. */
  readonly retryAfterMs: number | null;
}

async function attemptCall(
  client: Anthropic,
  connection: ClaudeConnection,
  request: ClaudeRequest,
  watch: Watch,
): Promise<Whole | Failed> {
  const stream = client.messages.stream(paramsOf(connection, request), { signal: watch.signal });
  let begun = false;
  const arm = () => setTimeout(() => watch.stop("stall"), connection.idleMs);
  let idle = arm();
  stream.on("streamEvent", (event) => {
    clearTimeout(idle);
    idle = arm();
    if (event.type === "content_block_start") begun = true;
  });
  const spent = (): Usage | null => {
    const message = stream.currentMessage;
    return message ? usageOfMessage(request.model, message) : null;
  };
  try {
    const message = await stream.finalMessage(); // rejects unless message_stop has arrived
    const usage = usageOfMessage(request.model, message);
    const partial = whyNotWhole(message);
    if (partial) return { kind: "failed", ...partial, cause: null, usage, retryAfterMs: null };
    return { kind: "whole", reply: { model: message.model, content: message.content, usage } };
  } catch (error) {
    return { kind: "failed", ...explain(error, watch, begun), cause: error, usage: spent() };
  } finally {
    clearTimeout(idle);
  }
}

function paramsOf(connection: ClaudeConnection, request: ClaudeRequest): Anthropic.MessageStreamParams {
  const output: Anthropic.OutputConfig = {
    ...(WITHOUT_EFFORT.test(request.model) ? {} : { effort: connection.effort }),
    ...(request.format ? { format: request.format } : {}),
  };
  return {
    model: request.model,
    max_tokens: MAX_TOKENS,
    system: request.system,
    tools: request.tools,
    tool_choice: request.mayUseTools ? { type: "auto", disable_parallel_tool_use: true } : { type: "none" },
    messages: request.messages,
    ...(Object.keys(output).length > 0 ? { output_config: output } : {}),
  };
}

function usageOfMessage(model: string, message: Anthropic.Message): Usage {
  return usageOf(model, {
    inputTokens: message.usage.input_tokens,
    outputTokens: message.usage.output_tokens,
    cacheReadTokens: message.usage.cache_read_input_tokens ?? 0,
    cacheWriteTokens: message.usage.cache_creation_input_tokens ?? 0,
  });
}

function whyNotWhole(message: Anthropic.Message): Pick<Failed, "failure" | "detail"> | null {
  switch (message.stop_reason) {
    case "end_turn":
    case "stop_sequence":
    case "tool_use":
      return null;
    case "refusal":
      return { failure: "declined", detail: `refusal, category ${message.stop_details?.category ?? "none"}` };
    default:
      return { failure: "cut off", detail: `stop reason ${message.stop_reason ?? "missing"}` };
  }
}

/** A retry is offered only while nothing of an answer has arrived: after that, tokens were billed. */
function explain(
  error: unknown,
  watch: Watch,
  begun: boolean,
): Pick<Failed, "failure" | "detail" | "retryAfterMs"> {
  const stopped = watch.cause();
  if (stopped !== null)
    return { failure: stopped === "stall" ? "stalled" : "out of time", detail: stopped, retryAfterMs: null };
  if (error instanceof Anthropic.APIError) {
    const failure = failureOf(error, begun);
    const detail = [error.status, error.type, error.errorCode, error.apiMessage, error.requestID]
      .filter((part) => part !== null && part !== undefined)
      .join(", ");
    const helps = failure === "overloaded" || failure === "rate limited" || failure === "unavailable";
    const asked = error.headers?.get("x-should-retry") !== "false";
    return { failure, detail, retryAfterMs: helps && asked && !begun ? waitOf(error.headers) : null };
  }
  // The connection broke, or closed before message_stop.
  const detail = error instanceof Error ? error.message : String(error);
  return {
    failure: begun ? "cut off" : "unavailable",
    detail,
    retryAfterMs: begun ? null : waitOf(undefined),
  };
}

function failureOf(error: InstanceType<typeof Anthropic.APIError>, begun: boolean): DraftFailureKind {
  if (
    error.type === "billing_error" ||
    error.status === 402 ||
    /spend_limit|ramp_limit/.test(error.errorCode ?? "")
  )
    return "spend limit";
  if (error.status === 529 || error.type === "overloaded_error") return "overloaded";
  if (error.status === 429 || error.type === "rate_limit_error") return "rate limited";
  if (error.status === 401 || error.status === 403) return "key refused";
  if (error.status === 404 && error.type === "not_found_error") return "model unknown";
  if (error.status === undefined || error.status >= 500) return begun ? "cut off" : "unavailable";
  return error.status === 404 || error.status === 408 || error.status === 409
    ? "unavailable"
    : "request refused";
}

/** Milliseconds that the service asks to wait, else a short wait with jitter. */
function waitOf(headers: Headers | undefined): number {
  const ms = Number.parseFloat(headers?.get("retry-after-ms") ?? "");
  if (ms > 0) return ms;
  const after = headers?.get("retry-after") ?? "";
  const seconds = Number(after);
  const wait = after !== "" && Number.isFinite(seconds) ? seconds * 1000 : Date.parse(after) - Date.now();
  return wait > 0 ? wait : FIRST_WAIT_MS * (1 + Math.random());
}
