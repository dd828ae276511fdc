/**
 * What a question asks for, in the terms of the index. A concept is one idea of the question with every form that a
 * source may give it: a name and its aliases, a word and its near-synonyms, a figure however written.
 */
export interface Concept {
  /** As the asker put it, for messages: "maia 200", "region". */
  readonly name: string;
  readonly kind: "entity" | "figure" | "date" | "word";
  /** Index terms that express it, the best first, each with how well it does (0..1). */
  readonly forms: readonly { readonly term: string; readonly weight: number }[];
  /** How much of the question hangs on it (0..1). */
  readonly weight: number;
}

export interface SearchQuery {
  readonly concepts: readonly Concept[];
  /** Only these sources, if the question names some. */
  readonly sources: ReadonlySet<string> | null;
  /** Only statements known by this day (ISO date); null for all. */
  readonly knownBy: string | null;
}

/** A statement found, with what of the question it covers. */
export interface Hit {
  readonly statement: string;
  readonly score: number;
  /** IDF-weighted share of the question's concepts that the statement itself expresses (0..1). */
  readonly coverage: number;
  /** The same with the help of its surroundings: heading, paragraph, title. */
  readonly reach: number;
  /** Per concept of the query: how well it is expressed here (0..1; at most a half where only the surroundings do). */
  readonly matched: readonly number[];
  /** Per concept of the query: what it counts for, its rarity included. */
  readonly weights: readonly number[];
}

/** Finds statements. Ranking depends on the library alone, so it is the same on every replica. */
export interface Search {
  search(query: SearchQuery, limit: number): readonly Hit[];
  /** In how many statements a term occurs, their surroundings left aside. */
  frequency(term: string): number;
  /** The indexed word nearest to a misspelt one, or null. */
  nearest(word: string): string | null;
  readonly size: number;
}
