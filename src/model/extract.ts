import { z } from "zod";
import { ATTRIBUTES, type ExtractedClaim, standsIn } from "../core/conflicts/extracted-claims.ts";
import type { Evidence, Usage } from "../core/types.ts";
import type { ClaudeTool } from "./claude.ts";
import { readPrompt } from "./prompts.ts";
import { askForJson, clean, type StructuredSettings } from "./structured.ts";

/** What Claude read of some statements of one source: checked against them. */
export interface ReadClaims {
  readonly claims: readonly ExtractedClaim[];
  /** Claims that did not stand in their statement. */
  readonly leftOut: number;
  readonly usage: Usage;
}

/** Reads normalised claims out of the statements of one source. */
export interface Extractor {
  readonly model: string;
  /** Asks once, for at most `AT_ONCE` statements. Throws a `DraftFailure` when no whole reply came. */
  extract(statements: readonly Evidence[], signal: AbortSignal): Promise<ReadClaims>;
}

/** More at once would not leave room for the reply. */
export const AT_ONCE = 60;
/** Longer is no normalised claim. */
const MAX_CHARS = 120;

/** Texts and numbers only: what the API does not enforce is checked afterwards, claim by claim. */
const Reply = z.object({
  claims: z.array(
    z.object({
      statement: z.number(),
      subject: z.string(),
      attribute: z.string(),
      value: z.string(),
      polarity: z.string(),
    }),
  ),
});

const READ_TOOL: ClaudeTool = {
  name: "read_source",
  description: "Reads the source and returns its numbered statements.",
  input_schema: { type: "object", properties: {}, additionalProperties: false },
};

/** An extractor that asks the fast model. */
export function createExtractor(settings: StructuredSettings): Extractor {
  const prompt = readPrompt(settings.promptsDir, "extract").text;
  return {
    model: settings.fastModel,
    async extract(statements, signal) {
      const lines = statements.map((e, i) => JSON.stringify({ n: i + 1, text: clean(e.statement.text) }));
      const task = `The source is in read_source. Which claims does it make? Attributes: ${ATTRIBUTES.join(", ")}.`;
      const { value, usage } = await askForJson(
        settings,
        { prompt, schema: Reply, tool: READ_TOOL, task, document: lines.join("\n") },
        signal,
      );
      const claims = value.claims.flatMap((c) => checked(c, statements) ?? []);
      return { claims, leftOut: value.claims.length - claims.length, usage };
    },
  };
}

function checked(
  raw: z.infer<typeof Reply>["claims"][number],
  statements: readonly Evidence[],
): ExtractedClaim | null {
  const evidence = statements[raw.statement - 1];
  const attribute = ATTRIBUTES.find((a) => a === clean(raw.attribute).toLowerCase());
  const polarity = (["asserts", "denies"] as const).find((p) => p === raw.polarity);
  const [subject, value] = [clean(raw.subject), clean(raw.value)];
  if (!evidence || !attribute || !polarity || Math.max(subject.length, value.length) > MAX_CHARS) return null;
  const claim = { subject, attribute, value, polarity };
  return standsIn(claim, evidence) ? { ordinal: evidence.statement.ordinal, ...claim } : null;
}
