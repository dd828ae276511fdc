import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";

/** A file of the library as it was and as it would be; `path` is relative to the folder. */
export interface Change {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  readonly diff: string;
}

/** Which proposal: the one for a document (by the hash of its bytes), beside the database. */
export interface Kept {
  readonly database: string;
  readonly document: string;
}

const Changes = z.array(
  z.object({ path: z.string(), before: z.string(), after: z.string(), diff: z.string() }),
);

const fileOf = ({ database, document }: Kept): string =>
  `${dirname(database)}/proposals/${document.slice(0, 16)}.json`;

/** Keeps what was shown, so that exactly that is written when a person accepts it. */
export function keep(kept: Kept, changes: readonly Change[]): void {
  const file = fileOf(kept);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(changes));
}

/** The proposal that was shown last for a document, or null. */
export function keptFor(kept: Kept): Change[] | null {
  try {
    return Changes.parse(JSON.parse(readFileSync(fileOf(kept), "utf8")));
  } catch {
    return null;
  }
}

/** Removes a proposal that was written. */
export const forget = (kept: Kept): void => rmSync(fileOf(kept), { force: true });

/** Writes all changes, or none: gives the path of a file that is no longer as it was when they were proposed. */
export function write(folder: string, changes: readonly Change[]): string | null {
  const stale = changes.find((c) => readFileSync(`${folder}/${c.path}`, "utf8") !== c.before);
  if (stale) return stale.path;
  for (const c of changes) writeFileSync(`${folder}/${c.path}.new`, c.after);
  for (const c of changes) renameSync(`${folder}/${c.path}.new`, `${folder}/${c.path}`);
  return null;
}
