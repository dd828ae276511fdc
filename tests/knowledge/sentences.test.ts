import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_SENTENCE, splitSentences } from "../../src/knowledge/sentences.ts";

const split = (text: string): string[] => splitSentences(text).ranges.map((r) => text.slice(r.start, r.end));

/** Each case is one paragraph, written as the sentences that must come out, with what stood between them. */
const apart: Record<string, string[]> = {
  "plain sentences": ["It grew.", "It fell!", "Did it end?", "It did."],
  "a number with a decimal point": ["Sales rose 3.5% to $1.25 billion.", "Costs fell."],
  "a company that is abbreviated": [
    "Lakeside Corp. Chairman Ada Moss left.",
    "She sold her shares in Lakeside Inc.",
    "The firm paid.",
  ],
  "a country that is abbreviated": ["The U.S. Treasury objected.", "It left the U.S.", "The rest followed."],
  "titles and initials": ["Dr. J. P. Moss met Ms. Lane.", "They spoke."],
  "Latin abbreviations": ["Chips, e.g. Norbit, cost less vs. Vanta parts, i.e. old ones.", "Fine."],
  "numbers and dates that are abbreviated": ["Lot No. 5 sold on Nov. 18.", "No.", "It did not."],
  "a time of day": ["It closed at 5 p.m. EST.", "Norbit opened at 9 a.m.", "They waited."],
  "a quotation with its speaker": ["“Will it hold?” Ada Moss asked.", "“It will,” he said.", "They left."],
  "a quotation of several sentences": ["She called it “a test. Not a bet.”", "Then she left."],
  "a straight quotation": ['He said "no. Never."', "She agreed."],
  "a bracket with a sentence in it": [
    "Rents fell (see p. 5. It is long) again.",
    "(Nobody knew why.)",
    "Next.",
  ],
  "an omission and an ellipsis": ["The firm ... Norbit said ... grew.", "He waited...", "Then it came."],
  "names that begin low": ["xCloud raised money.", "xCloud spent it.", "iRack fell."],
  "names with a full stop": ["Norbit.AI and Racks.com merged on Node.js.", "Then they split."],
  "a web address": ["See https://a.example/B.Html for it.", "Or ask."],
  "footnote marks": ["The deal is dead.[1]", "Another came.[2][3]", "More."],
  "a letter that names something": ["They closed the Series B.", "Investors cheered."],
  "a firm with a mark in its name": ["Yahoo! Inc. bought it.", "It paid."],
  "non-breaking spaces": ["It cost $40\u00a0million.", "It sold."],
};

describe("sentences that stand apart", () => {
  for (const [name, sentences] of Object.entries(apart))
    it(`keeps ${name} right`, () => expect(split(sentences.join(" "))).toEqual(sentences));
});

const glued: Record<string, string[]> = {
  "after a word": ["It scaled profitably.", "That matters."],
  "after a name": ["It runs in Lakeside.", "Norbit remains."],
  "after a number": ["It ended in 2026.", "Five more came."],
  "after a quotation": ["It is “power first.”", "The rest follows."],
  "before a quotation": ["It shipped.", "“We did it,” she said."],
  "before an amount": ["It sold.", "$30 million went to Norbit."],
  "before an address": ["One tenant after another.", "www.grid.example"],
  "after a question": ["Who pays?", "Nobody does."],
};

describe("sentences that are glued together", () => {
  for (const [name, sentences] of Object.entries(glued))
    it(`parts them ${name}`, () => {
      const text = sentences.join("");
      expect(split(text)).toEqual(sentences);
      expect(splitSentences(text).glued).toBe(true);
    });

  it("parts a bullet from the colon that it is glued to", () => {
    expect(split("It comes to this:- Norbit pays.")).toEqual(["It comes to this:", "- Norbit pays."]);
  });
});

describe("long text", () => {
  it("breaks a sentence that is too long at its semicolons", () => {
    const clause = `${"word ".repeat(70)}end; `;
    const parts = split(clause.repeat(3).trim());
    expect(parts).toHaveLength(3);
    for (const part of parts) expect(part.length).toBeLessThanOrEqual(MAX_SENTENCE);
  });

  it("takes a megabyte without a single stop", () => {
    const parts = split("word ".repeat(200_000));
    expect(parts.every((p) => p.length <= MAX_SENTENCE)).toBe(true);
    expect(parts.join(" ").length).toBe(999_999);
  });
});

/** Text made of what real documents are made of, so that the rules meet each other. */
const prose = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "Norbit",
        "the",
        "U.S.",
        "Inc.",
        "$3.5",
        "e.g.",
        "“",
        "”",
        '"',
        "(",
        ")",
        ".",
        "...",
        "!",
        "?",
        ";",
      ),
      fc.constantFrom(
        " ",
        " ",
        "\n",
        "\r\n",
        "\u00a0",
        "—",
        ":- ",
        " • ",
        "www.a.example",
        "A.",
        "😀",
        "[1]",
        "*",
        "](x)",
      ),
      fc.lorem({ maxCount: 3 }),
      fc.string({ unit: "grapheme", maxLength: 8 }),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(""));

describe("whatever the text", () => {
  it("gives trimmed pieces of it, in order, none overlapping, none empty, none too long", () => {
    fc.assert(
      fc.property(prose, fc.nat(20), (text, from) => {
        let last = Math.min(from, text.length);
        for (const { start, end } of splitSentences(text, last).ranges) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(end - start).toBeLessThanOrEqual(MAX_SENTENCE);
          expect(text.slice(start, end)).toBe(text.slice(start, end).trim());
          last = end;
        }
        expect(last).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 500 },
    );
  });

  it("loses nothing but white space between the pieces", () => {
    fc.assert(
      fc.property(prose, (text) => {
        expect(split(text).join("").replace(/\s/g, "")).toBe(text.replace(/\s/g, ""));
      }),
      { numRuns: 300 },
    );
  });

  it("splits a sentence no further when it is split again", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...Object.values(apart).flat()), { maxLength: 8 }),
        (sentences) => {
          for (const s of split(sentences.join(" "))) expect(split(s)).toEqual([s]);
        },
      ),
    );
  });
});
