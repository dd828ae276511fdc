import { bulletLength, type Line, type LineKind, rawLines } from "./lines.ts";
import { isCallToAction, isFurniture } from "./page-furniture.ts";

const HEADING = /^(#{1,6}\s+)(.*?)(?:\s+#+)?$/u;
const QUOTE = /^(?:>\s?)+/u;
const TASK = /^\[[ xX]\]\s+/u;
/** Lines that carry no words of their own: rules, link definitions, comments, images, table rulers. */
const BARE =
  /^(?:[-*_=](?:\s*[-*_=]){2,}|\[[^\]]+\]:\s*\S.*|<!--.*|!\[[^\]]*\]\([^)]*\)|\|?[\s:|-]*-{3,}[\s:|-]*\|?)$/u;

/**
 * The lines of Markdown from `from` on, without the signs of headings, items and quotations. Signs inside a sentence
 * (emphasis, links) stay in it, because a statement must stand verbatim in its file.
 */
export function markdownLines(text: string, from: number): Line[] {
  const raw = rawLines(text).filter((r) => r.start >= from);
  const lines: Line[] = [];
  let fence = "";
  let comment = false;
  for (const [i, r] of raw.entries()) {
    const s = text.slice(r.start, r.end);
    const mark = /^(?:```+|~~~+)/.exec(s)?.[0] ?? "";
    const next = raw[i + 1];
    const under = next && !next.gap ? text.slice(next.start, next.end) : "";
    const add = (kind: LineKind, skip: number, length: number, joins = false) =>
      lines.push({ start: r.start + skip, end: r.start + skip + length, kind, joins });
    const whole = (kind: LineKind) => add(kind, 0, s.length);
    if (mark !== "" && (fence === "" || mark.startsWith(fence))) {
      fence = fence === "" ? mark : "";
      whole("skip");
      continue;
    }
    if (comment || s.startsWith("<!--")) {
      comment = !s.includes("-->");
      whole("skip");
      continue;
    }
    const heading = HEADING.exec(s);
    const quoted = QUOTE.exec(s)?.[0].length ?? 0;
    const inner = s.slice(quoted);
    const bullet = bulletLength(inner) + (TASK.exec(inner.slice(bulletLength(inner)))?.[0].length ?? 0);
    if (fence !== "" || BARE.test(inner) || inner.trim() === "" || isFurniture(inner)) whole("skip");
    else if (/\?$/.test(s) && s.length <= 80 && isCallToAction(under)) whole("skip");
    else if (heading) add("heading", heading[1]?.length ?? 0, heading[2]?.length ?? 0);
    else if (/^(?:={3,}|-{3,})$/.test(under) && s.length <= 200) whole("heading");
    else if (s.startsWith("|")) {
      const [lead, cells] = [/^[|\s]+/.exec(s)?.[0].length ?? 0, s.replace(/[|\s]+$/, "").length];
      if (/^\|?[\s:|-]*-{3,}[\s:|-]*\|?$/.test(under) || cells <= lead) whole("skip");
      else add("row", lead, cells - lead);
    } else if (bullet > 0) add("item", quoted + bullet, inner.length - bullet);
    else {
      const last = lines.at(-1);
      const joins = !r.gap && last !== undefined && (last.kind === "text" || last.kind === "item") && i > 0;
      add(
        joins ? (last?.kind ?? "text") : "text",
        joins ? 0 : quoted,
        s.length - (joins ? 0 : quoted),
        joins,
      );
    }
  }
  return lines.filter((l) => l.end > l.start);
}
