import { expect, test } from "vitest";
import { ask } from "../src/core/ask.ts";
import { evidenceOf } from "../src/core/retrieve.ts";
import { createClaudeDrafter } from "../src/model/claude-drafter.ts";
import { draftByExtraction } from "../src/model/extractive.ts";
import { asked, claudeAt, configOf, SMALL, TENANT, withApp, withFolders } from "./claude-app.ts";
import type { Reply } from "./fakes/anthropic/replies.ts";
import { PROMPTS, withFakeClaude } from "./model/harness.ts";

const claude = withFakeClaude();
const folder = withFolders();
const small = folder(SMALL);
const open = <T>(use: Parameters<typeof withApp<T>>[1], withKey = true) => {
  claude.requests();
  return withApp(configOf(small, folder(), withKey ? claudeAt(claude.fake().url) : null), use);
};

const OTHER_WORDS = "Who drives the electricity bargaining between Acme and Globex?";
const NO_DETAIL = "Where will the accelerators that Initech sold to Acme be installed?";
const SOLD: Reply = {
  kind: "say",
  parts: [{ text: "Initech sold 400 accelerators to Acme Compute for $12 million.", cites: ["400 acc"] }],
};

test.each([OTHER_WORDS, NO_DETAIL])(
  "without a key the rules alone decide that %s goes too far",
  async (text) => {
    const { answer } = await open((app) => asked(app, text), false);
    expect(answer).toMatchObject({ outcome: "abstained", drafter: "extractive", notes: [] });
  },
);

test("what only looks too far to the rules, Claude may answer from what they found", async () => {
  claude.fake().script(SOLD);
  const { answer } = await open((app) => asked(app, NO_DETAIL));
  expect(answer).toMatchObject({ outcome: "answered", drafter: "claude" });
  expect(answer.citations.map((c) => c.source.id)).toEqual(["initech"]);
});

test("where Claude finds no answer either, the reason of the rules stands", async () => {
  const ruled = await open((app) => asked(app, NO_DETAIL), false);
  claude.fake().script({ kind: "say", parts: ["NOT TOLD: where they are installed"] });
  const { answer, receipt } = await open((app) => asked(app, NO_DETAIL));
  expect(answer).toMatchObject({ outcome: "abstained", drafter: "claude", claims: [], citations: [] });
  expect(answer.lead).toBe(ruled.answer.lead);
  expect(receipt.usd).toBeGreaterThan(0);
});

test.each<[string, Reply]>([
  ["fails", { kind: "refuse", category: "frontier_llm" }],
  [
    "writes nothing that holds",
    { kind: "say", parts: [{ text: "It was $90 billion.", cites: ["400 acc"] }] },
  ],
])("where Claude %s, a near miss is not quoted in its place", async (_, reply) => {
  claude.fake().script(reply);
  if (reply.kind === "say") claude.fake().script({ kind: "say", parts: ["Nothing."] });
  const { answer } = await open((app) => asked(app, NO_DETAIL));
  expect(answer).toMatchObject({ outcome: "abstained", drafter: "extractive", claims: [], citations: [] });
  expect(answer.notes).toEqual([
    expect.stringMatching(/, so only the search by rule looked for an answer\.$/),
  ]);
});

test.each([
  ["a question that is refused", "Should I buy Nvidia stock?"],
  ["a name that no source knows", "What did Cerebras sell to Acme?"],
  ["a question about nothing here", "When did the volcano last erupt in Iceland?"],
])("%s costs no call", async (_, text) => {
  const { answer } = await open((app) => asked(app, text));
  expect(answer.outcome).not.toBe("answered");
  expect(claude.requests()).toEqual([]);
});

test("known disagreements, and the statements drawn in for them, reach Claude", async () => {
  claude.fake().script(SOLD);
  await open(async (app) => {
    const statements = [...app.library.statements.values()];
    const at = (words: string) => statements.find((s) => s.text.includes(words))?.id ?? words;
    const drawn = evidenceOf({ statement: at("3 gigawatts"), score: 0 }, app.library);
    await ask(
      { text: "What did Initech sell to Acme?", history: [], asOf: "2026-11-20", asOfChosen: false },
      {
        library: app.library,
        search: app.search,
        claude: createClaudeDrafter({ ...claudeAt(claude.fake().url), promptsDir: PROMPTS }),
        quote: draftByExtraction,
        disagreements: () => ({
          list: [
            {
              about: "How much was sold",
              sides: [
                { text: "400", statements: [at("400 acc")] },
                { text: "3", statements: [at("3 gigawatts")] },
              ],
              better: null,
            },
          ],
          disputed: new Set([at("400 acc")]),
          drawnIn: drawn ? [drawn] : [],
        }),
        receipts: app.store.receipts,
        clock: app.config.now,
        dailyBudgetUsd: 1,
      },
      { tenant: TENANT, signal: new AbortController().signal },
    ).then((answer) => {
      expect(answer.conflicts).toMatchObject([{ about: "How much was sold", sides: [{}, {}] }]);
      expect(answer.claims.map((c) => c.label)).toEqual(["disputed"]);
    });
  });
  const [sent] = claude.requests();
  expect(JSON.stringify(sent?.system)).toContain("How much was sold");
  expect(JSON.stringify(sent?.messages)).toContain("operates 3 gigawatts");
});
