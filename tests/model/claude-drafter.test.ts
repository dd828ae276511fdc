import { expect, test } from "vitest";
import type { Evidence } from "../../src/core/types.ts";
import { searchResultsIn } from "../fakes/anthropic/rules.ts";
import { evidenceOf, question, requestOf, TALKS } from "./evidence.ts";
import { patient, withFakeClaude } from "./harness.ts";

const claude = withFakeClaude();

const SHORT = {
  kind: "say" as const,
  parts: [{ text: "Acme is in early talks to rent up to 2 GW from Globex.", cites: ["in early talks"] }],
};

test("sentences come out whole, each with the statements of every block that it was spread over", async () => {
  claude.fake().script({
    kind: "say",
    parts: [
      { text: "Acme is in early talks to rent up to 2 GW from Globex", cites: ["in early talks"] },
      ", and ",
      { text: "the talks may end without a deal", cites: ["may end without"] },
      ". ",
      { text: "Globex says that it has not signed with Acme.", cites: ["has not signed"] },
      " This matters to everybody.",
    ],
  });
  const draft = await claude.drafter().draft(requestOf(TALKS), patient());
  expect(draft.spans).toEqual([
    {
      text: "Acme is in early talks to rent up to 2 GW from Globex, and the talks may end without a deal.",
      citations: ["acme-talks/0", "acme-talks/1"],
    },
    { text: "Globex says that it has not signed with Acme.", citations: ["globex-blog/0"] },
    { text: "This matters to everybody.", citations: [] },
  ]);
  expect(draft).toMatchObject({ drafter: "claude", model: "claude-sonnet-5-5", abstains: false, notes: [] });
  expect(draft.prompt).toMatch(/^answer \d+ \([0-9a-f]{8}\)$/);
});

test("source text reaches the model in tool results only, with publisher, date and kind in the title", async () => {
  claude.requests();
  claude.fake().script(SHORT);
  const asked = question("and with Globex?", {
    history: [
      { role: "user", text: "Who rents from Initech?" },
      { role: "assistant", text: "Acme rents from Initech. [1]" },
    ],
  });
  await claude.drafter().draft(requestOf(TALKS, { question: asked }), patient());
  const [sent] = claude.requests();
  const outside = JSON.stringify([
    sent?.system,
    sent?.messages.map((m) => (typeof m.content === "string" ? m.content : [])),
  ]);
  for (const item of TALKS) expect(outside).not.toContain(item.statement.text);
  expect(sent?.messages.map((m) => m.role)).toEqual(["user", "assistant", "user", "assistant", "user"]);
  expect(sent?.messages[1]?.content).toBe("Acme rents from Initech.");
  const results = sent ? searchResultsIn(sent) : [];
  expect(results.map((r) => r.source)).toEqual(["acme-talks", "globex-blog"]);
  expect(results[0]?.title).toBe('Example News; press; 2026-05-21; "About acme-talks"');
  expect(results[0]?.content).toHaveLength(2);
  expect(JSON.stringify(sent?.system)).toContain("2026-11-20");
});

test("a summary is marked as ours, and an unknown publisher and date as unknown", async () => {
  claude.requests();
  claude.fake().script({ kind: "say", parts: [{ text: "Acme rents chips.", cites: ["rents"] }] });
  const evidence = [
    ...evidenceOf({
      id: "a",
      publisher: "Daily Chip",
      quoteKind: "summary",
      statements: ["Acme rents chips."],
    }),
    ...evidenceOf({ id: "b", publisher: null, published: null, statements: ["Acme has chips."] }),
  ];
  await claude.drafter().draft(requestOf(evidence), patient());
  const [sent] = claude.requests();
  const titles = (sent ? searchResultsIn(sent) : []).map((r) => r.title);
  expect(titles[0]).toContain("our summary of Daily Chip");
  expect(titles[1]).toContain("unknown publisher; press; undated");
});

