import type { Line } from "./lines.ts";
import { isSectionLabel, opensReferences } from "./page-furniture.ts";
import { referenceBlocks } from "./references.ts";
import type { Range } from "./sentences.ts";

export type BlockForm = "prose" | "heading" | "item" | "row" | "reference";

/** A paragraph, heading, item or reference entry. `parts` are its lines that may hold statements. */
export interface Block extends Range {
  readonly form: BlockForm;
  readonly heading: string | null;
  readonly via: string | null;
  readonly parts: readonly Range[];
}

/** Puts lines together into blocks and finds the list of references, if the document ends in one. */
export function blocksOf(text: string, lines: readonly Line[]): Block[] {
  const refs = referencesStart(text, lines);
  const blocks: { -readonly [K in keyof Block]: Block[K] }[] = [];
  let heading: string | null = null;
  for (const line of lines.slice(0, refs)) {
    const last = blocks.at(-1);
    if (line.kind === "skip") continue;
    if (line.joins && last) {
      last.end = line.end;
      last.parts = [{ start: last.start, end: line.end }];
      continue;
    }
    const range = { start: line.start, end: line.end };
    const form = line.kind === "text" ? "prose" : line.kind;
    blocks.push({ ...range, form, heading, via: null, parts: [range] });
    if (line.kind === "heading") heading = text.slice(line.start, line.end);
  }
  return refs < lines.length ? [...blocks, ...referenceBlocks(text, lines.slice(refs))] : blocks;
}

/** The index of the heading that opens the references: what follows it must look like an entry. */
function referencesStart(text: string, lines: readonly Line[]): number {
  const at = lines.findIndex((line, i) => {
    const s = text.slice(line.start, line.end);
    const next = lines[i + 1];
    if (!next || !isSectionLabel(s) || !opensReferences(s)) return false;
    return (
      next.kind === "item" ||
      /https?:\/\/|www\.|^[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}$/u.test(text.slice(next.start, next.end))
    );
  });
  return at < 0 ? lines.length : at;
}
