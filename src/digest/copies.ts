import { isCopy } from "../core/label/origins.ts";
import { stems, textKey } from "../core/text.ts";
import type { Statement } from "../core/types.ts";

/** Finds statements that say in nearly the same words what others said. */
export interface Copies {
  /** A statement of which this is a copy, other than itself; null if there is none. */
  of(statement: Statement): Statement | null;
}

const RUN = 4;

function runs(text: string): string[] {
  const all = stems(text);
  return all.length < RUN
    ? []
    : all.slice(0, all.length - RUN + 1).map((_, i) => all.slice(i, i + RUN).join(" "));
}

/** Prepares the statements among which copies are looked for; only those that share a run of words are compared. */
export function createCopies(among: Iterable<Statement>): Copies {
  const byRun = new Map<string, Statement[]>();
  const byKey = new Map<string, Statement[]>();
  const put = (map: Map<string, Statement[]>, key: string, s: Statement) => {
    const list = map.get(key);
    if (list) list.push(s);
    else map.set(key, [s]);
  };
  for (const s of among) {
    if (s.form === "heading") continue;
    put(byKey, textKey(s.text), s);
    for (const run of new Set(runs(s.text))) put(byRun, run, s);
  }
  return {
    of(statement) {
      const other = (s: Statement) => s.id !== statement.id;
      const same = byKey.get(textKey(statement.text))?.find(other);
      if (same) return same;
      const shared = new Map<Statement, number>();
      for (const run of new Set(runs(statement.text)))
        for (const s of byRun.get(run) ?? []) if (other(s)) shared.set(s, (shared.get(s) ?? 0) + 1);
      const nearest = [...shared].sort((a, b) => b[1] - a[1]).slice(0, 8);
      return (
        nearest.find(
          ([s]) => isCopy(s.text, statement.text) && numbersOf(s.text) === numbersOf(statement.text),
        )?.[0] ?? null
      );
    },
  };
}

/** Every number of a text: the same words with another amount are no copy but a change. */
const numbersOf = (text: string): string => (textKey(text).match(/\d+(?:[.,]\d+)*/g) ?? []).sort().join(" ");

/** Whether two texts are the same but for their numbers. */
export const sameButNumbers = (a: string, b: string): boolean => {
  const bare = (t: string) => textKey(t).replace(/\d+(?:[.,]\d+)*/g, "#");
  return bare(a) === bare(b) && numbersOf(a) !== numbersOf(b);
};
