import type { Block } from "./blocks.ts";
import type { Line } from "./lines.ts";
import { type Range, trimRange } from "./sentences.ts";

const LABELLED =
  /^(?:(?:primary|official|original|secondary)\s+source|related(?:\s+(?:coverage|reading|article))?|source|coverage|via|publisher|further reading|reference)\s*:\s*(\S.*)$/iu;
const HOST = /(?:https?:\/\/)?(?:www\.)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?:\/\S*)?/iu;
const ONLY_HOST = /^(?:https?:\/\/)?(?:[a-z0-9-]+\.)+[a-z]{2,}(?:\/\S*)?$/iu;
const GLUED_WWW = /(?:https?:\/\/)?www\.(?:[a-z0-9-]+\.)+[a-z]{2,}(?:\/\S*)?$/iu;

/**
 * The entries of a list of references, one block each; `lines` starts with its heading. An entry starts with an item
 * and goes on to the next one: the outlet it names is `via` of everything in it.
 */
export function referenceBlocks(text: string, lines: readonly Line[]): Block[] {
  const [head, ...rest] = lines;
  const heading = head ? text.slice(head.start, head.end) : null;
  const entries: Line[][] = [];
  for (const line of rest) {
    if (line.kind === "skip") continue;
    const current = entries.at(-1);
    if (!current || startsEntry(text, line, current)) entries.push([line]);
    else current.push(line);
  }
  const blocks = head
    ? [{ start: head.start, end: head.end, form: "heading" as const, heading: null, via: null }]
    : [];
  return [
    ...blocks.map((b) => ({ ...b, parts: [] })),
    ...entries.flatMap((entry) => {
      const [first, last] = [entry[0], entry.at(-1)];
      if (!first || !last) return [];
      const via = outletOf(text, entry);
      const parts = entry.flatMap((l) => partOf(text, l, via));
      return [{ start: first.start, end: last.end, form: "reference" as const, heading, via, parts }];
    }),
  ];
}

/** Once an entry has a label ("Related coverage: ..."), only another label starts the next one. */
function startsEntry(text: string, line: Line, current: readonly Line[]): boolean {
  const first = current[0];
  const labelled = first !== undefined && LABELLED.test(text.slice(first.start, first.end));
  return labelled
    ? line.kind === "item" && LABELLED.test(text.slice(line.start, line.end))
    : line.kind === "item";
}

/** What the entry names as its publication: after its label, else the host of its address. Never guessed. */
function outletOf(text: string, entry: readonly Line[]): string | null {
  const [first] = entry;
  if (!first) return null;
  const named = LABELLED.exec(text.slice(first.start, first.end))?.[1]?.trim();
  if (named) return named.replace(/^https?:\/\//i, "").replace(/^www\./i, "");
  const whole = entry.map((l) => text.slice(l.start, l.end)).join("\n");
  const address =
    /https?:\/\/\S+|www\.\S+/iu.exec(whole)?.[0] ??
    entry.map((l) => text.slice(l.start, l.end)).find((s) => ONLY_HOST.test(s));
  return address ? (HOST.exec(address)?.[1]?.toLowerCase() ?? null) : null;
}

/** A line without the address that is glued to its end; nothing, if it is only an address. */
function partOf(text: string, line: Line, via: string | null): Range[] {
  const s = text.slice(line.start, line.end);
  if (ONLY_HOST.test(s)) return [];
  let end = s.length - (GLUED_WWW.exec(s)?.[0].length ?? 0);
  const labelled = LABELLED.test(s);
  const tail = s.slice(0, end).toLowerCase();
  const glued =
    via &&
    HOST.test(via) &&
    tail.endsWith(via.toLowerCase()) &&
    /[\p{L}\p{N}.]/u.test(tail.at(-via.length - 1) ?? "");
  if (glued && !labelled) end -= via.length;
  const range = trimRange(text, line.start, line.start + s.slice(0, end).replace(/[\s([<]+$/u, "").length);
  return range ? [range] : [];
}
