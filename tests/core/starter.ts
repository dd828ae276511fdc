import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Library } from "../../src/core/library.ts";
import type { StoredDocument } from "../../src/core/ports.ts";
import { joinLibrary } from "../../src/knowledge/library.ts";
import { parseFile } from "../../src/knowledge/parse.ts";

const KNOWLEDGE = join(import.meta.dirname, "../../knowledge");

/** The files of the starter library, parsed. */
export function starterDocuments(): StoredDocument[] {
  const briefs = readdirSync(join(KNOWLEDGE, "deals")).map((f) => `deals/${f}`);
  return [...briefs, "conflicts.yaml", "entities.yaml", "sources.yaml"].map((path) => ({
    path,
    hash: path,
    content: parseFile(path, readFileSync(join(KNOWLEDGE, path))),
  }));
}

/** The starter library as the product has it in memory. */
export const starterLibrary = (): Library => joinLibrary(starterDocuments()).library;
