import { expect, test } from "vitest";
import { type ExtractedClaim, standsIn } from "../../../src/core/conflicts/extracted-claims.ts";
import { createExtracted, extractedRule } from "../../../src/core/conflicts/extracted-rule.ts";
import { factsOf } from "../../../src/core/conflicts/facts.ts";
import { evidence, lexicon } from "../evidence.ts";

const USAGE = {
  inputTokens: 1,
  outputTokens: 1,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  usd: 0,
  priced: true,
  calls: 1,
};

interface Side extends Partial<Omit<ExtractedClaim, "ordinal" | "value">> {
  readonly text: string;
  readonly value: string;
  readonly source?: string;
  readonly published?: string;
}

/** What the claims of two statements differ in; each must stand in its statement. */
function contrastOf(one: Side, two: Side): string | null {
  const sides = [one, two].map(({ text, source, published, ...claim }, i) => {
    const bare = evidence({ text, source: source ?? `source ${i}` });
    const made = { ...bare, source: { ...bare.source, published: published ?? "2026-03-02" } };
    const whole = {
      subject: "Northwind Fabrikam deal",
      attribute: "value" as const,
      polarity: "asserts" as const,
      ...claim,
    };
    expect(standsIn(whole, made), text).toBe(true);
    return { evidence: made, claim: { ordinal: 0, ...whole } };
  });
  const library = {
    sources: new Map(sides.map((s) => [s.evidence.source.id, s.evidence.source])),
    passages: new Map(sides.map((s) => [s.evidence.passage.id, s.evidence.passage])),
    statements: new Map(sides.map((s) => [s.evidence.statement.id, s.evidence.statement])),
    deals: [],
    conflicts: [],
    lexicon,
  };
  const kept = sides.map((s) => ({
    source: s.evidence.source.id,
    hash: "",
    claims: [s.claim],
    model: "",
    usage: USAGE,
    at: "",
  }));
  const extracted = createExtracted(kept, library);
  const [x, y] = sides.map((s) => factsOf(s.evidence, lexicon));
  if (!x || !y) throw new Error("two sides are compared");
  const turned = extractedRule(y, x, extracted, () => 0.6);
  const found = extractedRule(x, y, extracted, () => 0.6);
  expect(turned?.kind).toBe(found?.kind);
  return found?.kind ?? null;
}

const BIG: Side = { text: "The deal of Northwind with Fabrikam comes to $24 billion.", value: "$24 billion" };
const SMALL: Side = { text: "Fabrikam, Northwind: a $14bn deal.", value: "$14bn" };
const START: Side = {
  text: "The deal of Northwind and Fabrikam starts in March 2026.",
  attribute: "date of start",
  value: "March 2026",
};

test.each<[string, string, Side, Side]>([
  ["amounts", "figure", BIG, SMALL],
  ["dates", "date", START, { ...START, text: START.text.replace("March", "May"), value: "May 2026" }],
  [
    "a value and its denial",
    "polarity",
    BIG,
    {
      ...BIG,
      text: "Northwind's deal with Fabrikam is not worth $24bn.",
      value: "$24bn",
      polarity: "denies",
    },
  ],
  [
    "payers",
    "party",
    { text: "In their deal Northwind pays Fabrikam.", value: "Northwind", attribute: "payer" },
    { text: "Fabrikam pays in its deal with Northwind.", value: "Fabrikam", attribute: "payer" },
  ],
])("two sources' %s contradict each other", (_, kind, one, two) => {
  expect(contrastOf(one, two)).toBe(kind);
});

test.each<[string, Side, Side]>([
  [
    "one amount in two spellings",
    BIG,
    { ...SMALL, text: "Fabrikam, Northwind: a $24bn deal.", value: "$24bn" },
  ],
  [
    "a day in a month",
    START,
    { ...START, text: START.text.replace("in March", "on 4 March"), value: "4 March 2026" },
  ],
  ["one source", { ...BIG, source: "same" }, { ...SMALL, source: "same" }],
  ["an update", BIG, { ...SMALL, published: "2026-09-02" }],
  ["a part", BIG, { ...SMALL, text: "The Northwind Fabrikam deal opens with an initial $14bn." }],
  ["another subject", BIG, { ...SMALL, subject: "Fabrikam deal" }],
  [
    "a company's other deal",
    { ...BIG, subject: "Northwind deal" },
    { text: "Northwind and Contoso sign a $14bn deal.", value: "$14bn", subject: "Northwind deal" },
  ],
  [
    "two suppliers",
    {
      text: "Northwind and Fabrikam: chips come from Contoso in the deal.",
      value: "Contoso",
      attribute: "supplier",
    },
    { text: "Northwind supplies Fabrikam in the deal.", value: "Northwind", attribute: "supplier" },
  ],
])("%s is no disagreement", (_, one, two) => {
  expect(contrastOf(one, two)).toBeNull();
});
