import { z } from "zod";
import { DraftFailure } from "../core/answer/draft.ts";
import type { Deal, Library } from "../core/library.ts";
import type { ProposedStatement } from "../core/proposal.ts";
import type { Evidence, Usage } from "../core/types.ts";
import { type ClaudeText, type ClaudeTool, createClaudeCall, formatOf } from "./claude.ts";
import { readPrompt } from "./prompts.ts";
import { createWatch } from "./watch.ts";

/** What Claude proposes for the ledger, unchecked, and what that cost. */
export interface Proposal {
  readonly statements: readonly ProposedStatement[];
  /** Deals of the document that no brief covers, in Claude's words. */
  readonly uncovered: readonly string[];
  /** How many sentences of the document were read. */
  readonly read: number;
  readonly usage: Usage;
}

/** How Claude is reached for proposals. */
export interface ProposerSettings {
  readonly apiKey: string;
  readonly baseUrl: string | null;
  readonly fastModel: string;
  readonly effort: "low" | "medium" | "high";
  readonly promptsDir: string;
}

const DEADLINE_MS = 120_000;
const IDLE_MS = 60_000;
/** What is beyond is not read: a longer prompt costs five times as much for each token. */
const MAX_CHARS = 150_000;

/** Texts and numbers only: what the API does not enforce is checked afterwards, sentence by sentence. */
const Reply = z.object({
  statements: z.array(
    z.object({
      deal: z.string(),
      text: z.string(),
      sentences: z.array(z.number()),
      label: z.string(),
      attribution: z.string(),
      date: z.string(),
      heading: z.string(),
      changes: z.string(),
      stage: z.string(),
    }),
  ),
  uncovered: z.array(z.string()),
});

const READ_TOOL: ClaudeTool = {
  name: "read_document",
  description: "Reads the new document and returns its numbered sentences.",
  input_schema: { type: "object", properties: {}, additionalProperties: false },
};

/** Text for a terminal and a file of lines: without control characters, on one line, and without lone surrogates. */
const clean = (text: string): string =>
  text
    .replace(/\p{Cs}/gu, "\ufffd")
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .trim();

/** Asks the fast model what a document adds to the briefs given. Throws a `DraftFailure` when no whole proposal came. */
export async function proposeAdditions(
  settings: ProposerSettings,
  document: readonly Evidence[],
  deals: readonly Deal[],
  library: Library,
  signal: AbortSignal,
): Promise<Proposal> {
  const prompt = readPrompt(settings.promptsDir, "ingest");
  const call = createClaudeCall({ ...settings, idleMs: IDLE_MS });
  const sentences = withinLimit(
    document.map((e, i) => JSON.stringify({ n: i + 1, text: clean(e.statement.text) })),
  );
  const watch = createWatch(signal, Date.now() + DEADLINE_MS, Date.now);
  const id = "toolu_document";
  try {
    const reply = await call(
      {
        model: settings.fastModel,
        system: [{ type: "text", text: prompt.text }],
        tools: [READ_TOOL],
        mayUseTools: false,
        format: formatOf(Reply),
        messages: [
          { role: "user", content: request(document[0], deals, library) },
          { role: "assistant", content: [{ type: "tool_use", id, name: READ_TOOL.name, input: {} }] },
          {
            role: "user",
            content: [{ type: "tool_result", tool_use_id: id, content: sentences.join("\n") }],
          },
        ],
      },
      watch,
    );
    const text = reply.content
      .filter((b): b is ClaudeText => b.type === "text")
      .map((b) => b.text)
      .join("");
    const parsed = Reply.safeParse(jsonOf(text));
    if (!parsed.success)
      throw new DraftFailure("empty", "the reply is not of the form asked for", reply.usage);
    const statements = parsed.data.statements.map((s) => ({
      ...s,
      text: clean(s.text),
      attribution: clean(s.attribution),
      heading: clean(s.heading),
      deal: clean(s.deal),
    }));
    return {
      statements,
      uncovered: parsed.data.uncovered.map((u) => clean(u).slice(0, 200)).filter((u) => u !== ""),
      read: sentences.length,
      usage: reply.usage,
    };
  } finally {
    watch.close();
  }
}

function withinLimit(sentences: readonly string[]): string[] {
  let used = 0;
  return sentences.filter((s) => {
    used += s.length + 1;
    return used <= MAX_CHARS;
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The task and our own briefs: what comes from outside is in the tool's result alone. */
function request(first: Evidence | undefined, deals: readonly Deal[], library: Library): string {
  const statements = [...library.statements.values()];
  const briefs = deals.map((deal) => {
    const own = statements.filter((s) => s.deal === deal.slug);
    return {
      deal: deal.slug,
      name: deal.name,
      parties: deal.parties,
      stage: deal.stage,
      headings: [...new Set(own.flatMap((s) => s.heading ?? []))],
      statements: own.map((s) => ({ id: s.id, text: s.text })),
    };
  });
  const published = first?.source.published ?? "at an unknown date";
  return `A new document, published ${published}, is in read_document. What does it add to these briefs?\n\n${JSON.stringify(briefs)}`;
}
