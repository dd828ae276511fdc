import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import type { Reply } from "../fakes/anthropic/replies.ts";
import { RIGHT_KEY } from "../fakes/anthropic/server.ts";
import { withFakeClaude } from "./harness.ts";

const claude = withFakeClaude();
const root = fileURLToPath(new URL("../..", import.meta.url));

const run = (env: Record<string, string>) =>
  promisify(execFile)(process.execPath, ["scripts/smoke-claude.mjs"], { cwd: root, env }).then(
    ({ stdout, stderr }) => ({ status: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => ({ status: error.code, ...error }),
  );

const TALKS: Reply = {
  kind: "say",
  parts: [{ text: "Acme Compute is in early talks to rent up to 2 GW.", cites: ["early talks"] }],
};
const NOT_TOLD: Reply = { kind: "say", parts: ["NOT TOLD: the price per gigawatt"] };
const COMPARED: Reply = {
  kind: "say",
  parts: [{ text: "Initech sold 400 accelerators.", cites: ["400 accelerators"] }],
};
const MENDED: Reply = {
  kind: "say",
  parts: ["[1] ", { text: "Acme Compute is in talks to rent up to 2 GW.", cites: ["early talks"] }],
};

test("without a key the smoke check says what to set", async () => {
  expect(existsSync(`${root}/dist/model/claude-drafter.js`), "run npm run build first").toBe(true);
  expect(await run({})).toMatchObject({ status: 2, stderr: expect.stringContaining("ANTHROPIC_API_KEY") });
});

test.each([
  ["passes when the service does what it should", TALKS, 0],
  ["fails when a citation is lost", { ...TALKS, parts: ["Acme Compute has signed."] } as Reply, 1],
])("the smoke check %s", async (_, first, status) => {
  const lost = status === 1;
  claude.fake().script(first, TALKS, NOT_TOLD, TALKS, { kind: "search", query: "Initech" }, COMPARED);
  if (!lost) claude.fake().script(MENDED);
  const ran = await run({ ANTHROPIC_API_KEY: RIGHT_KEY, ANTHROPIC_BASE_URL: claude.fake().url });
  expect([ran.status, /FAILED/.test(ran.stdout)], ran.stdout).toEqual([status, lost]);
  if (!lost) expect(ran.stdout.match(/^ok /gm)).toHaveLength(11);
});
