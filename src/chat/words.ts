import { labelWords } from "../core/label/label-words.ts";
import { outletName, quotedFrom } from "../core/source-words.ts";
import type { Answer, Citation, Claim, ConflictSide } from "../core/types.ts";

/** "in talks · one origin (The Information)": what stands beside the label under a claim, on every chat screen. */
export const claimReasons = (claim: Claim): string =>
  [...new Set([claim.stage, claim.why, claim.origins.phrase])].filter(Boolean).join(" · ");

/** "◌ Reported, unconfirmed · in talks · one origin (The Information)". */
export const claimFacts = (claim: Claim): string =>
  [labelWords(claim.label), claimReasons(claim)].filter(Boolean).join(" · ");

/** "Windows Forum, 10Dobro": whom a side of a conflict has. */
export const sideOutlets = (side: ConflictSide, citations: readonly Citation[]): string =>
  [
    ...new Set(
      side.citations.flatMap((n) => {
        const c = citations.find((other) => other.n === n);
        return c ? [outletName(c.source)] : [];
      }),
    ),
  ].join(", ");

/** "our summary of Windows Forum, analysis, 2026-05-21". */
export const sourceFacts = ({ source }: Citation): string =>
  `${quotedFrom(source)}, ${source.kind}, ${source.published ?? "undated"}`;

/** What would settle the first claim that is not settled; null if nothing is told. */
export const settledLine = (answer: Answer): string | null => {
  const by = answer.claims.find((c) => c.settledBy !== null)?.settledBy;
  return by ? `It would be settled by ${by}.` : null;
};

/** The lines at an answer's foot: what was left out, notes, and how it was made. */
export function footLines(answer: Answer): string[] {
  const by =
    answer.drafter === "claude"
      ? `written by ${answer.model ?? "Claude"}, checked`
      : "quoted without a model";
  const dropped =
    answer.leftOut === 0
      ? []
      : [
          `${answer.leftOut} sentence${answer.leftOut === 1 ? "" : "s"} left out: the source cited doesn't say it.`,
        ];
  return [...dropped, ...answer.notes, `${by} · receipt ${answer.receipt}`];
}
