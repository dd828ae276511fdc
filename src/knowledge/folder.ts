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

/**
 * Reads a folder, subfolders too, in the order of the paths. Hidden files and READMEs are no sources. Every file is read
 * and hashed at each start: times and sizes can lie, and a library of thousands of files still takes well under a second.
 * Throws if the folder itself can't be read, because an empty answer would empty the library.
 */
export function readFolder(folder: string): FolderListing {
  const files: FolderFile[] = [];
  const problems: Problem[] = [];
  const notes: string[] = [];
  let root: string;
  try {
    root = realpathSync(folder);
    if (!statSync(root).isDirectory()) throw new Error("it is not a folder");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `The knowledge folder ${folder} can't be read: ${reason}. Set KNOWLEDGE_DIR to a folder that exists.`,
      {
        cause: error,
      },
    );
  }
  const problem = (file: string, message: string, fix: string) =>
    problems.push({ file, line: null, message, fix });
  const take = (path: string) => {
    const name = path.split("/").at(-1) ?? "";
    if (README.test(name)) return;
    if (!READABLE.test(name) && !CATALOGUES.test(name)) {
      notes.push(
        `${path} was passed over: only .txt, .md and .html files and the YAML files of data are read`,
      );
      return;
    }
    const { size } = statSync(join(root, path));
    if (size > MAX_BYTES) {
      const [mb, limit] = [Math.ceil(size / 2 ** 20), MAX_BYTES / 2 ** 20];
      problem(
        path,
        `the file has ${mb} MB, more than the ${limit} MB that a document may have`,
        "split it into its documents",
      );
      return;
    }
    const bytes = readFileSync(join(root, path));
    files.push({ path, bytes, hash: hashOf(bytes) });
  };
  const takeLink = (path: string) => {
    const target = relative(root, realpathSync(join(root, path)))
      .split(sep)
      .join("/");
    if (target === ".." || target.startsWith("../") || /^(?:\/|[a-z]:)/i.test(target))
      problem(
        path,
        "the link leads out of the folder and was not followed",
        "put a copy of the file into the folder",
      );
    else if (statSync(join(root, path)).isFile() && target.split("/").some((p) => p.startsWith(".")))
      take(path);
    else
      notes.push(
        `${path} was passed over: it is a link to ${target || "the folder itself"}, which is read in its own place`,
      );
  };
  const walk = (folderPath: string) => {
    const entries = readdirSync(join(root, folderPath), { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.name.startsWith(".")) continue;
      const path = folderPath === "" ? entry.name : `${folderPath}/${entry.name}`;
      try {
        if (entry.isSymbolicLink()) takeLink(path);
        else if (entry.isDirectory()) walk(path);
        else if (entry.isFile()) take(path);
        else notes.push(`${path} was passed over: it is not a file`);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        problem(
          path,
          `it can't be read: ${reason}`,
          "check that the file is there and that this user may read it",
        );
      }
    }
  };
  walk("");
  return { files, problems, notes };
}
