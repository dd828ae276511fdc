import type { AskJson } from "./ask-json.ts";
import type { Places } from "./places.ts";
import type { EvalQuestion } from "./questions.ts";
import { type Fault, type Grade, grade } from "./score.ts";
import { type Graded, type Rates, rates, summarize } from "./summary.ts";

/** A question that failed at least one repeat, with what its first failing answer said. */
export interface Failure {
  readonly id: string;
  readonly category: string;
  readonly question: string;
  readonly passed: number;
  readonly faults: readonly Fault[];
  /** Null where there was no answer. */
  readonly answer: string | null;
}

/** What an evaluation found: plain data, stored as it is. */
export interface EvalReport {
  readonly repeats: number;
  readonly all: Rates;
  readonly categories: Readonly<Record<string, Rates>>;
  readonly failures: readonly Failure[];
}

export interface EvalRun {
  readonly questions: readonly EvalQuestion[];
  /** Answers one question; where it throws, the question counts as failed and the run goes on. */
  readonly answer: (question: EvalQuestion) => Promise<AskJson>;
  readonly places: Places;
  /** How often the whole set is asked: once without a model, since the answers are the same each time. */
  readonly repeats: number;
  /** Called after each answer, for a progress line. */
  readonly onGraded?: (question: EvalQuestion, grade: Grade) => void;
}

interface Attempt extends Graded {
  readonly answer: AskJson | Error;
}

/** Asks all questions, one after the other, and grades the answers. */
export async function runEval({
  questions,
  answer,
  places,
  repeats,
  onGraded,
}: EvalRun): Promise<EvalReport> {
  if (!Number.isInteger(repeats) || repeats < 1) throw new Error("repeats must be a whole number from 1");
  const runs: Attempt[][] = [];
  for (let i = 0; i < repeats; i++) {
    const attempts: Attempt[] = [];
    for (const question of questions) {
      const given = await answer(question).catch((e) => (e instanceof Error ? e : new Error(String(e))));
      const graded = grade(question, given, places);
      attempts.push({ question, answer: given, grade: graded });
      onGraded?.(question, graded);
    }
    runs.push(attempts);
  }
  return report(runs);
}

function report(runs: readonly (readonly Attempt[])[]): EvalReport {
  const questions = (runs[0] ?? []).map((a) => a.question);
  const categories = [...new Set(questions.map((q) => q.category))].sort();
  const of = (category: string) =>
    rates(runs.map((run) => summarize(run.filter((a) => a.question.category === category))));
  return {
    repeats: runs.length,
    all: rates(runs.map((run) => summarize(run))),
    categories: Object.fromEntries(categories.map((category) => [category, of(category)])),
    failures: questions.flatMap((question) => failure(question, runs) ?? []),
  };
}

function failure(question: EvalQuestion, runs: readonly (readonly Attempt[])[]): Failure | null {
  const attempts = runs.flatMap((run) => run.filter((a) => a.question.id === question.id));
  const failed = attempts.find((a) => !a.grade.pass);
  if (failed === undefined) return null;
  return {
    id: question.id,
    category: question.category,
    question: question.question,
    passed: attempts.filter((a) => a.grade.pass).length,
    faults: failed.grade.faults,
    answer: failed.answer instanceof Error ? null : failed.answer.answer,
  };
}
