import type { DocumentContent } from "../core/ports.ts";
import { parseBrief } from "./brief.ts";
import { parseCatalogue } from "./catalogue.ts";
import { refused } from "./content.ts";
import { decodeText } from "./decode.ts";
import { parseHtml, parseMarkdown, parsePlain } from "./document.ts";
import { CATALOGUES } from "./folder.ts";
import { readFrontMatter } from "./front-matter.ts";

/**
 * Parses one file by its ending: `.txt`, `.html`, `.md` (a brief if its front matter names a deal), or one of the YAML
 * files of data. Never throws: what is wrong with the file is among its problems, and the rest of it is there.
 */
export function parseFile(path: string, bytes: Uint8Array): DocumentContent {
  const decoded = decodeText(bytes);
  if ("message" in decoded) return refused({ file: path, ...decoded });
  const { text } = decoded;
  if (CATALOGUES.test(path.split("/").at(-1) ?? "")) return parseCatalogue(path, text);
  if (/\.html?$/i.test(path)) return parseHtml(path, text);
  if (/\.txt$/i.test(path)) return parsePlain(path, text);
  const front = readFrontMatter(path, text);
  if ("message" in front) return refused(front);
  const isBrief = front.data !== null && Object.hasOwn(front.data.value as object, "deal");
  return front.data && isBrief
    ? parseBrief(path, text, front.data, front.bodyStart)
    : parseMarkdown(path, text, front);
}
