import { readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import type { Library } from "../core/library.ts";
import type { Clock, DocumentContent, LibraryStore, Problem, StoredDocument } from "../core/ports.ts";
import { type FolderFile, hashOf, readFolder } from "./folder.ts";
import { joinLibrary } from "./library.ts";

/**
 * Grows when the parser reads the same bytes differently, so that a store written by an earlier version of the product
 * is parsed again.
 */
const PARSER = 1;

/** The path of the product's own `entities.yaml` among the documents; no file of a folder can have it. */
const PRODUCT_ENTITIES = "<product>/entities.yaml";

/** Where the library comes from. */
export interface LibraryFolders {
  /** The folder that the store is brought to. */
  readonly folder: string;
  /** The product's own `entities.yaml`, which is loaded whatever the folder holds. */
  readonly entities: string;
}

/** What a sync found, by path, and the library that it led to. */
export interface SyncReport {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: readonly string[];
  /** How many files were parsed: those added and changed, and no others. */
  readonly parsed: number;
  readonly problems: readonly Problem[];
  readonly notes: readonly string[];
  readonly library: Library;
}

/** How often a sync starts again because another process has changed the library meanwhile. */
const ATTEMPTS = 20;

/**
 * Brings the library in the store to exactly what the folder holds, in one transaction: killed at any moment, the store
 * is as it was before or as it is after, and the next start does what is left. Two processes may do it at once. Throws
 * only if the folder can't be read or the store fails; what is wrong with a file is among the problems.
 */
export async function syncLibrary(
  folders: LibraryFolders,
  store: LibraryStore,
  clock: Clock,
): Promise<SyncReport> {
  const listing = readFolder(folders.folder);
  const files = withProductEntities(folders, listing.files);
  const parsed = new Map<FolderFile, DocumentContent>();
  const keyOf = (file: FolderFile) => `${PARSER}:${file.hash}`;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { generation, hashes } = await store.index();
    const present = new Set(files.map((f) => f.path));
    const fresh = files.filter((f) => hashes.get(f.path) !== keyOf(f));
    const removed = [...hashes.keys()].filter((path) => !present.has(path));
    const written: StoredDocument[] = [];
    for (const file of fresh) {
      const content = parsed.get(file) ?? (await parse(file));
      parsed.set(file, content);
      written.push({ path: file.path, hash: keyOf(file), content });
    }
    if (written.length + removed.length > 0) {
      const done = await store.apply({ from: generation, removed, written, at: clock().toISOString() });
      if (!done) continue;
    }
    const { library, problems } = joinLibrary(await store.documents());
    return {
      added: fresh.filter((f) => !hashes.has(f.path)).map((f) => f.path),
      changed: fresh.filter((f) => hashes.has(f.path)).map((f) => f.path),
      removed,
      unchanged: files.filter((f) => !fresh.includes(f)).map((f) => f.path),
      parsed: parsed.size,
      problems: [...listing.problems, ...problems],
      notes: listing.notes,
      library,
    };
  }
  throw new Error(
    "The library keeps changing while it is being synced. Start only processes with the same KNOWLEDGE_DIR on one DATABASE_URL.",
  );
}

/** Loaded at need: a start that finds nothing changed does without the parsers. */
const parse = async (file: FolderFile): Promise<DocumentContent> => {
  const { parseFile } = await import("./parse.ts");
  return parseFile(file.path, file.bytes);
};

/** Puts the product's entities before the files of the folder, unless the folder is the one that holds them. */
function withProductEntities(
  { folder, entities }: LibraryFolders,
  files: readonly FolderFile[],
): FolderFile[] {
  let path: string;
  try {
    path = realpathSync(entities);
  } catch (error) {
    throw new Error(`The product's own ${entities} is missing. Restore it, or install the product again.`, {
      cause: error,
    });
  }
  if (files.some((f) => realpathSync(join(folder, f.path)) === path)) return [...files];
  const bytes = readFileSync(path);
  return [{ path: PRODUCT_ENTITIES, bytes, hash: hashOf(bytes) }, ...files];
}
