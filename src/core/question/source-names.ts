import type { Library } from "../library.ts";
import { isStopword, stems, words } from "../text.ts";
import type { Source } from "../types.ts";

/** The sources that a question names, and the question without the words that named them. */
export interface NamedSources {
  readonly ids: ReadonlySet<string>;
  readonly rest: string;
}

const DOCUMENT =
  "(?:article|post|piece|blog|doc|document|text|source|story|report|headline|page|note|analysis)s?";

/**
 * Finds the sources that a question names: by id ("001 and 003"), by publisher or title words next to a word for a
 * document ("the Windows Forum article"), or as the longest one ("the long article"). Null where it names none.
 */
export function namedSources(question: string, library: Library): NamedSources | null {
  const ids = new Set<string>();
  let rest = question;
  const lower = question.toLowerCase();
  for (const source of library.sources.values()) {
    for (const name of namesOf(source)) {
      if (!lower.includes(name.toLowerCase())) continue;
      const re = new RegExp(
        `(?:\\b(?:the|per|in|per the|according to)\\s+)?(?<![\\p{L}\\p{N}])${escapeRegex(name)}(?:'s)?\\s+${DOCUMENT}\\b|\\b(?:per|according to)(?: the)? ${escapeRegex(name)}(?![\\p{L}\\p{N}])`,
        "giu",
      );
      if (!re.test(rest)) continue;
      ids.add(source.id);
      rest = rest.replace(re, " ");
    }
  }
  for (const word of wordsForDocuments(rest)) {
    const only = onlySourceWith(word, library);
    if (!only) continue;
    ids.add(only);
    rest = rest.replace(
      new RegExp(`\\b(?:the )?${escapeRegex(word)}(?:'s)?(?: ${DOCUMENT})?(?![\\p{L}\\p{N}])`, "giu"),
      " ",
    );
  }
  const numbered = idsByNumber(question, library);
  for (const id of numbered.ids) ids.add(id);
  rest = numbered.rest(rest);
  if (new RegExp(`\\b(?:long|longer|longest) ${DOCUMENT}\\b`, "i").test(rest)) {
    const longest = longestSource(library);
    if (longest) ids.add(longest.id);
    rest = rest.replace(new RegExp(`\\b(?:the )?(?:long|longer|longest) ${DOCUMENT}\\b`, "gi"), " ");
  }
  return ids.size > 0 && stems(rest).length > 0
    ? { ids, rest }
    : ids.size > 0
      ? { ids, rest: question }
      : null;
}

/** Words that stand as the name of a document: "the X post", "per X", "X and the long article". */
function wordsForDocuments(text: string): string[] {
  const patterns = [
    new RegExp(`\\bthe ([\\p{L}\\p{N}]{3,}) ${DOCUMENT}\\b`, "giu"),
    new RegExp(`([\\p{L}\\p{N}]{3,}) and the (?:\\w+ )?${DOCUMENT}\\b`, "giu"),
  ];
  return patterns
    .flatMap((re) => [...text.matchAll(re)].map((m) => m[1] ?? ""))
    .filter((w) => !isStopword(w.toLowerCase()));
}

/** The id of the one source whose text has a word as a name, if there is just one: such a name singles a document out. */
function onlySourceWith(word: string, library: Library): string | null {
  const re = new RegExp(`(?<![\\p{L}\\p{N}])${escapeRegex(word)}(?![\\p{L}\\p{N}])`, "iu");
  const found = new Set<string>();
  for (const s of library.statements.values()) {
    const as = s.form === "reference" ? null : re.exec(s.text);
    if (as && /^[\p{Lu}\d]/u.test(as[0])) found.add(s.sourceId);
    if (found.size > 1) return null;
  }
  return [...found][0] ?? null;
}

/** Names shorter than three letters would match anything. */
function namesOf(source: Source): string[] {
  const names = [source.publisher, source.id];
  return [...new Set(names.filter((n): n is string => n !== null && n.length >= 3))];
}

/** "do 001 and 003 agree": documents are often called by the number that their file name starts with. */
function idsByNumber(question: string, library: Library) {
  const numbers = new Set(words(question).filter((w) => /^\d{2,4}$/.test(w)));
  const found = [...library.sources.keys()].filter((id) => {
    const lead = /^\d{2,4}(?=[_-])/.exec(id)?.[0];
    return lead !== undefined && numbers.has(lead);
  });
  const leads = found.map((id) => /^\d+/.exec(id)?.[0] ?? "");
  return {
    ids: found,
    rest: (text: string) => leads.reduce((t, n) => t.replace(new RegExp(`\\b${n}\\b`, "g"), " "), text),
  };
}

function longestSource(library: Library): Source | null {
  const counts = new Map<string, number>();
  for (const s of library.statements.values())
    if (s.curated === null) counts.set(s.sourceId, (counts.get(s.sourceId) ?? 0) + s.text.length);
  const [longest] = [...counts].sort((a, b) => b[1] - a[1]);
  return longest ? (library.sources.get(longest[0]) ?? null) : null;
}

const escapeRegex = (s: string) => s.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
