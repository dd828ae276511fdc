import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sideBySide, wrap } from "../../../src/chat/terminal/layout.ts";
import { renderAnswer } from "../../../src/chat/terminal/render.ts";
import { type Answer, type Citation, LABELS } from "../../../src/core/types.ts";

const citation = (n: number, quoteKind: "verbatim" | "summary"): Citation => ({
  n,
  source: {
    id: `s${n}`,
    title: "A title",
    publisher: "The Dispatch",
    url: "https://dispatch.example/a",
    published: null,
    kind: "press",
    quoteKind,
  },
  statement: {
    id: `st${n}`,
    sourceId: `s${n}`,
    passageId: `p${n}`,
    ordinal: 0,
    text: "Said.",
    start: 0,
    end: 5,
    form: "sentence",
    heading: null,
    via: null,
    deal: null,
    curated: null,
  },
  passage: { id: `p${n}`, sourceId: `s${n}`, text: "Said.", start: 0, end: 5 },
});

const answer: Answer = {
  question: "signed?",
  asOf: "2026-03-20",
  outcome: "answered",
  lead: "Not confirmed.",
  claims: LABELS.map((label, i) => ({
    text: `Claim ${i}.`,
    label,
    why: "The Dispatch only",
    stage: "in talks",
    citations: [1],
    origins: { count: 1, phrase: "one origin (The Dispatch)" },
    settledBy: "an announcement by Northwind",
  })),
  conflicts: [
    {
      about: "the price",
      sides: [
        { text: "Five.", citations: [1] },
        { text: "Six.", citations: [2] },
      ],
      better: "Better established: the first.",
    },
  ],
  table: {
    columns: ["deal", "stage"],
    rows: [{ cells: ["Northwind", "in talks"], citations: [2] }],
    total: 3,
  },
  citations: [citation(1, "summary"), citation(2, "verbatim")],
  leftOut: 1,
  notes: ["Newest source: 2 March 2026."],
  drafter: "extractive",
  model: null,
  receipt: "abcde",
};

describe("an answer in the terminal", () => {
  const text = renderAnswer(answer, 80);

  it("shows every label in words, the reason and both sides of a conflict", () => {
    for (const words of [
      "Confirmed",
      "One source",
      "Reported, unconfirmed",
      "Speculative",
      "Disputed",
      "Denied",
    ])
      expect(text).toContain(words);
    expect(text).toContain("Five. [1]");
    expect(text).toContain("Six. [2]");
    expect(text).toContain("Better established: the first.");
  });

  it("marks a summary as ours, says what was left out and how many rows there are", () => {
    expect(text).toContain("our summary of The Dispatch");
    expect(text).toContain("1 sentence left out");
    expect(text).toContain("1 of 3 shown");
    expect(text).toContain("receipt abcde");
  });
});

describe("layout", () => {
  it("loses no word and keeps to the width, unless one word is longer", () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { maxLength: 40 }),
        fc.integer({ min: 20, max: 90 }),
        (list, width) => {
          const wrapped = wrap(list.join(" "), width, "  ");
          expect(wrapped.split(/\s+/).filter(Boolean)).toEqual(list);
          for (const line of wrapped.split("\n")) expect(line.length).toBeLessThanOrEqual(width);
        },
      ),
    );
  });

  it("draws a table of any shape", () => {
    expect(sideBySide([], 40)).toBe("");
    expect(sideBySide([["a", "b"], ["c"]], 40)).toContain("c");
  });
});
