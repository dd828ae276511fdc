import type { Draft } from "../types.ts";
import type { Gap } from "./answerable.ts";
import type { Found } from "./retrieve.ts";

/** Below this reach a statement shares little more than a name with the question. */
const MIN_REACH = 0.3;

/**
 * What Claude may judge although the rules found no answer: they know words, so a question in other words than the sources
 * looks too far to them. Where a name is unknown or nothing was found, there is nothing to judge.
 */
export function worthJudging(gap: Gap, found: readonly Found[]): readonly Found[] {
  switch (gap.kind) {
    case "too-far":
    case "no-such-detail":
      return found.filter((f) => f.hit.reach >= MIN_REACH);
    case "nothing":
    case "unknown-name":
      return [];
  }
}

/** The draft of whoever has nothing to quote: where Claude alone could have answered, and did not. */
export const SILENCE: Draft = {
  spans: [],
  drafter: "extractive",
  model: null,
  prompt: null,
  abstains: true,
  notes: [],
  usage: null,
};
