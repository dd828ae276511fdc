import { describe, expect, test } from "vitest";
import type { AskJson } from "../../src/eval/ask-json.ts";
import { documentPlaces, isDocument, overlaps, statementPlaces } from "../../src/eval/places.ts";
import { type EvalQuestion, parseQuestions } from "../../src/eval/questions.ts";
import { grade } from "../../src/eval/score.ts";

const LETTER = "Nvidia would put as much as $100 billion into OpenAI under a letter of intent.";
const REPLACED = "Nvidia contributes $30 billion to OpenAI's round, which replaces the earlier plan.";
const ASIDE = "Mistral borrowed about $830 million for a data centre near Paris.";
const places = statementPlaces([
  { id: "letter", text: LETTER },
  { id: "replaced", text: REPLACED },
  { id: "aside", text: ASIDE },
]);

function ask(expect: Record<string, unknown>): EvalQuestion {
  const base = { answerable: true, must: [], must_not: [], statements_any: [], labels_any: [] };
  const line = { id: "Q1", category: "status", question: "nvda openai?", expect: { ...base, ...expect } };
  const [question] = parseQuestions(JSON.stringify(line));
  if (question === undefined) throw new Error("no question");
  return question;
}

const stands = ask({
  must: ["\\b30 billion", "100 billion"],
  must_not: ["^\\W*yes\\b"],
  statements_any: ["letter", "replaced"],
  statements_all: [["letter"], ["replaced"]],
  labels_any: ["reported", "disputed"],
  conflict: true,
});

const right: AskJson = {
  abstained: false,
  refused: false,
  answer: `No. ${REPLACED} [2] ${LETTER} [1]`,
  claims: [
    { text: REPLACED, label: "reported", citations: [2] },
    { text: LETTER, label: "confirmed", citations: [1] },
  ],
  conflicts: [
    {
      sides: [
        { text: LETTER, citations: [1] },
        { text: REPLACED, citations: [2] },
      ],
    },
  ],
  sources: [
    { n: 1, quote: LETTER },
    { n: 2, quote: REPLACED },
  ],
  drafter: "extractive",
};
const silent: AskJson = {
  ...right,
  abstained: true,
  answer: "The library doesn’t say.",
  claims: [],
  conflicts: [],
  sources: [],
};
const faults = (question: EvalQuestion, answer: AskJson | Error, where = places) =>
  grade(question, answer, where).faults.map((f) => f.kind);

describe("an answer to an answerable question", () => {
  test("passes when figures, passages, label and both sides are right", () => {
    expect(grade(stands, right, places)).toEqual({ pass: true, faults: [], right: true, precision: 1 });
  });

  test("fails on a wrong figure, naming the pattern that is missing", () => {
    const wrong = { ...right, answer: right.answer.replace("$30 billion", "$40 billion") };
    expect(grade(stands, wrong, places).faults).toEqual([{ kind: "must", detail: "\\b30 billion" }]);
  });

  test("fails on what it must not say", () => {
    expect(faults(stands, { ...right, answer: `Yes. ${right.answer}` })).toEqual(["must not"]);
  });

  test("fails when it abstains, and its missing passages are named", () => {
    expect(faults(stands, silent)).toEqual(
      expect.arrayContaining(["abstained", "wrong passage", "missing passage", "no conflict shown"]),
    );
    expect(grade(stands, silent, places)).toMatchObject({ pass: false, right: false, precision: 0 });
  });

  test("fails when one side is missing", () => {
    const oneSided: AskJson = {
      ...right,
      conflicts: [],
      claims: right.claims.slice(0, 1),
      sources: right.sources.slice(1),
    };
    expect(faults(stands, oneSided)).toEqual(["missing passage", "no conflict shown"]);
  });

  test("fails when both positions are cited but not shown as a conflict, or stand on one side of it", () => {
    expect(faults(stands, { ...right, conflicts: [] })).toEqual(["no conflict shown"]);
    const merged = [
      {
        sides: [
          { text: LETTER, citations: [1, 2] },
          { text: ASIDE, citations: [] },
        ],
      },
    ];
    expect(faults(stands, { ...right, conflicts: merged })).toEqual(["no conflict shown"]);
  });

  test("fails when it cites more than eight statements, or hardly a right one", () => {
    const noise = Array.from({ length: 7 }, (_, i) => ({ n: i + 3, quote: ASIDE }));
    const result = grade(stands, { ...right, sources: [...right.sources, ...noise] }, places);
    expect(result.faults.map((f) => f.kind)).toEqual(["too many citations", "precision"]);
    expect(result.precision).toBeCloseTo(2 / 9);
  });

  test("fails when it is longer than a screen", () => {
    expect(faults(stands, { ...right, answer: right.answer.padEnd(1501, ".") })).toEqual(["too long"]);
  });

  test("fails on a quote that stands nowhere", () => {
    const made = { n: 3, quote: "Nvidia and OpenAI signed for $100 billion." };
    expect(faults(stands, { ...right, sources: [...right.sources, made] })).toEqual(["unknown quote"]);
  });

  test("fails when an extracted claim says what its quotes don't; a model's wording is its own", () => {
    const strayed: AskJson = {
      ...right,
      claims: [
        ...right.claims,
        { text: "Microsoft builds reactors in Wyoming", label: "stated", citations: [1] },
      ],
    };
    expect(faults(stands, strayed)).toEqual(["unsupported claim"]);
    expect(faults(stands, { ...strayed, drafter: "claude" })).toEqual([]);
  });
});

