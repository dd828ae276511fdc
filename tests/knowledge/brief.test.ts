import { describe, expect, it } from "vitest";
import { parseFile } from "../../src/knowledge/parse.ts";

const BRIEF = `---
deal: norbit-lakeside
name: Norbit and Lakeside
parties: [Norbit, Lakeside]
stage: in talks
stage_as_of: 2026-05
history:
  - { date: 2026-05-12, statement: nl-1, before: null, after: in talks }
  - { date: null, statement: nl-2, changes: nl-1 }
figures:
  - { statement: nl-2, amount: $40 million, kind: price, from: Norbit, to: Lakeside }
---

Norbit may lease Lakeside's second campus.
Nothing is signed.

## What the sources say

- Norbit and Lakeside are in talks about a lease.
  \`nl-1 · reported · Midland Ledger, citing people · close to both · ledger-2026 · 2026-05-12\`
- The rent would be $40 million a year.
  \`nl-2 · speculative · a blog · blog-1 · undated\`

## Later

- Nothing new.
  \`nl-3 · stated · Lakeside · lakeside-post · 2026\`
`;
const parse = (text: string) => parseFile("deals/norbit.md", new TextEncoder().encode(text));

describe("a brief", () => {
  it("gives the deal with its history and figures", () => {
    expect(parse(BRIEF).deals).toEqual([
      {
        slug: "norbit-lakeside",
        name: "Norbit and Lakeside",
        parties: ["Norbit", "Lakeside"],
        stage: "in talks",
        stageAsOf: "2026-05",
        summary: "Norbit may lease Lakeside's second campus. Nothing is signed.",
        history: [
          { date: "2026-05-12", statement: "nl-1", changes: null, before: null, after: "in talks" },
          { date: null, statement: "nl-2", changes: "nl-1", before: null, after: null },
        ],
        figures: [
          { statement: "nl-2", amount: "$40 million", kind: "price", from: "Norbit", to: "Lakeside" },
        ],
      },
    ]);
  });

  it("gives each bullet as a statement of the source that it names, with its place in the file", () => {
    const { statements, passages, problems, sources } = parse(BRIEF);
    expect(problems).toEqual([]);
    expect(sources).toEqual([]);
    expect(statements.map((s) => [s.id, s.sourceId, s.heading, s.deal])).toEqual([
      ["nl-1", "ledger-2026", "What the sources say", "norbit-lakeside"],
      ["nl-2", "blog-1", "What the sources say", "norbit-lakeside"],
      ["nl-3", "lakeside-post", "Later", "norbit-lakeside"],
    ]);
    expect(statements.map((s) => s.curated)).toEqual([
      {
        label: "reported",
        attribution: "Midland Ledger, citing people · close to both",
        dateOfEvent: "2026-05-12",
      },
      { label: "speculative", attribution: "a blog", dateOfEvent: null },
      { label: "stated", attribution: "Lakeside", dateOfEvent: "2026" },
    ]);
    for (const s of statements) expect(BRIEF.slice(s.start, s.end)).toBe(s.text);
    expect(passages.map((p) => p.text)).toEqual(statements.map((s) => s.text));
    expect(new Set(passages.map((p) => p.id)).size).toBe(3);
  });

  it("reads Windows line ends alike", () => {
    const { statements, problems } = parse(BRIEF.replaceAll("\n", "\r\n"));
    expect(problems).toEqual([]);
    expect(statements.map((s) => s.text)).toEqual(parse(BRIEF).statements.map((s) => s.text));
  });

  const broken: [string, string, string, number, RegExp][] = [
    ["has an unknown label", "· stated ·", "· sure ·", 27, /^unknown label "sure"/],
    ["has a date that does not exist", "· 2026`", "· 2026-13`", 27, /^"2026-13" is no date/],
    ["lacks a part", "nl-3 · stated · Lakeside", "nl-3 · stated", 27, /too few parts/],
    ["repeats an id", "`nl-3 ·", "`nl-1 ·", 26, /stands on line 19 already/],
    ["has no data", "  `nl-3", "  nl-3", 27, /without its line of data/],
  ];
  for (const [name, from, to, line, message] of broken)
    it(`leaves out a statement that ${name}, names the line and keeps the rest`, () => {
      const { statements, problems, deals } = parse(BRIEF.replace(from, to));
      expect(statements.map((s) => s.id)).toEqual(["nl-1", "nl-2"]);
      expect(deals).toHaveLength(1);
      expect(problems).toEqual([
        { file: "deals/norbit.md", line, message: expect.stringMatching(message), fix: expect.any(String) },
      ]);
    });

  it("is refused with the line where its front matter is wrong", () => {
    const { problems, deals } = parse(BRIEF.replace("kind: price", "kind: rent"));
    expect(deals).toEqual([]);
    expect(problems).toMatchObject([{ line: 11, message: expect.stringMatching(/^figures\.0\.kind/) }]);
    expect(problems[0]?.fix).toContain("price");
  });
});
