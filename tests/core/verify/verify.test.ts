import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createLexicon, type Entity } from "../../../src/core/entities.ts";
import type { Evidence, Span } from "../../../src/core/types.ts";
import { failuresOf, verifyDraft, verifySpan } from "../../../src/core/verify/verify.ts";

const company = (name: string): Entity => ({ name, kind: "company", of: null, aliases: [], exact: false });
const lexicon = createLexicon(["Microsoft", "Nvidia", "Anthropic", "OpenAI", "Oracle"].map(company));

function evidence(id: string, text: string, over: Partial<Evidence["source"]> = {}, around = text): Evidence {
  const place = { sourceId: "s", start: 0, end: text.length };
  return {
    statement: {
      ...place,
      id,
      passageId: "p",
      ordinal: 0,
      text,
      form: "sentence",
      heading: null,
      via: null,
      deal: null,
      curated: null,
    },
    passage: { ...place, id: "p", text: around },
    source: {
      id: "s",
      title: "A report",
      publisher: null,
      url: null,
      published: null,
      kind: "press",
      quoteKind: "verbatim",
      ...over,
    },
    score: 1,
  };
}

const library = (...all: Evidence[]) => new Map(all.map((e) => [e.statement.id, e]));
const span = (text: string, ...citations: string[]): Span => ({ text, citations });
const draft = (...spans: Span[]) => ({ spans });

const invest = evidence("i", "Microsoft will invest up to $5 billion in Anthropic.");
const oracle = evidence("o", "Oracle plans to buy about 400,000 chips.");

describe("a draft after verification", () => {
  it("keeps what holds as it was written", () => {
    const good = span("Up to $5 billion is to come from Microsoft for Anthropic.", "i");
    expect(verifyDraft(draft(good), library(invest), lexicon)).toEqual({
      kept: [good],
      dropped: [],
      replaced: [],
    });
  });

  it("puts the cited statement in the place of a span that overstates it", () => {
    const bad = span("Microsoft will invest $5 billion in Anthropic.", "i");
    const { kept, dropped, replaced } = verifyDraft(draft(bad), library(invest), lexicon);
    expect(kept).toEqual([span(invest.statement.text, "i")]);
    expect(dropped).toEqual([]);
    expect(replaced).toEqual([{ ...bad, reason: expect.stringContaining("up to $5 billion") }]);
  });

  it("drops a span that cites a statement about something else", () => {
    const bad = span("Microsoft will invest $5 billion in Anthropic.", "o");
    const { kept, dropped } = verifyDraft(draft(bad), library(oracle), lexicon);
    expect(kept).toEqual([]);
    expect(dropped.map((d) => d.text)).toEqual([bad.text]);
  });

  it("drops a span without a citation and one whose citation is unknown", () => {
    const { kept, dropped } = verifyDraft(
      draft(span("Microsoft owns Anthropic."), span("Microsoft will invest in Anthropic.", "zz")),
      library(invest),
      lexicon,
    );
    expect(kept).toEqual([]);
    expect(dropped).toHaveLength(2);
  });

  it("never says a statement twice", () => {
    const bad = span("Microsoft will invest $5 billion in Anthropic.", "i");
    const { kept, dropped } = verifyDraft(
      draft(bad, bad, span(invest.statement.text, "i")),
      library(invest),
      lexicon,
    );
    expect(kept).toEqual([span(invest.statement.text, "i")]);
    expect(dropped).toHaveLength(2);
  });

  it("tells what fails in sentences that can be sent back", () => {
    const bad = span("Microsoft will invest $7 billion in Anthropic.", "i");
    const found = failuresOf([bad, span(invest.statement.text, "i")], library(invest), lexicon);
    expect(found).toEqual([
      { span: bad, reasons: [expect.stringMatching(/“\$7 billion” does not stand.*“up to \$5 billion”/)] },
    ]);
  });
});

describe("what stands around a statement", () => {
  const whole = "Anthropic raised a new round. The company will spend it on chips from Nvidia.";
  const chips = "The company will spend it on chips from Nvidia.";

  it("resolves its pronouns", () => {
    const e = evidence("c", chips, {}, whole);
    expect(verifySpan(span("Anthropic will spend it on Nvidia chips.", "c"), [e], lexicon).problems).toEqual(
      [],
    );
  });

  it("does not lend its names to a statement that names its own", () => {
    const named = "Anthropic will buy chips from Nvidia.";
    const e = evidence("c", named, {}, `OpenAI raised a new round. ${named}`);
    expect(verifySpan(span("OpenAI will buy chips from Nvidia.", "c"), [e], lexicon).ok).toBe(false);
  });

  it("lets a span name the publisher and the day that it cites", () => {
    const e = evidence("c", chips, { publisher: "Harbour Gazette", published: "2026-05-21" }, whole);
    const said = "Harbour Gazette reported on 21 May 2026 that Anthropic will spend it on chips from Nvidia.";
    expect(verifySpan(span(said, "c"), [e], lexicon).problems).toEqual([]);
    expect(verifySpan(span(said.replace("21 May", "22 May"), "c"), [e], lexicon).ok).toBe(false);
  });
});

const who = fc.constantFrom("Microsoft", "Nvidia", "Anthropic", "OpenAI", "Oracle");
const bound = fc.constantFrom("", "up to ", "about ", "more than ");
const hedge = fc.constantFrom(
  "will invest",
  "may invest",
  "reportedly invested",
  "did not invest",
  "is in talks to invest",
);
const amount = fc.integer({ min: 2, max: 98 });
const made = fc
  .record({ a: who, b: who, bound, hedge, amount })
  .filter(({ a, b }) => a !== b)
  .map((x) => ({ ...x, text: `${x.a} ${x.hedge} ${x.bound}$${x.amount} billion in ${x.b} in May 2026.` }));

describe("whatever a statement says", () => {
  it("it stands for itself", () => {
    fc.assert(
      fc.property(made, ({ text }) => {
        expect(verifySpan(span(text, "x"), [evidence("x", text)], lexicon).ok).toBe(true);
      }),
    );
  });

  it("no other amount passes", () => {
    fc.assert(
      fc.property(made, amount, (m, other) => {
        fc.pre(other !== m.amount);
        const text = m.text.replace(`$${m.amount} billion`, `$${other} billion`);
        expect(verifySpan(span(text, "x"), [evidence("x", m.text)], lexicon).ok).toBe(false);
      }),
    );
  });

  it("an added sentence with a new figure fails", () => {
    fc.assert(
      fc.property(made, fc.integer({ min: 100, max: 999 }), (m, n) => {
        const text = `${m.text} It needs ${n} megawatts.`;
        expect(verifySpan(span(text, "x"), [evidence("x", m.text)], lexicon).ok).toBe(false);
      }),
    );
  });

  it("the parties cannot change places, and no other party can take one", () => {
    fc.assert(
      fc.property(made, who, (m, other) => {
        const swapped = m.text.replace(m.a, "¤").replace(m.b, m.a).replace("¤", m.b);
        expect(verifySpan(span(swapped, "x"), [evidence("x", m.text)], lexicon).ok).toBe(false);
        fc.pre(other !== m.a && other !== m.b);
        const foreign = m.text.replace(m.a, other);
        expect(verifySpan(span(foreign, "x"), [evidence("x", m.text)], lexicon).ok).toBe(false);
      }),
    );
  });

  it("no text makes it throw", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string(), (a, b) => {
        expect(() => verifySpan(span(a, "x"), [evidence("x", b)], lexicon)).not.toThrow();
      }),
    );
  });
});
