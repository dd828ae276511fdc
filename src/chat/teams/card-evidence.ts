import type { Citation } from "../../core/types.ts";
import { citationLink } from "../link.ts";
import { sourceFacts } from "../words.ts";
import type { Card, CardElement } from "./activity.ts";
import { card, fitting, group, heading, marked, words } from "./card-parts.ts";
import { clip } from "./clip.ts";
import { clean, escapeCardText, safeUrl } from "./escape.ts";
import { LIMITS } from "./limits.ts";

/** Whether the sentence is the source's own. */
export const quoteKindOf = ({ source }: Citation): string =>
  source.quoteKind === "summary" ? "In our words" : "In the source's words";

/** A link to a citation's source where there is an address, else its title. */
export function sourceLink(citation: Citation): string {
  const title = escapeCardText(clip(clean(citation.source.title) || citation.source.id, 120));
  const url = safeUrl(citationLink(citation), LIMITS.url);
  return url ? `[${title}](${url})` : title;
}

/** What a click on a citation opens, as Teams wants it: a card without buttons, as text, and small. */
export function citedCard(citation: Citation, labels: readonly string[]): string {
  const { statement, passage } = citation;
  for (let room = 700; ; room = Math.floor(room / 2)) {
    const quote = clip(statement.text, Math.max(room, 60));
    const around = passage.text.length > statement.text.length ? clip(passage.text, room) : "";
    const made = JSON.stringify({
      type: "AdaptiveCard",
      version: "1.5",
      body: [
        words(labels.join(" · ") || "Cited", { weight: "Bolder" }),
        words(quoteKindOf(citation), { isSubtle: true, size: "Small" }),
        words(quote),
        ...(around === "" ? [] : [words(around, { isSubtle: true, size: "Small" })]),
        words(clip(sourceFacts(citation), 200), { isSubtle: true, size: "Small" }),
      ],
    });
    if (made.length <= LIMITS.citations.card || room < 20) return made;
  }
}

/** What was asked or claimed, and what the reply to it rests on. */
export interface Grounds {
  readonly about: string;
  readonly citations: readonly Citation[];
  /** The labels or verdicts, in words, of what cites it. */
  readonly labelsOf: (citation: Citation) => readonly string[];
}

/** The exact sentences that a reply rests on, each in its passage. */
export function evidenceCard({ about, citations, labelsOf }: Grounds, actions: readonly CardElement[]): Card {
  const fixed = [heading("The sentences behind it"), words(about, { isSubtle: true })];
  const { shown, left } = fitting(
    fixed,
    citations.map((c) => evidence(c, labelsOf(c))),
  );
  const rest = left === 0 ? [] : [words(`${left} more did not fit here.`, { isSubtle: true })];
  const none = citations.length === 0 ? [words("It cites nothing.")] : [];
  return card([...fixed, ...shown, ...none, ...rest], actions);
}

function evidence(citation: Citation, labels: readonly string[]): CardElement {
  const { n, statement, passage } = citation;
  const around =
    clean(passage.text) === clean(statement.text)
      ? []
      : [words(`In its place: ${clip(clean(passage.text), 500)}`, { isSubtle: true, size: "Small" })];
  return group(
    [
      marked(`**${n}** · ${sourceLink(citation)}`),
      words([...labels, quoteKindOf(citation), sourceFacts(citation)].join(" · "), {
        isSubtle: true,
        size: "Small",
        spacing: "None",
      }),
      words(clip(clean(statement.text), 700)),
      ...around,
    ],
    { separator: true },
  );
}
