import type { Lexicon } from "./entities.ts";
import type { DroppedSpan } from "./ports.ts";
import { textKey } from "./text.ts";
import type { Draft, Evidence, Span } from "./types.ts";

/** What of a draft may be shown. */
export interface Verified {
  readonly kept: readonly Span[];
  readonly dropped: readonly DroppedSpan[];
}

/** Keeps the spans that quote what they cite. */
export function verifyDraft(
  draft: Draft,
  evidence: ReadonlyMap<string, Evidence>,
  _lexicon: Lexicon,
): Verified {
  const kept: Span[] = [];
  const dropped: DroppedSpan[] = [];
  for (const span of draft.spans) {
    const quoted = span.citations.some((id) =>
      textKey(evidence.get(id)?.statement.text ?? "").includes(textKey(span.text)),
    );
    if (quoted) kept.push(span);
    else dropped.push({ ...span, reason: "its source doesn't say it in these words" });
  }
  return { kept, dropped };
}
