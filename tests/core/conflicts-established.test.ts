import { describe, expect, it } from "vitest";
import type { FoundConflict } from "../../src/core/conflicts/conflicts.ts";
import { betterEstablished, disputedStatements } from "../../src/core/conflicts/established.ts";
import type { Evidence } from "../../src/core/types.ts";
import { evidence, lexicon, type Sketch } from "./evidence.ts";

const told = (sketch: Sketch & { published?: string }): Evidence => {
  const e = evidence({ source: `src-${sketch.text}`, ...sketch });
  return { ...e, source: { ...e.source, published: sketch.published ?? null } };
};

const plain = told({ text: "The contract is worth $14 billion.", publisher: "Chip Notes" });
const other = told({ text: "The contract comes to $24 billion.", publisher: "Rack Weekly" });
const party = told({ text: "Northwind announced a contract of $24 billion.", publisher: "Rack Weekly" });

describe("which side is better established", () => {
  it("the one that goes back to a party", () => {
    expect(betterEstablished([plain], [party], lexicon)).toEqual({
      better: 1,
      sentence: "Better established: the second; it goes back to Northwind.",
    });
  });

  it("the one that more independent sources tell, one of them quoting a party", () => {
    const found = betterEstablished(
      [party, told({ text: "It is $24 billion.", publisher: "Board Blog" })],
      [plain],
      lexicon,
    );
    expect(found).toEqual({
      better: 0,
      sentence:
        "Better established: the first; two independent sources against one, one goes back to Northwind.",
    });
  });

  it("the one told by the press rather than by an analysis", () => {
    const press = told({ text: "The contract comes to $20 billion.", kind: "press", publisher: "Daily" });
    expect(betterEstablished([press], [plain], lexicon)?.sentence).toBe(
      "Better established: the first; press against a blog or analysis.",
    );
  });

  it("the one that is stated rather than supposed", () => {
    const guess = told({ text: "The contract is probably worth $24 billion.", publisher: "Rack Weekly" });
    expect(betterEstablished([guess], [plain], lexicon)?.sentence).toBe(
      "Better established: the second; the other is only supposed.",
    );
  });

  it("the later one, of what may change, where nothing else tells them apart", () => {
    const early = { ...plain, source: { ...plain.source, published: "2026-01-05" } };
    const late = { ...other, source: { ...other.source, published: "2026-06-05" } };
    expect(betterEstablished([early], [late], lexicon)?.sentence).toBe(
      "Better established: the second; it is the later one.",
    );
    expect(betterEstablished([early], [late], lexicon, "date")).toBeNull();
  });

  it("neither, where all is even", () => {
    expect(betterEstablished([plain], [other], lexicon)).toBeNull();
    expect(betterEstablished([plain], [], lexicon)).toBeNull();
  });

  it("the same one whichever comes first", () => {
    expect(betterEstablished([party], [plain], lexicon)?.better).toBe(0);
    expect(betterEstablished([plain], [party], lexicon)?.better).toBe(1);
  });
});

describe("whose label becomes disputed", () => {
  const conflict = (a: Evidence, b: Evidence, kind: FoundConflict["kind"] = "figure"): FoundConflict => ({
    about: "the value of the contract",
    kind,
    sides: [
      { words: "", statements: [a.statement.id] },
      { words: "", statements: [b.statement.id] },
    ],
    curated: false,
  });
  const disputed = (a: Evidence, b: Evidence, kind?: FoundConflict["kind"]) => {
    const evidenceOf = new Map([a, b].map((e) => [e.statement.id, e]));
    return [...disputedStatements([conflict(a, b, kind)], evidenceOf, lexicon)];
  };

  it("both, where neither is better established", () => {
    expect(disputed(plain, other)).toEqual([plain.statement.id, other.statement.id]);
  });

  it("only the weaker, so that a blog takes nothing from an announcement", () => {
    expect(disputed(plain, party)).toEqual([plain.statement.id]);
  });

  it("none, where they differ in how much is said and not in what", () => {
    expect(disputed(plain, other, "bound")).toEqual([]);
  });

  it("none within one source", () => {
    const same = { ...other, source: plain.source };
    expect(disputed(plain, same)).toEqual([]);
  });
});
