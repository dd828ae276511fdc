import type { DealLine, DealPage } from "../core/ledger/deal-page.ts";
import { sourceJson } from "./json.ts";

/** What `deals --json` prints: a contract that others build on. Add to it, never rename. */
export function dealsJson(lines: readonly DealLine[], asOf: string) {
  return { asOf, total: lines.length, deals: lines.map(lineJson) };
}

function lineJson({ deal, at, label, figure }: DealLine) {
  const { slug, name, parties, stageAsOf, summary } = deal;
  return {
    slug,
    name,
    parties,
    stage: at?.stage ?? null,
    since: at?.since ?? null,
    approximate: at?.approximate ?? null,
    stageAsOf,
    label,
    figure:
      figure === null ? null : { amount: figure.amount, kind: figure.kind, statement: figure.statement },
    summary,
  };
}

/** What `deals SLUG --json` prints: the deal, its history and figures with citations, and the sources as `ask` lists them. */
export function dealJson(page: DealPage, asOf: string) {
  return {
    asOf,
    ...lineJson(page),
    history: page.timeline.map(({ event: e, citation }) => ({
      date: e.event.date,
      statement: e.statement.id,
      text: e.statement.text,
      label: e.label,
      changes: e.event.changes,
      before: e.event.before,
      after: e.event.after,
      knownFrom: e.known,
      citations: [citation],
    })),
    figures: page.figures.map(({ figure: f, citation }) => ({
      amount: f.amount,
      kind: f.kind,
      from: f.from,
      to: f.to,
      statement: f.statement,
      changedBy: f.changedBy,
      citations: [citation],
    })),
    undated: page.undated,
    sources: page.citations.map(sourceJson),
  };
}
