import { LLMock } from "@copilotkit/aimock";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createClaudeDrafter } from "../../src/model/claude-drafter.ts";
import { requestOf, TALKS } from "./evidence.ts";
import { PROMPTS, patient } from "./harness.ts";

// A second peer, written by others, for what the first might have got wrong in the same way as the drafter: transport
// faults. It cannot send citations, so the best answer that it can give is an uncited one.

let peer: LLMock;
beforeEach(async () => {
  peer = new LLMock({ port: 0, host: "127.0.0.1", chunkSize: 8, logLevel: "silent" });
  await peer.start();
});
afterEach(() => peer.stop());

const ANY = { predicate: () => true };
const TEXT = { content: "Acme has signed with Globex for two gigawatts of capacity in Ohio and in Texas." };
const OVERLOADED = { error: { type: "overloaded_error", message: "Overloaded" }, status: 529 };
const LIMITED = { error: { type: "rate_limit_error", message: "Slow down" }, status: 429 };

const kindOf = async () => {
  const drafter = createClaudeDrafter({
    apiKey: "sk-test-any",
    baseUrl: peer.url,
    model: "claude-sonnet-5-5",
    fastModel: "claude-haiku-5-5",
    effort: "low",
    promptsDir: PROMPTS,
    deadlineMs: 5_000,
    idleMs: 1_000,
  });
  const ended = await drafter.draft(requestOf(TALKS), patient()).catch((error: unknown) => error);
  return [
    ended && typeof ended === "object" && "kind" in ended ? ended.kind : ended,
    peer.getRequests().length,
  ];
};

test("its plain text arrives whole, and is refused for citing nothing", async () => {
  peer.on(ANY, TEXT);
  expect(await kindOf()).toEqual(["uncited", 1]);
});

test("an overload is tried once more, and the second reply is read", async () => {
  peer.on({ ...ANY, sequenceIndex: 0 }, OVERLOADED);
  peer.on({ ...ANY, sequenceIndex: 1 }, TEXT);
  expect(await kindOf()).toEqual(["uncited", 2]);
});

test.each([
  ["overloaded", OVERLOADED, 2],
  ["rate limited", { ...LIMITED, retryAfter: 1 }, 2],
  ["rate limited", { ...LIMITED, retryAfter: 600 }, 1],
] as const)("what lasts ends as %s", async (kind, response, calls) => {
  peer.on(ANY, response);
  expect(await kindOf()).toEqual([kind, calls]);
});

test.each([
  ["is truncated", { truncateAfterChunks: 4, latency: 30 }],
  ["is disconnected", { disconnectAfterMs: 200, latency: 60 }],
])("a stream that %s in the middle is cut off, and not paid for twice", async (_, fault) => {
  peer.on(ANY, TEXT, fault);
  expect(await kindOf()).toEqual(["cut off", 1]);
});

test("a stream that stands still is given up", async () => {
  peer.on(ANY, TEXT, { latency: 3_000 });
  expect(await kindOf()).toEqual(["stalled", 1]);
});
