import type { KnownBlock } from "@slack/types";
import { labelWords } from "../../core/label/label-words.ts";
import { truncate } from "../../core/text.ts";
import type { Answer, Citation, Claim, Conflict } from "../../core/types.ts";
import { claimReasons, footLines, settledLine, sideOutlets } from "../words.ts";
import { answerActions, feedbackBlock } from "./buttons.ts";
import { escapeMarkup } from "./escape.ts";
import { LIMITS } from "./limits.ts";
import { plainAnswer } from "./plain.ts";
import { line, numbers, rich, weight, words } from "./rich.ts";
import { sourceBlocks, sourceLine } from "./sources.ts";
import { tableBlocks } from "./table.ts";

/** A message as chat.postMessage takes it: blocks, and the text that stands for them where blocks can't be shown. */
export interface SlackMessage {
  readonly text: string;
  readonly blocks: KnownBlock[];
}

/** Longest single texts; more than any honest answer needs. */
const LEAD = 600;
const CLAIM = 1_200;
const FACTS = 400;
const SIDE = 500;
const FOOT = 700;
const CLAIMS = 16;
const CONFLICTS = 6;
const SIDES = 4;
/** Kept for buttons, foot, and the line that tells of what did not fit. */
const RESERVE = FOOT + 700;

/**
 * Draws an answer. Pure. What would pass Slack's limits is left out whole, from the end, and counted; a claim never
 * loses its label or its citations. `shared` leaves out what only makes sense for the asker.
 */
export function renderAnswer(answer: Answer, options: { readonly canShare: boolean }): SlackMessage {
  const page = createPage(answer.citations);
  if (answer.lead) page.add([rich(line(words(truncate(answer.lead, LEAD), { bold: true })))], []);
  for (const claim of answer.claims.slice(0, CLAIMS))
    page.add([claimBlock(claim, answer.citations)], claim.citations);
  for (const conflict of answer.conflicts.slice(0, CONFLICTS)) {
    const cited = conflict.sides.slice(0, SIDES).flatMap((s) => s.citations);
    page.add([conflictBlock(conflict, answer.citations)], cited);
  }
  if (answer.table) {
    const cited = answer.table.rows.flatMap((r) => r.citations);
    page.add(tableBlocks(answer.table, answer.citations, page.room(cited)), cited);
  }
  const settled = settledLine(answer);
  if (settled) page.add([rich(line(words(truncate(settled, FACTS))))], []);
  const left =
    page.left() +
    Math.max(0, answer.claims.length - CLAIMS) +
    Math.max(0, answer.conflicts.length - CONFLICTS);
  return {
    text: plainAnswer(answer),
    blocks: [
      ...page.blocks,
      ...sourceBlocks(page.cited()),
      footBlock(answer, left),
      answerActions(answer, options.canShare),
      ...(answer.outcome === "answered" ? [feedbackBlock(answer.receipt)] : []),
    ],
  };
}

/** Draws a short message of ours. */
export function renderNotice(text: string): SlackMessage {
  const short = truncate(text, 2_000);
  return { text: escapeMarkup(short), blocks: [rich(line(words(short)))] };
}

/** Blocks as they fit, together with the source lines that their citations need. */
export function createPage(citations: readonly Citation[]) {
  const blocks: KnownBlock[] = [];
  const shown = new Set<number>();
  let used = 0;
  let left = 0;
  const fresh = (cited: readonly number[]) => citations.filter((c) => cited.includes(c.n) && !shown.has(c.n));
  const cost = (cited: readonly number[]) => fresh(cited).reduce((sum, c) => sum + sourceLine(c).length, 0);
  const room = (cited: readonly number[]) => LIMITS.message.characters - RESERVE - used - cost(cited);
  return {
    blocks,
    room,
    left: () => left,
    cited: () => citations.filter((c) => shown.has(c.n)),
    add(more: readonly KnownBlock[], cited: readonly number[]) {
      if (more.length === 0) return;
      const takes = weight(more);
      const sourceCount = Math.ceil((shown.size + fresh(cited).length) / LIMITS.context.elements);
      if (takes > room(cited) || blocks.length + more.length + sourceCount + 3 > LIMITS.message.blocks) {
        left += 1;
        return;
      }
      used += takes + cost(cited);
      for (const c of fresh(cited)) shown.add(c.n);
      blocks.push(...more);
    },
  };
}

/** The claim with its citations; under it its label, in words. */
function claimBlock(claim: Claim, citations: readonly Citation[]): KnownBlock {
  const reasons = claimReasons(claim);
  return rich(
    line(
      words(truncate(claim.text, CLAIM)),
      ...numbers(claim.citations, citations),
      words("\n"),
      words(labelWords(claim.label), { bold: true }),
      ...(reasons ? [words(` · ${truncate(reasons, FACTS)}`, { italic: true })] : []),
    ),
  );
}

/** Both sides, one under the other, and which is better established. */
function conflictBlock(conflict: Conflict, citations: readonly Citation[]): KnownBlock {
  const sides = conflict.sides.slice(0, SIDES).map((side) => {
    const who = sideOutlets(side, citations);
    return line(
      words(truncate(side.text, SIDE)),
      ...numbers(side.citations, citations),
      ...(who ? [words(` (${truncate(who, 120)})`)] : []),
    );
  });
  return rich(
    line(words(`⇄ Sources disagree: ${truncate(conflict.about, 200)}`, { bold: true })),
    { type: "rich_text_list", style: "bullet", elements: sides },
    ...(conflict.better ? [line(words(truncate(conflict.better, FACTS)))] : []),
  );
}

function footBlock(answer: Answer, left: number): KnownBlock {
  const cut = left === 0 ? [] : [`${left} more did not fit here; "Show evidence" has their sources.`];
  const text = truncate([...cut, ...footLines(answer)].join(" · "), FOOT - 100);
  return { type: "context", elements: [{ type: "mrkdwn", text: escapeMarkup(text), verbatim: true }] };
}
