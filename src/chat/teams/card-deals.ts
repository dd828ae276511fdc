import { labelStatement } from "../../core/label.ts";
import type { Deal, DealEvent, DealFigure, Library } from "../../core/library.ts";
import { outletName } from "../../core/source-words.ts";
import type { Card, CardElement } from "./activity.ts";
import { card, execute, fitting, group, heading, labelLine, marked, words } from "./card-parts.ts";
import { clip } from "./clip.ts";
import { clean, escapeCardText, safeUrl } from "./escape.ts";
import { LIMITS } from "./limits.ts";

/** A page of the deals: what each is, and how far it has got. */
export function dealsCard(deals: readonly Deal[], page: number): Card {
  const pages = Math.max(1, Math.ceil(deals.length / LIMITS.card.rows));
  const at = Math.min(Math.max(0, page), pages - 1);
  const rows = deals.slice(at * LIMITS.card.rows, (at + 1) * LIMITS.card.rows);
  const count =
    pages === 1 ? `${deals.length} in all` : `${deals.length} in all · page ${at + 1} of ${pages}`;
  return card(
    [heading("Compute deals"), words(count, { isSubtle: true, size: "Small" }), ...rows.map(dealRow)],
    [
      ...(at > 0 ? [execute("Earlier in the list", "deals", { page: String(at - 1) })] : []),
      ...(at < pages - 1 ? [execute("More", "deals", { page: String(at + 1) })] : []),
    ],
  );
}

const dealRow = (deal: Deal): CardElement =>
  group(
    [
      words(deal.name, { weight: "Bolder" }),
      words(stageLine(deal), { isSubtle: true, size: "Small", spacing: "None" }),
    ],
    { separator: true, selectAction: execute(clip(`Show ${deal.name}`, 100), "deal", { slug: deal.slug }) },
  );

const stageLine = (deal: Deal): string => `${deal.stage} · as of ${deal.stageAsOf ?? "no known date"}`;

/** One deal: stage, figures and history, each with the label of the sentence that it rests on. */
export function dealCard(deal: Deal, library: Library): Card {
  const fixed = [
    heading(deal.name),
    words(stageLine(deal), { weight: "Bolder", spacing: "None" }),
    words(deal.summary),
    words(`Parties: ${deal.parties.join(", ")}`, { isSubtle: true, size: "Small" }),
  ];
  const history = [...deal.history].reverse().map((e) => eventGroup(e, library));
  const figures = deal.figures.map((f) => figureGroup(f, library));
  const parts = [
    ...(figures.length > 0 ? [words("Figures", { weight: "Bolder" }), ...figures] : []),
    ...(history.length > 0 ? [words("History, newest first", { weight: "Bolder" }), ...history] : []),
  ];
  const { shown, left } = fitting(fixed, parts);
  const more =
    left === 0 ? [] : [words(`${left} more did not fit here: ask me about them.`, { isSubtle: true })];
  return card([...fixed, ...shown, ...more], [execute("All deals", "deals", { page: "0" })]);
}

function figureGroup(figure: DealFigure, library: Library): CardElement {
  const who = [figure.from, figure.to].filter((p) => p !== null).join(" → ");
  return group([
    words([figure.amount, figure.kind, who].filter(Boolean).join(" · ")),
    ...restsOn(figure.statement, library, false),
  ]);
}

function eventGroup(event: DealEvent, library: Library): CardElement {
  const moved =
    event.after === null ? [] : [event.before === null ? event.after : `${event.before} → ${event.after}`];
  return group([
    words([event.date ?? "no date", ...moved].join(" · "), { weight: "Bolder" }),
    ...restsOn(event.statement, library, true),
  ]);
}

/** The sentence that something rests on, with its label and its source. */
function restsOn(id: string, library: Library, quoted: boolean): CardElement[] {
  const statement = library.statements.get(id);
  const source = statement && library.sources.get(statement.sourceId);
  if (!statement || !source) return [];
  const passage = library.passages.get(statement.passageId)?.text ?? null;
  const { label, why } = labelStatement(statement, source, { lexicon: library.lexicon, passage });
  const url = safeUrl(source.url, LIMITS.url);
  const outlet = escapeCardText(clip(outletName(source), 80));
  return [
    ...(quoted ? [words(clip(clean(statement.text), 400), { spacing: "None" })] : []),
    labelLine(label, clip(why, 200)),
    marked(url ? `[${outlet}](${url})` : outlet, { size: "Small", isSubtle: true, spacing: "None" }),
  ];
}
