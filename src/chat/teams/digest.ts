import { marks } from "../../core/answer/answer-text.ts";
import type { Correction, Digest, DigestItem } from "../../core/digest/types.ts";
import { labelWords } from "../../core/label/label-words.ts";
import type { Answer, Citation } from "../../core/types.ts";
import { CORRECTION_FOOT, correctionHead, digestHead, itemFacts, moreLine } from "../digest-words.ts";
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
export function renderDigest(digest: Digest): Outbound {
  const shown = digest.items.slice(0, digest.shown);
  return page(digestHead(digest), shown, 1, digest.citations, [moreLine(digest), digest.why]);
}

/** The rest of a digest, for its thread; the numbers of lines and citations go on. */
export function renderThread(digest: Digest): Outbound {
  const rest = digest.items.slice(digest.shown);
  return page(`${digestHead(digest)} · the rest`, rest, digest.shown + 1, digest.citations, []);
}

/** What changed since an answer or a digest was given, for its thread. */
export const renderCorrection = (correction: Correction): Outbound =>
  page(correctionHead(correction), correction.items, 1, correction.citations, [CORRECTION_FOOT]);

function page(
  head: string,
  items: readonly DigestItem[],
  from: number,
  citations: readonly Citation[],
  foot: readonly (string | null)[],
): Outbound {
  const said = clip(foot.filter((l) => l !== null).join(" · "), FOOT);
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
  for (const [i, item] of items.entries()) {
    const paragraph = itemParagraph(item, from + i);
    const next = new Set([...shown, ...item.citations]);
    const fits = draw([paragraph], next).length + RESERVE <= LIMITS.message.text;
    if (!fits || next.size > LIMITS.citations.count) {
      left = items.length - i;
      break;
    }
    paragraphs.push(paragraph);
    for (const n of item.citations) shown.add(n);
  }
  return {
    type: "message",
    textFormat: "markdown",
    text: draw([], shown),
    summary: clip(clean(head), LIMITS.message.summary),
    entities: [rootEntity(asAnswer(items, citations), shown)],
  };
}

/** "**1 OpenAI and Nvidia**", the claim with its citations, its label in words. */
function itemParagraph(item: DigestItem, n: number): string {
  const label = labelWords(item.label);
  const rest = clip(itemFacts(item).slice(label.length), FACTS);
  return [
    `**${n} ${escapeMarkdown(clip(item.name, 120))}**`,
    `${escapeMarkdown(clip(item.text, TEXT))}${marks(item.citations)}`,
    `**${escapeMarkdown(label)}** ${escapeMarkdown(rest)}`,
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
