import { conceptsOf } from "./concepts.ts";
import type { Library } from "./library.ts";
import type { Search } from "./query.ts";

/** What a question takes for granted, in the asker's words. */
const PRESUPPOSED: readonly RegExp[] = [
  /^\W*(?:so |and |but |ok |now )*(?:since|given that|now that|seeing (?:as|that)|because|as)\s+([^,?]{8,120}),/i,
  /^\W*(?:so |and |but )*why (?:did|does|do|has|have|is|was|were|are)\s+([^?]{8,140})/i,
  /^\W*(?:so |and |but )*how come\s+([^?]{8,140})/i,
];

/** A clause is taken as said where one statement expresses this share of it. */
const SAID = 0.7;

/**
 * The part of a question that no source supports, or null. "Why did A drop B" supposes that A dropped B; if no statement
 * comes near to saying so, answering the why would confirm it.
 */
export function unsupportedPremise(question: string, library: Library, search: Search): string | null {
  for (const re of PRESUPPOSED) {
    const clause = re.exec(question)?.[1]?.trim();
    if (!clause) continue;
    const concepts = conceptsOf(clause, 1, library.lexicon, search);
    if (concepts.filter((c) => c.kind === "entity").length === 0) continue;
    const [nearest] = search
      .search({ concepts, sources: null, knownBy: null }, 40)
      .toSorted((a, b) => b.coverage - a.coverage);
    if (!nearest || nearest.coverage < SAID) return clause;
  }
  return null;
}
