import { formatDate } from "../../core/dates.ts";
import { LABEL_WORDS, labelWords } from "../../core/label/label-words.ts";
import type { DealLine, DealPage } from "../../core/ledger/deal-page.ts";
import { outletName, quotedFrom } from "../../core/source-words.ts";
import { sideBySide, wrap } from "./layout.ts";

const widthOf = (columns: number): number => Math.max(48, Math.min(columns, 140));

/** The list of deals as a table. `day` is null for today; pure. */
export function renderDeals(lines: readonly DealLine[], day: string | null, columns = 100): string {
  if (lines.length === 0)
    return day === null
      ? "\n  The library holds no deals; it answers questions about its documents all the same.\n"
      : `\n  Nothing was known here of any deal by ${formatDate(day)}.\n`;
  const rows = lines.map(({ deal, at, label, figure }) => [
    deal.slug,
    deal.name,
    at?.stage ?? "not known",
    at?.since ? `${at.approximate ? "~" : ""}${at.since}` : "undated",
    label === null ? "" : LABEL_WORDS[label].words,
    figure === null ? "" : `${figure.amount} (${figure.kind})`,
  ]);
  const head = ["deal", "name", "stage", "since", "latest event", "headline figure"];
  const known = day === null ? "" : ` known by ${formatDate(day)}`;
  return `${sideBySide([head, ...rows], widthOf(columns))}\n\n  ${lines.length} in all${known} · ~ a date estimated from a month or from the event\n`;
}

/** One deal: parties, stage, summary, history and figures with labels and sources. Pure. */
export function renderDeal(page: DealPage, day: string | null, columns = 100): string {
  const width = Math.min(widthOf(columns), 110);
  const { deal, at } = page;
  const until = day === null ? "" : ` (as known by ${formatDate(day)})`;
  const stage =
    at === null
      ? "no stage known"
      : [
          at.stage,
          at.since === null
            ? "undated"
            : `since ${formatDate(at.since)}${at.approximate ? ", approximately" : ""}`,
          labelWords(at.label),
          at.laterSource ? "the source for it is of a later day" : "",
        ]
          .filter(Boolean)
          .join(" · ");
  const parts = [
    wrap(`${deal.name}${until}`, width),
    [
      wrap(`Parties: ${deal.parties.join(", ")}`, width, "           ", "  "),
      wrap(`Stage: ${stage}`, width, "         ", "  "),
    ].join("\n"),
  ];
  // The summary tells of today, so an earlier day does without it.
  if (day === null && deal.summary) parts.push(wrap(deal.summary, width, "  "));
  parts.push(renderTimeline(page, width));
  if (page.figures.length > 0) parts.push(renderFigures(page, width));
  if (page.citations.length > 0) parts.push(renderSources(page, width));
  if (day !== null && page.undated > 0)
    parts.push(
      wrap(
        `${page.undated} of its events ${page.undated === 1 ? "has" : "have"} no date and ${page.undated === 1 ? "is" : "are"} left out.`,
        width,
        "  ",
      ),
    );
  return `\n${parts.join("\n\n")}\n`;
}

function renderTimeline({ timeline }: DealPage, width: number): string {
  if (timeline.length === 0) return "  Nothing dated is known of it.";
  return timeline
    .map(({ event: { event, statement, label }, citation }) => {
      const date = event.date === null ? "undated" : formatDate(event.date);
      const moved =
        event.after === null ? "" : ` · ${event.before === null ? "" : `${event.before} → `}${event.after}`;
      return [
        wrap(`${date}: ${statement.text} [${citation}]`, width, "    ", "  "),
        wrap(`${labelWords(label)}${moved}`, width, "    "),
      ].join("\n");
    })
    .join("\n");
}

function renderFigures({ figures }: DealPage, width: number): string {
  const rows = figures.map(({ figure: f, citation }) => [
    f.kind,
    f.amount,
    f.from === null && f.to === null ? "" : `${f.from ?? "not given"} → ${f.to ?? "not given"}`,
    `[${citation}]${f.changedBy === null ? "" : " changed since"}`,
  ]);
  return sideBySide([["figure", "amount", "from → to", "source"], ...rows], width);
}

function renderSources({ citations }: DealPage, width: number): string {
  return citations
    .map(({ n, source }) => {
      const facts = [quotedFrom(source), source.kind, source.published ?? "undated"].join(", ");
      const title = source.title && source.title !== outletName(source) ? `: ${source.title}` : "";
      return `${wrap(`[${n}] ${facts}${title}`, width, "      ", "  ")}${source.url ? `\n      ${source.url}` : ""}`;
    })
    .join("\n");
}
