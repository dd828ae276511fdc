import type { KnownBlock, ModalView } from "@slack/types";
import { labelWords } from "../../core/label/label-words.ts";
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
/** Of the hundred of a view, some are for what stands above. */
const BLOCKS = 60;

/** The exact sentences that an answer rests on, each in its paragraph, with its source and the claims that cite it. */
export function evidenceView(answer: Answer): ModalView {
  const labelsOf = (n: number) => {
    const claims = answer.claims.filter((c) => c.citations.includes(n));
    return [...new Set(claims.map((c) => labelWords(c.label)))].join(", ") || null;
  };
  const blocks = evidenceBlocks(answer.citations, labelsOf);
  return modal("Evidence", blocks.length > 0 ? blocks : [rich(line(words("This answer cites nothing.")))]);
}

/** Citations with their sentences, as many as a modal may hold; the rest is counted. `usedFor` says what one is cited for. */
export function evidenceBlocks(
  citations: readonly Citation[],
  usedFor: (n: number) => string | null,
): KnownBlock[] {
  const blocks: KnownBlock[] = [];
  let used = 0;
  for (const [i, citation] of citations.entries()) {
    const more = sentenceBlocks(citation, usedFor(citation.n));
    used += weight(more);
    if (used > MODAL_CHARACTERS || blocks.length + more.length > BLOCKS) {
      blocks.push(rich(line(words(`${citations.length - i} more did not fit here.`))));
      break;
    }
    blocks.push(...more);
  }
  return blocks;
}

function sentenceBlocks(citation: Citation, usedFor: string | null): KnownBlock[] {
  const { statement, passage, source } = citation;
  const around = passage.text.trim() === statement.text.trim() ? null : passage.text;
  const kind = source.quoteKind === "summary" ? "Our summary of the source" : "The source's own words";
  return [
    { type: "context", elements: [{ type: "mrkdwn", text: sourceLine(citation), verbatim: true }] },
    rich(
      line(words(`${kind}${usedFor ? ` · cited for: ${usedFor}` : ""}`, { italic: true })),
      { type: "rich_text_quote", elements: [words(truncate(statement.text, QUOTE))] },
      ...(around ? [line(words(`In its place: ${truncate(around, PASSAGE)}`))] : []),
    ),
    { type: "divider" },
  ];
}

/** An answer in a modal. */
export function answerView(answer: Answer): ModalView {
  const blocks = renderAnswer(answer, { canShare: false }).blocks.filter((b) => b.type !== "context_actions");
  return modal("Compute Deals", blocks);
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

/** A modal that is only read. */
export const modal = (title: string, blocks: KnownBlock[]): ModalView => ({
  type: "modal",
  title: { type: "plain_text", text: truncate(title, LIMITS.view.title) },
  close: { type: "plain_text", text: "Close" },
  blocks,
});
