import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { ROOT } from "../src/config.ts";
import { SMALL, withFolders } from "./claude-app.ts";
import { RIGHT_KEY } from "./fakes/anthropic/server.ts";
import { withFakeClaude } from "./model/harness.ts";

const claude = withFakeClaude();
const folder = withFolders();

/** The command as an operator runs it, with nothing of this environment but what is given. */
const run = async (args: readonly string[], env: Record<string, string>) => {
  expect(existsSync(`${ROOT}/dist/cli.js`), "run npm run build first").toBe(true);
  return promisify(execFile)(process.execPath, [`${ROOT}/dist/cli.js`, ...args], {
    env: { KNOWLEDGE_DIR: folder(SMALL), DATABASE_URL: join(folder(), "ask.db"), ...env },
  });
};

test("a key and a server that speaks the Messages API are enough to answer by Claude", async () => {
  claude.fake().script({
    kind: "say",
    parts: [
      {
        text: "Example News reported that Acme Compute is in early talks with Globex Power.",
        cites: ["early talks"],
      },
    ],
  });
  const ran = await run(["ask", "--json", "Is Acme in talks with Globex over capacity?"], {
    ANTHROPIC_API_KEY: RIGHT_KEY,
    ANTHROPIC_BASE_URL: claude.fake().url,
  });
  const printed = JSON.parse(ran.stdout);
  expect(ran.stdout.trim().split("\n")).toHaveLength(1);
  expect(printed).toMatchObject({
    drafter: "claude",
    model: "claude-sonnet-5-5",
    abstained: false,
    notes: [],
    claims: [{ label: "reported", citations: [1] }],
    sources: [{ n: 1, id: "talks" }],
  });
  expect(claude.requests()).toHaveLength(1);
});

test("with a key that is refused, the process still answers, on standard output alone", async () => {
  const ran = await run(["ask", "--json", "Is Acme in talks with Globex over capacity?"], {
    ANTHROPIC_API_KEY: "sk-test-wrong",
    ANTHROPIC_BASE_URL: claude.fake().url,
  });
  expect(JSON.parse(ran.stdout)).toMatchObject({
    drafter: "extractive",
    abstained: false,
    notes: [expect.stringContaining("ANTHROPIC_API_KEY")],
  });
  expect(ran.stdout + ran.stderr).not.toContain("sk-test-wrong");
});
