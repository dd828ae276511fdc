import { DraftFailure } from "../core/answer/draft.ts";
import type { WriteLead } from "../core/digest/lead.ts";
import { createClaudeCall, type Effort } from "./claude.ts";
import { openingMessages, SEARCH_TOOL, searchResultsOf, systemOf } from "./claude-request.ts";
import { readLines } from "./claude-response.ts";
import { readPrompt } from "./prompts.ts";
import { createWatch } from "./watch.ts";

/** How Claude is reached for the leads of digests. */
export interface LeadSettings {
  readonly apiKey: string;
  readonly baseUrl: string | null;
  readonly fastModel: string;
  readonly effort: Effort;
  readonly promptsDir: string;
  readonly deadlineMs?: number;
  readonly idleMs?: number;
}

const DEADLINE_MS = 15_000;
const IDLE_MS = 10_000;
const EVIDENCE_TOKENS = 4_000;
const QUESTION = "What changed in AI compute deals, in two sentences at most?";

/** Creates what writes leads, with the fast model. Throws at once when the prompt does not hold. */
export function createLeadWriter(settings: LeadSettings): WriteLead {
  const prompt = readPrompt(settings.promptsDir, "digest");
  const call = createClaudeCall({ ...settings, idleMs: settings.idleMs ?? IDLE_MS });
  return async ({ evidence, conflicts, until }) => {
    const question = { text: QUESTION, history: [], asOf: until, asOfChosen: false };
    const results = searchResultsOf(evidence, conflicts, EVIDENCE_TOKENS);
    const deadline = Date.now() + (settings.deadlineMs ?? DEADLINE_MS);
    const watch = createWatch(new AbortController().signal, deadline, Date.now);
    try {
      const reply = await call(
        {
          model: settings.fastModel,
          system: systemOf(prompt.text, question, conflicts),
          tools: [SEARCH_TOOL],
          messages: openingMessages(question, results),
          mayUseTools: false,
        },
        watch,
      );
      const spans = readLines(reply.content, results.sent).flatMap((l) => l.spans);
      if (spans.length === 0) throw new DraftFailure("empty", "no sentence", reply.usage);
      return { spans, usage: reply.usage };
    } finally {
      watch.close();
    }
  };
}
