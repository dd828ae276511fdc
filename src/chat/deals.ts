import { compareDates } from "../core/dates.ts";
import { type DealLine, type DealPage, dealLines, dealPage } from "../core/ledger/deal-page.ts";
import type { Ledger, LedgerEvent } from "../core/ledger/ledger.ts";
import type { Deal, Library } from "../core/library.ts";
import { textKey } from "../core/text.ts";

/** The deals as chat screens ask for them. */
export interface DealsView {
  list(): readonly DealLine[];
  /** By slug, name or words of either; null if none or more than one fits. */
  find(words: string): DealPage | null;
  /** What became known last of any deal, newest first. */
  latest(limit: number): readonly LedgerEvent[];
}

/** Reads the deals of today out of the ledger. */
export function createDealsView(ledger: Ledger, library: Library): DealsView {
  return {
    list: () => dealLines(ledger, null),
    find(words) {
      const deal = findDeal(ledger.deals, words);
      return deal && dealPage(deal.slug, ledger, library, null);
    },
    latest: (limit) =>
      ledger.deals
        .flatMap((d) => ledger.timeline(d.slug, null))
        .flatMap((e) => (e.known ? [{ e, date: e.known.date }] : []))
        .sort((a, b) => compareDates(b.date, a.date))
        .slice(0, limit)
        .map(({ e }) => e),
  };
}

function findDeal(deals: readonly Deal[], asked: string): Deal | null {
  const key = textKey(asked);
  const exact = deals.find((d) => d.slug === key || textKey(d.name) === key);
  if (exact || key === "") return exact ?? null;
  const wanted = key.split(/[\s,/–-]+/).filter((w) => w !== "" && w !== "and");
  const fitting = deals.filter((d) => {
    const text = `${d.slug} ${textKey(d.name)} ${textKey(d.parties.join(" "))}`;
    return wanted.every((w) => text.includes(w));
  });
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}
