import type { Usage } from "../core/types.ts";

/** When the vendor's list prices below were last compared; they are estimates, the invoice decides. */
export const PRICES_AS_OF = "2026-10-10";

/** USD for a million tokens. Writing to the five-minute cache costs 1.25 times the input price. */
interface Price {
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
}

const PRICES: ReadonlyMap<string, Price> = new Map([
  ["claude-opus-5-5", { input: 4, output: 20, cacheRead: 0.2 }],
  ["claude-sonnet-5-5", { input: 2, output: 10, cacheRead: 0.1 }],
  // Five times as much for prompts beyond 100,000 tokens, which are never sent here.
  ["claude-haiku-5-5", { input: 0.1, output: 0.5, cacheRead: 0.01 }],
  ["claude-haiku-4-5", { input: 1, output: 5, cacheRead: 0.1 }],
  ["claude-haiku-4-5-20251001", { input: 1, output: 5, cacheRead: 0.1 }],
]);

/** Whether what the model costs can be told; a daily budget cannot be kept otherwise. */
export const priceKnown = (model: string): boolean => PRICES.has(model);

/** Token counts of one call, as any Messages API reports them. */
export type Tokens = Omit<Usage, "usd" | "calls">;

/** The usage of one call to `model`; `usd` is null where its price is unknown. */
export function usageOf(model: string, tokens: Tokens): Usage {
  const price = PRICES.get(model);
  const usd = price
    ? (tokens.inputTokens * price.input +
        tokens.cacheWriteTokens * price.input * 1.25 +
        tokens.cacheReadTokens * price.cacheRead +
        tokens.outputTokens * price.output) /
      1e6
    : null;
  return { ...tokens, usd, calls: 1 };
}

/** The sum of two usages; an unknown price makes the sum unknown. */
export function addUsage(a: Usage | null, b: Usage | null): Usage | null {
  if (!a || !b) return a ?? b;
  return {
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    cacheReadTokens: a.cacheReadTokens + b.cacheReadTokens,
    cacheWriteTokens: a.cacheWriteTokens + b.cacheWriteTokens,
    usd: a.usd === null || b.usd === null ? null : a.usd + b.usd,
    calls: a.calls + b.calls,
  };
}

/** All input tokens of a usage, from the cache or not: what the limit for one question counts. */
export const inputTokensOf = (usage: Usage | null): number =>
  usage ? usage.inputTokens + usage.cacheReadTokens + usage.cacheWriteTokens : 0;
