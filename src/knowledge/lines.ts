import { isCallToAction, isFurniture } from "./page-furniture.ts";
import { type Range, trimRange } from "./sentences.ts";

/** What a line is, before paragraphs are put together. `skip` stands in the file and is never cited. */
export type LineKind = "text" | "heading" | "item" | "row" | "skip";

/** One line of a document, without what marks it as a heading or an item. */
export interface Line extends Range {
  readonly kind: LineKind;
  /** Whether it goes on with the paragraph of the line before. */
  readonly joins: boolean;
}

const BULLET = /^(?:[-*+•▪◦‣●·–—]|\(?\d{1,3}[.)]|\[\d{1,3}\]|[a-z][.)])\s+(?=\S)/u;

/** The lines of a text, trimmed; empty ones are left out and `gap` says that one stood before. */
export function rawLines(text: string): (Range & { readonly gap: boolean })[] {
  const lines: (Range & { gap: boolean })[] = [];
  let gap = true;
  for (const m of text.matchAll(/[^\r\n\u2028\u2029\f\v]*(?:\r\n|[\r\n\u2028\u2029\f\v]|$)/gu)) {
    const range = trimRange(text, m.index, m.index + m[0].length);
    if (range) lines.push({ ...range, gap });
    gap = range === null;
  }
  return lines;
}

/** The length of a bullet or number at the start of a line, 0 if there is none. */
export const bulletLength = (line: string): number => BULLET.exec(line)?.[0].length ?? 0;

const isRow = (s: string): boolean =>
  s.includes("\t") || (s.match(/\S {3,}\S/g)?.length ?? 0) >= 2 || (s.match(/ \| /g)?.length ?? 0) >= 2;

/** A short line with no closing mark that starts like a title. */
function looksLikeHeading(s: string): boolean {
  if (s.length > 140 || !/\p{L}{2}/u.test(s) || !/^["'“‘([]?[\p{Lu}\p{N}$€£]|^\p{Ll}\p{Lu}/u.test(s))
    return false;
  if (/^https?:|^www\.|^[\w.-]+\.[a-z]{2,}$/u.test(s)) return false;
  return !/[.!;,…][”"’)]?$/u.test(s) && s.split(/\s+/).length <= 24;
}

const isTitleCase = (s: string): boolean => {
  const long = s.match(/\p{L}[\p{L}\p{N}'’-]{3,}/gu) ?? [];
  return long.length > 1 && long.filter((w) => /^\p{Lu}/u.test(w)).length / long.length >= 0.7;
};

/**
 * The lines of a plain text file, each with what it is. Nothing marks headings there, so their looks decide. Lines that
 * an editor wrapped are put together again: those that go on with a small letter, and in a text where many do, long
 * lines without a closing mark.
 */
export function plainLines(text: string): Line[] {
  const raw = rawLines(text);
  const of = (i: number): string => {
    const r = raw[i];
    return r ? text.slice(r.start, r.end) : "";
  };
  const width = raw.reduce((w, r) => Math.max(w, r.end - r.start), 0);
  const lines: Line[] = [];
  const isHeading = (i: number): boolean => {
    const s = of(i);
    if (!looksLikeHeading(s) || bulletLength(s) > 0 || isRow(s)) return false;
    if (/\?["”’)]?$/u.test(s)) return s.length <= 100 && of(i + 1).length > 100;
    return !/:$/.test(s) || s.length <= 60;
  };
  const startsLow = (i: number): boolean => /^(?:\p{Ll}(?!\p{Lu})|[(“"$]?\p{Ll}{2})/u.test(of(i));
  const mayJoin = (i: number): boolean => {
    const [before, s] = [of(i - 1), of(i)];
    if (i === 0 || raw[i]?.gap || width > 120 || before.length < 0.6 * width) return false;
    return !/[.!?:…]["”’)]?$/u.test(before) && bulletLength(s) === 0 && !isRow(s) && !isRow(before);
  };
  const open = raw.flatMap((_, i) => (mayJoin(i) ? [i] : []));
  const wraps = width >= 50 && open.filter(startsLow).length * 3 >= open.length;
  const joinsLast = (i: number): boolean =>
    mayJoin(i) && (startsLow(i) || (wraps && of(i - 1).length >= 0.7 * width && !isTitleCase(of(i - 1))));
  for (const [i, r] of raw.entries()) {
    const s = of(i);
    const bullet = bulletLength(s);
    const asksForCall = /\?$/.test(s) && s.length <= 80 && isCallToAction(of(i + 1));
    if (isFurniture(s) || asksForCall || !/[\p{L}]{2}|\p{N}/u.test(s))
      lines.push({ start: r.start, end: r.end, kind: "skip", joins: false });
    else if (bullet > 0) lines.push({ start: r.start + bullet, end: r.end, kind: "item", joins: false });
    else if (joinsLast(i) && lines.at(-1)?.kind !== "skip")
      lines.push({
        start: r.start,
        end: r.end,
        kind: lines.at(-1)?.kind === "item" ? "item" : "text",
        joins: true,
      });
    else
      lines.push({
        start: r.start,
        end: r.end,
        kind: isRow(s) ? "row" : isHeading(i) ? "heading" : "text",
        joins: false,
      });
  }
  return settleHeadings(lines);
}

/** A wrapped paragraph's first line is no heading; of three headings in a row the later ones are a list. */
function settleHeadings(lines: readonly Line[]): Line[] {
  const kinds = lines.map(
    (l, i): LineKind => (l.kind === "heading" && lines[i + 1]?.joins ? "text" : l.kind),
  );
  for (let i = 0; i < kinds.length; i++) {
    let end = i;
    while (kinds[end] === "heading") end++;
    if (end - i > 3) kinds.fill("item", i + 1, end);
    i = Math.max(i, end - 1);
  }
  return lines.map((l, i) => ({ ...l, kind: kinds[i] ?? l.kind }));
}
