import { z } from "zod";
import { LABELS, type Label, type Turn } from "../core/types.ts";

/** What a right answer rests on, named by the statements of the library that ships. */
export interface StatementsExpected {
  readonly by: "statements";
  /** Any of them makes the passage right; all that is cited beyond them costs precision. */
  readonly any: readonly string[];
  /** Groups of alternatives: at least one of each group must be cited. */
  readonly all: readonly (readonly string[])[];
  /** Whether the groups must stand as sides of one conflict that the answer shows. */
  readonly conflict: boolean;
}

/** What a right answer rests on, named by documents and their words: for a set over any folder. */
export interface QuotesExpected {
  readonly by: "quotes";
  readonly docsAny: readonly string[];
  readonly docsAll: readonly string[];
  readonly quoteAny: readonly string[];
}

export interface Expected {
  readonly answerable: boolean;
  /** Regular expressions that the answer must match, each of them; upper and lower case are alike. */
  readonly must: readonly string[];
  readonly mustNot: readonly string[];
  /** Labels that the first right claim may carry; empty where any will do. */
  readonly labels: readonly Label[];
  readonly rests: StatementsExpected | QuotesExpected;
}

export interface EvalQuestion {
  readonly id: string;
  readonly category: string;
  readonly question: string;
  readonly history: readonly Turn[];
  /** The day to answer from, if the question chooses one. */
  readonly asOf: string | null;
  /** The curated conflict whose subject it asks about, if it does. */
  readonly pair: readonly [string, string] | null;
  readonly expected: Expected;
}

const regex = z.string().refine(compiles, "is not a regular expression");
const ids = z.array(z.string().min(1));
const common = { answerable: z.boolean(), must: z.array(regex), must_not: z.array(regex) };

const byStatements = z.strictObject({
  ...common,
  statements_any: ids,
  statements_all: z.array(ids.min(1)).default([]),
  labels_any: z.array(z.enum(LABELS)),
  conflict: z.boolean().default(false),
});

/** Other sets call a plainly asserted statement "background". */
const foreignLabel = z.preprocess((l) => (l === "background" ? "stated" : l), z.enum(LABELS));
const byQuotes = z.object({
  ...common,
  docs_any: ids,
  docs_all: ids,
  quote_any: ids,
  status_any: z.array(foreignLabel),
});

const frame = z.object({
  id: z.string().min(1),
  category: z.string().min(1),
  question: z.string().min(1),
  history: z.array(z.object({ role: z.enum(["user", "assistant"]), text: z.string() })).default([]),
  asOf: z.iso.date().nullable().default(null),
  pair: z.tuple([z.string(), z.string()]).nullable().default(null),
  expect: z.record(z.string(), z.unknown()),
});

/**
 * Reads a question set, one JSON object a line, in either format (`statements_any` or `quote_any`).
 * Throws an error that names the line and the fix.
 */
export function parseQuestions(text: string): EvalQuestion[] {
  const seen = new Set<string>();
  const questions: EvalQuestion[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const question = parseLine(line, index + 1);
    if (seen.has(question.id))
      throw new Error(`line ${index + 1}: id "${question.id}" is taken; choose another`);
    seen.add(question.id);
    questions.push(question);
  }
  if (questions.length === 0) throw new Error("the question set is empty; give it one JSON object a line");
  return questions;
}

function parseLine(line: string, number: number): EvalQuestion {
  try {
    const { expect, ...rest } = frame.parse(JSON.parse(line));
    return { ...rest, expected: "quote_any" in expect ? quotes(expect) : statements(expect) };
  } catch (error) {
    const what = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new Error(`line ${number}: correct this and run again: ${what}`);
  }
}

function statements(expect: unknown): Expected {
  const e = byStatements.parse(expect);
  const rests = {
    by: "statements",
    any: e.statements_any,
    all: e.statements_all,
    conflict: e.conflict,
  } as const;
  return { answerable: e.answerable, must: e.must, mustNot: e.must_not, labels: e.labels_any, rests };
}

function quotes(expect: unknown): Expected {
  const e = byQuotes.parse(expect);
  const rests = { by: "quotes", docsAny: e.docs_any, docsAll: e.docs_all, quoteAny: e.quote_any } as const;
  return { answerable: e.answerable, must: e.must, mustNot: e.must_not, labels: e.status_any, rests };
}

function compiles(source: string): boolean {
  try {
    return new RegExp(source, "i") instanceof RegExp;
  } catch {
    return false;
  }
}
