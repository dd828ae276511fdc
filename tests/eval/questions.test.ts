import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { LABELS, type Label } from "../../src/core/types.ts";
import type { AskJson } from "../../src/eval/ask-json.ts";
import { loadQuestions } from "../../src/eval/load.ts";
import { statementPlaces } from "../../src/eval/places.ts";
import type { EvalQuestion, StatementsExpected } from "../../src/eval/questions.ts";
import { grade } from "../../src/eval/score.ts";
import { parseFloor } from "../../src/eval/summary.ts";

const here = import.meta.dirname;
const questions = loadQuestions(join(here, "questions.jsonl"));
const KNOWLEDGE = join(here, "..", "..", "knowledge");

const CATEGORIES = [
  "comparison",
  "conflict",
  "conflict-pair",
  "fact-entity",
  "fact-number",
  "false-premise",
  "follow-up",
  "history",
  "injection",
  "list",
  "out-of-scope",
  "speculative",
  "status",
  "unanswerable-domain",
];

interface Shipped {
  readonly id: string;
  readonly deal: string;
  readonly text: string;
  readonly label: Label;
}

/** A bullet is a statement; the line below it starts, in backticks, with its id and its label. */
function shippedStatements(): Map<string, Shipped> {
  const briefs = readdirSync(join(KNOWLEDGE, "deals")).filter((f) => f.endsWith(".md"));
  const found = briefs.flatMap((file) => {
    const bullets = readFileSync(join(KNOWLEDGE, "deals", file), "utf8").matchAll(
      /^- (.+)\n[ \t]+`([a-z0-9]+-[a-z0-9]+) · (\w+)/gm,
    );
    const deal = basename(file, ".md");
    return [...bullets].map(([, text = "", id = "", label]) => ({
      id,
      deal,
      text,
      label: z.enum(LABELS).parse(label),
    }));
  });
  return new Map(found.map((s) => [s.id, s]));
}
const shipped = shippedStatements();

const rests = (q: EvalQuestion): StatementsExpected => {
  if (q.expected.rests.by !== "statements") throw new Error(`${q.id} names documents, not statements`);
  return q.expected.rests;
};

test("the set has at least 120 questions, of every kind", () => {
  expect(questions.length).toBeGreaterThanOrEqual(120);
  expect([...new Set(questions.map((q) => q.category))].sort()).toEqual(CATEGORIES);
});

test("no question is asked twice in one state of the conversation", () => {
  const keys = questions.map((q) => JSON.stringify([q.question.toLowerCase(), q.history, q.asOf]));
  expect(keys.filter((k, i) => keys.indexOf(k) !== i)).toEqual([]);
});

test("every statement that an answer should cite ships with the library", () => {
  const missing = questions.flatMap((q) =>
    [...rests(q).any, ...rests(q).all.flat(), ...(q.pair ?? [])].filter((id) => !shipped.has(id)),
  );
  expect([...new Set(missing)]).toEqual([]);
});

test("what can be answered names its statements and labels; what can't names none", () => {
  for (const q of questions) {
    const { any, all, conflict } = rests(q);
    expect(any.length > 0, `${q.id} statements_any`).toBe(q.expected.answerable);
    expect(q.expected.labels.length > 0, `${q.id} labels_any`).toBe(q.expected.answerable);
    expect(conflict && all.length < 2, `${q.id} shows a conflict of one side`).toBe(false);
    expect(q.expected.answerable && q.expected.must.length === 0, `${q.id} must`).toBe(false);
    if (!q.expected.answerable) expect(all, `${q.id} statements_all`).toEqual([]);
  }
});

test("no statement stands on two sides of what it should show, and each side counts as right", () => {
  for (const q of questions) {
    const { any, all } = rests(q);
    const sides = all.flat();
    expect(new Set(sides).size, q.id).toBe(sides.length);
    expect(
      sides.filter((id) => !any.includes(id)),
      q.id,
    ).toEqual([]);
  }
});

test("a question about a curated conflict asks for both of its statements", () => {
  const pairs = questions.filter((q) => q.category === "conflict-pair");
  for (const q of pairs) {
    const [one, other] = q.pair ?? [];
    const { all, conflict } = rests(q);
    expect(conflict, q.id).toBe(true);
    expect([all[0]?.includes(one ?? ""), all[1]?.includes(other ?? "")], q.id).toEqual([true, true]);
  }
  expect(new Set(pairs.map((q) => String(q.pair))).size).toBe(pairs.length);
});

test("each curated conflict within one deal is asked about", () => {
  const schema = z.array(z.object({ statements: z.tuple([z.string(), z.string()]) }));
  const curated = schema.parse(parse(readFileSync(join(KNOWLEDGE, "conflicts.yaml"), "utf8")));
  const within = curated.filter(
    ({ statements: [one, other] }) => shipped.get(one)?.deal === shipped.get(other)?.deal,
  );
  const asked = new Set(questions.map((q) => String(q.pair)));
  expect(within.length).toBeGreaterThan(0);
  expect(within.filter((c) => !asked.has(String(c.statements)))).toEqual([]);
});

/** Answers by quoting: a statement for each side, then whichever one says what the answer must still say. */
function quotingAnswer(q: EvalQuestion): AskJson {
  const { any, all, conflict } = rests(q);
  const said = (id: string) => shipped.get(id) ?? { text: "", label: "stated" as const };
  const missing = (ids: readonly string[]) => {
    const text = ids.map((id) => said(id).text).join(" ");
    return q.expected.must.filter((source) => !new RegExp(source, "i").test(text));
  };
  const chosen = all.flatMap((group) => group.slice(0, 1));
  for (const id of any)
    if (chosen.length === 0 || missing([...chosen, id]).length < missing(chosen).length) chosen.push(id);
  chosen.sort((a, b) => allowed(q, said(b).label) - allowed(q, said(a).label));
  const n = (id: string) => chosen.indexOf(id) + 1;
  const lead = missing(chosen).length > 0 ? "Not so. " : "";
  const sides = all.map(([id = ""]) => ({ text: said(id).text, citations: [n(id)] }));
  return {
    abstained: false,
    refused: false,
    answer: lead + chosen.map((id) => `${said(id).text} [${n(id)}]`).join(" "),
    claims: chosen.map((id) => ({ text: said(id).text, label: said(id).label, citations: [n(id)] })),
    conflicts: conflict ? [{ sides }] : [],
    sources: chosen.map((id) => ({ n: n(id), quote: said(id).text })),
    drafter: "extractive",
  };
}

const allowed = (q: EvalQuestion, label: Label) => Number(q.expected.labels.includes(label));

test("quoting the library within the limits of an answer is enough to pass every question", () => {
  const places = statementPlaces(shipped.values());
  const failed = questions
    .filter((q) => q.expected.answerable)
    .map((q) => ({ id: q.id, faults: grade(q, quotingAnswer(q), places).faults }));
  expect(failed.filter((f) => f.faults.length > 0)).toEqual([]);
});

test("the floor names metrics only", () => {
  expect(() => parseFloor(readFileSync(join(here, "floor.json"), "utf8"))).not.toThrow();
});
