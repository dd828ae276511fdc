import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { type EvalQuestion, parseQuestions } from "./questions.ts";

const TEXT_FILES = new Set([".md", ".txt", ".html"]);

/** Reads a question file. Throws an error that names the file, the line and the fix. */
export function loadQuestions(file: string): EvalQuestion[] {
  try {
    return parseQuestions(readFileSync(file, "utf8"));
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Reads the text files of a folder and those below it, for `documentPlaces`. Throws if there is none. */
export function loadDocuments(folder: string): { readonly name: string; readonly text: string }[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
    (f) => f.isFile() && TEXT_FILES.has(extname(f.name).toLowerCase()),
  );
  if (files.length === 0)
    throw new Error(`${folder} holds no .md, .txt or .html file; name the folder of the documents`);
  return files.map((f) => ({ name: f.name, text: readFileSync(join(f.parentPath, f.name), "utf8") }));
}
