import { marks } from "../../core/answer/answer-text.ts";
import { labelWords } from "../../core/label/label-words.ts";
import type { Answer, Citation, Claim, Conflict, Table } from "../../core/types.ts";
import { citationLink } from "../link.ts";
import { claimFacts, footLines, settledLine, sideOutlets } from "../words.ts";
import type { Outbound } from "./activity.ts";
import { clip } from "./clip.ts";
import { factsOf, rootEntity } from "./entities.ts";
import { clean, escapeMarkdown, safeUrl } from "./escape.ts";
import { LIMITS } from "./limits.ts";

/** Longest single texts before they are escaped; more than any honest answer needs. */
const LEAD = 500;
const CLAIM = 900;
const FACTS = 300;
const SIDE = 400;
const FOOT = 500;
/** An address in the list of sources that is longer stays out of it; the citation itself still has it. */
const LISTED_URL = 250;

/** Paragraphs end so; a line within one so. */
const PARAGRAPH = "\n\n";
const LINE = "  \n";

/**
 * Draws an answer as one message: paragraphs with [n] marks, which Teams turns into citations (it doesn't in lists and
 * tables, so there are none in those), the label of every claim in words, and the sources once more as a plain list.
 * Pure. What would pass the limits is left out whole, from the end, and counted.
 */
export function renderAnswer(answer: Answer): Outbound {
  const page = createPage(answer);
  if (answer.lead) page.add(bold(escapeMarkdown(clip(answer.lead, LEAD))), []);
  for (const claim of answer.claims) page.add(claimParagraph(claim), claim.citations);
  if (answer.table) addTable(page, answer.table);
  for (const conflict of answer.conflicts)
    page.add(
      conflictParagraphs(conflict, answer.citations),
      conflict.sides.flatMap((s) => s.citations),
    );
  const settled = settledLine(answer);
  if (settled) page.add(escapeMarkdown(clip(settled, FACTS)), []);
  const text = page.text();
  return {
    type: "message",
    textFormat: "markdown",
    text,
    summary: summaryOf(answer),
    entities: [rootEntity(answer, page.cited())],
    ...(answer.outcome === "refused" ? {} : { channelData: { feedbackLoop: { type: "default" } } }),
  };
}

/** The same words, labels and list of sources where Teams refuses the message with its citations. */
export function renderPlain(answer: Answer): Outbound {
  return { ...renderAnswer(answer), entities: [rootEntity(answer, new Set())] };
}

/** Draws a short message of ours. */
export const renderNotice = (text: string): Outbound => ({
  type: "message",
  textFormat: "markdown",
  text: escapeMarkdown(clip(text, 1_500)) || "…",
  summary: clip(clean(text), LIMITS.message.summary) || "…",
});

/** What a notification says: the outcome, with the label of the claim that it tells. */
export function summaryOf(answer: Answer): string {
  const [first] = answer.claims;
  const text = answer.lead ?? (first ? `${labelWords(first.label)}: ${first.text}` : answer.question);
  return clip(clean(text), LIMITS.message.summary) || "An answer about compute deals";
}

interface Page {
  /** False if it did not fit, which is then counted, unless whoever adds it counts it. */
  add(text: string, cited: readonly number[], counted?: boolean): boolean;
  text(): string;
  cited(): ReadonlySet<number>;
}

