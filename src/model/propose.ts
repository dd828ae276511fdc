import { z } from "zod";
import type { Deal, Library } from "../core/library.ts";
import type { ProposedStatement } from "../core/proposal.ts";
import type { Evidence, Usage } from "../core/types.ts";
import type { ClaudeTool } from "./claude.ts";
import { readPrompt } from "./prompts.ts";
import { askForJson, clean, type StructuredSettings } from "./structured.ts";

/** What Claude proposes for the ledger, unchecked, and what that cost. */
export interface Proposal {
  readonly statements: readonly ProposedStatement[];
  /** Deals of the document that no brief covers, in Claude's words. */
  readonly uncovered: readonly string[];
  /** How many sentences of the document were read. */
  readonly read: number;
  readonly usage: Usage;
}

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

/** Asks the fast model what a document adds to the briefs given. Throws a `DraftFailure` when no whole proposal came. */
export async function proposeAdditions(
  settings: StructuredSettings,
  document: readonly Evidence[],
  deals: readonly Deal[],
  library: Library,
  signal: AbortSignal,
): Promise<Proposal> {
  const sentences = withinLimit(
    document.map((e, i) => JSON.stringify({ n: i + 1, text: clean(e.statement.text) })),
  );
  const { value, usage } = await askForJson(
    settings,
    {
      prompt: readPrompt(settings.promptsDir, "ingest").text,
      schema: Reply,
      tool: READ_TOOL,
      task: request(document[0], deals, library),
      document: sentences.join("\n"),
    },
    signal,
  );
  const statements = value.statements.map((s) => ({
    ...s,
    text: clean(s.text),
    attribution: clean(s.attribution),
    heading: clean(s.heading),
    deal: clean(s.deal),
  }));
  return {
    statements,
    uncovered: value.uncovered.map((u) => clean(u).slice(0, 200)).filter((u) => u !== ""),
    read: sentences.length,
    usage,
  };
}

function withinLimit(sentences: readonly string[]): string[] {
  let used = 0;
  return sentences.filter((s) => {
    used += s.length + 1;
    return used <= MAX_CHARS;
  });
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
