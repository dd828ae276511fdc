import { labelStatement } from "../core/label.ts";
import type { DealEvent, Library } from "../core/library.ts";
import { textKey } from "../core/text.ts";
import type { Label, PartialDate, Source, Stage } from "../core/types.ts";

/** Something that happened to a deal, with the sentence that tells it. */
export interface DealHappening {
  readonly deal: string;
  readonly date: PartialDate | null;
  readonly text: string;
  readonly label: Label;
  readonly after: Stage | null;
  readonly source: Source;
}

/** A deal as lists and pages of every chat screen show it. */
export interface DealCard {
  readonly slug: string;
  readonly name: string;
  readonly parties: readonly string[];
  readonly stage: Stage;
  readonly since: PartialDate | null;
  /** Of the statement that its stage rests on; null where none is recorded. */
  readonly label: Label | null;
  readonly summary: string;
  /** Oldest first. */
  readonly history: readonly DealHappening[];
}

/** The deals for screens. */
export interface DealsView {
  list(): readonly DealCard[];
  /** By slug, name or words of either; null if none or more than one fits. */
  find(words: string): DealCard | null;
  /** What happened last to any deal, newest first. */
  latest(limit: number): readonly DealHappening[];
}

/** Reads the deals out of the library, once. */
export function createDealsView(library: Library): DealsView {
  const cards = library.deals.map((deal): DealCard => {
    const history = deal.history.flatMap((e) => happening(deal.name, e, library));
    return {
      slug: deal.slug,
      name: deal.name,
      parties: deal.parties,
      stage: deal.stage,
      since: deal.stageAsOf,
      label: history.findLast((h) => h.after === deal.stage)?.label ?? null,
      summary: deal.summary,
      history,
    };
  });
  return {
    list: () => cards,
    find: (words) => findCard(cards, words),
    latest: (limit) =>
      cards
        .flatMap((c) => c.history)
        .filter((h) => h.date !== null)
        .sort((a, b) => (b.date ?? "").localeCompare(a.date ?? ""))
        .slice(0, limit),
  };
}

function happening(deal: string, event: DealEvent, library: Library): DealHappening[] {
  const statement = library.statements.get(event.statement);
  const source = statement && library.sources.get(statement.sourceId);
  if (!statement || !source) return [];
  const passage = library.passages.get(statement.passageId)?.text ?? null;
  const { label } = labelStatement(statement, source, { lexicon: library.lexicon, passage });
  return [{ deal, date: event.date, text: statement.text, label, after: event.after, source }];
}

function findCard(cards: readonly DealCard[], asked: string): DealCard | null {
  const key = textKey(asked);
  const exact = cards.find((c) => c.slug === key || textKey(c.name) === key);
  if (exact || key === "") return exact ?? null;
  const wanted = key.split(/[\s–-]+/).filter((w) => w !== "" && w !== "and");
  const fitting = cards.filter((c) => {
    const text = `${c.slug} ${textKey(c.name)} ${textKey(c.parties.join(" "))}`;
    return wanted.every((w) => text.includes(w));
  });
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}
