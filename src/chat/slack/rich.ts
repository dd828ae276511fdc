import type { RichTextBlock, RichTextElement, RichTextSection } from "@slack/types";
import type { Citation } from "../../core/types.ts";
import { citationLink } from "../link.ts";
import { clean, safeUrl } from "./escape.ts";

/** Words as they are: in rich text Slack reads no markup, so nothing in them pings or links. */
export const words = (text: string, style: { bold?: true; italic?: true } = {}): RichTextElement => ({
  type: "text",
  text: clean(text) || " ",
  ...(Object.keys(style).length > 0 ? { style } : {}),
});

/** " [1][2]", each linked to where its citation leads, or unlinked where that has no address. */
export function numbers(ns: readonly number[], citations: readonly Citation[]): RichTextElement[] {
  return ns.flatMap((n, i): RichTextElement[] => {
    const citation = citations.find((c) => c.n === n);
    const url = citation ? safeUrl(citationLink(citation)) : null;
    const text = `[${n}]`;
    const mark: RichTextElement = url ? { type: "link", url, text } : { type: "text", text };
    return i === 0 ? [{ type: "text", text: " " }, mark] : [mark];
  });
}

export const line = (...elements: RichTextElement[]): RichTextSection => ({
  type: "rich_text_section",
  elements,
});

export const rich = (...elements: RichTextBlock["elements"]): RichTextBlock => ({
  type: "rich_text",
  elements,
});

/** Every character that Slack may count in a block: all its texts and addresses. */
export function weight(value: unknown): number {
  if (typeof value === "string") return value.length;
  if (Array.isArray(value)) return value.reduce((sum: number, v) => sum + weight(v), 0);
  if (typeof value !== "object" || value === null) return 0;
  return Object.entries(value).reduce((sum, [key, v]) => sum + (key === "type" ? 0 : weight(v)), 0);
}
