import { expect, test } from "vitest";
import type { ClaudeConfig } from "../src/config.ts";
import { asked, claudeAt, configOf, SMALL, TENANT, withApp, withFolders } from "./claude-app.ts";
import type { Fault, Reply } from "./fakes/anthropic/replies.ts";
import { withFakeClaude } from "./model/harness.ts";

const claude = withFakeClaude();
const folder = withFolders();
const small = folder(SMALL);

const ASK = "Is Acme in talks with Globex over capacity?";
/** Words of Claude's that no source has: none of them may be seen unless the answer is whole. */
const TEXT =
  "Acme Compute is in early talks to rent up to 2 gigawatts from Globex Power, according to Example News.";
const PARTS = [{ text: TEXT, cites: ["is in early talks"] }];
const GOOD: Reply = { kind: "say", parts: PARTS };
const cut = (fault: Fault): Reply => ({ ...GOOD, fault });
const status = (
  code: number,
  type: "rate_limit_error" | "overloaded_error" | "api_error",
  headers = {},
): Reply => ({
  kind: "status",
  status: code,
  type,
  headers,
});
const LIMITED = status(429, "rate_limit_error");
const OVERLOADED = status(529, "overloaded_error");

/** Shorter than an operator would have it, so that the test ends soon. */
const SOON = { deadlineMs: 5_000, idleMs: 400 };

const open = <T>(use: Parameters<typeof withApp<T>>[1], more: Partial<ClaudeConfig> = {}) => {
  claude.requests();
  return withApp(configOf(small, folder(), claudeAt(claude.fake().url, { ...SOON, ...more })), use);
};

test.each<[string, Reply]>([
  ["a rate limit that names no time", LIMITED],
  ["a rate limit that names a second", status(429, "rate_limit_error", { "retry-after": "1" })],
  ["an overload", OVERLOADED],
  ["an error of the service", status(500, "api_error")],
])("%s is tried once more, and Claude's answer comes without a word about it", async (_, reply) => {
  claude.fake().script(reply, GOOD);
  const { answer } = await open((app) => asked(app, ASK));
  expect(answer).toMatchObject({ drafter: "claude", notes: [], claims: [{ text: TEXT }] });
});

test.each<[string, string, number, Reply[], Partial<ClaudeConfig>?]>([
  ["a rate limit that lasts", "Claude is taking no more questions for the moment", 2, [LIMITED, LIMITED]],
  [
    "a rate limit longer than anyone waits",
    "Claude is taking no more questions for the moment",
    1,
    [status(429, "rate_limit_error", { "retry-after": "3600" })],
  ],
  ["an overload that lasts", "Claude is overloaded at the moment", 2, [OVERLOADED, OVERLOADED]],
  ["an overload in mid-stream", "Claude is overloaded at the moment", 1, [cut("overloaded")]],
  ["a dropped connection in mid-stream", "Claude's answer was cut off", 1, [cut("drop")]],
  ["a stream without message_stop", "Claude's answer was cut off", 1, [cut("end")]],
  ["a stall in mid-stream", "Claude stopped answering midway", 1, [cut("stall")]],
  [
    "a service that never begins",
    "Claude took too long",
    1,
    [{ kind: "silence" }],
    { deadlineMs: 600, idleMs: 9_000 },
  ],
  ["a refusal", "Claude declined to answer", 1, [{ kind: "refuse", category: "frontier_llm" }]],
  [
    "a refusal in mid-text",
    "Claude declined to answer",
    1,
    [{ kind: "refuse", category: "frontier_llm", after: TEXT }],
  ],
  [
    "a full max_tokens",
    "Claude's answer was cut off",
    1,
    [{ ...GOOD, kind: "say", parts: PARTS, stop: "max_tokens" }],
  ],
  ["an empty answer", "Claude's answer was empty", 1, [{ kind: "say", parts: [] }]],
  ["an answer without any citation", "Claude's answer cited no source", 1, [{ kind: "say", parts: [TEXT] }]],
  [
    "a refused key",
    "Claude refused the API key (an operator must check ANTHROPIC_API_KEY)",
    0,
    [],
    { apiKey: "sk-test-wrong" },
  ],
  [
    "a model that does not exist",
    "The configured Claude model does not exist (an operator must check CLAUDE_MODEL)",
    0,
    [],
    { model: "claude-no-such" },
  ],
  ["a service that is not there", "Claude could not be reached", 0, [], { baseUrl: "http://127.0.0.1:9" }],
])("%s ends in an answer that quotes the sources and says why", async (_, what, calls, replies, more) => {
  claude.fake().script(...replies);
  const { answer, receipt } = await open((app) => asked(app, ASK), more);
  expect(answer).toMatchObject({ outcome: "answered", drafter: "extractive", model: null });
  expect(answer.notes[0]).toBe(`${what}, so this answer quotes the sources without it.`);
  const own = answer.citations.map((c) => c.statement.text);
  for (const claim of answer.claims) expect(own).toContain(claim.text);
  expect(answer.claims.length).toBeGreaterThan(0);
  expect(JSON.stringify(receipt)).not.toContain("according to Example News");
  expect(claude.requests()).toHaveLength(calls);
});

test("a failure after earlier calls is paid for once, and counts against the day's budget", async () => {
  claude.fake().script({ kind: "search", query: "Initech" }, cut("drop"));
  const { receipt, spent } = await open(async (app) => {
    const got = await asked(app, ASK);
    return { ...got, spent: await app.store.receipts.spentOn("2026-11-20") };
  });
  expect(receipt).toMatchObject({ drafter: "extractive", usage: { calls: 2 } });
  expect(spent).toBe(receipt.usd);
  expect(spent).toBeGreaterThan(0);
});

test("a question that the asker withdraws ends at once, without an answer or a receipt", async () => {
  claude.fake().script({ kind: "silence" });
  await open(async (app) => {
    const abort = new AbortController();
    const pending = app.ask(
      { text: ASK, history: [], asOf: "2026-11-20", asOfChosen: false },
      { tenant: TENANT, signal: abort.signal },
    );
    const gone = expect(pending).rejects.toMatchObject({ name: "AbortError" });
    await claude.fake().nextRequest();
    abort.abort();
    await gone;
    expect(await app.store.receipts.spentOn("2026-11-20")).toBe(0);
  });
});
