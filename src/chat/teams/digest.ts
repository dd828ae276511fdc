import { marks } from "../../core/answer/answer-text.ts";
import type { Correction, Digest, DigestItem, DigestLead } from "../../core/digest/types.ts";
import { labelWords } from "../../core/label/label-words.ts";
import type { Answer, Citation } from "../../core/types.ts";
import { correctionPage, type DigestPage, digestPage, restPage } from "../digest-pages.ts";
import { itemFacts, leadFacts } from "../digest-words.ts";
import type { Outbound } from "./activity.ts";
import { clip } from "./clip.ts";
import { rootEntity } from "./entities.ts";
import { clean, escapeMarkdown } from "./escape.ts";
import { LIMITS } from "./limits.ts";
import { sourceLines } from "./render.ts";

const TEXT = 600;
const FACTS = 240;
const FOOT = 500;
const PARAGRAPH = "\n\n";
const LINE = "  \n";
/** For the line that says how many did not fit. */
const RESERVE = 120;

/** The screen of a digest. Pure; what would pass the limits is left out whole, from the end, and counted. */
export const renderDigest = (digest: Digest): Outbound => page(digestPage(digest));

/** The rest of a digest, for its thread. */
export const renderThread = (digest: Digest): Outbound => page(restPage(digest));

/** What changed since an answer or a digest was given, for its thread. */
export const renderCorrection = (correction: Correction): Outbound =>
  page(correctionPage(correction, "digest corrections off"));

function page({ head, lead, items, from, citations, foot }: DigestPage): Outbound {
  const said = clip(foot.join(" · "), FOOT);
  const paragraphs = [`**${escapeMarkdown(clip(head, 250))}**`];
  const shown = new Set<number>();
  let left = 0;
  const draw = (more: readonly string[], ns: ReadonlySet<number>) => {
    const listed = citations.filter((c) => ns.has(c.n)).map((c) => sourceLines(c)[0]);
    return [
      ...paragraphs,
      ...more,
      ...(listed.length > 0 ? [`**Sources**${PARAGRAPH}${listed.join("\n")}`] : []),
      ...(left > 0 ? [`_${left} more did not fit here: digest preview shows them._`] : []),
      ...(said === "" ? [] : [`_${escapeMarkdown(said)}_`]),
    ].join(PARAGRAPH);
  };
  const takes = (paragraph: string, ns: readonly number[]): boolean => {
    const next = new Set([...shown, ...ns]);
    const fits = draw([paragraph], next).length + RESERVE <= LIMITS.message.text;
    if (!fits || next.size > LIMITS.citations.count) return false;
    paragraphs.push(paragraph);
    for (const n of ns) shown.add(n);
    return true;
  };
  for (const l of lead) takes(leadParagraph(l), l.citations);
  for (const [i, item] of items.entries()) {
    if (takes(itemParagraph(item, from + i), item.citations)) continue;
    left = items.length - i;
    break;
  }
  return {
    type: "message",
    textFormat: "markdown",
    text: draw([], shown),
    summary: clip(clean(head), LIMITS.message.summary),
    entities: [rootEntity(asAnswer(items, citations), shown)],
  };
}

/** A sentence of the lead with its citations, under it its label in words. */
const leadParagraph = (lead: DigestLead): string => factsUnder(lead, leadFacts(lead));

/** "**1 OpenAI and Nvidia**", the claim with its citations, its label in words. */
function itemParagraph(item: DigestItem, n: number): string {
  const name = `**${n} ${escapeMarkdown(clip(item.name, 120))}**`;
  return [name, factsUnder(item, itemFacts(item))].join(LINE);
}

function factsUnder({ text, label, citations }: DigestLead, facts: string): string {
  const words = labelWords(label);
  return [
    `${escapeMarkdown(clip(text, TEXT))}${marks(citations)}`,
    `**${escapeMarkdown(words)}** ${escapeMarkdown(clip(facts.slice(words.length), FACTS))}`,
  ].join(LINE);
}

/** A digest's citations carry labels by the same rules as an answer's, so its lines are given as claims. */
const asAnswer = (items: readonly DigestItem[], citations: readonly Citation[]): Answer => ({
  question: "",
  asOf: "",
  outcome: "answered",
  lead: null,
  claims: items.map(({ text, label, why, citations: ns }) => ({
    text,
    label,
    why,
    stage: null,
    citations: ns,
    origins: { count: 0, phrase: "" },
    settledBy: null,
  })),
  conflicts: [],
  table: null,
  citations,
  leftOut: 0,
  notes: [],
  drafter: "extractive",
  model: null,
  receipt: "",
});
