import { createLexicon, type Entity, type EntityKind } from "../../src/core/entities.ts";
import type {
  Curated,
  Evidence,
  Source,
  SourceKind,
  Statement,
  StatementForm,
} from "../../src/core/types.ts";

const entity = (
  name: string,
  kind: EntityKind,
  aliases: string[] = [],
  of: string | null = null,
): Entity => ({
  name,
  kind,
  of,
  aliases,
  exact: kind === "publication",
});

/** A few names that the label tests speak of. */
export const lexicon = createLexicon([
  entity("Northwind", "company"),
  entity("Fabrikam", "company", ["Fabrikam Inc"]),
  entity("Contoso", "company"),
  entity("Fab-9", "chip", [], "Fabrikam"),
  entity("The Dispatch", "publication"),
  entity("Wirefeed", "publication"),
]);

export interface Sketch {
  readonly text: string;
  readonly kind?: SourceKind;
  readonly publisher?: string | null;
  readonly source?: string;
  readonly form?: StatementForm;
  readonly via?: string | null;
  readonly curated?: Curated | null;
  readonly passage?: string;
}

let made = 0;

/** Evidence as retrieval returns it, from the parts that a test is about. */
export function evidence(sketch: Sketch): Evidence {
  const id = `st${++made}`;
  const publisher = sketch.publisher === undefined ? "Chip Notes" : sketch.publisher;
  const source: Source = {
    id: sketch.source ?? `src-${publisher ?? made}`,
    title: "A title",
    publisher,
    url: null,
    published: null,
    kind: sketch.kind ?? "analysis",
    quoteKind: "verbatim",
  };
  const passageText = sketch.passage ?? sketch.text;
  const statement: Statement = {
    id,
    sourceId: source.id,
    passageId: `p-${id}`,
    ordinal: 0,
    text: sketch.text,
    start: 0,
    end: sketch.text.length,
    form: sketch.form ?? "sentence",
    heading: null,
    via: sketch.via ?? null,
    deal: null,
    curated: sketch.curated ?? null,
  };
  const passage = {
    id: `p-${id}`,
    sourceId: source.id,
    text: passageText,
    start: 0,
    end: passageText.length,
  };
  return { statement, source, passage, score: 1 };
}
