import { expect, test } from "vitest";
import { asked, claudeAt, configOf, SMALL, withApp, withFolders } from "./claude-app.ts";
import type { Reply } from "./fakes/anthropic/replies.ts";
import { withFakeClaude } from "./model/harness.ts";

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

test("what was not known on the day asked about is neither told to Claude nor shown", async () => {
  const rival = folder({
    ...SMALL,
    "rival.md":
      SMALL["initech.md"]
        ?.replace("id: initech", "id: rival")
        .replace("2026-10-12", "2026-11-10")
        .replace(
          "400 accelerators to Acme Compute for $12 million",
          "900 accelerators to Acme Compute for $30 million",
        ) ?? "",
  });
  claude.fake().script(SOLD, SOLD);
  claude.requests();
  const [then, now] = await withApp(configOf(rival, folder(), claudeAt(claude.fake().url)), async (app) => {
    const text = "For how much did Initech sell accelerators to Acme?";
    return [await asked(app, text, { asOf: "2026-10-31", asOfChosen: true }), await asked(app, text)];
  });
  expect([then?.answer.conflicts.length, now?.answer.conflicts.length]).toEqual([0, 1]);
  const sent = claude.requests().map((r) => JSON.stringify(r).includes("900 accelerators"));
  expect(sent).toEqual([false, true]);
});

test("where sources disagree, Claude is told and the answer shows both sides, however long", async () => {
  const rival = folder({
    ...SMALL,
    "rival.md":
      SMALL["initech.md"]
        ?.replace("id: initech", "id: rival")
        .replace("Example News", "Other News")
        .replace(
          "400 accelerators to Acme Compute for $12 million",
          "900 accelerators to Acme Compute for $30 million",
        ) ?? "",
  });
  const long = `Initech sold 400 accelerators to Acme Compute for $12 million${" and sold 400 accelerators".repeat(12)}. `;
  claude.fake().script({ kind: "say", parts: [1, 2, 3, 4].map(() => ({ text: long, cites: ["400 acc"] })) });
  claude.requests();
  const { answer, json } = await withApp(configOf(rival, folder(), claudeAt(claude.fake().url)), (app) =>
    asked(app, "For how much did Initech sell accelerators to Acme?"),
  );
  expect(answer.drafter).toBe("claude");
  expect(answer.claims[0]?.label).toBe("disputed");
  expect(answer.conflicts).toHaveLength(1);
  expect(answer.conflicts[0]?.sides.map((s) => s.citations.length)).toEqual([1, 1]);
  expect(json.answer.length).toBeLessThanOrEqual(1_500);
  const [sent] = claude.requests();
  expect(JSON.stringify(sent?.system)).toContain("Sources are known to disagree on");
  expect(JSON.stringify(sent?.messages)).toContain("900 accelerators");
});
