import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "vitest";
import { type App, createApp } from "../src/app.ts";
import { answerJson } from "../src/chat/json.ts";
import { type ClaudeConfig, type Config, ROOT, readConfig } from "../src/config.ts";
import type { Question } from "../src/core/types.ts";
import { RIGHT_KEY } from "./fakes/anthropic/server.ts";

/** A small library of invented companies, as an operator might put together. */
export const SMALL: Readonly<Record<string, string>> = {
  "entities.yaml": `- { name: Acme Compute, kind: company, aliases: [Acme] }
- { name: Globex Power, kind: company, aliases: [Globex] }
- { name: Initech, kind: company }
`,
  "talks.md": `---
id: talks
title: Acme in talks with Globex over capacity
publisher: Example News
published: 2026-11-02
kind: press
---
Acme Compute is in early talks to rent up to 2 gigawatts of capacity from Globex Power, people familiar with the talks said.

The talks with Globex Power may end without a deal, the people said.
`,
  "statement.md": `---
id: statement
title: Globex Power on its customers
publisher: Globex Power
published: 2026-11-05
kind: official
---
Globex Power announced that it has not signed any agreement with Acme Compute.

Globex Power has run data centres in Ohio since 2019.
`,
  "initech.md": `---
id: initech
title: Initech sells accelerators
publisher: Example News
published: 2026-10-12
kind: press
---
Initech sold 400 accelerators to Acme Compute for $12 million in September 2026.
`,
};

/** A folder that is gone after the tests of a file. */
export function withFolders() {
  const made: string[] = [];
  afterAll(() => {
    for (const folder of made) rmSync(folder, { recursive: true, force: true });
  });
  return (files: Readonly<Record<string, string>> = {}): string => {
    const folder = mkdtempSync(join(tmpdir(), "claude-mode-"));
    made.push(folder);
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return folder;
  };
}

/** Claude's settings as an operator's environment gives them, with the fake for the vendor. */
export const claudeAt = (url: string, more: Partial<ClaudeConfig> = {}): ClaudeConfig => ({
  apiKey: RIGHT_KEY,
  baseUrl: url,
  model: "claude-sonnet-5-5",
  fastModel: "claude-haiku-5-5",
  effort: "low",
  dailyBudgetUsd: 5,
  ...more,
});

/** The settings of a product that answers on 20 November 2026. */
export const configOf = (knowledgeDir: string, database: string, claude: ClaudeConfig | null): Config => ({
  knowledgeDir,
  entitiesFile: `${ROOT}/knowledge/entities.yaml`,
  promptsDir: `${ROOT}/prompts`,
  databaseUrl: join(database, "test.db"),
  claude,
  now: () => new Date("2026-11-20T09:00:00Z"),
  server: readConfig({}).server,
});

export const TENANT = "t-1";

/** Asks the whole product; gives the answer, its JSON and its receipt. */
export async function asked(app: App, text: string, more: Partial<Question> = {}) {
  const question: Question = { text, history: [], asOf: "2026-11-20", asOfChosen: false, ...more };
  const answer = await app.ask(question, { tenant: TENANT, signal: new AbortController().signal });
  const receipt = await app.store.receipts.get(TENANT, answer.receipt);
  if (!receipt) throw new Error("the answer has no receipt");
  return { answer, receipt, json: answerJson(answer, 1) };
}

/** Opens the product for one test and closes it. */
export async function withApp<T>(config: Config, use: (app: App) => Promise<T>): Promise<T> {
  const app = await createApp(config);
  try {
    return await use(app);
  } finally {
    await app.close();
  }
}
