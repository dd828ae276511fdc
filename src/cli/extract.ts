import type { App } from "../app.ts";
import type { ClaudeConfig } from "../config.ts";
import { withinBudget } from "../core/answer/budget.ts";
import { DraftFailure } from "../core/answer/draft.ts";
import type { ExtractedClaim } from "../core/conflicts/extracted-claims.ts";
import type { Usage } from "../core/types.ts";
import { type Extractable, keptExtractions } from "../extractions.ts";
import { AT_ONCE, createExtractor, type Extractor } from "../model/extract.ts";
import { addUsage } from "../model/prices.ts";
import { withApp } from "./start.ts";
import { readArgs, UsageError } from "./usage.ts";

const NO_KEY =
  "Sources are extracted by Claude: set ANTHROPIC_API_KEY. Without a key, disagreements are found by rule alone.\n";

/** Extracts the sources that have not been, one after another; each is kept as soon as it is whole. */
export async function run(args: string[]): Promise<number> {
  const parsed = readArgs("extract", args, {});
  if (!parsed) return 0;
  if (parsed.positionals.length > 0) throw new UsageError("extract", "This takes no names of sources.");
  return withApp(async (app) => {
    const { claude } = app.config;
    if (!claude) {
      process.stderr.write(NO_KEY);
      return 2;
    }
    const abort = new AbortController();
    const stop = () => abort.abort();
    process.once("SIGINT", stop);
    try {
      return await extractPending(app, claude, abort.signal);
    } finally {
      process.removeListener("SIGINT", stop);
    }
  });
}

async function extractPending(app: App, claude: ClaudeConfig, signal: AbortSignal): Promise<number> {
  const { extractions } = app.store;
  const { kept, pending } = await keptExtractions(extractions, app.library);
  const extractor = createExtractor({ ...claude, promptsDir: app.config.promptsDir });
  let done = 0;
  let cost: Usage | null = null;
  const end = (trouble: string | null): number => {
    process.stdout.write(
      `${done} of ${pending.length} sources extracted; ${kept.length} had been before. ${costLine(cost)}\n`,
    );
    if (trouble !== null)
      process.stderr.write(`${trouble}. What was extracted is kept; run this again for the rest.\n`);
    return trouble === null ? 0 : 1;
  };
  for (const { source, statements, hash } of pending) {
    const today = app.config.now().toISOString().slice(0, 10);
    const spent = (await app.store.receipts.spentOn(today)) + (await extractions.spentOn(today));
    const budget = withinBudget(spent, claude.dailyBudgetUsd);
    if (!budget.allowed) return end(budget.what);
    try {
      const { claims, leftOut, usage } = await extractWhole(extractor, statements, signal);
      const at = app.config.now().toISOString();
      await extractions.save({ source: source.id, hash, claims, model: extractor.model, usage, at });
      done += 1;
      cost = addUsage(cost, usage);
      process.stdout.write(`${source.id}: ${claims.length} claims kept, ${leftOut} left out\n`);
    } catch (error) {
      if (!(error instanceof DraftFailure)) throw error;
      cost = addUsage(cost, error.usage);
      return end(`${source.id} was not extracted: ${error.what}`);
    }
  }
  return end(null);
}

const costLine = (cost: Usage | null): string =>
  cost === null || cost.priced ? `Cost: $${(cost?.usd ?? 0).toFixed(4)}` : "Cost: price unknown";

/**
 * A long source takes several calls; it counts as extracted only when all of them have succeeded. A failure carries what
 * the earlier ones cost.
 */
async function extractWhole(
  extractor: Extractor,
  statements: Extractable["statements"],
  signal: AbortSignal,
): Promise<{ readonly claims: readonly ExtractedClaim[]; readonly leftOut: number; readonly usage: Usage }> {
  const first = await extractor.extract(statements.slice(0, AT_ONCE), signal);
  if (statements.length <= AT_ONCE) return first;
  try {
    const rest = await extractWhole(extractor, statements.slice(AT_ONCE), signal);
    return {
      claims: [...first.claims, ...rest.claims],
      leftOut: first.leftOut + rest.leftOut,
      usage: addUsage(first.usage, rest.usage),
    };
  } catch (error) {
    if (!(error instanceof DraftFailure)) throw error;
    throw new DraftFailure(error.kind, error.message, addUsage(first.usage, error.usage), error);
  }
}
