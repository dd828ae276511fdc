import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  compareDates,
  findDates,
  firstDay,
  formatDate,
  isPartialDate,
  knownBy,
  lastDay,
  mayBeSame,
} from "../../src/core/dates.ts";

const values = (text: string, near?: string) => findDates(text, near ?? null).map((d) => [d.text, d.value]);

describe("dates in running text", () => {
  const cases: Record<string, [string, string]> = {
    "18 November 2025": ["18 November 2025", "2025-11-18"],
    "the 1st of May, 2026": ["1st of May, 2026", "2026-05-01"],
    "on November 18, 2025, it": ["November 18, 2025", "2025-11-18"],
    "Thu, 21 May 2026 13:54:22 GMT": ["21 May 2026", "2026-05-21"],
    "in Sept. 2026": ["Sept. 2026", "2026-09"],
    "in November 2025": ["November 2025", "2025-11"],
    "at 2026-05-21T10:00:00Z": ["2026-05-21T10:00:00Z", "2026-05-21"],
    "by 2026-05": ["2026-05", "2026-05"],
    "in 2024.": ["2024", "2024"],
  };
  for (const [text, found] of Object.entries(cases))
    it(`finds "${found[0]}"`, () => expect(values(text)).toEqual([found]));

  it("gives a quarter, a half and a part of a year the days that they may mean", () => {
    const found = findDates(
      "Q2 2026, 2027 Q1, second half of 2026, H1 2025, early 2026, the third quarter of 2024",
    );
    expect(found.map((d) => [d.value, d.first, d.last])).toEqual([
      ["2026", "2026-04-01", "2026-06-30"],
      ["2027", "2027-01-01", "2027-03-31"],
      ["2026", "2026-07-01", "2026-12-31"],
      ["2025", "2025-01-01", "2025-06-30"],
      ["2026", "2026-01-01", "2026-06-30"],
      ["2024", "2024-07-01", "2024-09-30"],
    ]);
  });

  it("takes the year of a bare day from its surroundings, and leaves it out without any", () => {
    expect(values("by Nov. 18")).toEqual([]);
    expect(values("by Nov 18", "2025-11")).toEqual([["Nov 18", "2025-11-18"]]);
    expect(values("on 3 June", "2026")).toEqual([["3 June", "2026-06-03"]]);
  });

  it("takes no amount, capacity or impossible day for a date", () => {
    for (const text of [
      "$2026",
      "2,026",
      "2026 MW",
      "2000 GPUs",
      "1950s",
      "31 February 2026",
      "Maia 200",
      "may 20%",
    ])
      expect(values(text, "2026")).toEqual(text === "31 February 2026" ? [["February 2026", "2026-02"]] : []);
  });

  it("gives places that hold what it found, in order, none overlapping", () => {
    const part = fc.constantFrom(
      "3 May 2026",
      "May 2026",
      "2026",
      "Q1 2026",
      "2026-01-02",
      " and ",
      ", ",
      "May 4",
      "x",
    );
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const text = parts.join("");
        let last = 0;
        for (const d of findDates(text, "2026")) {
          expect(text.slice(d.start, d.end)).toBe(d.text);
          expect(d.start).toBeGreaterThanOrEqual(last);
          expect(isPartialDate(d.value)).toBe(true);
          last = d.end;
        }
      }),
    );
  });
});

describe("dates of different precision", () => {
  it("knows which dates exist", () => {
    for (const good of ["2026", "2026-02", "2024-02-29"]) expect(isPartialDate(good)).toBe(true);
    for (const bad of ["", "26", "2026-13", "2026-02-29", "2026-2-1", "2026-00", "21 May 2026"])
      expect(isPartialDate(bad)).toBe(false);
  });

  it("spans from the first to the last day that a date may mean", () => {
    expect([firstDay("2026"), lastDay("2026")]).toEqual(["2026-01-01", "2026-12-31"]);
    expect([firstDay("2024-02"), lastDay("2024-02")]).toEqual(["2024-02-01", "2024-02-29"]);
    expect([firstDay("2026-05-21"), lastDay("2026-05-21")]).toEqual(["2026-05-21", "2026-05-21"]);
  });

  it("counts a date as known only when its last day has come", () => {
    expect(knownBy("2026-05-21", "2026-05-21")).toBe(true);
    expect(knownBy("2026-05-22", "2026-05-21")).toBe(false);
    expect(knownBy("2026-05", "2026-05-30")).toBe(false);
    expect(knownBy("2026-05", "2026-05-31")).toBe(true);
    expect(knownBy("2026", "2026-11-21")).toBe(false);
    expect(knownBy("2025", "2026-01-01")).toBe(true);
  });

  it("orders and compares them", () => {
    expect(["2026-05", "2026", "2025-12-31", "2026-05-01"].sort(compareDates)).toEqual([
      "2025-12-31",
      "2026",
      "2026-05-01",
      "2026-05",
    ]);
    expect(mayBeSame("2026-05", "2026-05-21")).toBe(true);
    expect(mayBeSame("2026-05", "2026-06-01")).toBe(false);
  });

  it("is written as people read it", () => {
    expect(["2026-06-25", "2026-06", "2026"].map(formatDate)).toEqual(["25 June 2026", "June 2026", "2026"]);
  });
});
