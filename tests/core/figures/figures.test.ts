import { describe, expect, it } from "vitest";
import { comparable, covers, sameAmount } from "../../../src/core/figures/figure-compare.ts";
import { type Figure, parseFigures } from "../../../src/core/figures/figures.ts";

const only = (text: string): Figure => {
  const found = parseFigures(text);
  expect(found, text).toHaveLength(1);
  const [figure] = found;
  if (!figure) throw new Error(`no figure in ${text}`);
  return figure;
};

describe("amounts are read however they are written", () => {
  it.each<[string, number, string]>([
    ["$13 billion", 13e9, "USD"],
    ["US$38bn", 38e9, "USD"],
    ["$1.8B", 1.8e9, "USD"],
    ["USD 38 billion", 38e9, "USD"],
    ["13bn", 13e9, "USD"],
    ["1.3 billion euros", 1.3e9, "EUR"],
    ["€1.7bn", 1.7e9, "EUR"],
    ["£500 million", 5e8, "GBP"],
    ["$30-billion", 30e9, "USD"],
    ["$1.4T", 1.4e12, "USD"],
    ["a billion dollars", 1e9, "USD"],
    ["thirty billion dollars", 30e9, "USD"],
    ["one million TPUs", 1e6, "chips"],
    ["220,000 Nvidia GPUs", 220_000, "chips"],
    ["half a million chips", 5e5, "chips"],
    ["a 6-gigawatt agreement", 6e9, "W"],
    ["one gigawatt", 1e9, "W"],
    ["1,000 MW", 1e9, "W"],
    ["28%", 28, "percent"],
    ["28 per cent", 28, "percent"],
    ["a five-year deal", 5, "years"],
    ["12 months", 1, "years"],
    ["90 days' notice", 90, "days"],
    ["3x", 3, "times"],
    ["five times the compute", 5, "times"],
    ["a 3nm process", 3, "nm"],
    ["216GB", 216, "other"],
    ["100 billion transistors", 100e9, "other"],
    ["a dozen leases", 12, "other"],
    ["26 systems", 26, "other"],
  ])("%s", (text, value, unit) => {
    expect(only(text)).toMatchObject({ value, unit });
  });

  it.each([
    ["$35-36 billion", 35e9, 36e9],
    ["$17.4B to $19.4B", 17.4e9, 19.4e9],
    ["between $50 billion and $60 billion", 50e9, 60e9],
    ["30 to 40%", 30, 40],
    ["7–10 GW", 7e9, 10e9],
    ["two to three years", 2, 3],
  ])("the range %s keeps both ends", (text, value, high) => {
    expect(only(text)).toMatchObject({ value, high });
  });

  it("takes a change for two amounts and not for a range", () => {
    expect(parseFigures("raised from $10bn to $38bn").map((f) => f.value)).toEqual([10e9, 38e9]);
  });

  it.each<[string, number, number, string]>([
    ["tens of billions of dollars", 10e9, 100e9, "USD"],
    ["hundreds of millions of dollars", 1e8, 1e9, "USD"],
    ["a multi-billion-dollar deal", 1e9, 1e12, "USD"],
    ["tens of thousands of GPUs", 1e4, 1e5, "chips"],
  ])("%s is an order of magnitude without a value", (text, low, high, unit) => {
    expect(only(text)).toMatchObject({ value: null, magnitude: [low, high], unit });
  });

  it("reads an amount without a sign in the currency of the one beside it", () => {
    expect(parseFigures("€115 billion, up from 72.2 billion").map((f) => f.unit)).toEqual(["EUR", "EUR"]);
  });

  it.each([
    "Microsoft 365 Copilot and Maia 200 chips",
    "On May 6, 2026 it signed",
    "18 November 2025",
    "OpenAI's GPT-5.2 on GB300 NVL72",
    "Colossus 1 data centre",
    "in Q3 2026, around the clock 24/7",
    "15.000 millones",
    "a company signed a deal for a year",
  ])("%s holds no amount", (text) => {
    expect(parseFigures(text)).toEqual([]);
  });
});

