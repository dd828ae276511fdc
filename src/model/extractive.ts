import { type Found, overlap } from "../core/evidence/retrieve.ts";
import type { Resolved } from "../core/question/resolve.ts";
import { stems } from "../core/text.ts";
import type { Draft, Span } from "../core/types.ts";

/** How many statements an answer of each shape quotes at most, and how close to the best they must come. */
const POLICY = {
  fact: { max: 2, ratio: 0.72 },
  "yes-no": { max: 2, ratio: 0.6 },
  list: { max: 5, ratio: 0.55 },
  summary: { max: 3, ratio: 0.5 },
  compare: { max: 3, ratio: 0.5 },
  views: { max: 3, ratio: 0.4 },
} as const;

/** Quotes the statements that answer best, word for word: the drafter without a model. */
export function draftByExtraction(resolved: Resolved, found: readonly Found[]): Draft {
  const policy = POLICY[resolved.shape];
  const chosen = choose(resolved, found, policy.max, policy.ratio);
  return {
    spans: chosen.map(quote),
    drafter: "extractive",
    model: null,
    prompt: null,
    abstains: false,
    notes: [],
    usage: null,
  };
}

function quote(found: Found): Span {
  return { text: found.statement.text, citations: [found.statement.id] };
}

function choose(resolved: Resolved, found: readonly Found[], max: number, ratio: number): Found[] {
  const [best] = found;
  if (!best) return [];
  if (resolved.parts.length > 0) {
    const sides = resolved.parts.flatMap((_, i) =>
      bestOfSide(
        found.filter((f) => f.part === i),
        resolved.parts.length,
      ),
    );
    return [...new Map(sides.map((f) => [f.statement.id, f])).values()];
  }
  if (resolved.sources && resolved.sources.size > 1) {
    return [...resolved.sources].flatMap((id) => found.find((f) => f.source.id === id) ?? []).slice(0, max);
  }
  const spread = resolved.shape === "views" || resolved.shape === "compare";
  const chosen: Found[] = [best];
  for (const f of found.slice(1)) {
    if (chosen.length >= max || f.score < ratio * best.score) break;
    if (spread && chosen.some((c) => c.source.id === f.source.id)) continue;
    // A list of deals names each deal once; without deals three statements are enough.
    if (
      resolved.shape === "list" &&
      chosen.some((c) => c.statement.deal === f.statement.deal) &&
      (f.statement.deal !== null || chosen.length >= 3)
    )
      continue;
    if (chosen.some((c) => saysTheSame(c, f))) continue;
    chosen.push(f);
  }
  return chosen;
}

function saysTheSame(a: Found, b: Found): boolean {
  return overlap(new Set(stems(a.statement.text)), new Set(stems(b.statement.text))) > 0.8;
}

/** A side of a comparison speaks once or, where there are but two, twice if the second says as much. */
function bestOfSide([best, ...rest]: readonly Found[], sides: number): Found[] {
  if (!best) return [];
  const second = rest.find((f) => f.score >= 0.8 * best.score && !saysTheSame(f, best));
  return second && sides === 2 ? [best, second] : [best];
}
