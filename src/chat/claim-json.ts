import type { CheckedClaim } from "../core/check/check-claim.ts";
import { sourceJson } from "./json.ts";

/** What `check-claim --json` prints: a contract that others build on. Add to it, never rename. */
export function claimJson(checked: CheckedClaim) {
  return {
    claim: checked.claim,
    parts: checked.parts.map(({ text, verdict, why, correction, citations }) => ({
      text,
      verdict,
      why,
      correction,
      citations,
    })),
    sources: checked.citations.map(sourceJson),
  };
}
