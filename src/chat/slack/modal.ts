import type { KnownBlock, ModalView } from "@slack/types";
import { labelWords } from "../../core/label-words.ts";
import { truncate } from "../../core/text.ts";
import type { Answer, Citation } from "../../core/types.ts";
import { clean } from "./escape.ts";
import { LIMITS } from "./limits.ts";
import { renderAnswer } from "./render.ts";
import { line, rich, weight, words } from "./rich.ts";
import { sourceLine } from "./sources.ts";

/** Views take more than messages, but nobody reads more than this. */
const MODAL_CHARACTERS = 20_000;
const QUOTE = 2_500;
const PASSAGE = 1_200;

/** The exact sentences that an answer rests on, each in its paragraph, with its source and the claims that cite it. */
export function evidenceView(answer: Answer): ModalView {
  const blocks: KnownBlock[] = [];
  let used = 0;
  let shown = 0;
  for (const citation of answer.citations) {
    const more = evidenceBlocks(citation, answer);
    if (used + weight(more) > MODAL_CHARACTERS || blocks.length + more.length > LIMITS.view.blocks - 2) break;
    used += weight(more);
    shown += 1;
    blocks.push(...more);
  }
  const left = answer.citations.length - shown;
  if (answer.citations.length === 0) blocks.push(rich(line(words("This answer cites nothing."))));
  if (left > 0) blocks.push(rich(line(words(`${left} more did not fit here.`))));
  return modal("Evidence", blocks);
}

function evidenceBlocks(citation: Citation, answer: Answer): KnownBlock[] {
  const { n, statement, passage, source } = citation;
  const claims = answer.claims.filter((c) => c.citations.includes(n));
  const labels = [...new Set(claims.map((c) => labelWords(c.label)))].join(", ");
  const around = passage.text.trim() === statement.text.trim() ? null : passage.text;
  const kind = source.quoteKind === "summary" ? "Our summary of the source" : "The source's own words";
  return [
    { type: "context", elements: [{ type: "mrkdwn", text: sourceLine(citation), verbatim: true }] },
    rich(
      line(words(`${kind}${labels ? ` · cited for: ${labels}` : ""}`, { italic: true })),
      { type: "rich_text_quote", elements: [words(truncate(statement.text, QUOTE))] },
      ...(around ? [line(words(`In its place: ${truncate(around, PASSAGE)}`))] : []),
    ),
    { type: "divider" },
  ];
}

/** An answer in a modal: what a shortcut shows when the work is done. */
export function answerView(answer: Answer): ModalView {
  const blocks = renderAnswer(answer, { canShare: false }).blocks.filter((b) => b.type !== "context_actions");
  return modal("Check a claim", blocks);
}

/** A short text in a modal. */
export const noticeView = (text: string): ModalView =>
  modal("Compute Deals", [rich(line(words(clean(text))))]);

/** What stands in the modal until the answer is there. */
export const waitingView = (claim: string): ModalView =>
  modal("Check a claim", [
    rich({ type: "rich_text_quote", elements: [words(truncate(claim, 500))] }),
    rich(line(words("Comparing it with the sources…", { italic: true }))),
  ]);

const modal = (title: string, blocks: KnownBlock[]): ModalView => ({
  type: "modal",
  title: { type: "plain_text", text: truncate(title, LIMITS.view.title) },
  close: { type: "plain_text", text: "Close" },
  blocks,
});
