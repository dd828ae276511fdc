import { z } from "zod";
import type { EvalQuestion } from "./questions.ts";
import type { FaultKind, Grade } from "./score.ts";

/** What is counted, and which way is better. All are percentages but `mustNot`, which is a number of answers. */
export const METRICS = {
  pass: "more",
  rightPassage: "more",
  citationPrecision: "more",
  label: "more",
  conflictsShown: "more",
  abstainedRight: "more",
  abstainedWrong: "less",
  mustNot: "less",
} as const;
export type Metric = keyof typeof METRICS;
export const METRIC_NAMES = Object.keys(METRICS) as Metric[];

/** A metric is null where no question of the group can show it. */
export type Summary = Readonly<Record<Metric, number | null>> & { readonly questions: number };

export interface Graded {
  readonly question: EvalQuestion;
  readonly grade: Grade;
}

/** Counts one group of graded answers: a category, or all. */
export function summarize(rows: readonly Graded[]): Summary {
  const answerable = rows.filter((r) => r.question.expected.answerable);
  const silent = rows.filter((r) => !r.question.expected.answerable);
  const labelled = answerable.filter((r) => r.grade.right && r.question.expected.labels.length > 0);
  const conflicts = answerable.filter(({ question: { expected } }) => expectsConflict(expected.rests));
  return {
    questions: rows.length,
    pass: percent(rows.map((r) => r.grade.pass)),
    rightPassage: percent(answerable.map((r) => r.grade.right === true)),
    citationPrecision: percent(answerable.map((r) => r.grade.precision ?? 0)),
    label: percent(labelled.map((r) => !has(r, "label"))),
    conflictsShown: percent(conflicts.map((r) => !has(r, "no conflict shown") && !has(r, "no answer"))),
    abstainedRight: percent(silent.map((r) => !has(r, "should abstain") && !has(r, "no answer"))),
    abstainedWrong: percent(answerable.map((r) => has(r, "abstained"))),
    mustNot: rows.filter((r) => has(r, "must not")).length,
  };
}

const has = ({ grade }: Graded, kind: FaultKind) => grade.faults.some((f) => f.kind === kind);

const expectsConflict = (rests: EvalQuestion["expected"]["rests"]) =>
  rests.by === "statements" && rests.conflict;

function percent(shares: readonly (boolean | number)[]): number | null {
  if (shares.length === 0) return null;
  const sum = shares.reduce<number>((total, share) => total + Number(share), 0);
  return Math.round((1000 * sum) / shares.length) / 10;
}

/** A metric over repeats of one question set; without repeats all three are the same. */
export interface Rate {
  readonly mean: number;
  readonly min: number;
  readonly max: number;
}
export type Rates = Readonly<Record<Metric, Rate | null>> & { readonly questions: number };

/** Joins the summaries of repeats of one group. Throws on none: there is nothing to say then. */
export function rates(repeats: readonly Summary[]): Rates {
  const [first] = repeats;
  if (first === undefined) throw new Error("no repeat was run; run at least one");
  const rate = (metric: Metric): Rate | null => {
    const values = repeats.flatMap((s) => s[metric] ?? []);
    if (values.length === 0) return null;
    const mean = Math.round((10 * values.reduce((a, b) => a + b, 0)) / values.length) / 10;
    return { mean, min: Math.min(...values), max: Math.max(...values) };
  };
  const entries = METRIC_NAMES.map((metric) => [metric, rate(metric)] as const);
  return { questions: first.questions, ...(Object.fromEntries(entries) as Record<Metric, Rate | null>) };
}

const floorSchema = z.partialRecord(z.enum(METRIC_NAMES), z.number());
/** The worst value that each metric may have; a metric that it leaves out is not held. */
export type Floor = z.infer<typeof floorSchema>;

/** Reads a floor file. Throws an error that names the key that isn't a metric or the value that isn't a number. */
export function parseFloor(text: string): Floor {
  const result = floorSchema.safeParse(JSON.parse(text));
  if (!result.success) throw new Error(`correct the floor file: ${z.prettifyError(result.error)}`);
  return result.data;
}

/** Names each metric that some repeat left worse than its floor; empty if all hold. */
export function belowFloor(measured: Rates, floor: Floor): string[] {
  return METRIC_NAMES.flatMap((metric) => {
    const bound = floor[metric];
    const rate = measured[metric];
    if (bound === undefined) return [];
    if (rate === null) return [`${metric} has a floor of ${bound}, but no question measures it`];
    const more = METRICS[metric] === "more";
    const worst = more ? rate.min : rate.max;
    const holds = more ? worst >= bound : worst <= bound;
    return holds ? [] : [`${metric} is ${worst}, ${more ? "at least" : "at most"} ${bound} is asked`];
  });
}
