import type { Label } from "../types.ts";

/** How a label is shown: always in words; the symbol only helps the eye and never stands alone. */
export const LABEL_WORDS: Readonly<Record<Label, { readonly symbol: string; readonly words: string }>> = {
  confirmed: { symbol: "●", words: "Confirmed" },
  stated: { symbol: "◐", words: "One source" },
  reported: { symbol: "◌", words: "Reported, unconfirmed" },
  speculative: { symbol: "◇", words: "Speculative" },
  disputed: { symbol: "⇄", words: "Disputed" },
  denied: { symbol: "✕", words: "Denied" },
};

/** "◌ Reported, unconfirmed". */
export const labelWords = (label: Label): string =>
  `${LABEL_WORDS[label].symbol} ${LABEL_WORDS[label].words}`;
