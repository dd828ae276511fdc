import { describe, expect, it } from "vitest";
import { ConfigError, readConfig } from "../src/config.ts";

describe("settings", () => {
  it("work with none set: no key, the starter library, a file for the store", () => {
    const config = readConfig({});
    expect(config.claude).toBeNull();
    expect(config.knowledgeDir).toMatch(/knowledge$/);
    expect(config.databaseUrl).toBe("data/compute-deals.db");
  });

  it("give Claude's defaults with a key", () => {
    expect(readConfig({ ANTHROPIC_API_KEY: "k" }).claude).toMatchObject({
      model: "claude-sonnet-5-5",
      effort: "low",
      dailyBudgetUsd: 5,
      baseUrl: null,
    });
  });

  it("name every problem at once, with what to do", () => {
    const wrong = () =>
      readConfig({
        COMPUTE_DEALS_NOW: "noon",
        CLAUDE_EFFORT: "huge",
        DAILY_BUDGET_USD: "-1",
        ANTHROPIC_API_KEY: "",
      });
    expect(wrong).toThrow(ConfigError);
    for (const name of ["COMPUTE_DEALS_NOW", "CLAUDE_EFFORT", "DAILY_BUDGET_USD", "ANTHROPIC_API_KEY"])
      expect(wrong).toThrow(name);
  });

  it("set the clock", () => {
    expect(readConfig({ COMPUTE_DEALS_NOW: "2026-07-01T09:00:00Z" }).now().toISOString()).toBe(
      "2026-07-01T09:00:00.000Z",
    );
  });
});
