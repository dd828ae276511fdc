import { describe, expect, test } from "vitest";
import { firstDay } from "../../../src/core/dates.ts";
import { knownFrom, wasKnownBy } from "../../../src/core/ledger/known.ts";
import { createLedger } from "../../../src/core/ledger/ledger.ts";
import { dayBefore } from "../../../src/core/ledger/period.ts";
import { sketchLibrary } from "../sketch-library.ts";
import { starterLibrary } from "../starter.ts";

const starter = starterLibrary();
const ledger = createLedger(starter);
const SLUG = "northwind-fabrikam";

describe("the ledger of the starter library", () => {
  test.each(starter.deals.map((d) => [d.slug, d.stage] as const))("gives %s as %s today", (slug, stage) => {
    expect(ledger.stageAsOf(slug, null)?.stage).toBe(stage);
  });

  const moves = starter.deals.flatMap((d) =>
    d.history.flatMap((e) =>
      e.date !== null && e.before !== null && e.after !== null && e.before !== e.after
        ? [{ slug: d.slug, date: e.date, before: e.before }]
        : [],
    ),
  );
  test("has changes of stage to tell of", () => expect(moves.length).toBeGreaterThan(10));
  test.each(moves)("has $slug at $before the day before $date", ({ slug, date, before }) => {
    expect(ledger.stageAsOf(slug, dayBefore(firstDay(date)))?.stage).toBe(before);
  });

  test.each(starter.deals.map((d) => d.slug))("never shows more of %s on an earlier day", (slug) => {
    const days = ["2024-12-31", "2025-06-30", "2025-12-31", "2026-03-31", "2026-12-31"];
    const seen = days.map((day) => ledger.timeline(slug, day).length);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(ledger.timeline(slug, null).length - (seen.at(-1) ?? 0)).toBe(ledger.undated(slug));
  });
});

describe("what was known when", () => {
  const library = sketchLibrary(
    [
      {
        id: "a",
        text: "Northwind is in talks with Fabrikam.",
        happened: "2026-01-05",
        published: "2026-01-20",
      },
      { id: "b", text: "Northwind signed with Fabrikam.", happened: "2026-03" },
      { id: "c", text: "Northwind scaled the deal back." },
      { id: "d", text: "Northwind planned it.", happened: "2025" },
    ],
    [],
    "in talks",
  );
  const known = (id: string) => {
    const statement = library.statements.get(id);
    if (!statement) throw new Error(id);
    return knownFrom(statement, library.sources.get(statement.sourceId));
  };

  test("a statement counts from the publication of its source, not from its event", () =>
    expect(known("a")).toEqual({ date: "2026-01-20", from: "2026-01-20", approximate: false }));
  test("without a publication date it counts from its event, approximately", () =>
    expect(known("b")).toEqual({ date: "2026-03", from: "2026-03-01", approximate: true }));
  test("without either it has no place in time", () => expect(known("c")).toBeNull());
  test("a year alone counts only when it is over", () => expect(known("d")?.from).toBe("2025-12-31"));
  test("a month as the day asked about means its end", () => {
    const [statement] = library.statements.values();
    if (!statement) throw new Error("empty");
    expect(wasKnownBy(statement, library.sources.get(statement.sourceId), "2026-01")).toBe(true);
    expect(wasKnownBy(statement, library.sources.get(statement.sourceId), "2026-01-19")).toBe(false);
  });
});

describe("stages as of a day", () => {
  const told = [
    {
      id: "a",
      text: "Northwind is in talks with Fabrikam.",
      happened: "2026-01-05",
      published: "2026-01-06",
    },
    {
      id: "b",
      text: "Northwind signed a contract with Fabrikam.",
      happened: "2026-03-02",
      published: "2026-03-01",
    },
    { id: "c", text: "Northwind dropped it." },
  ] as const;
  const history = [
    { date: "2026-01-05", statement: "a", after: "in talks" },
    { date: "2026-03-02", statement: "b", changes: "a", before: "in talks", after: "definitive agreement" },
    { date: null, statement: "c", changes: "b", before: "definitive agreement", after: "ended" },
  ] as const;
  const sketch = createLedger(sketchLibrary(told, history, "ended"));

  test("nothing is known before the first source", () =>
    expect(
      createLedger(sketchLibrary([{ ...told[0], label: "reported" }], [history[0]], "in talks")).stageAsOf(
        SLUG,
        "2026-01-05",
      ),
    ).toBeNull());
  test("a stage moves no earlier than its event, even if the source is older", () => {
    expect(sketch.stageAsOf(SLUG, "2026-03-01")?.stage).toBe("in talks");
    expect(sketch.stageAsOf(SLUG, "2026-03-02")?.stage).toBe("definitive agreement");
  });
  test("what has no date moves the stage of today only, and is counted", () => {
    expect(sketch.stageAsOf(SLUG, "2030-01-01")?.stage).toBe("definitive agreement");
    expect(sketch.stageAsOf(SLUG, null)?.stage).toBe("ended");
    expect(sketch.undated(SLUG)).toBe(1);
  });
  test("an announcement that only a later source tells of gives the stage, marked so", () => {
    const at = createLedger(
      sketchLibrary(
        [{ id: "a", text: "Northwind announced it.", happened: "2025-09", published: "2025-12-20" }],
        [{ date: "2025-09", statement: "a", after: "announced" }],
        "announced",
      ),
    );
    expect(at.stageAsOf(SLUG, "2025-11-30")).toMatchObject({
      stage: "announced",
      approximate: true,
      laterSource: true,
    });
    expect(at.stageAsOf(SLUG, "2025-08-31")).toBeNull();
    expect(at.timeline(SLUG, "2025-11-30")).toEqual([]);
  });
});

describe("changes between two days", () => {
  const library = sketchLibrary(
    [
      {
        id: "a",
        text: "Northwind is to pay Fabrikam $10 billion.",
        happened: "2026-01-05",
        label: "reported",
      },
      { id: "b", text: "Northwind signed for $20 billion with Fabrikam.", happened: "2026-03-02" },
      {
        id: "c",
        text: "Fabrikam denied that the $20 billion is binding.",
        happened: "2026-04-01",
        label: "denied",
      },
      { id: "d", text: "Northwind adds a further $5 billion at Fabrikam.", happened: "2026-05-01" },
    ],
    [
      { date: "2026-01-05", statement: "a", after: "rumoured" },
      { date: "2026-03-02", statement: "b", changes: "a", before: "rumoured", after: "definitive agreement" },
      { date: "2026-04-01", statement: "c", changes: "b" },
      { date: "2026-05-01", statement: "d", changes: "b" },
    ],
    "definitive agreement",
  );
  const changes = createLedger(library).changesBetween("2025-12-31", "2026-12-31");

  test("tell of the new deal, of the stage, the figure and the confirmation, and of the denial", () => {
    expect(changes.map((c) => c.kinds)).toEqual([
      ["new deal"],
      ["stage", "figure", "confirmed"],
      ["denied"],
      ["news"],
    ]);
    expect(changes[1]).toMatchObject({ before: "rumoured", after: "definitive agreement", changed: "a" });
    expect(changes[1]?.figures).toEqual([{ before: "$10 billion", after: "$20 billion" }]);
  });
  test("what comes on top is no changed figure", () => expect(changes[3]?.figures).toEqual([]));
  test("begin after the first day and end with the second", () => {
    const between = createLedger(library).changesBetween("2026-01-05", "2026-03-02");
    expect(between.map((c) => c.statement)).toEqual(["b"]);
  });
});
