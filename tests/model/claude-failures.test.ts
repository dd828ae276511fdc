import { createServer } from "node:net";
import { expect, test } from "vitest";
import { DraftFailure, type DraftFailureKind } from "../../src/core/answer/draft.ts";
import type { Part, Reply } from "../fakes/anthropic/replies.ts";
import { requestOf, TALKS } from "./evidence.ts";
import { patient, withFakeClaude } from "./harness.ts";

const claude = withFakeClaude();

const PARTS: readonly Part[] = [
  { text: "Acme is in early talks to rent up to 2 GW from Globex.", cites: ["in early talks"] },
];
const SAY: Reply = { kind: "say", parts: PARTS };
const OVERLOADED: Reply = { kind: "status", status: 529, type: "overloaded_error" };
const limited = (headers: Record<string, string> = {}, code?: string): Reply => ({
  kind: "status",
  status: 429,
  type: "rate_limit_error",
  headers,
  ...(code === undefined ? {} : { code }),
});
const faulty = (
  fault: "drop" | "end" | "stall" | "overloaded" | "overloaded at once" | "drop at once",
): Reply => ({
  kind: "say",
  parts: PARTS,
  fault,
});

/** Bounds that end a test soon; none of them is asserted on. */
const SOON = { deadlineMs: 4_000, idleMs: 400 };

const failing = async (...replies: Reply[]) => {
  claude.requests();
  claude.fake().script(...replies);
  const error: unknown = await claude
    .drafter(SOON)
    .draft(requestOf(TALKS), patient())
    .then(
      () => null,
      (e: unknown) => e,
    );
  if (!(error instanceof DraftFailure)) throw new Error(`expected a DraftFailure, got ${String(error)}`);
  return { failure: error, calls: claude.requests().length };
};

test.each<[string, Reply]>([
  ["a rate limit that names no time", limited()],
  ["a rate limit that names a short time", limited({ "retry-after": "1" })],
  ["a rate limit that names milliseconds", limited({ "retry-after-ms": "200" })],
  ["an overloaded service", OVERLOADED],
  ["an error inside the service", { kind: "status", status: 500, type: "api_error" }],
  ["an overload before anything of the answer", faulty("overloaded at once")],
  ["a connection that drops before anything of the answer", faulty("drop at once")],
])("%s is tried once more, and the answer comes", async (_, reply) => {
  claude.requests();
  claude.fake().script(reply, SAY);
  const draft = await claude.drafter(SOON).draft(requestOf(TALKS), patient());
  expect(draft.spans).toHaveLength(1);
  expect(claude.requests()).toHaveLength(2);
});

test.each<[string, DraftFailureKind, number, Reply[]]>([
  ["a rate limit that lasts", "rate limited", 2, [limited(), limited()]],
  ["a rate limit longer than what is left", "rate limited", 1, [limited({ "retry-after": "3600" })]],
  [
    "a rate limit until a distant date",
    "rate limited",
    1,
    [limited({ "retry-after": new Date(Date.now() + 3.6e6).toUTCString() })],
  ],
  ["a reached spend limit", "spend limit", 1, [limited({}, "enforced_spend_limit_reached")]],
  [
    "a service that says not to retry",
    "overloaded",
    1,
    [{ ...OVERLOADED, headers: { "x-should-retry": "false" } }],
  ],
  ["an overload that lasts", "overloaded", 2, [OVERLOADED, OVERLOADED]],
  ["an overload in the middle of the answer", "overloaded", 1, [faulty("overloaded")]],
  ["a connection that drops in the middle", "cut off", 1, [faulty("drop")]],
  ["a stream that ends without message_stop", "cut off", 1, [faulty("end")]],
  ["a stream that stalls", "stalled", 1, [faulty("stall")]],
  ["a service that never begins", "stalled", 1, [{ kind: "silence" }]],
  ["a refusal", "declined", 1, [{ kind: "refuse", category: "frontier_llm" }]],
  [
    "a refusal in the middle of the answer",
    "declined",
    1,
    [{ kind: "refuse", category: null, after: "Acme has signed " }],
  ],
  ["too long an answer", "cut off", 1, [{ ...SAY, stop: "max_tokens" }]],
  ["a full context window", "cut off", 1, [{ ...SAY, stop: "model_context_window_exceeded" }]],
  ["an answer without text", "empty", 1, [{ kind: "say", parts: [] }]],
  ["an answer of white space", "empty", 1, [{ kind: "say", parts: [" \n "] }]],
  ["an answer without citations", "uncited", 1, [{ kind: "say", parts: ["Acme has signed with Globex."] }]],
  ["a key without permission", "key refused", 1, [{ kind: "status", status: 403, type: "permission_error" }]],
  ["an unpaid account", "spend limit", 1, [{ kind: "status", status: 402, type: "billing_error" }]],
  [
    "a request that the service refuses",
    "request refused",
    1,
    [{ kind: "status", status: 413, type: "invalid_request_error" }],
  ],
])("%s ends as: %s, after %i call(s)", async (_, kind, calls, replies) => {
  const seen = await failing(...replies);
  expect([seen.failure.kind, seen.calls]).toEqual([kind, calls]);
  expect(seen.failure.what).toMatch(/^[A-Z].+[^.]$/);
  expect(seen.failure.what).not.toMatch(/as scripted|req_fake|\d{3}/);
});

