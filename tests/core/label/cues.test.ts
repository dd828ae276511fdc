import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cuesIn } from "../../../src/core/label/cues.ts";

const kinds = (text: string) => [...new Set(cuesIn(text).map((c) => c.kind))];

describe("cuesIn", () => {
  it("finds each kind of doubt by its words", () => {
    expect(kinds("Northwind reportedly leased it")).toContain("attribution");
    expect(kinds("two people familiar with the plan")).toContain("unnamed");
    expect(kinds("They are in early talks")).toContain("talks");
    expect(kinds("It holds if the price falls")).toContain("condition");
    expect(kinds("It could double")).toContain("possibility");
    expect(kinds("The order presumably stands")).toContain("adverb");
    expect(kinds("It will open in June")).toContain("future");
    expect(kinds("Is it signed?")).toContain("question");
    expect(kinds("Fabrikam denied the report")).toContain("denial");
  });

  it("takes May for a month and 'may' for a doubt", () => {
    expect(kinds("It opened in May 2026")).not.toContain("possibility");
    expect(kinds("It may open in 2026")).toContain("possibility");
    expect(kinds("Fabrikam May Have Signed Already")).toContain("possibility");
  });

  it("sees no condition in an indirect question, a concession or a contract's terms", () => {
    expect(kinds("Reporters asked if it was signed")).not.toContain("condition");
    expect(kinds("Even if prices fall it stands")).not.toContain("condition");
    expect(kinds("It adds $2 billion if commercial milestones are met")).not.toContain("condition");
    expect(kinds("Whether or not it is signed, it stands")).not.toContain("condition");
  });

  it("sees a right, not a guess, in what a party may do under a contract", () => {
    expect(kinds("Either side may cancel on 90 days' notice")).not.toContain("possibility");
  });

  it("does not take a refusal to comment for a forecast", () => {
    expect(kinds("Northwind would not comment")).not.toContain("projection");
  });

  it("reads curly quotes like straight ones and keeps offsets", () => {
    const text = "“Fabrikam’s order can’t wait,” it said; it might slip.";
    for (const cue of cuesIn(text)) expect(text.slice(cue.start, cue.end)).toBe(cue.text);
    expect(kinds(text)).toContain("possibility");
    expect(kinds(text)).not.toContain("ability");
  });

  it("gives cues that stand in the text, in order, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        const found = cuesIn(text);
        for (const c of found) expect(text.slice(c.start, c.end)).toBe(c.text);
        expect(found.map((c) => c.start)).toEqual(found.map((c) => c.start).sort((a, b) => a - b));
      }),
    );
  });
});
