import { expect, test } from "vitest";
import type { DraftRequest } from "../../src/core/answer/draft.ts";
import type { Draft } from "../../src/core/types.ts";
import { requestOf, TALKS } from "./evidence.ts";
import { patient, withFakeClaude } from "./harness.ts";

const claude = withFakeClaude();

const WRONG = { text: "Acme will rent 2 GW from Globex.", citations: ["acme-talks/0"] };
const RIGHT = { text: "Globex says that it has not signed.", citations: ["globex-blog/0"] };
const DRAFT: Draft = {
  spans: [WRONG, RIGHT],
  drafter: "claude",
  model: "claude-sonnet-5-5",
  prompt: "answer 1 (00000000)",
  abstains: false,
  notes: [],
  usage: {
    inputTokens: 900,
    outputTokens: 50,
    cacheReadTokens: 1_200,
    cacheWriteTokens: 0,
    usd: 0.01,
    priced: true,
    calls: 1,
  },
};
const FAILURES = [{ span: WRONG, reasons: ['"up to" is lost', '"is in talks" became "will"'] }];

const mend = async (request: DraftRequest, more: Parameters<typeof claude.drafter>[0] = {}) => {
  const drafter = claude.drafter(more);
  if (!drafter.mend) throw new Error("this drafter does not mend");
  return drafter.mend(request, DRAFT, FAILURES, patient());
};

test("a failed sentence goes back once with its reasons and comes back corrected, the others untouched", async () => {
  claude.requests();
  claude.fake().script({
    kind: "say",
    parts: ["[1] ", { text: "Acme is in talks to rent up to 2 GW from Globex.", cites: ["in early talks"] }],
  });
  const mended = await mend(requestOf(TALKS));
  expect(mended.spans).toEqual([
    { text: "Acme is in talks to rent up to 2 GW from Globex.", citations: ["acme-talks/0"] },
    RIGHT,
  ]);
  expect(mended.usage?.calls).toBe(2);
  expect(mended.prompt).toMatch(/^answer 1 \(00000000\), mend \d+ \([0-9a-f]{8}\)$/);
  const [sent] = claude.requests();
  expect(sent?.model).toBe("claude-haiku-5-5");
  expect(String(sent?.messages.at(-1)?.content)).toContain('"up to" is lost');
});

test.each([
  ["leaves the number out", ["Nothing in the results supports this."]],
  ["cites nothing", ["[1] Acme rents 2 GW."]],
  ["uses a number that was not given", ["[7] ", { text: "Acme talks.", cites: ["in early talks"] }]],
] as const)("a reply that %s leaves the failed sentence to verification", async (_, parts) => {
  claude.fake().script({ kind: "say", parts });
  expect((await mend(requestOf(TALKS))).spans).toEqual([WRONG, RIGHT]);
});

test("a failing service leaves the draft as it was", async () => {
  claude.fake().script({ kind: "refuse", category: "frontier_llm" });
  const mended = await mend(requestOf(TALKS));
  expect(mended.spans).toEqual(DRAFT.spans);
  expect(mended.usage?.calls).toBe(2);
});

test("nothing is sent when too little time or too few tokens are left", async () => {
  claude.requests();
  expect(await mend(requestOf(TALKS, { startedAt: Date.now() - 21_000 }))).toBe(DRAFT);
  expect(await mend(requestOf(TALKS), { maxInputTokens: 2_500 })).toBe(DRAFT);
  expect(claude.requests()).toEqual([]);
});

test("whoever gives up while a sentence is mended gets an AbortError", async () => {
  claude.fake().script({ kind: "silence" });
  const controller = new AbortController();
  const pending = claude.drafter().mend?.(requestOf(TALKS), DRAFT, FAILURES, controller.signal);
  const arrived = claude.fake().nextRequest();
  arrived.then(() => controller.abort());
  await expect(pending).rejects.toMatchObject({ name: "AbortError" });
});
