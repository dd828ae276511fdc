import { labelWords } from "../../core/label-words.ts";
import type { Answer, Claim, Conflict } from "../../core/types.ts";
import { claimFacts, footLines, settledLine, sideOutlets } from "../words.ts";
import type { Card, CardElement } from "./activity.ts";
import { sourceLink } from "./card-evidence.ts";
import { card, execute, fitting, group, heading, labelLine, marked, words } from "./card-parts.ts";
import { clip } from "./clip.ts";

/** What the sources say of a claim that somebody made: the verdict first, then what it rests on. */
export function verdictCard(answer: Answer, actions: readonly CardElement[] | null = null): Card {
  const fixed = [
    heading("Claim checked"),
    group([words(clip(answer.question, 400), { isSubtle: true })], { style: "emphasis" }),
    ...(answer.lead ? [words(answer.lead, { weight: "Bolder" })] : []),
  ];
  const settled = settledLine(answer);
  const sources = answer.citations.map((c) =>
    marked(`**${c.n}** · ${sourceLink(c)}`, { size: "Small", isSubtle: true, spacing: "Small" }),
  );
  const { shown, left } = fitting(fixed, [
    ...answer.claims.map(claimGroup),
    ...answer.conflicts.map((c) => conflictGroup(c, answer)),
    ...(settled ? [words(settled)] : []),
    ...(sources.length > 0 ? [words("Sources", { weight: "Bolder" }), ...sources] : []),
    words(footLines(answer).join(" · "), { isSubtle: true, size: "Small" }),
  ]);
  const more = left === 0 ? [] : [words("More did not fit here: see the evidence.", { isSubtle: true })];
  const evidence = execute("Show evidence", "evidence", { receipt: answer.receipt });
  return card([...fixed, ...shown, ...more], actions ?? (answer.citations.length > 0 ? [evidence] : []));
}

const claimGroup = (claim: Claim): CardElement => {
  const facts = claimFacts(claim).slice(labelWords(claim.label).length);
  return group(
    [
      words(`${clip(claim.text, 900)} ${plainMarks(claim.citations)}`),
      labelLine(claim.label, clip(facts.replace(/^ · /, ""), 300)),
    ],
    { separator: true },
  );
};

/** A card has no citations that open; the numbers are those of its own list. */
const plainMarks = (ns: readonly number[]): string => (ns.length === 0 ? "" : `(${ns.join(", ")})`);

function conflictGroup(conflict: Conflict, answer: Answer): CardElement {
  const sides = conflict.sides.map((side) => {
    const who = sideOutlets(side, answer.citations);
    return words(
      `${clip(side.text, 400)} ${plainMarks(side.citations)}${who === "" ? "" : ` ${clip(who, 120)}`}`,
    );
  });
  return group(
    [
      words(`⇄ Sources disagree: ${clip(conflict.about, 200)}`, { weight: "Bolder" }),
      ...sides,
      ...(conflict.better ? [words(conflict.better, { isSubtle: true })] : []),
    ],
    { separator: true },
  );
}