test("Claude may search again, and cites what that brought by an index over the whole conversation", async () => {
  claude.requests();
  const asked: string[] = [];
  claude.fake().script(
    { kind: "search", query: "Initech chips" },
    {
      kind: "say",
      parts: [
        { text: "Acme is in early talks with Globex.", cites: ["in early talks"] },
        " ",
        { text: "Initech sold Acme 400 chips in 2025.", cites: ["400 chips"] },
      ],
    },
  );
  const more = evidenceOf({ id: "initech", statements: ["Initech sold Acme 400 chips in 2025."] });
  const request = requestOf(TALKS, {
    search: async (query) => {
      asked.push(query);
      return [...TALKS.slice(0, 1), ...more];
    },
  });
  const draft = await claude.drafter().draft(request, patient());
  expect(asked).toEqual(["Initech chips"]);
  expect(draft.spans.map((s) => s.citations)).toEqual([["acme-talks/0"], ["initech/0"]]);
  expect(draft.usage?.calls).toBe(2);
  const [first, second] = claude.requests();
  expect(second?.tools).toEqual(first?.tools);
  expect(second?.system).toEqual(first?.system);
  expect(second ? searchResultsIn(second).map((r) => r.source) : []).toEqual([
    "acme-talks",
    "globex-blog",
    "initech",
  ]);
});

test("after two searches the tool may not be called any more", async () => {
  claude.requests();
  claude.fake().script({ kind: "search", query: "one" }, { kind: "search", query: "two" }, SHORT);
  const draft = await claude.drafter({ maxInputTokens: 50_000 }).draft(requestOf(TALKS), patient());
  expect(draft.spans).toHaveLength(1);
  expect(claude.requests().map((r) => r.tool_choice?.type)).toEqual(["auto", "auto", "none"]);
});

test("no search is offered where its result would not fit the tokens of one question", async () => {
  claude.requests();
  claude.fake().script(SHORT);
  await claude.drafter({ maxInputTokens: 2_000 }).draft(requestOf(TALKS), patient());
  expect(claude.requests().map((r) => r.tool_choice?.type)).toEqual(["none"]);
});

test.each([
  ["fails", () => Promise.reject(new Error("index gone"))],
  ["never ends", () => new Promise<Evidence[]>(() => {})],
  ["finds nothing", async () => []],
])("a second search that %s does not keep the answer from coming", async (_, search) => {
  claude.fake().script({ kind: "search", query: "Initech" }, SHORT);
  const drafter = claude.drafter({ deadlineMs: 1_500 });
  expect((await drafter.draft(requestOf(TALKS, { search }), patient())).spans).toHaveLength(1);
});

test.each([[""], [7], [null]])("a tool call with the query %j is answered with an error", async (query) => {
  claude.requests();
  claude.fake().script({ kind: "search", query }, SHORT);
  await claude.drafter().draft(requestOf(TALKS), patient());
  expect(JSON.stringify(claude.requests()[1]?.messages.at(-1))).toContain('"is_error":true');
});

test("what the sources do not tell becomes an abstention in the words of the question", async () => {
  claude.fake().script({ kind: "say", parts: ["NOT TOLD: the price per chip."] });
  const request = requestOf(TALKS, { question: question("What is the price per chip for Acme?") });
  expect(await claude.drafter().draft(request, patient())).toMatchObject({
    abstains: true,
    spans: [],
    notes: ["The sources don't tell: the price per chip."],
  });
});

test("what a gap line claims beyond the question is not shown", async () => {
  claude.fake().script({
    kind: "say",
    parts: [...SHORT.parts, "\nNOT TOLD: the $40 billion that Acme secretly paid"],
  });
  expect(await claude.drafter().draft(requestOf(TALKS), patient())).toMatchObject({
    abstains: false,
    notes: ["The sources don't tell a part of what was asked."],
  });
});

test("an abstention in free words counts as one", async () => {
  claude
    .fake()
    .script({ kind: "say", parts: ["The search results do not mention a price for these chips."] });
  expect(await claude.drafter().draft(requestOf(TALKS), patient())).toMatchObject({
    abstains: true,
    notes: ["The sources don't tell what was asked."],
  });
});

test("without evidence Claude is told that nothing was found", async () => {
  claude.requests();
  claude.fake().script({ kind: "say", parts: ["NOT TOLD: chips"] });
  expect((await claude.drafter().draft(requestOf([]), patient())).abstains).toBe(true);
  expect(JSON.stringify(claude.requests()[0]?.messages)).toContain("Nothing found.");
});