/** Paragraphs as they fit, together with the lines of the sources that they cite, and the foot. */
function createPage(answer: Answer): Page {
  const paragraphs: string[] = [];
  const shown = new Set<number>();
  const foot = `_${escapeMarkdown(clip(footLines(answer).join(" · "), FOOT))}_`;
  let left = 0;
  const drawn = answer.citations.map((c) => ({ n: c.n, lines: sourceLines(c) }));
  const draw = (ns: ReadonlySet<number>, more: readonly string[], brief: number) => {
    const listed = drawn.filter((d) => ns.has(d.n)).map((d) => d.lines[brief]);
    return [
      ...paragraphs,
      ...more,
      ...(listed.length > 0 ? [`**Sources**${PARAGRAPH}${listed.join("\n")}`] : []),
      ...(left > 0
        ? [`_${left} more did not fit here; the receipt has ${left === 1 ? "it" : "them"}._`]
        : []),
      foot,
    ].join(PARAGRAPH);
  };
  /** For the line that says how many did not fit, which may still come. */
  const RESERVE = 80;
  return {
    add(text, cited, counted = true) {
      const next = new Set([...shown, ...cited]);
      if (draw(next, [text], BRIEFEST).length + RESERVE > LIMITS.message.text) {
        if (counted) left += 1;
        return false;
      }
      paragraphs.push(text);
      for (const n of cited) shown.add(n);
      return true;
    },
    /** The list of sources is as full as there is room for; no claim makes way for it. */
    text: () => {
      const full = Array.from({ length: BRIEFEST }, (_, brief) => draw(shown, [], brief));
      return full.find((t) => t.length <= LIMITS.message.text) ?? draw(shown, [], BRIEFEST);
    },
    cited: () => shown,
  };
}

const bold = (escaped: string): string => (escaped === "" ? "" : `**${escaped}**`);

/** The claim with its citations; under it, in the same paragraph, its label in words. */
function claimParagraph(claim: Claim): string {
  const label = labelWords(claim.label);
  const rest = escapeMarkdown(clip(claimFacts(claim).slice(label.length + 3), FACTS));
  const under = `${bold(escapeMarkdown(label))}${rest === "" ? "" : ` · _${rest}_`}`;
  return `${escapeMarkdown(clip(claim.text, CLAIM))}${marks(claim.citations)}${LINE}${under}`;
}

/** Both sides, a paragraph each, and which is better established. */
function conflictParagraphs(conflict: Conflict, citations: readonly Citation[]): string {
  const sides = conflict.sides.map((side) => {
    const who = sideOutlets(side, citations);
    const from = who === "" ? "" : ` (${escapeMarkdown(clip(who, 120))})`;
    return `▸ ${escapeMarkdown(clip(side.text, SIDE))}${marks(side.citations)}${from}`;
  });
  const better = conflict.better ? [escapeMarkdown(clip(conflict.better, FACTS))] : [];
  return [bold(escapeMarkdown(`⇄ Sources disagree: ${clip(conflict.about, 200)}`)), ...sides, ...better].join(
    PARAGRAPH,
  );
}

/** A row a paragraph, each cell with its column's name: a table can't be read on a phone, and loses its citations. */
function addTable(page: Page, table: Table): void {
  let shown = 0;
  for (const row of table.rows) {
    const [first = "", ...cells] = row.cells.map((c) => escapeMarkdown(clip(c, 160)));
    const named = cells.flatMap((cell, i) => {
      const column = escapeMarkdown(clip(table.columns[i + 1] ?? "", 40));
      return cell === "" ? [] : [column === "" ? cell : `${column}: ${cell}`];
    });
    const text = `${bold(first || "—")}${LINE}${named.join(" · ")}${marks(row.citations)}`;
    if (!page.add(text, row.citations, false)) break;
    shown += 1;
  }
  page.add(shown < table.total ? `${shown} of ${table.total} shown` : `${table.total} in all`, []);
}

const BRIEFEST = 2;

/**
 * "- **1** [Title](address), our summary of Windows Forum, analysis, 2026-05-21", then ever briefer: without its address,
 * which the citation has too, and without its title.
 */
export function sourceLines(citation: Citation): readonly [string, string, string] {
  const title = escapeMarkdown(clip(clean(citation.source.title) || citation.source.id, 90));
  const url = safeUrl(citationLink(citation), LISTED_URL);
  const facts = escapeMarkdown(clip(factsOf(citation), 120));
  const start = `- **${citation.n}** `;
  return [
    `${start}${url ? `[${title}](${url})` : title}, ${facts}`,
    `${start}${title}, ${facts}`,
    `${start}${facts}`,
  ];
}