describe("what stands around an amount stays with it", () => {
  it.each<[string, Figure["bound"], string]>([
    ["invest up to $15 billion in it", "up to", "up to $15 billion"],
    ["as much as one gigawatt", "up to", "as much as one gigawatt"],
    ["well over a gigawatt of power", "at least", "well over a gigawatt"],
    ["more than a dozen leases", "at least", "more than a dozen leases"],
    ["a $400-billion-plus plan", "at least", "$400-billion-plus"],
    ["roughly $6 billion", "about", "roughly $6 billion"],
    ["nearly half a million chips", "about", "nearly half a million chips"],
    ["it paid $6 billion", "exact", "$6 billion"],
    ["over seven years", "exact", "seven years"],
    ["more than seven years", "at least", "more than seven years"],
  ])("the bound of %s", (text, bound, written) => {
    expect(only(text)).toMatchObject({ bound, text: written });
  });

  it.each<[string, string[]]>([
    ["up to $15 billion combined", ["combined"]],
    ["they together invest $15 billion", ["combined"]],
    ["a further $4 billion", ["additional"]],
    ["a total of $8 billion", ["total"]],
    ["$5 billion each", ["each"]],
    ["$5 billion", []],
  ])("the qualifiers of %s", (text, qualifiers) => {
    expect(only(text).qualifiers).toEqual(qualifiers);
  });

  it("gives a word to the amount that it stands by", () => {
    const [first, second] = parseFigures("A further $4 billion brought the total to $8 billion.");
    expect([first?.qualifiers, second?.qualifiers]).toEqual([["additional"], ["total"]]);
  });

  it.each([
    ["$1.25 billion a month", "month"],
    ["$15bn per year", "year"],
    ["annual revenue of $15 billion", "year"],
    ["$600 per share", "share"],
    ["$4.10 an hour", "hour"],
    ["$600 in all", null],
  ])("the period of %s", (text, per) => {
    expect(only(text).per).toBe(per);
  });

  it.each([
    ["Anthropic commits $30 billion to Azure", "commitment"],
    ["Nvidia will invest $10 billion", "investment"],
    ["a $5 billion stake", "investment"],
    ["a valuation of $350 billion", "valuation"],
    ["valued at $350 billion", "valuation"],
    ["a loan of $1 billion", "debt"],
    ["sales of $20 billion", "revenue"],
    ["$2.50 per hour", "price"],
    ["2 GW", "capacity"],
    ["ten years", "duration"],
    ["5 million shares", "shares"],
    ["$7 billion", null],
  ])("the kind of %s", (text, kind) => {
    expect(only(text).kind).toBe(kind);
  });

  it("tells two kinds in one sentence apart", () => {
    const kinds = parseFigures("a $5 billion stake at a $350 billion valuation").map((f) => f.kind);
    expect(kinds).toEqual(["investment", "valuation"]);
  });

  it("stands in its text at the offsets it gives", () => {
    const text =
      "Meta forecast outlays of 115 billion to 135 billion dollars, up from about 72.2 billion, for 2 GW.";
    for (const f of parseFigures(text)) expect(text.slice(f.start, f.end)).toBe(f.text);
    expect(parseFigures(text)).toHaveLength(3);
  });
});

describe("amounts compare by what they are worth", () => {
  const same = (a: string, b: string) => sameAmount(only(a), only(b));

  it.each([
    ["$13bn", "13 billion dollars"],
    ["1 GW", "1,000 megawatts"],
    ["half a million chips", "500,000 GPUs"],
    ["12 months", "one year"],
    ["about $20 billion", "$20.4 billion"],
    ["tens of billions of dollars", "tens of billions"],
  ])("%s is %s", (a, b) => {
    expect(same(a, b)).toBe(true);
  });

  it.each([
    ["$13bn", "$13 million"],
    ["$13bn", "€13bn"],
    ["1 GW", "1 MW"],
    ["$20 billion", "$20.4 billion"],
    ["tens of billions of dollars", "a multi-billion-dollar deal"],
    ["$5-6 billion", "$5 billion"],
    ["216GB", "216 systems"],
  ])("%s is not %s", (a, b) => {
    expect(same(a, b)).toBe(false);
  });

  it("puts an exact amount inside a vague one", () => {
    expect(covers(only("tens of billions of dollars"), only("$38 billion"))).toBe(true);
    expect(covers(only("tens of billions of dollars"), only("$138 billion"))).toBe(false);
  });

  it("never sets amounts of different kinds or periods side by side", () => {
    const compare = (a: string, b: string) => comparable(only(a), only(b));
    expect(compare("an investment of $5 billion", "a valuation of $350 billion")).toBe(false);
    expect(compare("$5 billion a year", "$5 billion")).toBe(false);
    expect(compare("an investment of $5 billion", "invests up to $6 billion")).toBe(true);
  });
});
