import fc from "fast-check";
import { expect, test } from "vitest";
import type { ClaudeContent } from "../../src/model/claude.ts";
import { readMended, readReply } from "../../src/model/claude-response.ts";
import { question } from "./evidence.ts";

const SENT = [
  {
    source: "a",
    statements: [
      { id: "a/0", text: "Alpha." },
      { id: "a/1", text: "Beta." },
    ],
  },
  { source: "b", statements: [{ id: "b/0", text: "Gamma." }] },
];

/** A text block that cites blocks `start` to `end` of the result `at`. */
const cited = (text: string, at: number, start: number, end = start + 1): ClaudeContent => ({
  type: "text",
  text,
  citations: [
    {
      type: "search_result_location",
      search_result_index: at,
      start_block_index: start,
      end_block_index: end,
      source: SENT[at]?.source ?? "",
      title: null,
      cited_text:
        SENT[at]?.statements
          .slice(start, end)
          .map((s) => s.text)
          .join("") ?? "",
    },
  ],
});
const bare = (text: string): ClaudeContent => ({ type: "text", text, citations: null });
const read = (...content: ClaudeContent[]) => readReply(content, SENT, question("What about chips?"));

test("a citation over several blocks names each statement", () => {
  expect(read(cited("It holds.", 0, 0, 2)).spans).toEqual([{ text: "It holds.", citations: ["a/0", "a/1"] }]);
});

test("two sentences in one cited block both carry its citation", () => {
  expect(read(cited("One holds. Two holds.", 1, 0)).spans.map((s) => s.citations)).toEqual([
    ["b/0"],
    ["b/0"],
  ]);
});

test("a full stop alone does not carry a citation into the next sentence", () => {
  expect(read(cited("One holds", 0, 0), cited(". ", 1, 0), bare("Two holds.")).spans).toEqual([
    { text: "One holds.", citations: ["a/0"] },
    { text: "Two holds.", citations: [] },
  ]);
});

test("lists, headings and lead-ins become plain sentences or nothing", () => {
  const reply = read(
    bare("## What is known\nThere are two views:\n- "),
    cited("One holds.", 0, 0),
    bare("\n2. "),
    cited("Two holds.", 1, 0),
    bare("\n\n"),
  );
  expect(reply.spans).toEqual([
    { text: "One holds.", citations: ["a/0"] },
    { text: "Two holds.", citations: ["b/0"] },
  ]);
});

test("thinking is never read as text", () => {
  const reply = read(
    { type: "thinking", thinking: "Acme has signed.", signature: "x" },
    cited("One holds.", 0, 0),
  );
  expect(reply.spans).toHaveLength(1);
});

test("a missing citations key is read as no citation", () => {
  const block = { type: "text", text: "One holds." } as ClaudeContent; // what the service sends, against its types
  expect(read(block).spans).toEqual([{ text: "One holds.", citations: [] }]);
});

test.each([
  ["The Information did not name the buyer.", false],
  ["The sources say that Acme did not sign.", false],
  ["Acme does not rent chips.", false],
  ["The provided sources don’t mention chips.", true],
  ["No price is given in the search results.", true],
  ["There is not enough information about chips.", true],
  ["None of the sources tells the price.", true],
])("%j speaks of a gap: %s", (text, gap) => {
  expect(read(bare(text)).hasGap).toBe(gap);
});

test("only what was cited is mended, by number", () => {
  const mended = readMended(
    [bare("[2] "), cited("Two holds.", 1, 0), bare("\n[3] Three holds.\nFour holds.")],
    SENT,
  );
  expect([...mended]).toEqual([[2, [{ text: "Two holds.", citations: ["b/0"] }]]]);
});

test("however a text is cut into blocks, its words stay and no citation is invented", () => {
  const word = fc.constantFrom("Alpha", "pays", "$5", "up to", "U.S.", "it.", "No.", "\n", "**", "- ");
  fc.assert(
    fc.property(fc.array(fc.array(word, { minLength: 1, maxLength: 6 }), { maxLength: 6 }), (blocks) => {
      const texts = blocks.map((words) => `${words.join(" ")} `);
      const content = texts.map((text, i) => (i % 2 === 0 ? cited(text, 0, 0) : bare(text)));
      const whole = read(bare(texts.join("")));
      const split = read(...content);
      const wordsOf = (spans: typeof split.spans) => spans.map((s) => s.text).join(" ");
      expect(wordsOf(split.spans)).toBe(wordsOf(whole.spans));
      expect(new Set(split.spans.flatMap((s) => s.citations)).size).toBeLessThanOrEqual(1);
    }),
  );
});
