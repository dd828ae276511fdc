import { describe, expect, it } from "vitest";
import { createLexicon, type Entity, type EntityKind } from "../../src/core/entities.ts";
import type { Statement } from "../../src/core/types.ts";
import type { Problem } from "../../src/core/verify/reading.ts";
import { verifySpan } from "../../src/core/verify/verify.ts";

const entity = (
  name: string,
  kind: EntityKind,
  aliases: string[] = [],
  of: string | null = null,
): Entity => ({
  name,
  kind,
  of,
  aliases,
  exact: kind === "publication",
});

const lexicon = createLexicon([
  entity("Microsoft", "company", ["MSFT"]),
  entity("Nvidia", "company", ["NVDA"]),
  entity("Anthropic", "company"),
  entity("OpenAI", "company"),
  entity("Amazon", "company"),
  entity("Google", "company", ["Alphabet"]),
  entity("Oracle", "company"),
  entity("Meta", "company", ["Meta Platforms"]),
  entity("CoreWeave", "company"),
  entity("AMD", "company"),
  entity("Azure", "product", ["Microsoft Azure"], "Microsoft"),
  entity("AWS", "product", ["Amazon Web Services"], "Amazon"),
  entity("Google Cloud", "product", ["GCP"], "Google"),
  entity("Claude", "model", [], "Anthropic"),
  entity("Maia 200", "chip", [], "Microsoft"),
  entity("Trainium", "chip", [], "Amazon"),
  entity("TPU", "chip", ["TPUs"], "Google"),
  entity("Iowa", "place"),
  entity("The Information", "publication"),
  entity("Reuters", "publication"),
]);

/** Statements of our own, each under a short name. */
const STATEMENTS: Readonly<Record<string, string>> = {
  invest: "Microsoft and Nvidia will invest up to $15 billion combined in Anthropic.",
  split: "Microsoft will invest up to $5 billion in Anthropic and Nvidia up to $10 billion.",
  azure: "Anthropic committed to buy $30 billion of compute on Azure over several years.",
  flat: "Microsoft has invested over $13 billion in OpenAI.",
  talks:
    "Anthropic is in early talks with Microsoft about running Claude on Azure servers with Maia 200 chips.",
  reported: "Anthropic reportedly rents Trainium capacity for about $2 billion a year.",
  outlet:
    "According to The Information, Meta will spend more than $10 billion on Google Cloud over six years.",
  shipping: "Maia 200 has not yet begun shipping to Azure customers.",
  signed: "OpenAI signed a $38 billion contract with AWS on 3 November 2025.",
  letter: "Nvidia and OpenAI signed a letter of intent for 10 gigawatts of systems worth up to $100 billion.",
  could: "The agreement could lower inference costs for Anthropic if Maia 200 performs as promised.",
  tpu: "Google gives Anthropic access to up to one million TPUs, bringing well over one gigawatt online in 2026.",
  launch: "Microsoft announced Maia 200 in January 2026.",
  iowa: "Microsoft deployed Maia 200 in its Iowa data centre.",
  perf: "Microsoft says Maia 200 gives 30% better performance per dollar than its earlier systems.",
  power: "The campus draws 300 megawatts.",
  month: "Anthropic pays $1.25 billion a month for the capacity through May 2029.",
  valued: "The round valued Anthropic at $350 billion.",
  oracle: "Oracle plans to buy about 400,000 chips for the OpenAI site.",
  denied: "OpenAI has no active plans to use TPUs at scale.",
  lease: "Anthropic signed more than a dozen preliminary lease agreements for over 1 gigawatt.",
  expect: "Oracle is expected to begin deliveries in the second half of 2026.",
  ended: "Talks between Meta and Oracle ended without an agreement.",
  shares: "Shares of CoreWeave fell by 12% after the announcement.",
  vague: "Anthropic puts the value of its agreement with Google at tens of billions of dollars.",
  stake: "Amazon's investment in Anthropic rose by a further $4 billion to a total of $8 billion.",
  amd: "Meta will deploy 6 gigawatts of AMD chips starting in the second half of 2026.",
  order: "Nvidia's order came to $13.8 billion.",
  cancel: "Meta may cancel its Oracle order when deliveries are late.",
  backstop: "Nvidia must buy capacity that CoreWeave cannot sell until April 2032.",
};

const statement = (id: string): Statement => ({
  id,
  sourceId: "s",
  passageId: "p",
  ordinal: 0,
  text: STATEMENTS[id] ?? "",
  start: 0,
  end: 0,
  form: "sentence",
  heading: null,
  via: null,
  deal: null,
  curated: null,
});

