import type { z } from "zod";
import { DraftFailure } from "../core/answer/draft.ts";
import type { Usage } from "../core/types.ts";
import { type ClaudeText, type ClaudeTool, createClaudeCall, formatOf } from "./claude.ts";
import { createWatch } from "./watch.ts";

/** How Claude is reached for a reply of a given form. */
export interface StructuredSettings {
  readonly apiKey: string;
  readonly baseUrl: string | null;
  readonly fastModel: string;
  readonly effort: "low" | "medium" | "high";
  readonly promptsDir: string;
}

/** What is asked: the task is ours; the document comes from outside, and is sent as a tool's result alone. */
export interface StructuredRequest<T> {
  readonly prompt: string;
  /** Texts and numbers only: the API enforces no more, and what it enforces is still to be checked. */
  readonly schema: z.ZodType<T>;
  /** The tool that the document seems to come from. */
  readonly tool: ClaudeTool;
  readonly task: string;
  readonly document: string;
}

const DEADLINE_MS = 120_000;
const IDLE_MS = 60_000;

/** Text for a terminal and a file of lines: without control characters, on one line, and without lone surrogates. */
export const clean = (text: string): string =>
  text
    .replace(/\p{Cs}/gu, "\ufffd")
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .trim();

/** Asks the fast model once for a reply of a given form. Throws a `DraftFailure` when no whole reply of it came. */
export async function askForJson<T>(
  settings: StructuredSettings,
  request: StructuredRequest<T>,
  signal: AbortSignal,
): Promise<{ readonly value: T; readonly usage: Usage }> {
  const call = createClaudeCall({ ...settings, idleMs: IDLE_MS });
  const watch = createWatch(signal, Date.now() + DEADLINE_MS, Date.now);
  const { tool } = request;
  const id = "toolu_document";
  try {
    const reply = await call(
      {
        model: settings.fastModel,
        system: [{ type: "text", text: request.prompt }],
        tools: [tool],
        mayUseTools: false,
        format: formatOf(request.schema),
        messages: [
          { role: "user", content: request.task },
          { role: "assistant", content: [{ type: "tool_use", id, name: tool.name, input: {} }] },
          { role: "user", content: [{ type: "tool_result", tool_use_id: id, content: request.document }] },
        ],
      },
      watch,
    );
    const text = reply.content
      .filter((b): b is ClaudeText => b.type === "text")
      .map((b) => b.text)
      .join("");
    const parsed = request.schema.safeParse(jsonOf(text));
    if (!parsed.success)
      throw new DraftFailure("empty", "the reply is not of the form asked for", reply.usage);
    return { value: parsed.data, usage: reply.usage };
  } finally {
    watch.close();
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
