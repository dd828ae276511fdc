import { closest, distance } from "fastest-levenshtein";
import type { Library } from "../core/library.ts";
import type { Concept, Hit, Search, SearchQuery } from "../core/question/query.ts";
import { indexTerms } from "../core/question/terms.ts";
import { words } from "../core/text.ts";
import type { Statement } from "../core/types.ts";

/** BM25 for short texts: sentences repeat little and differ little in length, so both corrections are mild. */
const K1 = 0.9;
const B = 0.4;

/** How much a term counts where it stands: in the statement itself, or in what surrounds it. */
const FIELD = { text: 1, heading: 0.45, passage: 0.35, title: 0.35, publisher: 0.5 } as const;

/** How much an ordinary word that the library never uses takes from what a statement covers. */
const UNKNOWN_WORD = 0.5;

/** A name counts for what a question is about even where every other statement has it. */
const NAME_FLOOR = 1.8;

interface Posting {
  readonly doc: number;
  /** Weighted count over all fields. */
  tf: number;
  /** The best field that it stands in. */
  field: number;
}

interface Postings {
  readonly list: Posting[];
  inText: number;
}

interface Docs {
  readonly ids: string[];
  readonly source: string[];
  readonly length: number[];
  readonly form: string[];
}

/** Builds the in-memory index over a library: a few milliseconds for each thousand statements. */
export function createSearch(
  library: Library,
  knownBy: (statement: Statement, day: string) => boolean,
): Search {
  const docs: Docs = { ids: [], source: [], length: [], form: [] };
  const index = new Map<string, Postings>();
  const vocabulary = new Map<number, Set<string>>();
  const deals = new Map(library.deals.map((d) => [d.slug, d]));
  const termsOf = memo((text: string) => indexTerms(text, library.lexicon));

  for (const statement of library.statements.values()) {
    const doc = docs.ids.push(statement.id) - 1;
    docs.source.push(statement.sourceId);
    docs.form.push(statement.form);
    const source = library.sources.get(statement.sourceId);
    const own = indexTerms(statement.text, library.lexicon);
    docs.length.push(own.length);
    add(index, doc, own, FIELD.text);
    const deal = statement.deal === null ? undefined : deals.get(statement.deal);
    const heading = deal ? `${deal.name} ${deal.parties.join(", ")}` : statement.heading;
    if (heading) add(index, doc, termsOf(heading), FIELD.heading);
    const passage = library.passages.get(statement.passageId);
    if (passage && passage.text !== statement.text) add(index, doc, termsOf(passage.text), FIELD.passage);
    if (source) add(index, doc, termsOf(source.title), FIELD.title);
    const outlet = [source?.publisher, statement.via].filter(Boolean).join(" ");
    if (outlet) add(index, doc, termsOf(outlet), FIELD.publisher);
    for (const word of words(statement.text)) remember(vocabulary, word);
  }
  const average = docs.length.reduce((sum, n) => sum + n, 0) / Math.max(1, docs.length.length);

  const idf = (df: number) => Math.log(1 + (docs.ids.length - df + 0.5) / (df + 0.5));

  return {
    size: docs.ids.length,
    frequency: (term) => index.get(term)?.inText ?? 0,
    nearest: (word) => nearestWord(vocabulary, word),
    search: (query, limit) => rank(query, limit),
  };

  function rank(query: SearchQuery, limit: number): Hit[] {
    const scored = query.concepts.map((c) => scoreConcept(c));
    const weights = scored.map((s) => s.weight);
    const total = scored.reduce((sum, s) => sum + s.weight, 0) || 1;
    const candidates = new Set<number>();
    for (const s of scored) for (const doc of s.matches.keys()) candidates.add(doc);
    const hits: Hit[] = [];
    for (const doc of candidates) {
      const id = docs.ids[doc] as string;
      if (query.sources && !query.sources.has(docs.source[doc] as string)) continue;
      const statement = library.statements.get(id);
      if (!statement || (query.knownBy !== null && !knownBy(statement, query.knownBy))) continue;
      let score = 0;
      let coverage = 0;
      let reach = 0;
      const matched = scored.map((s) => {
        const m = s.matches.get(doc);
        if (!m) return 0;
        score += m.score;
        if (m.field >= FIELD.publisher) coverage += s.weight * m.form;
        reach += s.weight * m.form;
        return m.field >= FIELD.publisher ? m.form : 0.5 * m.form;
      });
      hits.push({ statement: id, score, coverage: coverage / total, reach: reach / total, matched, weights });
    }
    return hits.sort((a, b) => b.score - a.score || (a.statement < b.statement ? -1 : 1)).slice(0, limit);
  }

  function scoreConcept(concept: Concept) {
    const matches = new Map<number, { score: number; form: number; field: number }>();
    const forms = concept.forms.flatMap((f) => {
      const postings = index.get(f.term);
      return postings ? [{ ...f, postings }] : [];
    });
    // All forms of a concept share one IDF: an alias must not count for more because it is rare.
    const df = new Set(
      forms.flatMap((f) => f.postings.list.filter((p) => p.field >= FIELD.text).map((p) => p.doc)),
    );
    // A word that no statement uses is mostly another way to put it; a missing name is judged elsewhere, as a name.
    const rarity = df.size === 0 ? UNKNOWN_WORD * idf(0) : idf(df.size);
    const weight = concept.weight * (concept.kind === "entity" ? Math.max(rarity, NAME_FLOOR) : rarity);
    for (const form of forms) {
      for (const p of form.postings.list) {
        const norm = K1 * (1 - B + (B * (docs.length[p.doc] ?? average)) / average);
        const score = weight * form.weight * ((p.tf * (K1 + 1)) / (p.tf + norm));
        const known = matches.get(p.doc);
        if (!known || score > known.score) matches.set(p.doc, { score, form: form.weight, field: p.field });
      }
    }
    return { weight, matches };
  }
}

function add(index: Map<string, Postings>, doc: number, terms: readonly string[], field: number): void {
  for (const term of terms) {
    let postings = index.get(term);
    if (!postings) {
      postings = { list: [], inText: 0 };
      index.set(term, postings);
    }
    const last = postings.list.at(-1);
    if (last?.doc === doc) {
      last.tf += field;
      last.field = Math.max(last.field, field);
    } else {
      postings.list.push({ doc, tf: field, field });
      if (field >= FIELD.text) postings.inText += 1;
    }
  }
}

const memo = (make: (text: string) => string[]) => {
  const made = new Map<string, string[]>();
  return (text: string) => {
    const known = made.get(text) ?? make(text);
    made.set(text, known);
    return known;
  };
};

/** Groups known words by length, so that a misspelt one is compared with few. */
function remember(vocabulary: Map<number, Set<string>>, word: string): void {
  if (word.length < 4 || /\d/.test(word)) return;
  const known = vocabulary.get(word.length) ?? new Set();
  known.add(word);
  vocabulary.set(word.length, known);
}

/** One edit is forgiven from five letters on, two from eight; the first letter must be right, as it mostly is. */
function nearestWord(vocabulary: Map<number, Set<string>>, word: string): string | null {
  const allowed = word.length >= 8 ? 2 : word.length >= 5 ? 1 : 0;
  if (allowed === 0) return null;
  const near: string[] = [];
  for (let n = word.length - allowed; n <= word.length + allowed; n++)
    for (const known of vocabulary.get(n) ?? []) if (known[0] === word[0]) near.push(known);
  if (near.length === 0) return null;
  const best = closest(word, near);
  return distance(word, best) <= allowed ? best : null;
}
