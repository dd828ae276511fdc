import type { Problem, StoredDocument } from "../core/ports.ts";
import { readFolder } from "./folder.ts";
import { joinLibrary } from "./library.ts";
import { parseFile } from "./parse.ts";

/** What would be wrong with the files of a folder that `texts` (by path) replaces, if it did. Writes nothing. */
export function problemsIf(folder: string, texts: ReadonlyMap<string, string>): Problem[] {
  const documents = readFolder(folder).files.map((file): StoredDocument => {
    const text = texts.get(file.path);
    const bytes = text === undefined ? file.bytes : new TextEncoder().encode(text);
    return { path: file.path, hash: file.hash, content: parseFile(file.path, bytes) };
  });
  return joinLibrary(documents).problems.filter((p) => texts.has(p.file));
}
