import { findDates } from "../dates.ts";
import type { Lexicon, Mention } from "../entities.ts";
import { parseFigures } from "../figures/figures.ts";
import { isStopword, stem, words } from "../text.ts";
import type { Concept, Search } from "./query.ts";
import { entityTerm, figureTerm } from "./terms.ts";
import { relatedStems } from "./thesaurus.ts";

/** Words that frame a question without being what it is about. */
const FRAME = new Set(
  (
    "article articles source sources doc docs document documents post posts piece blog text story paper papers page say " +
    "says said tell tells told know known sure fact facts exactly actually really currently today yet far already " +
    "list listed name names give show explain describe compare summarise summarize summary tldr tl dr overview short " +
    "sentence sentences brief briefly quick thing things stuff much many number figure amount kind type way question " +
    "answer headline mention mentions mentioned according latest news info information update updates happen happened happening " +
    "right true false correct think believe think agree differ different frame framed read reads established solid " +
    "stated flat hedged officially official confirmed only roughly approximately about around think work works go goes going " +
    "get gets got call called use used make makes made take takes put want wants would role part long like people someone " +
    "anyone everything anything something whats wheres whos hows etc eg ie asap"
  )
    .split(" ")
    .map((w) => stem(w)),
);

/** How much framing words count beside the words that a question is about. */
export const FRAME_WEIGHT = 0.25;

/** Verbs that people say in several words. */
const PHRASES: readonly (readonly [RegExp, string])[] = [
  [/\b(?:get|gets|getting|got) out of\b/gi, "cancel"],
  [/\b(?:pull|pulls|pulled|pulling|back|backs|backed|backing|walk|walks|walked) (?:out|away)\b/gi, "abandon"],
  [/\b(?:put|puts|putting|pour|pours|poured) (?:money )?into\b/gi, "invest"],
  [/\b(?:sign|signs|signed) (?:off|up)\b/gi, "signed"],
  // "Is it all upside?" asks for the downside.
  [/\b(?:all|only|nothing but) (?:upside|upsides|good|positive|benefits?|advantages?)\b/gi, "downside"],
];

/** The concepts of a text, entities and figures first, then the remaining words. */
export function conceptsOf(asked: string, weight: number, lexicon: Lexicon, search: Search): Concept[] {
  let text = asked;
  const concepts = new Map<string, Concept>();
  const put = (c: Concept) => {
    const known = concepts.get(c.name);
    if (!known || known.weight < c.weight) concepts.set(c.name, c);
  };
  const taken: { start: number; end: number }[] = [];
  for (const [phrase, verb] of PHRASES) text = text.replace(phrase, verb);
  for (const m of lexicon.mentions(text)) {
    put(entityConcept(m, weight));
    taken.push(m);
  }
  for (const f of parseFigures(text)) {
    // A bare number is a word like any other: "26 and 27" may be years.
    if (
      f.value === null ||
      (f.unit === "other" && f.noun === null) ||
      taken.some((t) => f.start < t.end && t.start < f.end)
    )
      continue;
    const term = figureTerm(f.unit, f.value);
    put({ name: f.text, kind: "figure", weight, forms: [{ term, weight: 1 }] });
    taken.push(f);
  }
  for (const d of findDates(text)) {
    if (taken.some((t) => d.start < t.end && t.start < d.end)) continue;
    const forms = words(d.text)
      .filter((w) => !isStopword(w))
      .map((w) => ({ term: stem(w), weight: 0.8 }));
    put({ name: d.text, kind: "date", weight: weight * 0.7, forms });
    taken.push(d);
  }
  const rest = blank(text, taken);
  for (const word of words(rest)) {
    if (isStopword(word)) continue;
    put(wordConcept(word, weight, search));
  }
  return [...concepts.values()];
}

function entityConcept(m: Mention, weight: number): Concept {
  const forms = [{ term: entityTerm(m.entity.name), weight: 1 }];
  // "Maia" alone still finds "Maia 200": the words of a name count where the whole name does not stand.
  for (const w of words(m.text))
    if (!isStopword(w) && w.length > 2) forms.push({ term: stem(w), weight: 0.7 });
  if (m.entity.of) forms.push({ term: entityTerm(m.entity.of), weight: 0.35 });
  return { name: m.entity.name.toLowerCase(), kind: "entity", forms, weight };
}

function wordConcept(word: string, weight: number, search: Search): Concept {
  const s = stem(word);
  const forms = [{ term: s, weight: 1 }];
  const near = relatedStems(s);
  // Where the library never uses the asker's own word, its synonyms are the word.
  const synonym = search.frequency(s) === 0 ? 0.85 : 0.6;
  for (const other of near) forms.push({ term: other, weight: synonym });
  if (search.frequency(s) === 0 && near.every((t) => search.frequency(t) === 0)) {
    const corrected = search.nearest(word);
    if (corrected) {
      forms.push({ term: stem(corrected), weight: 0.9 });
      for (const other of relatedStems(stem(corrected))) forms.push({ term: other, weight: 0.5 });
    }
  }
  return { name: word, kind: "word", forms, weight: FRAME.has(s) ? weight * FRAME_WEIGHT : weight };
}

const blank = (text: string, spans: readonly { start: number; end: number }[]) =>
  spans.reduce((t, s) => t.slice(0, s.start) + " ".repeat(s.end - s.start) + t.slice(s.end), text);
