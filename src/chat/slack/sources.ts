import type { ContextBlock } from "@slack/types";
import { truncate } from "../../core/text.ts";
import type { Citation } from "../../core/types.ts";
import { citationLink } from "../link.ts";
import { sourceFacts } from "../words.ts";
import { escapeMarkup, safeUrl } from "./escape.ts";
import { LIMITS } from "./limits.ts";

const TITLE = 90;
const FACTS = 120;

/** "[1] Title — our summary of Windows Forum, analysis, 2026-05-21", the title linked to the source. */
export function sourceLine(citation: Citation): string {
  const url = safeUrl(citationLink(citation));
  const named = oneLine(citation.source.title) || oneLine(citation.source.id) || "source";
  const title = escapeMarkup(truncate(named, TITLE));
  const facts = escapeMarkup(truncate(oneLine(sourceFacts(citation)), FACTS));
  return `[${citation.n}] ${url ? `<${url}|${title}>` : title} — ${facts}`;
}

/** The sources of an answer, small, one line each; as many blocks as their number needs. */
export function sourceBlocks(citations: readonly Citation[]): ContextBlock[] {
  const blocks: ContextBlock[] = [];
  for (let i = 0; i < citations.length; i += LIMITS.context.elements)
    blocks.push({
      type: "context",
      elements: citations
        .slice(i, i + LIMITS.context.elements)
        .map((c) => ({ type: "mrkdwn", text: sourceLine(c), verbatim: true })),
    });
  return blocks;
}

const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();
