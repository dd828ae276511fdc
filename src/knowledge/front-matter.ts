import type { Problem } from "../core/ports.ts";
import { readYaml, type YamlData } from "./yaml-data.ts";

/** Markdown in two: its data, if it starts with any, and where its body begins. */
export interface FrontMatter {
  readonly data: YamlData | null;
  readonly bodyStart: number;
}

const OPENING = /^---[ \t]*(?:\r\n|\n|\r)/;
const CLOSING = /^(?:---|\.\.\.)[ \t]*$/m;

/** Takes the front matter off a Markdown text. One that is never closed, or is not a list of keys, is a problem. */
export function readFrontMatter(file: string, text: string): FrontMatter | Problem {
  const opening = OPENING.exec(text)?.[0].length ?? 0;
  if (opening === 0) return { data: null, bodyStart: 0 };
  const rest = text.slice(opening);
  const closing = CLOSING.exec(rest);
  if (!closing) {
    if (!/^[\w-]+\s*:/.test(rest)) return { data: null, bodyStart: opening };
    return {
      file,
      line: 1,
      message: "the front matter is never closed",
      fix: "end it with a line that holds only ---",
    };
  }
  const yaml = rest.slice(0, closing.index);
  const data = readYaml(file, yaml, 2);
  if ("message" in data) return data;
  const bodyStart = opening + closing.index + closing[0].length;
  if (data.value === null) return { data: null, bodyStart };
  if (typeof data.value !== "object" || Array.isArray(data.value))
    return {
      file,
      line: 2,
      message: "the front matter holds no keys",
      fix: "write it as lines of `key: value`",
    };
  return { data, bodyStart };
}
