import type { Lexicon } from "../entities.ts";
import type { Evidence, Span } from "../types.ts";
import { coverage } from "../verify/cover.ts";
import { verifySpan } from "../verify/verify.ts";

/** So many citations help a reader to check a sentence; more crowd the next sentence out of the answer. */
const ENOUGH = 3;

/** A verified span without the citations that it does not need: the best that still bear it out, three if they do. */
export function lean(span: Span, evidence: ReadonlyMap<string, Evidence>, lexicon: Lexicon): Span {
  if (span.citations.length <= ENOUGH) return span;
  const cited = span.citations
    .flatMap((id) => evidence.get(id) ?? [])
    .map((ground) => ({ ground, share: coverage(span.text, [ground.statement.text]) }))
    .sort((a, b) => b.share - a.share)
    .map((c) => c.ground);
  for (let n = ENOUGH; n < cited.length; n++) {
    const leaner = { ...span, citations: cited.slice(0, n).map((g) => g.statement.id) };
    if (verifySpan(leaner, cited.slice(0, n), lexicon).ok) return leaner;
  }
  return span;
}
