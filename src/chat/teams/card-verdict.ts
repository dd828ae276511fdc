import type { CheckedClaim, CheckedPart } from "../../core/check/check-claim.ts";
import { VERDICT_WORDS } from "../../core/check/verdict-words.ts";
import type { Card, CardElement } from "./activity.ts";
import { sourceLink } from "./card-evidence.ts";
import { card, execute, fitting, group, heading, marked, words } from "./card-parts.ts";
import { clip } from "./clip.ts";
import { clean, escapeCardText } from "./escape.ts";

/** A button gives the claim back, and it is checked again: there is nothing to keep. Longer ones have no button. */
const MAX_BUTTON_CLAIM = 2_000;
const NOTHING = "There is nothing in it that can be checked.";

/** What the sources make of somebody's claim, piece by piece, each with its verdict in words. */
export function verdictCard(checked: CheckedClaim, actions: readonly CardElement[] | null = null): Card {
  const fixed = [
    heading("Claim checked"),
    group([words(clip(clean(checked.claim), 500), { isSubtle: true })], { style: "emphasis" }),
    ...(checked.parts.length === 0 ? [words(NOTHING)] : []),
  ];
  const sources = checked.citations.map((c) =>
    marked(`**${c.n}** · ${sourceLink(c)}`, { size: "Small", isSubtle: true, spacing: "Small" }),
  );
  const { shown, left } = fitting(fixed, [
    ...checked.parts.map(partGroup),
    ...(sources.length > 0 ? [words("Sources", { weight: "Bolder" }), ...sources] : []),
  ]);
  const more = left === 0 ? [] : [words("More did not fit here: see the evidence.", { isSubtle: true })];
  return card([...fixed, ...shown, ...more], actions ?? evidenceButton(checked));
}

function evidenceButton({ claim, citations }: CheckedClaim): CardElement[] {
  if (citations.length === 0 || claim.length > MAX_BUTTON_CLAIM) return [];
  return [execute("Show evidence", "evidence", { claim })];
}

function partGroup(part: CheckedPart): CardElement {
  // A card has no citations that open; the numbers are those of its own list.
  const numbers = part.citations.length === 0 ? "" : ` (${part.citations.join(", ")})`;
  const why = escapeCardText(clip(clean(part.why), 300));
  return group(
    [
      words(`“${clip(clean(part.text), 500)}”`),
      marked(`**${escapeCardText(VERDICT_WORDS[part.verdict])}** · ${why}${numbers}`, {
        ...(part.verdict === "contradicted" ? { color: "Attention" } : {}),
        spacing: "None",
      }),
      ...(part.correction === null ? [] : [words(`The source: ${clip(clean(part.correction), 500)}`)]),
    ],
    { separator: true },
  );
}

/** The verdicts in words, where a card is not taken, and for the notification. */
export function verdictText({ parts }: CheckedClaim): string {
  if (parts.length === 0) return NOTHING;
  return parts.map((p) => `“${clip(clean(p.text), 200)}”: ${VERDICT_WORDS[p.verdict]}, ${p.why}`).join(". ");
}

/** The verdicts that rest on a citation, in words. */
export const verdictsOn = (n: number, { parts }: CheckedClaim): string[] => [
  ...new Set(parts.filter((p) => p.citations.includes(n)).map((p) => VERDICT_WORDS[p.verdict])),
];
