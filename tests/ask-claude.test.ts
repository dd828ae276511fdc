import { expect, test } from "vitest";
import type { App } from "../src/app.ts";
import type { ClaudeConfig } from "../src/config.ts";
import type { Answer } from "../src/core/types.ts";
import { asked, claudeAt, configOf, SMALL, withApp, withFolders } from "./claude-app.ts";
import type { Part, Reply } from "./fakes/anthropic/replies.ts";
import { withFakeClaude } from "./model/harness.ts";

const claude = withFakeClaude();
const folder = withFolders();
const small = folder(SMALL);

const inClaudeMode = <T>(use: (app: App) => Promise<T>, more: Partial<ClaudeConfig> = {}) => {
  claude.requests();
  return withApp(configOf(small, folder(), claudeAt(claude.fake().url, more)), use);
};
const say = (...parts: Part[]): Reply => ({ kind: "say", parts });
const ASK = "Is Acme in talks with Globex over capacity?";
const GOOD: Part = {
  text: "Example News reported that Acme Compute is in early talks to rent up to 2 gigawatts from Globex Power.",
  cites: ["is in early talks"],
};
const texts = (answer: Answer) => answer.claims.map((c) => c.text);

/** What holds of every answer, whoever drafted it. */
function expectWhole({ answer, json }: Awaited<ReturnType<typeof asked>>) {
  const known = new Set(answer.citations.map((c) => c.n));
  for (const claim of answer.claims) {
    expect(claim.citations.length, claim.text).toBeGreaterThan(0);
    for (const n of claim.citations) expect(known).toContain(n);
    expect(claim.why).not.toBe("");
    expect(claim.text).not.toMatch(/[*`#|<>]|\[\d|https?:|www\./);
  }
  expect(json.sources.length).toBeLessThanOrEqual(8);
  expect(json.answer.length).toBeLessThanOrEqual(1_500);
}

test("Claude's answer has citations, labels, usage, price and the prompt that it was written by", async () => {
  claude.fake().script(
    say(GOOD, " ", {
      text: "Globex Power announced that it has not signed any agreement with Acme Compute.",
      cites: ["has not signed"],
    }),
  );
  const got = await inClaudeMode((app) => asked(app, ASK));
  expectWhole(got);
  const { answer, receipt, json } = got;
  expect(answer).toMatchObject({ outcome: "answered", drafter: "claude", leftOut: 0, notes: [] });
  expect(answer.claims.map((c) => c.label)).toEqual(["reported", "confirmed"]);
  expect(json.sources.map((s) => [s.n, s.id])).toEqual([
    [1, "talks"],
    [2, "statement"],
  ]);
  expect(receipt).toMatchObject({
    drafter: "claude",
    model: "claude-sonnet-5-5",
    promptHash: expect.stringMatching(/^answer \d+ \([0-9a-f]{8}\)$/),
    usage: { calls: 1, priced: true },
  });
  expect(receipt.usd).toBeGreaterThan(0);
  expect(receipt.usd).toBe(receipt.usage?.usd);
});

test("over the starter library too, Claude's sentences cite its statements", async () => {
  const question = "Has Anthropic signed a deal for Maia chips?";
  const config = configOf(`${import.meta.dirname}/../knowledge`, folder(), claudeAt(claude.fake().url));
  claude.fake().script(
    say({
      text: "Neither Anthropic nor Microsoft had signed anything on Maia chips, according to AgentMode AI.",
      cites: ["had signed anything on Maia chips"],
    }),
  );
  const got = await withApp(config, (app) => asked(app, question));
  expectWhole(got);
  expect(got.answer).toMatchObject({ drafter: "claude", leftOut: 0 });
  expect(got.json.sources[0]).toMatchObject({ id: "agentmodeai-anthropic-maia-2026-05-22" });
  expect(got.answer.claims[0]?.label).toBe("reported");
});

const WRONG: Part = { text: "Acme Compute will rent 5 gigawatts from Globex Power.", cites: ["early talks"] };

test("a sentence that its source does not bear out is mended once, by the fast model", async () => {
  claude.fake().script(say(WRONG), say("[1] ", GOOD));
  const { answer, receipt } = await inClaudeMode((app) => asked(app, ASK));
  expect(texts(answer)).toEqual([GOOD.text]);
  expect(answer.leftOut).toBe(0);
  expect(claude.requests().map((r) => r.model)).toEqual(["claude-sonnet-5-5", "claude-haiku-5-5"]);
  expect(receipt.usage?.calls).toBe(2);
});

test("what is still wrong after mending is replaced by its source's own sentence, and that is said", async () => {
  const close = {
    text: "Acme Compute is in early talks to rent 2 gigawatts of capacity from Globex Power.",
    cites: ["early talks"],
  };
  claude.fake().script(say(close), say("[1] ", close));
  const { answer, receipt } = await inClaudeMode((app) => asked(app, ASK));
  expect(texts(answer)).toEqual([expect.stringContaining("up to 2 gigawatts")]);
  expect(answer.notes).toContain("One sentence was replaced by the source's own, which said it otherwise.");
  expect(receipt.usage?.calls).toBe(2);
});

test("what can't be replaced either is dropped and counted, with the reason on the receipt", async () => {
  const invented = { text: "Initech paid Acme Compute $90 billion in Texas.", cites: ["early talks"] };
  claude.fake().script(say(GOOD, " ", invented), say("[1] ", invented));
  const got = await inClaudeMode((app) => asked(app, ASK));
  expectWhole(got);
  expect(texts(got.answer)).toEqual([GOOD.text]);
  expect(got.answer.leftOut).toBe(1);
  expect(got.receipt.dropped).toMatchObject([{ text: invented.text, reason: expect.stringContaining("90") }]);
});

test("where nothing that Claude wrote holds, the sources are quoted and a line says so", async () => {
  const invented = { text: "Initech bought Texas for $90 billion.", cites: ["early talks"] };
  claude.fake().script(say(invented), say("[1] ", invented));
  const { answer, receipt } = await inClaudeMode((app) => asked(app, ASK));
  expect(answer).toMatchObject({ outcome: "answered", drafter: "extractive" });
  expect(answer.notes).toContain(
    "Nothing that Claude wrote held against its sources, so this answer quotes the sources without it.",
  );
  expect(JSON.stringify(answer)).not.toContain("Texas");
  expect(receipt.usd).toBeGreaterThan(0);
});

test("Claude may find that the sources do not tell: then nothing is cited", async () => {
  claude.fake().script(say("NOT TOLD: capacity"));
  const { answer, receipt } = await inClaudeMode((app) => asked(app, ASK));
  expect(answer).toMatchObject({ outcome: "abstained", drafter: "claude", claims: [], citations: [] });
  expect(answer.lead).toMatch(/^The sources here don't answer that\./);
  expect(receipt.cited).toEqual([]);
});

test("Claude may look a second time, in other words, and cite what it finds then", async () => {
  const later: Part = {
    text: "Initech sold 400 accelerators to Acme Compute, Example News reported.",
    cites: ["400 accelerators"],
  };
  claude.fake().script({ kind: "search", query: "Initech accelerators sold" }, say(GOOD, " ", later));
  const got = await inClaudeMode((app) => asked(app, ASK));
  expectWhole(got);
  expect(got.json.sources.map((s) => s.id)).toEqual(["talks", "initech"]);
  expect(got.receipt.usage?.calls).toBe(2);
});

test("earlier turns go along as plain text, without citation numbers", async () => {
  claude.fake().script(say(GOOD));
  const history = [
    { role: "user" as const, text: "What does Globex operate?" },
    { role: "assistant" as const, text: "Globex Power operates 3 gigawatts of capacity in Ohio. [1]" },
  ];
  await inClaudeMode((app) => asked(app, "And is Acme in talks with it?", { history }));
  expect(claude.requests()[0]?.messages.slice(0, 3)).toEqual([
    { role: "user", content: "What does Globex operate?" },
    { role: "assistant", content: "Globex Power operates 3 gigawatts of capacity in Ohio." },
    { role: "user", content: "And is Acme in talks with it?" },
  ]);
});

test("when the day's budget is used up, answers quote the sources and say so", async () => {
  claude.fake().script(say(GOOD));
  const spent = await inClaudeMode(async (app) => [await asked(app, ASK), await asked(app, ASK)], {
    dailyBudgetUsd: 0.000_001,
  });
  expect(spent.map((s) => s.answer.drafter)).toEqual(["claude", "extractive"]);
  expect(spent[1]?.answer.notes[0]).toMatch(
    /^Today's Claude budget \(\$0\.00\) is used up, so this answer quotes the sources/,
  );
  expect(claude.requests()).toHaveLength(1);
});

test("a long draft ends between two sentences, and the answer says that more could be said", async () => {
  const long = (n: number): Part => ({
    text: `Example News reported that Acme Compute is in early talks to rent up to 2 gigawatts of capacity from Globex Power, and the people familiar with the talks said that the talks may end without a deal${" again".repeat(n)}. `,
    cites: ["is in early talks", "may end without"],
  });
  claude.fake().script(say(...[1, 2, 3, 4, 5, 6, 7, 8, 9].map(long)));
  const got = await inClaudeMode((app) => asked(app, ASK));
  expectWhole(got);
  expect(got.answer.notes).toContain(
    "More could be said than fits here; ask for a part of it to see the rest.",
  );
  for (const text of texts(got.answer)) expect(text).toMatch(/\.$/);
});

test("markup, links and numbers of Claude's own do not reach the reader", async () => {
  claude.fake().script(
    say({
      text: "- **Example News** reported that [Acme Compute](https://evil.example/x) is in early talks to rent `up to 2 gigawatts` from <https://evil.example|Globex Power> [7].",
      cites: ["is in early talks"],
    }),
  );
  const got = await inClaudeMode((app) => asked(app, ASK));
  expectWhole(got);
  expect(texts(got.answer)).toEqual([GOOD.text]);
});

test("an opening that rests on no source is no claim", async () => {
  claude.fake().script(say("Here is what the sources say:\n", "The sources disagree. ", GOOD));
  const got = await inClaudeMode((app) => asked(app, ASK));
  expectWhole(got);
  expect(texts(got.answer)).toEqual([GOOD.text]);
});
