import type { KnownBlock, RichTextSection } from "@slack/types";
import { formatDate } from "../../core/dates.ts";
import { labelWords } from "../../core/label-words.ts";
import { quotedFrom } from "../../core/source-words.ts";
import { truncate } from "../../core/text.ts";
import type { DealCard, DealHappening } from "../deals.ts";
import { escapeMarkup, safeUrl } from "./escape.ts";
import { LIMITS } from "./limits.ts";
import type { SlackMessage } from "./render.ts";
import { line, rich, weight, words } from "./rich.ts";

const EVENTS = 12;
const QUOTE = 400;
const ROOM = LIMITS.message.characters - 1_500;

/** "definitive agreement · ● Confirmed · since 20 May 2026". */
const stageFacts = (deal: DealCard): string =>
  [
    deal.stage,
    deal.label ? labelWords(deal.label) : null,
    deal.since ? `since ${formatDate(deal.since)}` : null,
  ]
    .filter(Boolean)
    .join(" · ");

/** One line of a list of deals. */
export const dealLine = (deal: DealCard): RichTextSection =>
  line(words(deal.name, { bold: true }), words(`  ${stageFacts(deal)}`));

/** What happened, with its label and where it is told. */
export function happeningLine(h: DealHappening, withDeal: boolean): RichTextSection {
  const url = safeUrl(h.source.url);
  const source = quotedFrom(h.source);
  const when = h.date ? formatDate(h.date) : "undated";
  return line(
    words(`${when}${withDeal ? ` · ${h.deal}` : ""}: `, { bold: true }),
    words(truncate(h.text, QUOTE)),
    words(`  ${labelWords(h.label)} · `, { italic: true }),
    url ? { type: "link", url, text: truncate(source, 80) } : words(truncate(source, 80)),
  );
}

/** Lines as a list, as many as there is room for; the rest is counted. */
export function listBlocks(lines: readonly RichTextSection[], room: number): KnownBlock[] {
  const shown: RichTextSection[] = [];
  let used = 0;
  for (const l of lines) {
    if (used + weight(l) > room) break;
    used += weight(l);
    shown.push(l);
  }
  const left = lines.length - shown.length;
  if (shown.length === 0) return [];
  return [
    rich(
      { type: "rich_text_list", style: "bullet", elements: shown },
      ...(left > 0 ? [line(words(`and ${left} more`, { italic: true }))] : []),
    ),
  ];
}

/** Every deal with its stage. */
export function renderDeals(deals: readonly DealCard[]): SlackMessage {
  const head = deals.length === 1 ? "1 deal" : `${deals.length} deals`;
  return {
    text: escapeMarkup(
      truncate([head, ...deals.map((d) => `${d.name}: ${stageFacts(d)}`)].join("\n"), 2_000),
    ),
    blocks: [rich(line(words(head, { bold: true }))), ...listBlocks(deals.map(dealLine), ROOM)],
  };
}

/** One deal and how it got to where it stands. */
export function renderDeal(deal: DealCard): SlackMessage {
  const history = deal.history.slice(-EVENTS);
  return {
    text: escapeMarkup(truncate(`${deal.name}: ${stageFacts(deal)}. ${deal.summary}`, 2_000)),
    blocks: [
      rich(
        line(
          words(truncate(deal.name, 150), { bold: true }),
          words(`\n${stageFacts(deal)}\n${truncate(deal.summary, 1_000)}`),
        ),
      ),
      ...listBlocks(
        history.map((h) => happeningLine(h, false)),
        ROOM - 1_500,
      ),
    ],
  };
}
