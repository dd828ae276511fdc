import { afterAll, beforeAll, expect, test } from "vitest";
import { createClaudeDrafter } from "../../../src/model/claude-drafter.ts";
import { requestOf, TALKS } from "../../model/evidence.ts";
import { PROMPTS } from "../../model/harness.ts";
import { type FakeAnthropic, RIGHT_KEY, startFakeAnthropic } from "./server.ts";

let fake: FakeAnthropic;
let good: Record<string, unknown>;

const SAY = { kind: "say" as const, parts: [{ text: "Acme talks.", cites: ["in early talks"] }] };
const HEADERS = {
  "content-type": "application/json",
  "anthropic-version": "2026-10-21",
  authorization: `Bearer ${RIGHT_KEY}`,
};

const post = (body: unknown, headers: Record<string, string> = HEADERS) =>
  fetch(`${fake.url}/v1/messages`, { method: "POST", headers, body: JSON.stringify(body) });

beforeAll(async () => {
  fake = await startFakeAnthropic();
  fake.script(SAY);
  const drafter = createClaudeDrafter({
    apiKey: RIGHT_KEY,
    baseUrl: fake.url,
    model: "claude-sonnet-5-5",
    fastModel: "claude-haiku-5-5",
    effort: "low",
    promptsDir: PROMPTS,
  });
  await drafter.draft(requestOf(TALKS), new AbortController().signal);
  good = { ...fake.requests[0] };
});
afterAll(() => fake.stop());

test("the drafter's own request passes, so what follows fails for its one change", async () => {
  fake.script(SAY);
  const response = await post(good);
  expect(response.status).toBe(200);
  expect(await response.text()).toContain("event: message_stop");
});

const TOOL_USE = { type: "tool_use", id: "toolu_x", name: "search_library", input: {} };
const RESULT = { type: "search_result", source: "s", title: "t", content: [{ type: "text", text: "x" }] };
const CITED = { ...RESULT, citations: { enabled: true } };
const resultOf = (content: unknown) => ({ type: "tool_result", tool_use_id: "toolu_x", content });
const talk = (...last: unknown[]) => ({
  messages: [
    { role: "user", content: "hi" },
    { role: "assistant", content: [TOOL_USE] },
    { role: "user", content: last },
  ],
});

test.each<[string, Record<string, unknown>]>([
  ["temperature", { temperature: 1 }],
  ["an unknown field", { max_output: 7 }],
  ["no max_tokens", { max_tokens: undefined }],
  ["an unknown effort", { output_config: { effort: "utmost" } }],
  ["citations with structured output", { output_config: { format: { type: "json_schema", schema: {} } } }],
  ["thinking switched off where it cannot be", { thinking: { type: "disabled" } }],
  ["a thinking budget on a model without one", { thinking: { type: "enabled", budget_tokens: 2000 } }],
  ["a forced tool", { tool_choice: { type: "any" } }],
  ["effort on a model that knows none", { model: "claude-haiku-4-5" }],
  ["an unknown role", { messages: [{ role: "tool", content: "hi" }] }],
  [
    "a prefilled answer",
    {
      messages: [
        { role: "user", content: "hi" },
        { role: "assistant", content: "Yes" },
      ],
    },
  ],
  [
    "an assistant first",
    {
      messages: [
        { role: "assistant", content: "Yes" },
        { role: "user", content: "hi" },
      ],
    },
  ],
  ["empty text", { messages: [{ role: "user", content: [{ type: "text", text: "" }] }] }],
  ["a search result without title", talk(resultOf([{ ...CITED, title: undefined }]))],
  ["an empty search result", talk(resultOf([{ ...CITED, content: [] }]))],
  ["a search result beside text", talk(resultOf([CITED, { type: "text", text: "x" }]))],
  ["citations on some search results only", talk(resultOf([CITED, RESULT]))],
  ["a tool call without result", talk({ type: "text", text: "and now?" })],
  ["a result without tool call", { messages: [{ role: "user", content: [resultOf("x")] }] }],
  [
    "sources said by the assistant",
    {
      messages: [
        { role: "user", content: "a" },
        { role: "assistant", content: [CITED] },
        { role: "user", content: "b" },
      ],
    },
  ],
  [
    "five cache marks",
    {
      system: Array.from({ length: 5 }, () => ({
        type: "text",
        text: "x",
        cache_control: { type: "ephemeral" },
      })),
    },
  ],
])("%s is refused", async (_, change) => {
  const response = await post({ ...good, ...change });
  expect([response.status, await response.json()]).toMatchObject([
    400,
    { error: { type: "invalid_request_error" } },
  ]);
});

test.each<[string, number, Record<string, string>]>([
  ["no key", 401, { authorization: "" }],
  ["a key in the old header", 401, { authorization: "", "x-api-key": RIGHT_KEY }],
  ["no version", 400, { "anthropic-version": "" }],
])("%s gives %i", async (_, status, change) => {
  expect((await post(good, { ...HEADERS, ...change })).status).toBe(status);
});

test("a reply can cite only what the request holds", async () => {
  fake.script({ kind: "say", parts: [{ text: "Acme signed.", cites: ["a sentence that was never sent"] }] });
  expect((await post(good)).status).toBe(500);
});

test("a request that was not expected is not answered", async () => {
  expect((await post(good)).status).toBe(500);
});
