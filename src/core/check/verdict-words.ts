import type { ClaimVerdict } from "./judgement.ts";

/** How a verdict on somebody's claim is shown: always in words; the symbol only helps the eye. */
export const VERDICT_WORDS: Readonly<Record<ClaimVerdict, string>> = {
  supported: "● Supported",
  contradicted: "✕ Contradicted",
  unconfirmed: "◌ Unconfirmed",
  "not covered": "○ Not covered by the sources here",
};
