import { createLexicon } from "../../src/core/entities.ts";
import type { Deal, DealEvent, DealFigure, Library } from "../../src/core/library.ts";
import type { Label, Source, Stage, Statement } from "../../src/core/types.ts";

/** A statement of an invented library: its words, its event's date and its source's date. */
export interface Told {
  readonly id: string;
  readonly text: string;
  readonly happened?: string | null;
  readonly published?: string | null;
  readonly label?: Label;
}

/** Builds a library around one invented deal of Northwind and Fabrikam. */
export function sketchLibrary(
  told: readonly Told[],
  history: readonly (Partial<DealEvent> & { statement: string })[],
  stage: Stage,
  figures: readonly DealFigure[] = [],
): Library {
  const sources = new Map<string, Source>();
  const statements = new Map<string, Statement>();
  for (const [i, t] of told.entries()) {
    const sourceId = `src-${t.id}`;
    sources.set(sourceId, {
      id: sourceId,
      title: `Page ${i}`,
      publisher: `Paper ${i}`,
      url: null,
      published: t.published ?? null,
      kind: "press",
      quoteKind: "summary",
    });
    statements.set(t.id, {
      id: t.id,
      sourceId,
      passageId: `p-${t.id}`,
      ordinal: 0,
      text: t.text,
      start: 0,
      end: t.text.length,
      form: "sentence",
      heading: null,
      via: null,
      deal: "northwind-fabrikam",
      curated: { label: t.label ?? "confirmed", attribution: "Northwind", dateOfEvent: t.happened ?? null },
    });
  }
  const deal: Deal = {
    slug: "northwind-fabrikam",
    name: "Northwind and Fabrikam",
    parties: ["Northwind", "Fabrikam"],
    stage,
    stageAsOf: null,
    summary: "An invented deal.",
    history: history.map((e) => ({ date: null, changes: null, before: null, after: null, ...e })),
    figures,
  };
  const passages = new Map(
    [...statements.values()].map((s) => [
      s.passageId,
      { id: s.passageId, sourceId: s.sourceId, text: s.text, start: 0, end: s.end },
    ]),
  );
  const company = (name: string) => ({ name, kind: "company" as const, of: null, aliases: [], exact: false });
  const lexicon = createLexicon([company("Northwind"), company("Fabrikam"), company("Contoso")]);
  return { sources, passages, statements, deals: [deal], conflicts: [], lexicon };
}
