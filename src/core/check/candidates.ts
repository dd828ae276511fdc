import { evidenceOf, retrieve } from "../evidence/retrieve.ts";
import { matchDeals } from "../ledger/find-deal.ts";
import { wasKnownBy } from "../ledger/known.ts";
import { resolve } from "../question/resolve.ts";
import type { Evidence } from "../types.ts";
import type { PieceContext } from "./judgement.ts";

/** How many deals an assertion may mean; all that is told of them is looked at. */
const DEALS = 3;

/** The statements that may speak for or against an assertion: what retrieval finds, and all of the deals that it may mean. */
export function candidatesFor(assertion: string, context: PieceContext): Evidence[] {
  const { library, search, ledger, day } = context;
  const question = { text: assertion, history: [], asOf: day ?? "9999-12-31", asOfChosen: day !== null };
  const found = new Map<string, Evidence>();
  for (const e of retrieve(resolve(question, library, search), library, search)) found.set(e.statement.id, e);
  const deals = new Set(
    matchDeals(assertion, library, ledger.knownDeals(day))
      .slice(0, DEALS)
      .map((m) => m.deal.slug),
  );
  for (const s of library.statements.values()) {
    if (s.deal === null || !deals.has(s.deal) || found.has(s.id)) continue;
    const e = evidenceOf({ statement: s.id, score: 0 }, library);
    if (e) found.set(s.id, e);
  }
  return [...found.values()].filter(
    (e) => e.statement.form !== "heading" && (day === null || wasKnownBy(e.statement, e.source, day)),
  );
}