const verdictOf = (text: string, ids: readonly string[]) =>
  verifySpan(
    { text, citations: ids },
    ids.map((id) => ({ statement: statement(id) })),
    lexicon,
  );

type Row = readonly [why: string, text: string, cites: readonly string[]];

const SUPPORTED: readonly Row[] = [
  ["other words", "Microsoft and Nvidia are to put up to $15 billion combined into Anthropic.", ["invest"]],
  [
    "together for combined",
    "Together, Microsoft and Nvidia will invest up to $15bn in Anthropic.",
    ["invest"],
  ],
  ["an alias", "NVDA will invest up to $10 billion in Anthropic.", ["split"]],
  ["another form of the amount", "Anthropic committed to buy US$30bn of Azure compute.", ["azure"]],
  [
    "the owner beside its product",
    "Anthropic will buy $30 billion of compute on Microsoft's Azure.",
    ["azure"],
  ],
  ["passive voice", "Up to $5 billion will be invested in Anthropic by Microsoft.", ["split"]],
  ["as much as for up to", "Nvidia will invest as much as $10 billion in Anthropic.", ["split"]],
  ["more than for over", "Microsoft has put more than $13 billion into OpenAI.", ["flat"]],
  ["talks kept", "Anthropic and Microsoft are discussing whether Claude could run on Maia 200.", ["talks"]],
  [
    "talks kept in the plain form",
    "Anthropic is negotiating with Microsoft about running Claude on Maia 200.",
    ["talks"],
  ],
  [
    "the attribution in other words",
    "Anthropic is said to rent Trainium capacity for roughly $2 billion per year.",
    ["reported"],
  ],
  [
    "a verb of reporting",
    "The Information reported that Meta will spend over $10 billion on Google Cloud.",
    ["outlet"],
  ],
  ["the negation kept", "Maia 200 is not shipping to Azure customers yet.", ["shipping"]],
  ["the negation in other words", "Shipping of Maia 200 to Azure customers is yet to begin.", ["shipping"]],
  ["a date in another form", "OpenAI signed with AWS on November 3, 2025, for $38 billion.", ["signed"]],
  ["a less precise date", "In November 2025 OpenAI signed a $38 billion contract with AWS.", ["signed"]],
  [
    "the letter of intent kept",
    "A letter of intent between Nvidia and OpenAI covers 10 GW and up to $100 billion.",
    ["letter"],
  ],
  [
    "a condition kept",
    "Inference costs for Anthropic might fall under the agreement if Maia 200 performs well.",
    ["could"],
  ],
  ["digits for number words", "Anthropic gets access to up to 1,000,000 TPUs.", ["tpu"]],
  ["percent in words", "According to Microsoft, Maia 200 performs 30 percent better per dollar.", ["perf"]],
  ["megawatts as a part of a gigawatt", "The campus draws 0.3 GW.", ["power"]],
  ["monthly for a month", "Anthropic's monthly payment is $1.25 billion.", ["month"]],
  ["a valuation", "Anthropic was valued at $350 billion in the round.", ["valued"]],
  ["a plan kept", "Oracle intends to buy roughly 400,000 chips for OpenAI's site.", ["oracle"]],
  ["the absence of plans", "OpenAI is not planning to use TPUs at scale.", ["denied"]],
  [
    "preliminary kept",
    "Anthropic holds over a dozen preliminary leases for more than one gigawatt.",
    ["lease"],
  ],
  [
    "an expectation kept",
    "Oracle's deliveries are forecast to begin in the second half of 2026.",
    ["expect"],
  ],
  [
    "two statements in one sentence",
    "Microsoft announced Maia 200 in January 2026 and deployed it in its Iowa data centre.",
    ["launch", "iowa"],
  ],
  [
    "two sentences, two statements",
    "Microsoft announced Maia 200 in January 2026. It is not shipping to Azure customers yet.",
    ["launch", "shipping"],
  ],
  [
    "the order of magnitude",
    "The Google agreement is worth tens of billions of dollars, Anthropic says.",
    ["vague"],
  ],
  [
    "a further amount and its total",
    "Amazon added another $4 billion, for $8 billion invested in Anthropic in all.",
    ["stake"],
  ],
  [
    "parties that talk with each other",
    "Microsoft is in early talks with Anthropic about running Claude on Maia 200.",
    ["talks"],
  ],
  ["rounding that says so", "Nvidia's order came to almost $14 billion.", ["order"]],
  ["a right by another word", "Meta has the right to cancel its Oracle order.", ["cancel"]],
  ["a part of a statement", "Nvidia up to $10 billion", ["split"]],
  ["nothing but that the sources are silent", "The sources here don't say whether Anthropic has signed.", []],
  ["an opening", "Here is what the sources say:", []],
];

