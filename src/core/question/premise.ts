import type { Library } from "../library.ts";
import { verifySpan } from "../verify/verify.ts";
import { conceptsOf } from "./concepts.ts";
import type { Concept, Hit, Search } from "./query.ts";

/** Where a question takes something for granted; the clause is in the asker's words. */
const PRESUPPOSED: readonly RegExp[] = [
  /^\W*(?:so |and |but |ok |now )*(?:since|given that|now that|seeing (?:as|that)|because|as)\s+([^,?]{8,120}),/i,
  /^\W*(?:so |and |but )*why (?:did|does|do|has|have|is|was|were|are)\s+([^?]{8,140})/i,
  /^\W*(?:so |and |but )*how come\s+([^?]{8,140})/i,
  /^\W*(?:so |and |but )*how (?:has|have|did|well (?:has|have|did|does|do))\s+([^?]{8,140})/i,
];

/** A clause is taken as said where a statement expresses this share of it and does not say otherwise. */
const SAID = 0.6;
const LOOKED_AT = 8;

/**
 * The part of a question that no source supports, or null. "Why did A drop B" supposes that A dropped B; if no statement
 * says so, answering the why would confirm it.
 */
export function unsupportedPremise(question: string, library: Library, search: Search): string | null {
  for (const re of PRESUPPOSED) {
    const clause = re.exec(question)?.[1]?.trim();
    if (!clause) continue;
    const concepts = conceptsOf(clause, 1, library.lexicon, search);
    if (concepts.every((c) => c.kind !== "entity")) continue;
    const near = search
      .search({ concepts, sources: null, knownBy: null }, 60)
      .filter((h) => h.coverage >= SAID && expresses(h, concepts))
      .toSorted((a, b) => b.coverage - a.coverage)
      .slice(0, LOOKED_AT);
    const said = near.some((hit) => {
      const statement = library.statements.get(hit.statement);
      if (!statement) return false;
      return verifySpan({ text: clause, citations: [statement.id] }, [{ statement }], library.lexicon).ok;
    });
    if (!said) return clause;
  }
  return null;
}

/** Whether a statement expresses what the clause says of its names, and not just the names. */
function expresses(hit: Hit, concepts: readonly Concept[]): boolean {
  const own = concepts.flatMap((c, i) => (c.kind === "entity" ? [] : [i]));
  const weight = (of: readonly number[]) => of.reduce((sum, i) => sum + (hit.weights[i] ?? 0), 0);
  return own.length === 0 || weight(own.filter((i) => (hit.matched[i] ?? 0) > 0.5)) >= weight(own) / 2;
}
