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

/** An unknown model counts as the dearest known one, so that a daily budget still ends somewhere. */
const DEAREST: Price = { input: 4, output: 20, cacheRead: 0.4 };

/** Token counts of one call, as any Messages API reports them. */
export type Tokens = Omit<Usage, "usd" | "priced" | "calls">;

/** The usage of one call to `model`. */
export function usageOf(model: string, tokens: Tokens): Usage {
  const known = PRICES.get(model);
  const price = known ?? DEAREST;
  const usd =
    (tokens.inputTokens * price.input +
      tokens.cacheWriteTokens * price.input * 1.25 +
      tokens.cacheReadTokens * price.cacheRead +
      tokens.outputTokens * price.output) /
    1e6;
  return { ...tokens, usd, priced: known !== undefined, calls: 1 };
}

/** The sum of two usages. */
export function addUsage(a: Usage, b: Usage | null): Usage;
export function addUsage(a: Usage | null, b: Usage | null): Usage | null;
export function addUsage(a: Usage | null, b: Usage | null): Usage | null {
  if (!a || !b) return a ?? b;
  return {
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    cacheReadTokens: a.cacheReadTokens + b.cacheReadTokens,
    cacheWriteTokens: a.cacheWriteTokens + b.cacheWriteTokens,
    usd: a.usd + b.usd,
    priced: a.priced && b.priced,
    calls: a.calls + b.calls,
  };
}
