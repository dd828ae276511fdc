import type { KnownBlock } from "@slack/types";
import { marks } from "../../core/answer/answer-text.ts";
import type { Correction, Digest, DigestItem, DigestLead } from "../../core/digest/types.ts";
import { truncate } from "../../core/text.ts";
import type { Citation } from "../../core/types.ts";
import { correctionPage, type DigestPage, digestPage, restPage } from "../digest-pages.ts";
import { itemFacts, leadFacts } from "../digest-words.ts";
import { escapeMarkup } from "./escape.ts";
import { LIMITS } from "./limits.ts";
import type { SlackMessage } from "./render.ts";
import { line, numbers, rich, weight, words } from "./rich.ts";
import { sourceBlocks, sourceLine } from "./sources.ts";

const TEXT = 900;
const FACTS = 300;
const FOOT = 700;
/** Kept for head, foot and the line that tells of what did not fit. */
const RESERVE = FOOT + 400;

/** The screen of a digest. Pure; what would pass Slack's limits is left out whole, from the end, and counted. */
export const renderDigest = (digest: Digest): SlackMessage => page(digestPage(digest));

/** The rest of a digest, for its thread. */
export const renderThread = (digest: Digest): SlackMessage => page(restPage(digest));

/** What changed since an answer or a digest was given, for its thread. */
export const renderCorrection = (correction: Correction): SlackMessage =>
  page(correctionPage(correction, "/deals digest corrections off"));

function page({ head, lead, items, from, citations, foot }: DigestPage): SlackMessage {
  const { blocks, cited, left } = fitted(items, from, citations, lead);
  const lines = [
    left > 0 ? `${left} more did not fit here: /deals digest preview shows them.` : null,
    ...foot,
  ];
  const said = truncate(lines.filter((l) => l !== null).join("\n"), FOOT);
  return {
    text: plain(head, items, from, citations, said, lead),
    blocks: [
      rich(line(words(truncate(head, 250), { bold: true }))),
      ...blocks,
      ...sourceBlocks(citations.filter((c) => cited.has(c.n))),
      ...(said === ""
        ? []
        : [
            {
              type: "context" as const,
              elements: [{ type: "mrkdwn" as const, text: escapeMarkup(said), verbatim: true }],
            },
          ]),
    ],
  };
}

/** As many lines as the message takes together with the sources that they cite. */
function fitted(
  items: readonly DigestItem[],
  from: number,
  citations: readonly Citation[],
  lead: readonly DigestLead[],
) {
  const blocks: KnownBlock[] = lead.map((l) => leadBlock(l, citations));
  const cited = new Set(lead.flatMap((l) => l.citations));
  const listed = citations.filter((c) => cited.has(c.n)).map(sourceLine);
  let used = RESERVE + weight(blocks) + weight(listed);
  for (const [i, item] of items.entries()) {
    const block = itemBlock(item, from + i, citations);
    const fresh = citations.filter((c) => item.citations.includes(c.n) && !cited.has(c.n));
    const takes = weight([block]) + fresh.reduce((sum, c) => sum + sourceLine(c).length, 0);
    const rows = Math.ceil((cited.size + fresh.length) / LIMITS.context.elements);
    if (used + takes > LIMITS.message.characters || blocks.length + rows + 3 > LIMITS.message.blocks)
      return { blocks, cited, left: items.length - i };
    used += takes;
    for (const c of fresh) cited.add(c.n);
    blocks.push(block);
  }
  return { blocks, cited, left: 0 };
}

const leadText = (lead: DigestLead): string =>
  `${truncate(lead.text, TEXT)}${marks(lead.citations)}\n${truncate(leadFacts(lead), FACTS)}`;

/** A sentence of the lead with its citations, under it its label in words. */
const leadBlock = (lead: DigestLead, citations: readonly Citation[]): KnownBlock =>
  rich(
    line(
      words(truncate(lead.text, TEXT)),
      ...numbers(lead.citations, citations),
      words("\n"),
      words(truncate(leadFacts(lead), FACTS), { italic: true }),
    ),
  );

/** "1  OpenAI and Nvidia", under it the claim with its citations, under that its label in words. */
const itemBlock = (item: DigestItem, n: number, citations: readonly Citation[]): KnownBlock =>
  rich(
    line(
      words(`${n}  ${truncate(item.name, 120)}\n`, { bold: true }),
      words(truncate(item.text, TEXT)),
      ...numbers(item.citations, citations),
      words("\n"),
      words(truncate(itemFacts(item), FACTS), { italic: true }),
    ),
  );

/** The same as one text, for notifications, screen readers and where Slack refuses the blocks. */
function plain(
  head: string,
  items: readonly DigestItem[],
  from: number,
  citations: readonly Citation[],
  foot: string,
  lead: readonly DigestLead[],
): string {
  const lines = lead.map((l) => escapeMarkup(leadText(l)));
  const cited = new Set(lead.flatMap((l) => l.citations));
  const above = [head, foot]
    .map(escapeMarkup)
    .concat(lines, citations.filter((c) => cited.has(c.n)).map(sourceLine));
  let room = LIMITS.message.text - above.join("\n").length - 80;
  for (const [i, item] of items.entries()) {
    const text = `${from + i}  ${escapeMarkup(truncate(item.name, 120))}: ${escapeMarkup(truncate(item.text, TEXT))}${marks(item.citations)}\n${escapeMarkup(truncate(itemFacts(item), FACTS))}`;
    const fresh = citations.filter((c) => item.citations.includes(c.n) && !cited.has(c.n));
    const takes = text.length + 2 + fresh.reduce((sum, c) => sum + sourceLine(c).length + 1, 0);
    if (takes > room) {
      lines.push(`(${items.length - i} more did not fit here.)`);
      break;
    }
    room -= takes;
    for (const c of fresh) cited.add(c.n);
    lines.push(text);
  }
  const sources = citations.filter((c) => cited.has(c.n)).map(sourceLine);
  return [escapeMarkup(head), ...lines, ...sources, escapeMarkup(foot)].filter((l) => l !== "").join("\n");
}