test.each(["index out of range", "blocks out of range", "other source", "other words"] as const)(
  "a citation with its %s counts for nothing",
  async (bend) => {
    const bent = { text: "Acme has signed.", cites: ["in early talks"], bend };
    expect((await failing({ kind: "say", parts: [bent] })).failure.kind).toBe("uncited");
    claude.fake().script({ kind: "say", parts: [bent, " ", ...PARTS] });
    const draft = await claude.drafter().draft(requestOf(TALKS), patient());
    expect(draft.spans.map((s) => s.citations)).toEqual([[], ["acme-talks/0"]]);
  },
);

test("a wrong key and a wrong model say which setting to check", async () => {
  const draft = (more: object) => claude.drafter(more).draft(requestOf(TALKS), patient());
  await expect(draft({ apiKey: "sk-test-wrong" })).rejects.toMatchObject({
    kind: "key refused",
    what: expect.stringContaining("ANTHROPIC_API_KEY"),
  });
  await expect(draft({ model: "cloud-sonnet" })).rejects.toMatchObject({
    kind: "model unknown",
    what: expect.stringContaining("CLAUDE_MODEL"),
  });
});

test("a service that is not there is unavailable", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  await new Promise((resolve) => server.close(resolve));
  const drafter = claude.drafter({ ...SOON, baseUrl: `http://127.0.0.1:${port}` });
  await expect(drafter.draft(requestOf(TALKS), patient())).rejects.toMatchObject({ kind: "unavailable" });
});

test("the deadline counts from when the question came in", async () => {
  const before = claude.fake().aborted();
  claude.fake().script({ kind: "silence" });
  const request = requestOf(TALKS, { startedAt: Date.now() - 24_800 });
  await expect(claude.drafter().draft(request, patient())).rejects.toMatchObject({ kind: "out of time" });
  await expect.poll(() => claude.fake().aborted()).toBe(before + 1);
});

test("a user who gives up ends the request, and it is no failure", async () => {
  const before = claude.fake().aborted();
  claude.fake().script({ kind: "silence" });
  const controller = new AbortController();
  const pending = claude.drafter().draft(requestOf(TALKS), controller.signal);
  claude
    .fake()
    .nextRequest()
    .then(() => controller.abort());
  await expect(pending).rejects.toMatchObject({ name: "AbortError" });
  await expect.poll(() => claude.fake().aborted()).toBe(before + 1);
});

test("a user who has given up already costs nothing", async () => {
  claude.requests();
  const drafter = claude.drafter();
  await expect(drafter.draft(requestOf(TALKS), AbortSignal.abort())).rejects.toMatchObject({
    name: "AbortError",
  });
  expect(claude.requests()).toEqual([]);
});

test("a user who gives up during the wait before a retry is not kept", async () => {
  claude.requests();
  claude.fake().script(limited({ "retry-after": "10" }));
  const controller = new AbortController();
  const pending = claude.drafter().draft(requestOf(TALKS), controller.signal);
  await claude.fake().nextRequest();
  setTimeout(() => controller.abort(), 100);
  await expect(pending).rejects.toMatchObject({ name: "AbortError" });
  expect(claude.requests()).toHaveLength(1);
});

test("what a failed answer cost is told, also that of the calls before it", async () => {
  const refused = await failing({ kind: "refuse", category: "frontier_llm" });
  expect(refused.failure.usage?.inputTokens).toBeGreaterThan(0);
  const cut = await failing({ kind: "search", query: "Initech" }, faulty("drop"));
  expect(cut.failure.usage).toMatchObject({ calls: 2 });
  expect(cut.failure.usage?.inputTokens).toBeGreaterThan(refused.failure.usage?.inputTokens ?? 0);
});
