import { createHash } from "node:crypto";
import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { Problem } from "../core/ports.ts";
import { MAX_BYTES } from "./decode.ts";

/** A file of the folder with its bytes; `path` is relative, with forward slashes on every system. */
export interface FolderFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly hash: string;
}

/** What a folder holds: the files to read, what is wrong with others, and what was passed over. */
export interface FolderListing {
  readonly files: readonly FolderFile[];
  readonly problems: readonly Problem[];
  readonly notes: readonly string[];
}

/** The files of data that a folder may hold, by name. */
export const CATALOGUES = /^(?:sources|entities|conflicts)\.ya?ml$/;

const READABLE = /\.(?:txt|md|markdown|html?)$/i;
const README = /^readme(?:\.[a-z]+)?$/i;

/** The name of a file's bytes: equal hashes, equal content. */
export const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

interface Found {
  readonly root: string;
  readonly files: FolderFile[];
  readonly problems: Problem[];
  readonly notes: string[];
}

/**
 * Reads a folder, subfolders too, in the order of the paths. Hidden files and READMEs are no sources. Every file is read
 * and hashed at each start: times and sizes can lie, and a library of thousands of files still takes well under a second.
 * Throws if the folder itself can't be read, because an empty answer would empty the library.
 */
export function readFolder(folder: string): FolderListing {
  let root: string;
  try {
    root = realpathSync(folder);
    if (!statSync(root).isDirectory()) throw new Error("it is not a folder");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `The knowledge folder ${folder} can't be read: ${reason}. Set KNOWLEDGE_DIR to a folder that exists.`,
      { cause: error },
    );
  }
  const found: Found = { root, files: [], problems: [], notes: [] };
  walk(found, "");
  return found;
}

function walk(found: Found, folderPath: string): void {
  const entries = readdirSync(join(found.root, folderPath), { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith(".")) continue;
    const path = folderPath === "" ? entry.name : `${folderPath}/${entry.name}`;
    try {
      if (entry.isSymbolicLink()) takeLink(found, path);
      else if (entry.isDirectory()) walk(found, path);
      else if (entry.isFile()) take(found, path);
      else found.notes.push(`${path} was passed over: it is not a file`);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      problem(
        found,
        path,
        `it can't be read: ${reason}`,
        "check that it is there and that this user may read it",
      );
    }
  }
}

const problem = (found: Found, file: string, message: string, fix: string) =>
  found.problems.push({ file, line: null, message, fix });

function take(found: Found, path: string): void {
  const name = path.split("/").at(-1) ?? "";
  if (README.test(name)) return;
  if (!READABLE.test(name) && !CATALOGUES.test(name)) {
    found.notes.push(
      `${path} was passed over: only .txt, .md and .html files and the YAML files of data are read`,
    );
    return;
  }
  const { size } = statSync(join(found.root, path));
  if (size > MAX_BYTES) {
    const [mb, limit] = [Math.ceil(size / 2 ** 20), MAX_BYTES / 2 ** 20];
    const message = `the file has ${mb} MB, more than the ${limit} MB that a document may have`;
    problem(found, path, message, "split it into its documents");
    return;
  }
  const bytes = readFileSync(join(found.root, path));
  found.files.push({ path, bytes, hash: hashOf(bytes) });
}

/** A link to a hidden file inside the folder is followed: mounted configuration is made of such links. */
function takeLink(found: Found, path: string): void {
  const target = relative(found.root, realpathSync(join(found.root, path)))
    .split(sep)
    .join("/");
  if (target === ".." || target.startsWith("../") || /^(?:\/|[a-z]:)/i.test(target)) {
    const message = "the link leads out of the folder and was not followed";
    problem(found, path, message, "put a copy of the file into the folder");
  } else if (statSync(join(found.root, path)).isFile() && target.split("/").some((p) => p.startsWith(".")))
    take(found, path);
  else {
    const where = target === "" ? "the folder itself" : target;
    found.notes.push(`${path} was passed over: it is a link to ${where}, which is read in its own place`);
  }
}
