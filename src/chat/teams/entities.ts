import { labelWords } from "../../core/label/label-words.ts";
import { outletName } from "../../core/source-words.ts";
import type { Answer, Citation } from "../../core/types.ts";
import { citationLink } from "../link.ts";
import { sourceFacts } from "../words.ts";
import { CARD_TYPE, type Entity } from "./activity.ts";
import { citedCard } from "./card-evidence.ts";
import { clip } from "./clip.ts";
import { clean, safeUrl } from "./escape.ts";
import { LIMITS } from "./limits.ts";

/**
 * The root entity of an answer: the AI label, and its citations with title, quotation and label. Only marks that stand in
 * the text have a citation, and a message has exactly one root: Teams refuses anything else.
 */
export function rootEntity(answer: Answer, shown: ReadonlySet<number>): Entity {
  const cited = answer.citations.filter((c) => shown.has(c.n)).slice(0, LIMITS.citations.count);
  const full = cited.map((c) => claimEntity(c, answer, true));
  const fits = JSON.stringify(full).length * 2 <= LIMITS.citations.bytes;
  const citation = fits ? full : cited.map((c) => claimEntity(c, answer, false));
  return {
    type: "https://schema.org/Message",
    "@type": "Message",
    "@context": "https://schema.org",
    "@id": "",
    additionalType: ["AIGeneratedContent"],
    ...(citation.length > 0 ? { citation } : {}),
  };
}

/** The entity that says where a message stands in a stream. */
export const streamInfo = (
  info:
    | { readonly streamType: "informative"; readonly streamSequence: number; readonly streamId?: string }
    | { readonly streamType: "final"; readonly streamId: string },
): Entity => ({ type: "streaminfo", ...info });

/** `opens`: with the card that a click on the citation shows, which is most of its size. */
function claimEntity(citation: Citation, answer: Answer, opens: boolean) {
  const { source, statement } = citation;
  const url = safeUrl(citationLink(citation), LIMITS.url);
  const quote = clean(statement.text);
  const spoken = source.quoteKind === "summary" ? `Our summary: ${quote}` : quote;
  return {
    "@type": "Claim",
    position: citation.n,
    appearance: {
      "@type": "DigitalDocument",
      name: clip(nameOf(citation), LIMITS.citations.name),
      abstract: clip(spoken, LIMITS.citations.abstract) || "No text",
      ...(url ? { url } : {}),
      keywords: keywords(citation, answer),
      image: { "@type": "ImageObject", name: imageOf(url) },
      ...(opens ? { encodingFormat: CARD_TYPE, text: citedCard(citation, labelsOf(citation, answer)) } : {}),
    },
  };
}

/** "Windows Forum: Anthropic in talks…", or what else there is. */
function nameOf({ source }: Citation): string {
  const outlet = clean(outletName(source));
  const title = clean(source.title);
  return (title === "" || title === outlet ? outlet : `${outlet}: ${title}`) || source.id;
}

const imageOf = (url: string | null) =>
  url && URL.canParse(url) && new URL(url).pathname.toLowerCase().endsWith(".pdf") ? "PDF" : "Text";

/** The labels, in words, of what cites it; a side of a conflict is disputed. */
export const labelsOf = ({ n }: Citation, answer: Answer): string[] => [
  ...new Set([
    ...answer.claims.filter((c) => c.citations.includes(n)).map((c) => labelWords(c.label)),
    ...(answer.conflicts.some((c) => c.sides.some((s) => s.citations.includes(n)))
      ? [labelWords("disputed")]
      : []),
  ]),
];

const keywords = (citation: Citation, answer: Answer): string[] =>
  [...labelsOf(citation, answer), citation.source.kind, clean(citation.source.published ?? "undated")]
    .map((k) => clip(k, LIMITS.citations.keyword))
    .slice(0, LIMITS.citations.keywords);

/** "our summary of Windows Forum, analysis, 2026-05-21", on one line. */
export const factsOf = (citation: Citation): string => clean(sourceFacts(citation));
