import { marks } from "../../core/answer/answer-text.ts";
import { truncate } from "../../core/text.ts";
import type { Answer } from "../../core/types.ts";
import { claimFacts, footLines } from "../words.ts";
import { escapeMarkup } from "./escape.ts";
import { LIMITS } from "./limits.ts";
import { sourceLine } from "./sources.ts";

const CLAIM = 700;
const LINE = 300;
const ROWS = 12;
const CELL = 100;

/**
 * An answer as one text: for notifications and screen readers, and for where Slack refuses the blocks. Whole claims with
 * their labels, then the sources that they cite, as far as the text may go.
 */
export function plainAnswer(answer: Answer): string {
  const foot = footLines(answer)
    .map((l) => escapeMarkup(truncate(l, LINE)))
    .join(" · ")
    .slice(0, 600);
  let room = LIMITS.message.text - foot.length - 60;
  const cited = new Set<number>();
  const lines: string[] = [];
  let left = 0;
  const add = (text: string, ns: readonly number[]): void => {
    const fresh = answer.citations.filter((c) => ns.includes(c.n) && !cited.has(c.n));
    const cost = text.length + 2 + fresh.reduce((sum, c) => sum + sourceLine(c).length + 1, 0);
    if (cost > room) {
      left += 1;
      return;
    }
    room -= cost;
    for (const c of fresh) cited.add(c.n);
    lines.push(text);
  };
  if (answer.lead) add(escapeMarkup(truncate(answer.lead, LINE)), []);
  for (const claim of answer.claims)
    add(
      `${escapeMarkup(truncate(claim.text, CLAIM))}${marks(claim.citations)}\n${escapeMarkup(truncate(claimFacts(claim), LINE))}`,
      claim.citations,
    );
  for (const conflict of answer.conflicts)
    add(
      [
        `⇄ Sources disagree: ${escapeMarkup(truncate(conflict.about, LINE))}`,
        ...conflict.sides.map((s) => `• ${escapeMarkup(truncate(s.text, LINE))}${marks(s.citations)}`),
        ...(conflict.better ? [escapeMarkup(truncate(conflict.better, LINE))] : []),
      ].join("\n"),
      conflict.sides.flatMap((s) => s.citations),
    );
  for (const row of answer.table?.rows.slice(0, ROWS) ?? []) {
    const cells = row.cells.map((c) => escapeMarkup(truncate(c, CELL))).join(" | ");
    add(`• ${cells}${marks(row.citations)}`, row.citations);
  }
  if (left > 0) lines.push(`(${left} more did not fit here.)`);
  const sources = answer.citations.filter((c) => cited.has(c.n)).map(sourceLine);
  return [...lines, ...sources, foot].filter((l) => l !== "").join("\n");
}