describe("the label", () => {
  const talks = ask({ statements_any: ["replaced"], labels_any: ["reported"] });

  test("is read off the first claim that rests on a right statement", () => {
    expect(faults(talks, right)).toEqual([]);
    const raised = { ...right, claims: [{ text: REPLACED, label: "confirmed" as const, citations: [2] }] };
    expect(grade(talks, raised, places).faults).toEqual([
      { kind: "label", detail: "confirmed, not reported" },
    ]);
  });

  test("can't be had both ways by saying the claim twice", () => {
    const twice = [...right.claims, { text: REPLACED, label: "confirmed" as const, citations: [2] }];
    expect(faults(talks, { ...right, claims: twice })).toEqual(["label"]);
  });

  test("may be a shown conflict where disputed is asked for", () => {
    const disputed = ask({ statements_any: ["letter"], labels_any: ["disputed"] });
    expect(faults(disputed, right)).toEqual([]);
    expect(faults(disputed, { ...right, conflicts: [] })).toEqual(["label"]);
  });
});

describe("an answer to a question that the library can't answer", () => {
  const price = ask({ answerable: false, must: ["(?:n['’]t\\b|\\bnot\\b)"], must_not: ["\\$\\s?\\d"] });

  test("passes when it abstains in words", () => {
    expect(grade(price, silent, places)).toEqual({ pass: true, faults: [], right: null, precision: null });
  });

  test("fails when it answers, or abstains without saying so, or slips in a figure", () => {
    expect(faults(price, right)).toEqual(["must not", "should abstain", "must"]);
    expect(faults(price, { ...silent, answer: "See below." })).toEqual(["must"]);
    expect(faults(price, { ...silent, answer: "It does not say; perhaps $5 an hour." })).toEqual([
      "must not",
    ]);
  });

  test("counts no answer at all as a failure, with the reason", () => {
    expect(grade(price, new Error("timed out"), places).faults).toEqual([
      { kind: "no answer", detail: "timed out" },
    ]);
  });
});

describe("a set that names documents and quotes", () => {
  const documents = documentPlaces([
    { name: "000_forum.txt", text: `# Talks\n\n${LETTER}\n${ASIDE}` },
    { name: "0001.txt", text: REPLACED },
  ]);
  const quoted = ask({
    docs_any: ["000"],
    docs_all: ["000"],
    quote_any: ["as much as $100  billion into OpenAI"],
    status_any: ["background", "confirmed"],
  });
  const cites = (quote: string): AskJson => ({
    ...right,
    claims: [{ text: quote, label: "stated", citations: [1] }],
    conflicts: [],
    sources: [{ n: 1, quote }],
  });

  test("passes on a quote that holds the expected words, in the right document", () => {
    expect(faults(quoted, cites(LETTER), documents)).toEqual([]);
  });

  test("fails on another passage of the right document, and on another document", () => {
    expect(faults(quoted, cites(ASIDE), documents)).toEqual([
      "wrong passage",
      "missing passage",
      "precision",
    ]);
    expect(faults(quoted, cites(REPLACED), documents)).toEqual(
      expect.arrayContaining(["wrong passage", "missing passage"]),
    );
  });

  test("knows a document by its short name, and only by the whole of it", () => {
    expect(isDocument("000", "000_forum.txt")).toBe(true);
    expect(isDocument("000", "0001.txt")).toBe(false);
    expect(isDocument("a.txt", "a.txt")).toBe(true);
  });

  test("takes no few words for an overlap", () => {
    expect(overlaps("the deal", "the deal that Nvidia and OpenAI made")).toBe(false);
    expect(overlaps("“The deal that Nvidia…", '"the deal that nvidia...')).toBe(true);
  });
});
