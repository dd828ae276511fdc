/** A change of a text: at line `at` (from 0) `removed` lines go and `added` come. */
export interface Edit {
  readonly at: number;
  readonly removed: number;
  readonly added: readonly string[];
}

const CONTEXT = 3;

/** A text with edits applied; its other lines and its line endings stay as they are. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const ending = text.includes("\r\n") ? "\r\n" : "\n";
  const lines = text.split(/\r?\n/);
  // From the end, so that earlier line numbers hold.
  for (const e of inOrder(edits).toReversed()) lines.splice(e.at, e.removed, ...e.added);
  return lines.join(ending);
}

/** Edits as a unified diff, for a person to read and for `patch` to apply. */
export function showDiff(path: string, text: string, edits: readonly Edit[]): string {
  const lines = text.split(/\r?\n/);
  const hunks: Edit[][] = [];
  for (const e of inOrder(edits)) {
    const last = hunks.at(-1)?.at(-1);
    if (last && e.at - (last.at + last.removed) <= 2 * CONTEXT) hunks.at(-1)?.push(e);
    else hunks.push([e]);
  }
  let shift = 0;
  const shown = hunks.map((hunk) => {
    const [first, last] = [hunk[0], hunk.at(-1)];
    if (!first || !last) return "";
    const from = Math.max(0, first.at - CONTEXT);
    const to = Math.min(endOf(lines), last.at + last.removed + CONTEXT);
    const body: string[] = [];
    let at = from;
    for (const e of hunk) {
      body.push(...lines.slice(at, e.at).map((l) => ` ${l}`));
      body.push(...lines.slice(e.at, e.at + e.removed).map((l) => `-${l}`));
      body.push(...e.added.map((l) => `+${l}`));
      at = e.at + e.removed;
    }
    body.push(...lines.slice(at, to).map((l) => ` ${l}`));
    const grown = hunk.reduce((sum, e) => sum + e.added.length - e.removed, 0);
    const head = `@@ -${from + 1},${to - from} +${from + 1 + shift},${to - from + grown} @@`;
    shift += grown;
    return [head, ...body].join("\n");
  });
  return [`--- a/${path}`, `+++ b/${path}`, ...shown].join("\n");
}

/** Without the empty line that follows the last line break. */
const endOf = (lines: readonly string[]): number => (lines.at(-1) === "" ? lines.length - 1 : lines.length);

const inOrder = (edits: readonly Edit[]): Edit[] => edits.toSorted((a, b) => a.at - b.at);
