import type Anthropic from "@anthropic-ai/sdk";
import type { Request, StreamEvent } from "./contract.ts";
import { searchResultsIn } from "./rules.ts";

/** A piece of a reply: bare text, or text that cites every block of the request which contains one of the quotes. */
export type Part =
  | string
  | { readonly text: string; readonly cites: readonly string[]; readonly bend?: Bend };

/** Spoils a citation in a way that the types allow: what a confused server might send. */
export type Bend = "index out of range" | "blocks out of range" | "other source" | "other words";

/** What the service does with one request. */
export type Reply =
  | {
      readonly kind: "say";
      readonly parts: readonly Part[];
      readonly stop?: Anthropic.StopReason;
      readonly fault?: Fault;
    }
  | { readonly kind: "search"; readonly query: unknown }
  | {
      readonly kind: "refuse";
      readonly category: Anthropic.RefusalStopDetails["category"];
      readonly after?: string;
    }
  | {
      readonly kind: "status";
      readonly status: number;
      readonly type: Anthropic.ErrorType;
      readonly headers?: Record<string, string>;
      readonly code?: string;
    }
  | { readonly kind: "silence" };

/** How a stream ends after its parts, instead of with message_stop. */
export type Fault = "drop" | "end" | "stall" | "overloaded" | "overloaded at once" | "drop at once";

/** Tokens of a prompt as the fake counts them; what it has seen with a cache mark it reads from the cache. */
export interface Counted {
  readonly input: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
}

function citationsOf(
  body: Request,
  quotes: readonly string[],
  bend: Bend | undefined,
): Anthropic.TextCitation[] {
  const results = searchResultsIn(body);
  return quotes.map((quote) => {
    const at = results.findIndex((r) => r.content.some((b) => b.text.includes(quote)));
    const result = results[at];
    const block = result?.content.findIndex((b) => b.text.includes(quote)) ?? -1;
    if (result?.citations?.enabled !== true)
      throw new Error(`nothing citable in the request contains "${quote}"`);
    const blocks = bend === "blocks out of range" ? result.content.length : block;
    return {
      type: "search_result_location",
      cited_text: bend === "other words" ? "Words of another block." : (result.content[block]?.text ?? ""),
      source: bend === "other source" ? "no-such-source" : result.source,
      title: result.title,
      search_result_index: bend === "index out of range" ? results.length : at,
      start_block_index: blocks,
      end_block_index: blocks + 1,
    };
  });
}

function start(body: Request, counted: Counted): StreamEvent {
  return {
    type: "message_start",
    message: {
      id: "msg_fake",
      type: "message",
      role: "assistant",
      model: body.model,
      content: [],
      stop_reason: null,
      stop_sequence: null,
      stop_details: null,
      container: null,
      diagnostics: null,
      usage: {
        input_tokens: counted.input,
        cache_creation_input_tokens: counted.cacheWrite,
        cache_read_input_tokens: counted.cacheRead,
        output_tokens: 1,
        cache_creation: null,
        inference_geo: null,
        output_tokens_details: null,
        server_tool_use: null,
        service_tier: "standard",
        speed: null,
      },
    },
  };
}

function end(
  stop: Anthropic.StopReason,
  output: number,
  category?: Anthropic.RefusalStopDetails["category"],
): StreamEvent[] {
  const details = { type: "refusal" as const, category: category ?? null, explanation: null };
  return [
    {
      type: "message_delta",
      delta: {
        stop_reason: stop,
        stop_sequence: null,
        stop_details: stop === "refusal" ? details : null,
        container: null,
      },
      usage: {
        input_tokens: null,
        output_tokens: output,
        cache_creation_input_tokens: null,
        cache_read_input_tokens: null,
        output_tokens_details: null,
        server_tool_use: null,
      },
    },
    { type: "message_stop" },
  ];
}

/** Thinking first, empty and signed, as current models send it by default. */
function thinking(): StreamEvent[] {
  return [
    {
      type: "content_block_start",
      index: 0,
      content_block: { type: "thinking", thinking: "", signature: "" },
    },
    { type: "content_block_delta", index: 0, delta: { type: "signature_delta", signature: "c2lnbmF0dXJl" } },
    { type: "content_block_stop", index: 0 },
  ];
}

/** Citations come before the text of their block; a long text comes in several deltas. */
function textBlock(index: number, text: string, citations: Anthropic.TextCitation[] | null): StreamEvent[] {
  const half = Math.ceil(text.length / 2);
  return [
    {
      type: "content_block_start",
      index,
      content_block: { type: "text", text: "", citations: citations && [] },
    },
    ...(citations ?? []).map(
      (citation): StreamEvent => ({
        type: "content_block_delta",
        index,
        delta: { type: "citations_delta", citation },
      }),
    ),
    ...[text.slice(0, half), text.slice(half)].map(
      (piece): StreamEvent => ({
        type: "content_block_delta",
        index,
        delta: { type: "text_delta", text: piece },
      }),
    ),
    { type: "content_block_stop", index },
  ];
}

/** The events of a reply. Throws when a part wants to cite what the request does not hold. */
export function eventsOf(body: Request, reply: Reply, counted: Counted): StreamEvent[] {
  switch (reply.kind) {
    case "status":
    case "silence":
      return [];
    case "refuse": {
      const text = reply.after ? [...thinking(), ...textBlock(1, reply.after, null)] : [];
      return [start(body, counted), ...text, ...end("refusal", 3, reply.category)];
    }
    case "search":
      return [
        start(body, counted),
        ...thinking(),
        {
          type: "content_block_start",
          index: 1,
          content_block: {
            type: "tool_use",
            id: `toolu_${body.messages.length}`,
            name: "search_library",
            input: {},
            caller: { type: "direct" },
          },
        },
        {
          type: "content_block_delta",
          index: 1,
          delta: { type: "input_json_delta", partial_json: JSON.stringify({ query: reply.query }) },
        },
        { type: "content_block_stop", index: 1 },
        ...end("tool_use", 20),
      ];
    case "say": {
      if (reply.fault?.endsWith("at once")) return [start(body, counted)];
      const blocks = reply.parts.flatMap((part, i) =>
        typeof part === "string"
          ? textBlock(i + 1, part, null)
          : textBlock(i + 1, part.text, citationsOf(body, part.cites, part.bend)),
      );
      const finished = reply.fault ? [] : end(reply.stop ?? "end_turn", 40);
      return [start(body, counted), ...thinking(), ...blocks, ...finished];
    }
  }
}
