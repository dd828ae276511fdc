import { textKey } from "../core/text.ts";

/**
 * Where a quote stands: ids of statements for a set that names statements, names of documents for one that names
 * documents. Empty if it stands nowhere, which means that the quote was made up.
 */
export type Places = (quote: string) => readonly string[];

/** Finds the statements of a library by their text: an answer gives the text, not the id. */
export function statementPlaces(
  statements: Iterable<{ readonly id: string; readonly text: string }>,
): Places {
  const byText = new Map<string, string[]>();
  for (const { id, text } of statements) {
    const key = textKey(text);
    byText.set(key, [...(byText.get(key) ?? []), id]);
  }
  return (quote) => byText.get(textKey(quote)) ?? [];
}

/** Too short a quote stands in any document and shows nothing. */
const SHORTEST_QUOTE = 12;

/** Finds the documents that hold a quote; white space, quotation marks, dashes and case don't count. */
export function documentPlaces(
  documents: Iterable<{ readonly name: string; readonly text: string }>,
): Places {
  const all = [...documents].map(({ name, text }) => ({ name, key: textKey(text) }));
  return (quote) => {
    const key = textKey(quote);
    return key.length < SHORTEST_QUOTE ? [] : all.filter((d) => d.key.includes(key)).map((d) => d.name);
  };
}

/** Whether a question set's short name ("000") means this file ("000_windows-forum.txt"). */
export const isDocument = (short: string, name: string): boolean =>
  name.startsWith(short) && !/[\p{L}\p{N}]/u.test(name.charAt(short.length));

const SHORTEST_OVERLAP = 20;

/** Whether one of the two holds the other, as far as that can be told from a text of their length. */
export function overlaps(a: string, b: string): boolean {
  const [x, y] = [textKey(a), textKey(b)];
  if (x === y) return true;
  return (x.length >= SHORTEST_OVERLAP && y.includes(x)) || (y.length >= SHORTEST_OVERLAP && x.includes(y));
}
