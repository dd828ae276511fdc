import type { EvalReport } from "./run.ts";
import { METRIC_NAMES, type Metric, type Rate, type Rates } from "./summary.ts";

const HEADINGS: Readonly<Record<Metric, string>> = {
  pass: "pass %",
  rightPassage: "right passage %",
  citationPrecision: "citation precision %",
  label: "label %",
  conflictsShown: "conflicts shown %",
  abstainedRight: "abstained, rightly %",
  abstainedWrong: "abstained, wrongly %",
  mustNot: "must not",
};

/** The table for the terminal: a row for each category and one for all; over repeats the mean and its range. */
export function formatTable(report: EvalReport): string {
  const row = (name: string, rates: Rates) => [
    name,
    String(rates.questions),
    ...METRIC_NAMES.map((metric) => cell(rates[metric])),
  ];
  const rows = [
    ["category", "questions", ...METRIC_NAMES.map((metric) => HEADINGS[metric])],
    ...Object.entries(report.categories).map(([category, rates]) => row(category, rates)),
    row("ALL", report.all),
  ];
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((r) => r[column]?.length ?? 0)));
  const pad = (text: string, column: number) => {
    const width = widths[column] ?? 0;
    return column === 0 ? text.padEnd(width) : text.padStart(width);
  };
  return rows.map((cells) => cells.map(pad).join("  ").trimEnd()).join("\n");
}

function cell(rate: Rate | null): string {
  if (rate === null) return "-";
  return rate.min === rate.max ? String(rate.mean) : `${rate.mean} (${rate.min}-${rate.max})`;
}

/** Each question that failed, with its faults: what to read before changing anything. */
export function formatFailures(report: EvalReport): string {
  return report.failures
    .map((f) => {
      const share = report.repeats === 1 ? "" : ` (passed ${f.passed} of ${report.repeats})`;
      const faults = f.faults.map((x) => (x.detail ? `${x.kind}: ${x.detail}` : x.kind));
      return [`${f.id} [${f.category}] ${f.question}${share}`, ...faults.map((x) => `    ${x}`)].join("\n");
    })
    .join("\n");
}
