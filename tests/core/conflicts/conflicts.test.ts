import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type ConflictContext,
  disputes,
  findConflicts,
  plainContext,
} from "../../../src/core/conflicts/conflicts.ts";
import type { Evidence, PartialDate } from "../../../src/core/types.ts";
import { evidence, lexicon, type Sketch } from "../evidence.ts";

const DEAL = "northwind-fabrikam";

interface Told extends Sketch {
  readonly id?: string;
  readonly deal?: string | null;
  readonly when?: PartialDate;
}

/** A statement of one deal, each from a source of its own unless one is named. */
function told(sketch: Told | string): Evidence {
  const given = typeof sketch === "string" ? { text: sketch } : sketch;
  const e = evidence({ source: `src-${given.text}`, ...given });
  return {
    ...e,
    source: { ...e.source, published: given.when ?? null },
    statement: {
      ...e.statement,
      id: given.id ?? e.statement.id,
      deal: given.deal === undefined ? DEAL : given.deal,
    },
  };
}

const context: ConflictContext = plainContext(lexicon);
const kindsOf = (...texts: readonly (Told | string)[]) =>
  findConflicts(texts.map(told), context).map((c) => c.kind);

const FOUND: readonly (readonly [string, string, Told | string, Told | string])[] = [
  [
    "amounts of one contract that differ",
    "figure",
    "Northwind's contract with Fabrikam is worth $24 billion.",
    "The Northwind contract with Fabrikam was put at $14 billion.",
  ],
  [
    "an amount that slipped by a power of ten",
    "figure",
    "Northwind and Fabrikam signed a cloud contract of $38 billion.",
    "A newsletter puts Northwind's Fabrikam contract at $380 billion.",
  ],
  [
    "a flat amount and a ceiling",
    "bound",
    "Northwind's contract with Fabrikam is worth up to $14.2 billion.",
    "Northwind's contract with Fabrikam is worth $14.2 billion.",
  ],
  [
    "orders of magnitude that differ",
    "magnitude",
    "Northwind committed tens of billions of dollars to Fabrikam for cloud capacity.",
    "Northwind committed hundreds of billions of dollars to Fabrikam for cloud capacity.",
  ],
  [
    "two dates of one announcement",
    "date",
    "The Fab-9 chip was announced in 2023 and serves Fabrikam.",
    "Fabrikam's Fab-9, announced in January 2026, is made for serving models.",
  ],
  [
    "two dates of one announcement, a day apart",
    "date",
    "Northwind and Fabrikam announced the partnership on February 26, 2026.",
    "The Northwind and Fabrikam partnership was announced on February 27, 2026.",
  ],
  [
    "an end that differs",
    "date",
    "Fabrikam's duty to take unsold Northwind capacity ends in April 2026.",
    "Fabrikam takes Northwind capacity left unsold until April 13, 2032.",
  ],
  [
    "by a year and only from it",
    "date",
    "Northwind gets more than 1 gigawatt of Fabrikam capacity by 2026.",
    "Northwind gets more than 1 gigawatt of Fabrikam capacity from 2026.",
  ],
  [
    "not yet shipping and in use",
    "stage",
    "The Fab-9 has not yet begun shipping to Fabrikam's customers.",
    "The Fab-9 began being used inside Fabrikam last year.",
  ],
  [
    "signed and unsigned on one day",
    "stage",
    { text: "Northwind and Fabrikam have signed an agreement on Fab-9 capacity.", when: "2026-05-21" },
    { text: "No agreement on Fab-9 capacity was signed by Northwind and Fabrikam.", when: "2026-05-21" },
  ],
  [
    "what is denied and asserted",
    "polarity",
    "Fab-9 is made for serving models rather than training frontier models.",
    "Fab-9 was first used to train and serve a small family of models.",
  ],
  [
    "a plan that stands and one that fell apart",
    "polarity",
    "Northwind and Fabrikam will not go ahead with the campus plan.",
    "The campus plan of Northwind and Fabrikam is still on course.",
  ],
  [
    "confirmed and not confirmed",
    "polarity",
    "Wirefeed confirmed the $200 billion commitment of Northwind to Fabrikam.",
    "No party has officially backed the $200 billion commitment of Northwind to Fabrikam.",
  ],
  [
    "less and more of one thing",
    "polarity",
    "Own chips are reducing dependence on a single vendor of processors.",
    "Own chips can deepen dependence on a handful of vendors of processors.",
  ],
  [
    "presumed and plainly stated",
    "certainty",
    "Northwind presumably already has access to Fabrikam's Fab-9 chips.",
    "Fabrikam's investment in Northwind includes access to Fab-9 chips.",
  ],
  [
    "two companies in one place",
    "party",
    "The pact turns Fabrikam into Northwind's main cloud.",
    "Northwind's finance chief said Contoso is still the main cloud of Northwind.",
  ],
  [
    "two payers of one amount",
    "party",
    "Northwind will spend $100 billion on compute from Fabrikam.",
    "Fabrikam will invest $100 billion in compute for Northwind.",
  ],
];

