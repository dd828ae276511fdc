import type { Answer, Citation, Claim, Table } from "../types.ts";

/** "[1][2]"; a space before it unless there is nothing to cite. */
export const marks = (citations: readonly number[]): string =>
  citations.length === 0 ? "" : ` ${citations.map((n) => `[${n}]`).join("")}`;

/** "Windows Forum", or what else the source is known by. */
export const outletOf = (citation: Citation): string =>
  citation.source.publisher ?? citation.source.title ?? citation.source.id;

/** The text that a person reads, without the source list: lead, claims, both sides of every conflict. */
export function answerText(answer: Answer): string {
  const lines: string[] = [];
  if (answer.lead) lines.push(answer.lead);
  for (const claim of answer.claims) lines.push(claimText(claim));
  for (const row of answer.table?.rows ?? []) lines.push(`- ${row.cells.join(" · ")}${marks(row.citations)}`);
  if (answer.table) lines.push(tableTotal(answer.table));
  for (const conflict of answer.conflicts) {
    lines.push(`Sources disagree: ${conflict.about}.`);
    for (const side of conflict.sides) lines.push(`- ${side.text}${marks(side.citations)}`);
    if (conflict.better) lines.push(conflict.better);
  }
  return lines.join("\n");
}

/** "8 of 14 shown", or "14 in all": a list is complete or says what is missing. */
export const tableTotal = (table: Table): string =>
  table.rows.length < table.total
    ? `${table.rows.length} of ${table.total} shown.`
    : `${table.total} in all.`;

/** One claim with its citation marks. */
export const claimText = (claim: Claim): string => `${claim.text}${marks(claim.citations)}`;
