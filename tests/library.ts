import { fileURLToPath } from "node:url";
import { type App, createApp } from "../src/app.ts";
import { type Config, readConfig } from "../src/config.ts";
import type { Answer, Turn } from "../src/core/types.ts";

export const LIBRARY = fileURLToPath(new URL("./fixtures/library", import.meta.url));

/** The whole product over a small library of ours, in memory, without a key, on a fixed day. */
export const testConfig = (changes: Partial<Config> = {}): Config => ({
  ...readConfig({ KNOWLEDGE_DIR: LIBRARY, COMPUTE_DEALS_NOW: "2026-03-20T12:00:00Z" }),
  databaseUrl: ":memory:",
  ...changes,
});

export const openTestApp = (changes: Partial<Config> = {}): Promise<App> => createApp(testConfig(changes));

/** Asks as a person in a terminal would. */
export function askApp(
  app: App,
  text: string,
  history: readonly Turn[] = [],
  asOf?: string,
): Promise<Answer> {
  return app.ask(
    { text, history, asOf: asOf ?? "2026-03-20", asOfChosen: asOf !== undefined },
    { tenant: "test", signal: new AbortController().signal },
  );
}
