import fc from "fast-check";
import type { DealPage } from "../../../src/core/ledger/deal-page.ts";
import type { LedgerEvent } from "../../../src/core/ledger/ledger.ts";
import { LABELS, STAGES } from "../../../src/core/types.ts";
import { citation, text } from "./answers.ts";

const date = fc.option(fc.constantFrom("2026", "2026-05", "2026-05-21"));

const deal = fc.record({
  slug: fc.stringMatching(/^[a-z]{3,20}(-[a-z]{3,20})?$/),
  name: text(300),
  parties: fc.array(text(40), { maxLength: 8 }),
  stage: fc.constantFrom(...STAGES),
  stageAsOf: date,
  summary: text(1_000),
  history: fc.constant([]),
  figures: fc.constant([]),
});

const happening: fc.Arbitrary<LedgerEvent> = fc
  .tuple(deal, citation(1), fc.constantFrom(...LABELS), date, fc.option(fc.constantFrom(...STAGES)))
  .map(([of, { statement, source }, label, on, after]) => ({
    deal: of,
    event: { date: on, statement: statement.id, changes: null, before: null, after },
    statement,
    source,
    known: null,
    label,
  }));

/** Deals of every shape, with their history. */
export const dealPages: fc.Arbitrary<DealPage> = fc
  .tuple(deal, fc.array(happening, { maxLength: 40 }), fc.option(fc.constantFrom(...LABELS)), date)
  .map(([of, events, label, since]) => ({
    deal: of,
    at: label && { stage: of.stage, since, statement: "st-1", label, approximate: false, laterSource: false },
    label,
    figure: null,
    timeline: events.map((event) => ({ event, citation: 1 })),
    figures: [],
    undated: 0,
    citations: [],
  }));
