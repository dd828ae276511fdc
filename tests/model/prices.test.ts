import { expect, test } from "vitest";
import { addUsage, usageOf } from "../../src/model/prices.ts";

const TOKENS = { inputTokens: 1e6, outputTokens: 1e6, cacheReadTokens: 1e6, cacheWriteTokens: 1e6 };

test("input, output, cache reads and cache writes are priced apart", () => {
  expect(usageOf("claude-sonnet-5-5", TOKENS).usd).toBeCloseTo(2 + 10 + 0.1 + 2.5);
});

test("an unknown model is counted, but not as priced", () => {
  const unknown = usageOf("claude-next-9", TOKENS);
  expect(unknown.priced).toBe(false);
  expect(unknown.usd).toBeGreaterThan(usageOf("claude-opus-5-5", TOKENS).usd);
  expect(addUsage(usageOf("claude-haiku-5-5", TOKENS), unknown).priced).toBe(false);
});

test("calls add up", () => {
  const one = usageOf("claude-haiku-5-5", TOKENS);
  expect(addUsage(one, one)).toMatchObject({ calls: 2, inputTokens: 2e6, usd: 2 * one.usd });
  expect(addUsage(null, one)).toBe(one);
  expect(addUsage(null, null)).toBeNull();
});