const NOT_FOUND: readonly (readonly [string, Told | string, Told | string])[] = [
  [
    "what one company has in all and what it deals about with another",
    { text: "Fabrikam operates 3 gigawatts of data centre capacity in Ohio.", deal: null },
    {
      text: "Northwind is in talks to rent up to 2 gigawatts of data centre capacity in Ohio from Fabrikam.",
      deal: null,
    },
  ],
  [
    "a part and the whole",
    "Northwind ordered 6 gigawatts of capacity from Fabrikam.",
    "The opening 1 gigawatt of Northwind's Fabrikam order is due in 2026.",
  ],
  [
    "an addition and the total",
    "Fabrikam has invested $8 billion in Northwind in total.",
    "Fabrikam invests a further $5 billion in Northwind.",
  ],
  [
    "an update months later",
    { text: "Northwind's contract with Fabrikam is worth $24 billion.", when: "2025-06-01" },
    { text: "Northwind's contract with Fabrikam is worth $44 billion.", when: "2026-03-01" },
  ],
  [
    "amounts of different payers",
    "Northwind invests up to $5 billion in Contoso.",
    "Fabrikam invests up to $10 billion in Contoso.",
  ],
  [
    "contracts with different counterparties",
    { text: "Northwind's cloud contract with Fabrikam is worth $14 billion.", deal: null },
    { text: "Northwind's cloud contract with Contoso is worth $24 billion.", deal: null },
  ],
  [
    "amounts of different years",
    "Fabrikam supplies Northwind with 1 gigawatt of capacity in 2026.",
    "Fabrikam supplies Northwind with 3 gigawatts of capacity in 2028.",
  ],
  [
    "a range and a point inside it",
    "Northwind's contract with Fabrikam is worth $17 billion to $19 billion.",
    "Northwind's contract with Fabrikam is worth $18 billion.",
  ],
  [
    "a rounding",
    "Northwind's contract with Fabrikam is worth about $10 billion.",
    "Northwind's contract with Fabrikam is worth $9.7 billion.",
  ],
  [
    "a floor and what lies above it",
    "Northwind's contract with Fabrikam is worth over $10 billion.",
    "Northwind's contract with Fabrikam is worth $11.5 billion.",
  ],
  [
    "a vague amount and one that it covers",
    "Northwind committed tens of billions of dollars to Fabrikam.",
    "Northwind committed $38 billion to Fabrikam.",
  ],
  [
    "amounts of different kinds",
    "Northwind raised $30 billion from Fabrikam at a $350 billion valuation.",
    "Fabrikam takes part in the $30 billion round of Northwind.",
  ],
  [
    "a figure by year and in all",
    "Northwind pays Fabrikam $2 billion a year for capacity.",
    "Northwind pays Fabrikam $10 billion for capacity.",
  ],
  [
    "measures under different conditions",
    "Fab-9 reaches 10 petaflops at FP4.",
    "Fab-9 reaches 5 petaflops at FP8.",
  ],
  [
    "silence and an announcement",
    "Fabrikam has not disclosed the price of the Northwind contract.",
    "Northwind and Fabrikam announced the contract and its price model.",
  ],
  [
    "talks and a deal signed later",
    {
      text: "Northwind and Fabrikam were in early talks on capacity, with nothing signed.",
      when: "2026-01-10",
    },
    { text: "Northwind and Fabrikam have signed an agreement on capacity.", when: "2026-06-10" },
  ],
  [
    "dates of different events",
    "Northwind and Fabrikam announced the campus on March 3, 2026.",
    "The campus of Northwind and Fabrikam opens in June 2027.",
  ],
  [
    "the same day more and less precisely",
    "Northwind and Fabrikam announced the partnership in February 2026.",
    "Northwind and Fabrikam announced the partnership on February 27, 2026.",
  ],
  [
    "one story told twice",
    "Northwind will rent 750 megawatts from Fabrikam for three years.",
    "Fabrikam rents out 750 megawatts to Northwind during three years.",
  ],
];

