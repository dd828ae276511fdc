import { describe, expect, it } from "vitest";
import { settledBy, staleness } from "../../../src/core/label/settle.ts";
import { STAGES } from "../../../src/core/types.ts";

describe("settledBy", () => {
  it("names an announcement by a party and a filing that names the thing", () => {
    expect(settledBy("reported", "in talks", ["Northwind", "Contoso"], "Fab-9 capacity")).toBe(
      "an announcement by Northwind or Contoso, or a filing that names Fab-9 capacity",
    );
  });
  it("asks for the next step of a deal that has come further", () => {
    expect(settledBy("reported", "letter of intent", ["Northwind", "Contoso"], null)).toContain(
      "a definitive agreement signed by Northwind and Contoso",
    );
  });
  it("has nothing to settle in what is confirmed or plainly stated", () => {
    expect(settledBy("confirmed", "announced", ["Northwind"], null)).toBeNull();
    expect(settledBy("stated", null, [], null)).toBeNull();
  });
  it("says something concrete for every stage, with no party known too", () => {
    for (const stage of [...STAGES, null])
      expect(settledBy("speculative", stage, [], null), String(stage)).toMatch(/a party/);
    expect(settledBy("disputed", null, ["Northwind"], null)).toContain("Northwind");
    expect(settledBy("denied", null, ["Northwind"], null)).toContain("Northwind");
  });
});

describe("staleness", () => {
  it("says how old the newest source is once it is older than 60 days", () => {
    expect(staleness("2026-06-25", "2026-11-26")).toBe("Newest source: 25 June 2026, five months ago");
    expect(staleness("2026-09-27", "2026-11-26")).toBeNull();
    expect(staleness("2026-09-26", "2026-11-26")).toBe("Newest source: 26 September 2026, two months ago");
  });
  it("never overstates the age of a date that is known only to the month or year", () => {
    expect(staleness("2026-09", "2026-11-26")).toBeNull();
    expect(staleness("2026", "2026-11-26")).toBeNull();
    expect(staleness("2023", "2026-11-26")).toBe("Newest source: 2023, two years ago");
    expect(staleness("2026-05", "2026-11-26")).toBe("Newest source: May 2026, five months ago");
  });
  it("says when no source is dated", () => {
    expect(staleness(null, "2026-11-26")).toBe("None of the sources is dated");
    expect(staleness("soon", "2026-11-26")).toBe("None of the sources is dated");
  });
});
