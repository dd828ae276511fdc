import { findDates } from "../core/dates.ts";
import { truncate } from "../core/text.ts";
import type { Source } from "../core/types.ts";
import type { Block } from "./blocks.ts";
import type { Line } from "./lines.ts";
import { isByline, isSectionLabel } from "./page-furniture.ts";

/** What a document tells of itself. What it does not tell is null. */
export type Derived = Pick<Source, "publisher" | "url" | "published"> & { readonly title: string | null };

const FIELD =
  /^(title|headline|publisher|publication|source|outlet|url|link|web address|published(?: on)?|date|posted(?: on)?|publication date|updated|last updated)\s*:\s*(\S.*)$/iu;

/**
 * Reads the lines about the document itself at its top ("Published: 3 May 2026", "Source: Example Wire", a byline, a
 * date on its own); they end where the prose begins. Gives back the lines with those marked as not to be cited.
 */
export function deriveFromTop(text: string, lines: readonly Line[]): { derived: Derived; lines: Line[] } {
  const derived: { -readonly [K in keyof Derived]: Derived[K] } = {
    title: null,
    publisher: null,
    url: null,
    published: null,
  };
  const skipped = new Set<number>();
  for (const [i, line] of lines.slice(0, 12).entries()) {
    const s = text.slice(line.start, line.end);
    const field = FIELD.exec(s);
    if (field) {
      if (readField(derived, field[1] ?? "", field[2] ?? "")) skipped.add(i);
    } else if (s.length <= 100 && isDateLine(s)) {
      derived.published ??= findDates(s)[0]?.value ?? null;
      skipped.add(i);
    } else if (line.kind === "text" && s.length > 60) break;
  }
  return { derived, lines: lines.map((l, i) => (skipped.has(i) ? { ...l, kind: "skip" } : l)) };
}

function readField(
  derived: { -readonly [K in keyof Derived]: Derived[K] },
  name: string,
  value: string,
): boolean {
  const key = name.toLowerCase();
  if (/title|headline/.test(key)) derived.title ??= value;
  else if (/publish(?:er|ication)$|publication$|source|outlet/.test(key)) {
    if (/^https?:\/\/\S+$/.test(value)) derived.url ??= value;
    else if (value.length <= 80) derived.publisher ??= value;
    else return false;
  } else if (/url|link|address/.test(key)) {
    if (!/^https?:\/\/\S+$/.test(value)) return false;
    derived.url ??= value;
  } else {
    const date = findDates(value)[0]?.value;
    if (!date) return false;
    if (!key.includes("updated")) derived.published ??= date;
  }
  return true;
}

/** A line that is nothing but a date (with or without its year), or a byline with one. */
function isDateLine(s: string): boolean {
  const [date] = findDates(s, "2000");
  if (!date || date.value.length < 10) return false;
  const rest = `${s.slice(0, date.start)} ${s.slice(date.end)}`.replace(/[\s|·•,–—-]+/g, " ").trim();
  const plain = rest
    .replace(
      /\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|\b\d{1,2}:\d{2}(?::\d{2})?\b/gi,
      "",
    )
    .replace(
      /\b(?:am|pm|gmt|utc|[ecmp][sd]?t|published|posted|updated|on|at|min|minute|read|\d+)\b|[.:]/gi,
      "",
    )
    .trim();
  return plain === "" || isByline(rest);
}

/**
 * A title from the text: its first heading that names more than a part of a document, else the opening words of its
 * first sentence; null if it has neither.
 */
export function titleOf(text: string, blocks: readonly Block[]): string | null {
  const body = blocks.filter((b) => b.form !== "reference");
  const heading = body.find((b) => b.form === "heading" && !isSectionLabel(text.slice(b.start, b.end)));
  const block = heading ?? body.find((b) => b.form === "prose") ?? blocks.find((b) => b.form !== "heading");
  if (!block) return null;
  const s = text
    .slice(block.start, block.end)
    .replace(/\s+/g, " ")
    .replace(/[*_`]+/g, "");
  return truncate(s, heading ? 200 : 90);
}

/** What the meta data of an HTML page tells; the text's own lines fill what it leaves open. */
export function deriveFromMeta(meta: ReadonlyMap<string, string>): Derived {
  const first = (...keys: string[]): string | null =>
    keys.map((k) => meta.get(k)).find((v) => v !== undefined) ?? null;
  const date = first(
    "article:published_time",
    "ld:published",
    "datepublished",
    "pubdate",
    "publishdate",
    "parsely-pub-date",
    "dc.date",
    "dcterms.created",
    "date",
    "time",
  );
  const publisher = first("og:site_name", "ld:publisher", "dc.publisher", "application-name");
  const url =
    [first("canonical"), first("og:url")].find((u) => u !== null && /^https?:\/\//i.test(u)) ?? null;
  const title = first("og:title", "ld:headline", "h1", "title");
  const bare =
    publisher && title
      ? title.replace(
          new RegExp(`\\s+[|–—-]\\s+${publisher.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`, "i"),
          "",
        )
      : title;
  return { title: bare, publisher, url, published: date ? (findDates(date)[0]?.value ?? null) : null };
}
