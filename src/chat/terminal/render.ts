import { marks, tableTotal } from "../../core/answer/answer-text.ts";
import { labelWords } from "../../core/label/label-words.ts";
import { outletName, quotedFrom } from "../../core/source-words.ts";
import type { Answer, Citation, Claim, Conflict, Table } from "../../core/types.ts";
import { sideBySide, wrap } from "./layout.ts";

/** Draws an answer for a terminal of so many columns. Pure; no colour carries meaning, so none is used. */
export function renderAnswer(answer: Answer, columns = 100): string {
  const width = Math.max(48, Math.min(columns, 110));
  const parts: string[] = [];
  if (answer.lead) parts.push(wrap(answer.lead, width));
  if (answer.claims.length > 0) parts.push(answer.claims.map((c) => renderClaim(c, width)).join("\n"));
  if (answer.table) parts.push(renderTable(answer.table, width));
  for (const conflict of answer.conflicts) parts.push(renderConflict(conflict, answer, width));
  const settled = [...new Set(answer.claims.flatMap((c) => (c.settledBy ? [c.settledBy] : [])))];
  for (const s of settled.slice(0, 1)) parts.push(wrap(`It would be settled by ${s}.`, width, "  "));
  if (answer.citations.length > 0) parts.push(answer.citations.map((c) => renderSource(c, width)).join("\n"));
  parts.push(footer(answer, width));
  return `\n${parts.join("\n\n")}\n`;
}

function renderClaim(claim: Claim, width: number): string {
  // With one citation the reason has already named where it comes from.
  const origins = claim.citations.length > 1 ? claim.origins.phrase : null;
  const facts = [labelWords(claim.label), claim.stage, claim.why, origins].filter(Boolean);
  return [
    wrap(`${claim.text}${marks(claim.citations)}`, width, "  "),
    wrap([...new Set(facts)].join(" · "), width, "    "),
  ].join("\n");
}

function renderConflict(conflict: Conflict, answer: Answer, width: number): string {
  const outlets = (citations: readonly number[]) =>
    citations
      .map((n) => answer.citations.find((c) => c.n === n))
      .flatMap((c) => (c ? [outletName(c.source)] : []));
  const sides = conflict.sides.map((s) => {
    const who = [...new Set(outlets(s.citations))].join(", ");
    return wrap(`- ${s.text}${marks(s.citations)}${who ? ` (${who})` : ""}`, width, "      ", "    ");
  });
  const better = conflict.better ? [wrap(conflict.better, width, "    ")] : [];
  return [wrap(`⇄ Sources disagree: ${conflict.about}`, width, "  "), ...sides, ...better].join("\n");
}

/** One line of the list of sources, with its address under it. */
export function renderSource(citation: Citation, width: number): string {
  const { n, source } = citation;
  const facts = [quotedFrom(source), source.kind, source.published ?? "undated"].join(", ");
  const link = source.url ? `\n      ${source.url}` : "";
  const title = source.title && source.title !== outletName(source) ? `: ${source.title}` : "";
  return `${wrap(`[${n}] ${facts}${title}`, width, "      ", "  ")}${link}`;
}

function renderTable(table: Table, width: number): string {
  const rows = table.rows.map((r) => [
    ...r.cells.slice(0, -1),
    `${r.cells.at(-1) ?? ""}${marks(r.citations)}`,
  ]);
  return `${sideBySide([table.columns, ...rows], width)}\n  ${tableTotal(table)}`;
}

function footer(answer: Answer, width: number): string {
  const dropped =
    answer.leftOut === 0
      ? []
      : [
          `${answer.leftOut} sentence${answer.leftOut === 1 ? "" : "s"} left out: the source cited doesn't say it.`,
        ];
  const by =
    answer.drafter === "claude"
      ? `written by ${answer.model ?? "Claude"}, checked`
      : "quoted without a model";
  return [...dropped, ...answer.notes, `${by} · receipt ${answer.receipt}`]
    .map((l) => wrap(l, width, "  "))
    .join("\n");
}