const UNSUPPORTED: readonly (readonly [...Row, kinds: readonly Problem["kind"][]])[] = [
  [
    "a wrong amount",
    "Microsoft and Nvidia will invest up to $25 billion combined in Anthropic.",
    ["invest"],
    ["figure"],
  ],
  [
    "a million for a billion",
    "Microsoft and Nvidia will invest up to $15 million combined in Anthropic.",
    ["invest"],
    ["figure"],
  ],
  ["another currency", "Anthropic committed to buy €30 billion of compute on Azure.", ["azure"], ["figure"]],
  ["megawatts made gigawatts", "The campus draws 300 gigawatts.", ["power"], ["figure"]],
  [
    "a changed percentage",
    "Microsoft says Maia 200 gives 40% better performance per dollar.",
    ["perf"],
    ["figure"],
  ],
  ["another period", "Anthropic pays $1.25 billion a year for the capacity.", ["month"], ["figure"]],
  ["a lost period", "Anthropic pays $1.25 billion for the capacity.", ["month"], ["figure"]],
  ["an amount of another kind", "Anthropic has revenue of $350 billion.", ["valued"], ["figure"]],
  [
    "an amount where the source is vague",
    "Anthropic's agreement with Google is worth $38 billion.",
    ["vague"],
    ["figure"],
  ],
  ["an invented chip number", "Microsoft announced Maia 300 in January 2026.", ["launch"], ["figure"]],
  [
    "a sum of its own",
    "Microsoft will invest up to $5 billion and Nvidia up to $10 billion, $15 billion combined.",
    ["split"],
    ["figure"],
  ],
  ["a lost “up to”", "Microsoft will invest $5 billion in Anthropic.", ["split"], ["bound"]],
  ["“up to” made “at least”", "Nvidia will invest at least $10 billion in Anthropic.", ["split"], ["bound"]],
  ["a lost “over”", "Microsoft has invested $13 billion in OpenAI.", ["flat"], ["bound"]],
  ["a lost “about”", "Oracle plans to buy 400,000 chips for the OpenAI site.", ["oracle"], ["bound"]],
  [
    "a lost “combined”",
    "Microsoft will invest up to $15 billion in Anthropic, as will Nvidia.",
    ["invest"],
    ["bound"],
  ],
  [
    "an invented “each”",
    "Microsoft and Nvidia will invest up to $15 billion each in Anthropic.",
    ["invest"],
    ["bound"],
  ],
  ["a lost “up to” before chips", "Google gives Anthropic access to one million TPUs.", ["tpu"], ["bound"]],
  ["a wrong year", "Microsoft announced Maia 200 in January 2025.", ["launch"], ["date"]],
  ["a wrong month", "Microsoft announced Maia 200 in March 2026.", ["launch"], ["date"]],
  ["a wrong day", "OpenAI signed a $38 billion contract with AWS on 13 November 2025.", ["signed"], ["date"]],
  [
    "a date more precise than known",
    "Google brings the gigawatt online in May 2026 for Anthropic.",
    ["tpu"],
    ["date"],
  ],
  ["no citation", "Microsoft will invest up to $5 billion in Anthropic.", [], ["uncited"]],
  ["no citation and no figure", "Anthropic has signed with Microsoft.", [], ["uncited"]],
  ["the wrong source", "Microsoft has invested over $13 billion in OpenAI.", ["launch"], ["figure", "name"]],
  [
    "another known party",
    "Amazon and Nvidia will invest up to $15 billion combined in Anthropic.",
    ["invest"],
    ["name"],
  ],
  [
    "a name that nobody knows",
    "Microsoft and Veltrix will invest up to $15 billion combined in Anthropic.",
    ["invest"],
    ["name"],
  ],
  [
    "an unknown name at the head",
    "Veltrix will invest up to $15 billion combined in Anthropic.",
    ["invest"],
    ["name"],
  ],
  [
    "the model for its maker",
    "Claude committed to buy $30 billion of compute on Azure.",
    ["azure"],
    ["name"],
  ],
  ["another place", "Microsoft deployed Maia 200 in its Ohio data centre.", ["iowa"], ["name"]],
  ["swapped parties", "Anthropic will invest up to $5 billion in Microsoft.", ["split"], ["parties"]],
  [
    "a commitment turned round",
    "Microsoft committed to buy $30 billion of compute from Anthropic.",
    ["azure"],
    ["parties"],
  ],
  ["the other party's amount", "Nvidia will invest up to $5 billion in Anthropic.", ["split"], ["parties"]],
  ["swapped in the passive", "OpenAI has over $13 billion invested in Microsoft.", ["flat"], ["parties"]],
  [
    "talks made certain",
    "Anthropic will run Claude on Azure servers with Maia 200 chips.",
    ["talks"],
    ["hedge"],
  ],
  ["talks made a present fact", "Claude runs on Microsoft's Maia 200 chips.", ["talks"], ["hedge"]],
  [
    "talks made a signature",
    "Anthropic has signed with Microsoft to run Claude on Maia 200 chips.",
    ["talks"],
    ["hedge", "stage"],
  ],
  [
    "a lost “reportedly”",
    "Anthropic rents Trainium capacity for about $2 billion a year.",
    ["reported"],
    ["hedge"],
  ],
  [
    "a lost “according to”",
    "Meta will spend more than $10 billion on Google Cloud over six years.",
    ["outlet"],
    ["hedge"],
  ],
  ["“could” made “will”", "The agreement will lower inference costs for Anthropic.", ["could"], ["hedge"]],
  ["a plan made a fact", "Oracle bought about 400,000 chips for the OpenAI site.", ["oracle"], ["hedge"]],
  [
    "an expectation made a fact",
    "Oracle began deliveries in the second half of 2026.",
    ["expect"],
    ["hedge"],
  ],
  [
    "a lost “letter of intent”",
    "Nvidia and OpenAI signed a deal for 10 gigawatts of systems worth up to $100 billion.",
    ["letter"],
    ["hedge"],
  ],
  [
    "a lost “preliminary”",
    "Anthropic signed more than a dozen lease agreements for over 1 gigawatt.",
    ["lease"],
    ["hedge"],
  ],
  ["a lost negation", "Maia 200 has begun shipping to Azure customers.", ["shipping"], ["negation"]],
  ["a lost “no”", "OpenAI has active plans to use TPUs at scale.", ["denied"], ["negation"]],
  [
    "an invented negation",
    "Microsoft has not deployed Maia 200 in its Iowa data centre.",
    ["iowa"],
    ["negation"],
  ],
  ["a lost “without”", "Talks between Meta and Oracle ended with an agreement.", ["ended"], ["negation"]],
  [
    "the future made the past",
    "Microsoft has already invested up to $5 billion in Anthropic.",
    ["split"],
    ["stage"],
  ],
  [
    "an announcement made a completion",
    "Microsoft and Nvidia have completed the investment of up to $15 billion combined in Anthropic.",
    ["invest"],
    ["stage"],
  ],
  ["down made up", "Shares of CoreWeave rose by 12% after the announcement.", ["shares"], ["direction"]],
  [
    "one false sentence of two",
    "Microsoft announced Maia 200 in January 2026. It costs $4,000.",
    ["launch"],
    ["figure"],
  ],
  [
    "a language that cannot be checked",
    "Microsoft und Nvidia werden bis zu 15 Milliarden Dollar in Anthropic investieren, aber nicht sofort und nicht ohne Bedingungen.",
    ["invest"],
    ["language"],
  ],
];

describe("what its source says passes, in whatever words", () => {
  it.each(SUPPORTED)("%s: %s", (_, text, cites) => {
    expect(verdictOf(text, cites).problems).toEqual([]);
  });
});

describe("what its source does not say fails, and the reason is told", () => {
  it.each(UNSUPPORTED)("%s: %s", (_, text, cites, kinds) => {
    const { ok, problems } = verdictOf(text, cites);
    expect(ok).toBe(false);
    expect(new Set(problems.map((p) => p.kind))).toEqual(new Set([...problems.map((p) => p.kind), ...kinds]));
    for (const p of problems) expect(p.detail).toMatch(/[.]$/);
  });
});

describe("every statement stands for itself", () => {
  it.each(Object.keys(STATEMENTS))("%s", (id) => {
    expect(verdictOf(STATEMENTS[id] ?? "", [id])).toEqual({ ok: true, problems: [], trust: 1 });
  });
});
