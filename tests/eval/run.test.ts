import { expect, test } from "vitest";
import type { AskJson } from "../../src/eval/ask-json.ts";
import { statementPlaces } from "../../src/eval/places.ts";
import { parseQuestions } from "../../src/eval/questions.ts";
import { formatFailures, formatTable } from "../../src/eval/report.ts";
import { runEval } from "../../src/eval/run.ts";
import { belowFloor, parseFloor } from "../../src/eval/summary.ts";

const TEXT = "Meta takes up to 6 gigawatts of AMD GPUs.";
const line = (id: string, category: string, question: string, answerable: boolean) =>
  JSON.stringify({
    id,
    category,
    question,
    expect: {
      answerable,
      must: answerable ? ["6 gigawatts"] : [],
      must_not: [],
      statements_any: answerable ? ["mam-09"] : [],
      labels_any: answerable ? ["confirmed"] : [],
    },
  });
const questions = parseQuestions(
  [line("A", "fact-number", "meta amd gw?", true), line("B", "out-of-scope", "weather?", false)].join("\n"),
);
const places = statementPlaces([{ id: "mam-09", text: TEXT }]);
const answered: AskJson = {
  abstained: false,
  refused: false,
  answer: `${TEXT} [1]`,
  claims: [{ text: TEXT, label: "confirmed", citations: [1] }],
  conflicts: [],
  sources: [{ n: 1, quote: TEXT }],
  drafter: "extractive",
};
const abstained: AskJson = { ...answered, abstained: true, answer: "Not covered.", claims: [], sources: [] };

test("rates over repeats carry the mean and its range, and the table shows them", async () => {
  let asked = 0;
  const report = await runEval({
    questions,
    places,
    repeats: 2,
    answer: async (q) => (q.id === "B" || asked++ > 0 ? abstained : answered),
  });
  expect(report.all.pass).toEqual({ mean: 75, min: 50, max: 100 });
  expect(report.all.abstainedWrong).toEqual({ mean: 50, min: 0, max: 100 });
  expect(report.categories["out-of-scope"]?.rightPassage).toBeNull();
  const table = formatTable(report).split("\n");
  expect(table).toHaveLength(4);
  expect(table.at(-1)).toMatch(/^ALL +2 +75 \(50-100\)/);
  expect(formatFailures(report)).toContain("A [fact-number] meta amd gw? (passed 1 of 2)\n    abstained");
});

test("a question whose answer throws fails with the reason, and the rest are still asked", async () => {
  const report = await runEval({
    questions,
    places,
    repeats: 1,
    answer: async (q) => {
      if (q.id === "A") throw new Error("the model was overloaded");
      return abstained;
    },
  });
  expect(report.all.pass?.mean).toBe(50);
  expect(report.failures).toMatchObject([
    { id: "A", answer: null, faults: [{ kind: "no answer", detail: "the model was overloaded" }] },
  ]);
});

test("a floor names each metric that any repeat left worse", async () => {
  let asked = 0;
  const report = await runEval({
    questions,
    places,
    repeats: 2,
    answer: async (q) => (q.id === "B" || asked++ > 0 ? abstained : answered),
  });
  expect(
    belowFloor(report.all, parseFloor('{"pass": 50, "abstainedWrong": 100, "abstainedRight": 100}')),
  ).toEqual([]);
  expect(
    belowFloor(report.all, parseFloor('{"pass": 75, "abstainedWrong": 5, "conflictsShown": 90}')),
  ).toEqual([
    "pass is 50, at least 75 is asked",
    "conflictsShown has a floor of 90, but no question measures it",
    "abstainedWrong is 100, at most 5 is asked",
  ]);
  expect(() => parseFloor('{"passs": 75}')).toThrow(/passs/);
});

test("a bad question file is refused with the line and the reason", () => {
  const good = line("A", "list", "deals?", true);
  expect(() => parseQuestions(`${good}\n{"id": "B"`)).toThrow(/^line 2: /);
  expect(() => parseQuestions(`${good}\n${good}`)).toThrow('line 2: id "A" is taken');
  expect(() => parseQuestions(good.replace("6 gigawatts", "(6 gigawatts"))).toThrow(
    /not a regular expression/,
  );
  expect(() => parseQuestions("\n")).toThrow("the question set is empty");
});