describe("what the rules find", () => {
  it.each(FOUND)("%s", (_, kind, a, b) => {
    expect(kindsOf(a, b)).toContain(kind);
  });

  it.each(NOT_FOUND)("but not %s", (_, a, b) => {
    expect(kindsOf(a, b)).toEqual([]);
  });

  it("a headline that slips against its own article", () => {
    const source = "one-article";
    const kinds = kindsOf(
      { text: "Northwind's headline sum for Fabrikam data centres is $400 million.", source },
      { text: "Northwind's plans come to over $400 billion for Fabrikam data centres.", source },
    );
    expect(kinds).toEqual(["figure"]);
  });

  it("no quarrel of an article with itself over amounts that it sets side by side", () => {
    const source = "one-article";
    const kinds = kindsOf(
      { text: "Northwind's contract with Fabrikam is worth $24 billion.", source },
      { text: "Northwind's earlier contract with Fabrikam was worth $14 billion.", source },
    );
    expect(kinds).toEqual([]);
  });

  it("says what the sides differ in, in the words of the statements", () => {
    const [a, b] = [
      told("Fab-9, announced in January 2026, serves models."),
      told("The Fab-9 chip was announced in 2023."),
    ];
    const [found] = findConflicts([a, b], context);
    expect(found?.about).toBe("when Fab-9 was announced: January 2026 or 2023");
    expect(found?.sides.map((s) => s.statements)).toEqual([[a.statement.id], [b.statement.id]]);
  });

  it("puts statements that say the same on one side", () => {
    const all = [
      { id: "a", text: "Northwind's contract with Fabrikam is worth $24 billion." },
      { id: "b", text: "The contract of Northwind with Fabrikam is worth $24 billion, wrote Wirefeed." },
      { id: "c", text: "The Northwind contract with Fabrikam was put at $14 billion." },
    ].map(told);
    const found = findConflicts(all, context);
    expect(found).toHaveLength(1);
    expect(found[0]?.sides.map((s) => s.statements)).toEqual([["a", "b"], ["c"]]);
  });
});

describe("recorded and known pairs", () => {
  const one = told({ id: "one", text: "Northwind's contract with Fabrikam is worth $24 billion." });
  const two = told({ id: "two", text: "The Northwind contract with Fabrikam was put at $14 billion." });

  it("shows a recorded pair with its own words, once", () => {
    const about = "Size of the Northwind contract: $24 billion or $14 billion";
    const found = findConflicts([one, two], {
      ...context,
      curated: [{ about, statements: ["two", "one"] }],
    });
    expect(found.map((c) => c.about)).toEqual([about]);
    expect(found[0]?.curated).toBe(true);
  });

  it("shows a recorded pair that no rule sees", () => {
    const other = told({ id: "other", text: "Wirefeed doubts every word of it." });
    const curated = [{ about: "All of it", statements: ["one", "other"] as const }];
    expect(findConflicts([one, other], { ...context, curated })[0]?.kind).toBe("curated");
    expect(findConflicts([one], { ...context, curated })).toEqual([]);
  });

  it("takes a change that the ledger knows for none", () => {
    expect(findConflicts([one, two], { ...context, changed: () => true })).toEqual([]);
  });

  it("tells who stands on a side", () => {
    const found = findConflicts([one, two], context);
    expect(disputes(found, "one")).toBe(true);
    expect(disputes(found, "three")).toBe(false);
  });
});

describe("whatever is given", () => {
  const pool = [...FOUND.flatMap(([, , a, b]) => [a, b]), ...NOT_FOUND.flatMap(([, a, b]) => [a, b])].map(
    (t, i) => told({ ...(typeof t === "string" ? { text: t } : t), id: `s${i}` }),
  );

  it("finds the same in any order", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(pool, { minLength: 2, maxLength: 10 }), (some) => {
        expect(findConflicts(some, context)).toEqual(findConflicts(some.toReversed(), context));
      }),
      { numRuns: 60 },
    );
  });

  it("never sets a statement against itself", () => {
    fc.assert(
      fc.property(fc.subarray(pool, { maxLength: 8 }), (some) => {
        for (const { sides } of findConflicts([...some, ...some], context)) {
          const [one, two] = sides.map((s) => new Set(s.statements));
          expect([...(one ?? [])].filter((id) => two?.has(id))).toEqual([]);
        }
      }),
      { numRuns: 40 },
    );
  });
});