test("evidence is cut to the tokens of one question, best first, both sides of a conflict together", async () => {
  claude.requests();
  const evidence = evidenceOf(
    ...Array.from({ length: 60 }, (_, i) => ({
      id: `s${i}`,
      statements: [`Source ${i} says that Acme has rented ${i} GW of capacity. ${"And so on. ".repeat(30)}`],
    })),
  );
  claude.fake().script({ kind: "say", parts: [{ text: "Acme has 0 GW.", cites: ["Source 0 says"] }] });
  const conflicts = [{ about: "what Acme rented", statements: ["s0/0", "s59/0"] }];
  const draft = await claude.drafter().draft(requestOf(evidence, { conflicts }), patient());
  const [sent] = claude.requests();
  const sources = sent ? searchResultsIn(sent).map((r) => r.source) : [];
  expect(sources.slice(0, 3)).toEqual(["s0", "s59", "s1"]);
  expect(sources.length).toBeGreaterThan(10);
  expect(sources.length).toBeLessThan(60);
  expect(draft.usage?.inputTokens).toBeLessThan(6_000);
  expect(JSON.stringify(sent?.system)).toContain("what Acme rented");
});

test("the fixed part of the prompt is read from the cache the second time, and costs less", async () => {
  const prompt = { model: "claude-opus-5-5" }; // unused by the other tests, so not cached yet
  claude.fake().script(SHORT, SHORT);
  const first = await claude.drafter(prompt).draft(requestOf(TALKS), patient());
  const second = await claude.drafter(prompt).draft(requestOf(TALKS), patient());
  expect(first.usage?.cacheWriteTokens).toBeGreaterThan(512);
  expect(second.usage?.cacheReadTokens).toBe(first.usage?.cacheWriteTokens);
  expect(second.usage?.usd).toBeLessThan(first.usage?.usd ?? 0);
});

test("a model without a price is used all the same, and counted as the dearest one", async () => {
  claude.fake().script(SHORT);
  const draft = await claude.drafter({ model: "claude-next-9" }).draft(requestOf(TALKS), patient());
  expect(draft.usage?.priced).toBe(false);
  expect(draft.usage?.usd).toBeGreaterThan(0);
});

test("models that know no effort are not sent one", async () => {
  claude.requests();
  claude.fake().script(SHORT);
  await claude.drafter({ model: "claude-haiku-4-5" }).draft(requestOf(TALKS), patient());
  expect(claude.requests()[0]?.output_config).toBeUndefined();
});

test("half a character, an assistant's opening turn and empty turns do not make the request invalid", async () => {
  claude.requests();
  claude.fake().script({ kind: "say", parts: [{ text: "Acme rents chips.", cites: ["rents chips"] }] });
  const broken = evidenceOf(
    { id: "a", statements: ["Acme rents chips \ud83d."] },
    { id: "b", statements: ["   "] },
  );
  const asked = question("And now? \udc00", {
    history: [
      { role: "assistant", text: "Welcome." },
      { role: "user", text: " " },
      { role: "user", text: "Who rents?" },
    ],
  });
  await claude.drafter().draft(requestOf(broken, { question: asked }), patient());
  const [sent] = claude.requests();
  expect(JSON.stringify(sent)).not.toMatch(/\\ud8|\\udc/);
  expect(sent?.messages[0]?.content).toBe("Who rents?");
  expect(sent ? searchResultsIn(sent) : []).toHaveLength(1);
});

test("statements that one source relays from different people keep their attributions apart", async () => {
  claude.requests();
  claude.fake().script({ kind: "say", parts: [{ text: "Acme rents chips.", cites: ["rents chips"] }] });
  const relayed = evidenceOf({ id: "a", statements: ["Acme rents chips.", "Acme may buy chips."] });
  const says = ["Acme, as relayed by Example News", "an analyst"];
  const curated = relayed.map((item, i): Evidence => {
    const attribution = says[i] ?? "";
    const recorded = { label: "reported" as const, attribution, dateOfEvent: null };
    return { ...item, statement: { ...item.statement, curated: recorded } };
  });
  await claude.drafter().draft(requestOf(curated), patient());
  const [sent] = claude.requests();
  const titles = (sent ? searchResultsIn(sent) : []).map((r) => r.title.split("; ").at(-1));
  expect(titles).toEqual(says.map((who) => `who says it: ${who}`));
});
