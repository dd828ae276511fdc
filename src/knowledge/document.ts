import type { DocumentContent, Problem } from "../core/ports.ts";
import type { Source } from "../core/types.ts";
import { blocksOf } from "./blocks.ts";
import { content, refused } from "./content.ts";
import { type Derived, deriveFromMeta, deriveFromTop, titleOf } from "./derive.ts";
import type { FrontMatter } from "./front-matter.ts";
import { readHtml } from "./html-lines.ts";
import { type Line, plainLines } from "./lines.ts";
import { markdownLines } from "./markdown-lines.ts";
import { citeBlocks } from "./statements.ts";
import { checkYaml, frontMatterSchema } from "./yaml-data.ts";

/** The id of a source that gives none: its path without the ending, in letters that suit an address. */
export const idOfPath = (path: string): string =>
  path
    .replace(/\.[^./]+$/, "")
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9._]+/g, "-")
    .replace(/^-+|-+$/g, "") || "document";

/** Reads a plain text; offsets point into it as decoded. */
export function parsePlain(path: string, text: string): DocumentContent {
  const { derived, lines } = deriveFromTop(text, plainLines(text));
  return finish(path, text, lines, derived, {}, {});
}

/** Reads an HTML page; offsets point into the text that `readHtml` extracts from it. */
export function parseHtml(path: string, html: string): DocumentContent {
  const page = readHtml(html);
  const { derived, lines } = deriveFromTop(page.text, page.lines);
  return finish(path, page.text, lines, preferFirst(deriveFromMeta(page.meta), derived), {}, {});
}

/** Reads Markdown; its front matter says what the text itself need not. Offsets point into the whole file. */
export function parseMarkdown(path: string, text: string, front: FrontMatter): DocumentContent {
  const checked = front.data ? checkYaml(path, front.data, frontMatterSchema) : { value: {} };
  if ("problems" in checked) return refused(...checked.problems);
  const lines = markdownLines(text, front.bodyStart);
  const top = front.data ? { derived: NOTHING, lines } : deriveFromTop(text, lines);
  const { id, title, publisher, url, published, kind } = checked.value;
  const given = preferFirst(
    { title: title ?? null, publisher: publisher ?? null, url: url ?? null, published: published ?? null },
    top.derived,
  );
  const line = id && front.data ? front.data.lineOf(["id"]) : 1;
  const source = { ...(id ? { id } : {}), ...(kind ? { kind } : {}) };
  return finish(path, text, top.lines, given, source, { [`source:${id ?? idOfPath(path)}`]: line });
}

const NOTHING: Derived = { title: null, publisher: null, url: null, published: null };

const preferFirst = (a: Derived, b: Derived): Derived => ({
  title: a.title ?? b.title,
  publisher: a.publisher ?? b.publisher,
  url: a.url ?? b.url,
  published: a.published ?? b.published,
});

function finish(
  path: string,
  text: string,
  lines: readonly Line[],
  derived: Derived,
  given: Partial<Pick<Source, "id" | "kind">>,
  at: Readonly<Record<string, number>>,
): DocumentContent {
  const id = given.id ?? idOfPath(path);
  const blocks = blocksOf(text, lines);
  const cited = citeBlocks(id, text, blocks);
  const source: Source = {
    id,
    title: derived.title ?? titleOf(text, blocks) ?? path,
    publisher: derived.publisher,
    url: derived.url,
    published: derived.published,
    kind: given.kind ?? "analysis",
    quoteKind: "verbatim",
  };
  const silent: Problem = {
    file: path,
    line: null,
    message: "the file holds no sentence that can be cited",
    fix: "put the document's text into it, or delete it",
  };
  return content({
    ...cited,
    sources: [source],
    lines: at,
    problems: cited.statements.length === 0 ? [silent] : [],
  });
}
