import type { KnownBlock, RichTextSection } from "@slack/types";
import { formatDate } from "../../core/dates.ts";
import { labelWords } from "../../core/label/label-words.ts";
import type { DealLine, DealPage } from "../../core/ledger/deal-page.ts";
import type { LedgerEvent } from "../../core/ledger/ledger.ts";
import { quotedFrom } from "../../core/source-words.ts";
import { truncate } from "../../core/text.ts";
import { escapeMarkup, safeUrl } from "./escape.ts";
import { LIMITS } from "./limits.ts";
import type { SlackMessage } from "./render.ts";
import { line, rich, weight, words } from "./rich.ts";

const EVENTS = 12;
const QUOTE = 400;
const ROOM = LIMITS.message.characters - 1_500;

/** "definitive agreement · ● Confirmed · since 20 May 2026". */
function stageFacts({ deal, at }: DealLine): string {
  const since = at?.since ?? deal.stageAsOf;
  return [at?.stage ?? deal.stage, at && labelWords(at.label), since && `since ${formatDate(since)}`]
    .filter(Boolean)
    .join(" · ");
}

/** One line of a list of deals. */
export const dealLine = (entry: DealLine): RichTextSection =>
  line(words(entry.deal.name, { bold: true }), words(`  ${stageFacts(entry)}`));

/** What happened, with its label and where it is told. */
export function happeningLine(
  { event, known, deal, statement, source, label }: LedgerEvent,
  withDeal: boolean,
) {
  const url = safeUrl(source.url);
  const from = quotedFrom(source);
  const date = event.date ?? known?.date;
  return line(
    words(`${date ? formatDate(date) : "undated"}${withDeal ? ` · ${deal.name}` : ""}: `, { bold: true }),
    words(truncate(statement.text, QUOTE)),
    words(`  ${labelWords(label)} · `, { italic: true }),
    url ? { type: "link", url, text: truncate(from, 80) } : words(truncate(from, 80)),
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
export function renderDeals(deals: readonly DealLine[]): SlackMessage {
  const head = deals.length === 1 ? "1 deal" : `${deals.length} deals`;
  return {
    text: escapeMarkup(
      truncate([head, ...deals.map((d) => `${d.deal.name}: ${stageFacts(d)}`)].join("\n"), 2_000),
    ),
    blocks: [rich(line(words(head, { bold: true }))), ...listBlocks(deals.map(dealLine), ROOM)],
  };
}

/** One deal and how it got to where it stands. */
export function renderDeal(page: DealPage): SlackMessage {
  const { deal } = page;
  const history = page.timeline.slice(-EVENTS);
  return {
    text: escapeMarkup(truncate(`${deal.name}: ${stageFacts(page)}. ${deal.summary}`, 2_000)),
    blocks: [
      rich(
        line(
          words(truncate(deal.name, 150), { bold: true }),
          words(`\n${stageFacts(page)}\n${truncate(deal.summary, 1_000)}`),
        ),
      ),
      ...listBlocks(
        history.map((h) => happeningLine(h.event, false)),
        ROOM - 1_500,
      ),
    ],
  };
}
