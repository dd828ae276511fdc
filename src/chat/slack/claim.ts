import type { KnownBlock, ModalView } from "@slack/types";
import { marks } from "../../core/answer/answer-text.ts";
import type { CheckedClaim, CheckedPart } from "../../core/check/check-claim.ts";
import { VERDICT_WORDS } from "../../core/check/verdict-words.ts";
import { truncate } from "../../core/text.ts";
import type { Citation } from "../../core/types.ts";
import { escapeMarkup } from "./escape.ts";
import { LIMITS } from "./limits.ts";
import { evidenceBlocks, modal } from "./modal.ts";
import { createPage, type SlackMessage } from "./render.ts";
import { line, numbers, rich, words } from "./rich.ts";
import { sourceBlocks, sourceLine } from "./sources.ts";

const PART = 500;
const NOTHING = "There is nothing in it that can be checked.";

/** What the sources make of a claim, piece by piece. Pure. */
export function renderChecked(checked: CheckedClaim): SlackMessage {
  const page = pageOf(checked);
  return { text: plainChecked(checked), blocks: [...page.blocks, ...sourceBlocks(page.cited())] };
}

/** The same in a modal, with the exact sentences. */
export function checkedView(checked: CheckedClaim): ModalView {
  const page = pageOf(checked);
  return modal("Check a claim", [...page.blocks, ...evidenceBlocks(page.cited(), () => null)]);
}

function pageOf(checked: CheckedClaim) {
  const page = createPage(checked.citations);
  if (checked.parts.length === 0) page.add([rich(line(words(NOTHING)))], []);
  for (const part of checked.parts) page.add([partBlock(part, checked.citations)], part.citations);
  if (page.left() > 0) page.blocks.push(rich(line(words(`${page.left()} more did not fit here.`))));
  return page;
}

function partBlock(part: CheckedPart, citations: readonly Citation[]): KnownBlock {
  return rich(
    line(
      words(`“${truncate(part.text, PART)}”\n`),
      words(VERDICT_WORDS[part.verdict], { bold: true }),
      words(` · ${truncate(part.why, PART)}`, { italic: true }),
      ...numbers(part.citations, citations),
      ...(part.correction === null ? [] : [words(`\nThe source: ${truncate(part.correction, PART)}`)]),
    ),
  );
}

function plainChecked({ parts, citations }: CheckedClaim): string {
  const lines: string[] = parts.length === 0 ? [NOTHING] : [];
  const cited = new Set<number>();
  let room = LIMITS.message.text - 100;
  for (const p of parts) {
    const correction =
      p.correction === null ? "" : `\nThe source: ${escapeMarkup(truncate(p.correction, PART))}`;
    const text = `“${escapeMarkup(truncate(p.text, PART))}”\n${VERDICT_WORDS[p.verdict]} · ${escapeMarkup(truncate(p.why, PART))}${marks(p.citations)}${correction}`;
    const fresh = citations.filter((c) => p.citations.includes(c.n) && !cited.has(c.n));
    const cost = text.length + fresh.reduce((sum, c) => sum + sourceLine(c).length + 1, 1);
    if (cost > room) break;
    room -= cost;
    for (const c of fresh) cited.add(c.n);
    lines.push(text);
  }
  if (lines.length < parts.length) lines.push("(More did not fit here.)");
  return [...lines, ...citations.filter((c) => cited.has(c.n)).map(sourceLine)].join("\n");
}
