import { createHash } from "node:crypto";
import { textKey } from "../core/text.ts";
import type { Passage, Statement, StatementForm } from "../core/types.ts";
import { GLUED_OPENERS } from "./abbreviations.ts";
import type { Block } from "./blocks.ts";
import { bulletLength } from "./lines.ts";
import { isSectionLabel } from "./page-furniture.ts";
import { type Range, splitSentences, trimRange } from "./sentences.ts";

interface Found extends Range {
  readonly form: StatementForm;
  readonly heading: string | null;
  readonly block: Block;
  readonly glued: boolean;
}

/** The passages and statements of one source, in the order of the text. */
export interface Cited {
  readonly passages: readonly Passage[];
  readonly statements: readonly Statement[];
}

/** A short name of a text that stays while the words stay, so that receipts find their statements again. */
export const textHash = (text: string): string =>
  createHash("sha256").update(textKey(text)).digest("hex").slice(0, 10);

/**
 * Turns blocks into statements, each text once. Of copies the one wins that stands in a clean paragraph, then the
 * first; the heading is the first that any copy stands under.
 */
export function citeBlocks(sourceId: string, text: string, blocks: readonly Block[]): Cited {
  const found = ungluedHeadings(
    text,
    blocks.flatMap((b) => findIn(text, b)),
  );
  const kept = new Map<string, Found>();
  for (const f of found) {
    const key = textKey(text.slice(f.start, f.end));
    const known = kept.get(key);
    const best = known && (!known.glued || f.glued) ? known : f;
    kept.set(key, { ...best, heading: known?.heading ?? f.heading });
  }
  const ordered = [...kept.values()].sort((a, b) => a.start - b.start);
  const ids = new Set<string>();
  const unique = (id: string): string => {
    let made = id;
    for (let n = 2; ids.has(made); n++) made = `${id}-${n}`;
    ids.add(made);
    return made;
  };
  const passages = new Map<Block, Passage>();
  for (const { block } of ordered) {
    if (passages.has(block)) continue;
    const passage = text.slice(block.start, block.end);
    const id = unique(`${sourceId}@${textHash(passage)}`);
    passages.set(block, { id, sourceId, text: passage, start: block.start, end: block.end });
  }
  const statements = ordered.map((f, ordinal): Statement => {
    const sentence = text.slice(f.start, f.end);
    return {
      id: unique(`${sourceId}#${textHash(sentence)}`),
      sourceId,
      passageId: passages.get(f.block)?.id ?? "",
      ordinal,
      text: sentence,
      start: f.start,
      end: f.end,
      form: f.form,
      heading: f.heading,
      via: f.block.via,
      deal: null,
      curated: null,
    };
  });
  return { passages: [...passages.values()], statements };
}

const FORMS = {
  prose: "sentence",
  heading: "heading",
  item: "item",
  row: "item",
  reference: "reference",
} as const;

function findIn(text: string, block: Block): Found[] {
  return block.parts.flatMap((part, index) => {
    const whole =
      block.form === "heading" || block.form === "row" || (block.form === "reference" && index === 0);
    const split = whole ? { ranges: [part], glued: false } : splitSentences(text, part.start, part.end);
    return split.ranges.flatMap((r, i): Found[] => {
      const s = text.slice(r.start, r.end);
      const bullet = whole ? 0 : bulletLength(s);
      const range = i > 0 && bullet > 0 ? clean(text, r.start + bullet, r.end) : clean(text, r.start, r.end);
      if (!range || !isStatement(text.slice(range.start, range.end), block, i)) return [];
      const form = i > 0 && bullet > 0 && block.form === "prose" ? "item" : FORMS[block.form];
      return [{ ...range, form, heading: block.heading, block, glued: split.glued }];
    });
  });
}

/** Takes off emphasis that wraps the whole of a sentence and arrows around it; marks inside stay. */
function clean(text: string, start: number, end: number): Range | null {
  let range = trimRange(text, start, end);
  for (let again = true; again && range; ) {
    const s = text.slice(range.start, range.end);
    const wrap = /^(\*{1,3}|_{1,3}|~~|`)(?=\S)/.exec(s)?.[1] ?? "";
    again =
      wrap !== "" &&
      s.length > 2 * wrap.length &&
      s.endsWith(wrap) &&
      !s.slice(wrap.length, -wrap.length).includes(wrap);
    if (again) range = trimRange(text, range.start + wrap.length, range.end - wrap.length);
  }
  if (!range) return null;
  const s = text.slice(range.start, range.end);
  return trimRange(text, range.start, range.end - (/[\s→»›▸▶➜]+$/u.exec(s)?.[0].length ?? 0));
}

/** Whether a text says anything: has words, is no bare address, no part label, no stump of a cut-off teaser. */
function isStatement(s: string, block: Block, index: number): boolean {
  if (!/\p{L}{2}/u.test(s) || /^(?:https?:\/\/|www\.)\S+$/u.test(s)) return false;
  if (block.form === "heading") return !isSectionLabel(s);
  if (block.form === "reference" && index > 0 && !/[.!?…]["”’)]?$/u.test(s))
    return s.split(/\s+/).length >= 5;
  return true;
}

const TITLE_GLUE = new RegExp(`(?<=[\\p{Ll}\\d)\\]”’])(?=(?:${GLUED_OPENERS})\\s)`, "gu");

/**
 * Parts a heading from the sentence that it is glued to ("... Margin ControlFor three years ..."): where the sentence
 * also stands alone in the document, or where the first half is in title case and the second opens like a sentence.
 */
function ungluedHeadings(text: string, found: readonly Found[]): Found[] {
  const alone = new Set(found.map((f) => text.slice(f.start, f.end)));
  let under: { block: Block; heading: string } | null = null;
  return found.flatMap((f): Found[] => {
    const at = gluePoint(text.slice(f.start, f.end), alone);
    if (at === null) return [under?.block === f.block ? { ...f, heading: under.heading } : f];
    const heading = text.slice(f.start, f.start + at).trim();
    under = { block: f.block, heading };
    return [
      { ...f, end: f.start + heading.length, form: "heading", glued: true },
      { ...f, start: f.start + at, heading, glued: true },
    ];
  });
}

function gluePoint(s: string, alone: ReadonlySet<string>): number | null {
  for (const m of s.matchAll(/(?<=[\p{Ll}\d)\]”’?!])(?=[\p{Lu}“"])/gu))
    if (s.length - m.index >= 30 && alone.has(s.slice(m.index))) return m.index;
  for (const m of s.matchAll(TITLE_GLUE)) {
    const long = s.slice(0, m.index).match(/\p{L}[\p{L}'’-]{3,}/gu) ?? [];
    if (long.length >= 3 && long.every((w) => /^\p{Lu}/u.test(w))) return m.index;
  }
  return null;
}
