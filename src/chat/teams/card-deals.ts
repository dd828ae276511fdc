import { formatDate } from "../../core/dates.ts";
import { labelWords } from "../../core/label/label-words.ts";
import type { DealLine, DealPage } from "../../core/ledger/deal-page.ts";
import type { LedgerEvent } from "../../core/ledger/ledger.ts";
import { quotedFrom } from "../../core/source-words.ts";
import type { Card, CardElement } from "./activity.ts";
import { card, execute, fitting, group, heading, labelLine, marked, words } from "./card-parts.ts";
import { clip } from "./clip.ts";
import { clean, escapeCardText, safeUrl } from "./escape.ts";
import { LIMITS } from "./limits.ts";

/** A page of the deals: what each is, how far it has got, and how far that is established. */
export function dealsCard(deals: readonly DealLine[], page: number): Card {
  const pages = Math.max(1, Math.ceil(deals.length / LIMITS.card.rows));
  const at = Math.min(Math.max(0, Math.trunc(page) || 0), pages - 1);
  const rows = deals.slice(at * LIMITS.card.rows, (at + 1) * LIMITS.card.rows);
  const count =
    pages === 1 ? `${deals.length} in all` : `${deals.length} in all · page ${at + 1} of ${pages}`;
  return card(
    [heading("Compute deals"), words(count, { isSubtle: true, size: "Small" }), ...rows.map(dealRow)],
    [
      ...(at > 0 ? [execute("Back", "deals", { page: String(at - 1) })] : []),
      ...(at < pages - 1 ? [execute("More", "deals", { page: String(at + 1) })] : []),
    ],
  );
}

const dealRow = (line: DealLine): CardElement =>
  group(
    [
      words(clip(line.deal.name, 200), { weight: "Bolder" }),
      words(stageFacts(line), { isSubtle: true, size: "Small", spacing: "None" }),
    ],
    {
      separator: true,
      selectAction: execute(clip(`Show ${clean(line.deal.name)}`, 100), "deal", { slug: line.deal.slug }),
    },
  );

/** "scaled back · ◌ Reported, unconfirmed · since 20 February 2026". */
function stageFacts({ deal, at }: DealLine): string {
  const since = at?.since ?? deal.stageAsOf;
  return [at?.stage ?? deal.stage, at && labelWords(at.label), since && `since ${formatDate(since)}`]
    .filter(Boolean)
    .join(" · ");
}

/** One deal and how it got to where it stands, each step with its label and where it is told. */
export function dealCard(page: DealPage): Card {
  const { deal, timeline } = page;
  const fixed = [
    heading(clip(deal.name, 200)),
    words(stageFacts(page), { weight: "Bolder", spacing: "None" }),
    words(deal.summary),
    words(`Parties: ${clip(deal.parties.join(", "), 300)}`, { isSubtle: true, size: "Small" }),
  ];
  const history = [...timeline].reverse().map((t) => happening(t.event));
  const { shown, left } = fitting(fixed, [
    ...(history.length > 0 ? [words("What happened, newest first", { weight: "Bolder" })] : []),
    ...history,
  ]);
  const more =
    left === 0
      ? []
      : [words(`${left} earlier ones did not fit here: ask me about them.`, { isSubtle: true })];
  return card([...fixed, ...shown, ...more], [execute("All deals", "deals", { page: "0" })]);
}

function happening({ event, known, statement, source, label }: LedgerEvent): CardElement {
  const url = safeUrl(source.url, LIMITS.url);
  const from = escapeCardText(clip(clean(quotedFrom(source)), 100));
  const date = event.date ?? known?.date;
  const when = date ? formatDate(date) : "Undated";
  return group(
    [
      words(event.after === null ? when : `${when} · ${event.after}`, { weight: "Bolder" }),
      words(clip(clean(statement.text), 400), { spacing: "None" }),
      labelLine(label, ""),
      marked(url ? `[${from}](${url})` : from, { size: "Small", isSubtle: true, spacing: "None" }),
    ],
    { separator: true },
  );
}
