import { Parser } from "htmlparser2";
import type { Line, LineKind } from "./lines.ts";
import { isCallToAction, isFurniture } from "./page-furniture.ts";

/** What an HTML page holds: its text as we extract it (all offsets point into that), its lines, its meta data. */
export interface HtmlPage {
  readonly text: string;
  readonly lines: readonly Line[];
  readonly meta: ReadonlyMap<string, string>;
}

const words = (s: string) => new Set(s.split(" "));
const HIDDEN = words(
  "script style noscript template svg math nav aside footer form button select iframe dialog object audio video canvas",
);
const BLOCKS = words(
  "address article blockquote body caption dd details div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 h6 head header hr " +
    "li main ol p pre section summary table tbody thead title tr ul",
);
const VOID = words("area base br col embed hr img input link meta source track wbr");
const HEADINGS = words("h1 h2 h3 h4 h5 h6");
const BOLD = words("b strong");

/** The attributes that are looked at. */
interface Attributes {
  readonly property?: string;
  readonly name?: string;
  readonly itemprop?: string;
  readonly content?: string;
  readonly rel?: string;
  readonly href?: string;
  readonly datetime?: string;
  readonly pubdate?: string;
  readonly hidden?: string;
  readonly role?: string;
  readonly style?: string;
  readonly type?: string;
  readonly "aria-hidden"?: string;
}

interface Found {
  text: string;
  kind: LineKind;
  sameBlock: boolean;
  region: "article" | "main" | "page";
}

/**
 * Reads a page block by block, one line for each block or `<br>`; the cells of a row are joined by " | ". Only the
 * article is taken where the page marks one, and never what scripts, navigation, footers and forms hold.
 */
export function readHtml(html: string): HtmlPage {
  const meta = new Map<string, string>();
  const found: Found[] = [];
  const stack: string[] = [];
  const note = (key: string, value: string | undefined) => {
    const v = value?.replace(/\s+/g, " ").trim();
    if (v && !meta.has(key)) meta.set(key, v);
  };
  let line = "";
  let bold = "";
  let hidden = 0;
  let afterBreak = false;
  const has = (name: string) => stack.includes(name);
  const kindOf = (text: string): LineKind => {
    if (stack.some((n) => HEADINGS.has(n))) return "heading";
    if (has("tr")) return "row";
    if (has("li")) return "item";
    const allBold = bold.replace(/\s+/g, "") === text.replace(/\s+/g, "");
    return allBold && text.length <= 140 && !/[.!;,]$/.test(text) ? "heading" : "text";
  };
  const flush = (isBreak: boolean) => {
    const text = line.replace(/\s+/g, " ").replace(/^[\s|]+|[\s|]+$/g, "");
    if (text !== "") {
      const kind = kindOf(text);
      if (stack.at(-1) === "h1" || stack.includes("h1")) note("h1", text);
      const region = has("article") ? "article" : has("main") ? "main" : "page";
      found.push({ text, kind, sameBlock: afterBreak, region });
    }
    [line, bold, afterBreak] = ["", "", isBreak];
  };
  const parser = new Parser(
    {
      onopentag(name, attributes: Attributes) {
        noteMeta(name, attributes, note);
        if (name === "br") flush(true);
        if (VOID.has(name)) return;
        const unseen = HIDDEN.has(name) || isHidden(attributes);
        if (BLOCKS.has(name)) flush(false);
        stack.push(unseen ? `!${name}` : name);
        if (unseen) hidden++;
        if (name === "script" && attributes.type === "application/ld+json") stack[stack.length - 1] = "!ld";
      },
      ontext(text) {
        const top = stack.at(-1);
        if (top === "!ld") noteLinkedData(text, note);
        if (has("title") && !has("!svg")) note("title", text);
        if (hidden > 0 || has("head") || has("title")) return;
        line += text;
        if (stack.some((n) => BOLD.has(n))) bold += text;
      },
      onclosetag(name) {
        if (VOID.has(name)) return;
        if (name === "td" || name === "th") line += " | ";
        if (BLOCKS.has(name) && hidden === 0) flush(false);
        const top = stack.pop() ?? "";
        if (top.startsWith("!")) hidden--;
      },
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );
  parser.write(html);
  parser.end();
  flush(false);
  return { ...layOut(bestRegion(found)), meta };
}

const isHidden = (a: Attributes): boolean =>
  "hidden" in a ||
  a["aria-hidden"] === "true" ||
  /^(?:navigation|banner|contentinfo|search|complementary)$/.test(a.role ?? "") ||
  /display:\s*none/.test(a.style ?? "");

function noteMeta(name: string, a: Attributes, note: (key: string, value?: string) => void): void {
  if (name === "meta") note((a.property ?? a.name ?? a.itemprop ?? "").toLowerCase(), a.content);
  if (name === "link" && /\bcanonical\b/i.test(a.rel ?? "")) note("canonical", a.href);
  if (name === "time")
    note(a.itemprop === "datePublished" || "pubdate" in a ? "pubdate" : "time", a.datetime);
}

/** Notes headline, publisher and date of the JSON-LD that news pages carry; broken JSON is as good as none. */
function noteLinkedData(json: string, note: (key: string, value?: string) => void): void {
  let data: unknown;
  try {
    data = JSON.parse(json);
  } catch {
    return;
  }
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const n of node) visit(n);
    if (typeof node !== "object" || node === null || Array.isArray(node)) return;
    const { headline, datePublished, publisher, "@graph": graph } = node as Record<string, unknown>;
    if (typeof headline === "string") note("ld:headline", headline);
    if (typeof datePublished === "string") note("ld:published", datePublished);
    const name =
      typeof publisher === "object" && publisher !== null ? (publisher as { name?: unknown }).name : null;
    if (typeof name === "string") note("ld:publisher", name);
    visit(graph);
  };
  visit(data);
}

/** The lines of the article if the page marks one that holds most of its words, else of `<main>`, else all. */
function bestRegion(found: readonly Found[]): readonly Found[] {
  const size = (of: readonly Found[]) => of.reduce((n, f) => n + f.text.length, 0);
  for (const regions of [["article"], ["article", "main"]]) {
    const inside = found.filter((f) => regions.includes(f.region));
    if (size(inside) > 0.5 * size(found)) return found.filter((f) => inside.includes(f));
  }
  return found;
}

function layOut(found: readonly Found[]): { text: string; lines: Line[] } {
  let text = "";
  const lines: Line[] = [];
  for (const [i, f] of found.entries()) {
    if (text !== "") text += f.sameBlock ? "\n" : "\n\n";
    const next = found[i + 1]?.text ?? "";
    const furniture =
      isFurniture(f.text) || (/\?$/.test(f.text) && f.text.length <= 80 && isCallToAction(next));
    lines.push({
      start: text.length,
      end: text.length + f.text.length,
      kind: furniture || !/\p{L}{2}|\p{N}/u.test(f.text) ? "skip" : f.kind,
      joins: false,
    });
    text += f.text;
  }
  return { text, lines };
}
