import { describe, expect, it } from "vitest";
import { disagreementsOf } from "../../src/core/conflicts/disagree.ts";
import { createConflicts } from "../../src/core/conflicts/library-conflicts.ts";
import type { CuratedConflict, Deal, Library } from "../../src/core/library.ts";
import type { Evidence } from "../../src/core/types.ts";
import { evidence, lexicon } from "./evidence.ts";

const DEAL = "northwind-fabrikam";

const told = (id: string, text: string, deal: string | null = DEAL): Evidence => {
  const e = evidence({ text, source: `src-${id}` });
  return { ...e, statement: { ...e.statement, id, deal } };
};

const big = told("big", "Northwind's contract with Fabrikam is worth $24 billion.");
const small = told("small", "The Northwind contract with Fabrikam was put at $14 billion.");
const chip = told("chip", "Fabrikam's Fab-9 serves models on few watts.");
const aside = told("aside", "Contoso hired a new finance chief.", null);
const all = [big, small, chip, aside];

function library(conflicts: readonly CuratedConflict[] = [], deals: readonly Deal[] = []): Library {
  return {
    sources: new Map(all.map((e) => [e.source.id, e.source])),
    passages: new Map(all.map((e) => [e.passage.id, e.passage])),
    statements: new Map(all.map((e) => [e.statement.id, e.statement])),
    deals,
    conflicts,
    lexicon,
  };
}

const ids = (found: readonly Evidence[]) => found.map((e) => e.statement.id);

describe("drawing in", () => {
  it("fetches what contradicts a statement by rule", () => {
    expect(ids(createConflicts(library()).drawIn([big]))).toEqual(["small"]);
  });

  it("fetches the other half of a recorded pair, whatever it says", () => {
    const conflicts = createConflicts(library([{ about: "Who leads", statements: ["chip", "aside"] }]));
    expect(ids(conflicts.drawIn([chip]))).toEqual(["aside"]);
  });

  it("fetches nothing that is there already", () => {
    expect(createConflicts(library()).drawIn([big, small])).toEqual([]);
  });

  it("takes what the ledger records as a change for no contradiction", () => {
    const step = { date: null, before: null, after: null };
    const deal: Deal = {
      slug: DEAL,
      name: "Northwind and Fabrikam",
      parties: ["Northwind", "Fabrikam"],
      stage: "announced",
      stageAsOf: null,
      summary: "",
      history: [
        { ...step, statement: "small", changes: null },
        { ...step, statement: "big", changes: "small" },
      ],
      figures: [],
    };
    const conflicts = createConflicts(library([], [deal]));
    expect(conflicts.find([big, small])).toEqual([]);
    expect(conflicts.drawIn([big])).toEqual([]);
  });
});

describe("what an answer shows", () => {
  it("has both sides, the one drawn in too, and marks them as disputed where neither is stronger", () => {
    const shown = library();
    const { list, disputed, drawnIn } = disagreementsOf([big], createConflicts(shown), shown, null);
    expect(list.map((d) => d.about)).toEqual(["the value of the contract: $24 billion or $14 billion"]);
    expect(list[0]?.sides.map((s) => s.statements)).toEqual([["big"], ["small"]]);
    expect(list[0]?.better).toBeNull();
    expect([...disputed].toSorted()).toEqual(["big", "small"]);
    expect(ids(drawnIn)).toEqual(["small"]);
  });
});
