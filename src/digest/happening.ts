import type { FoundConflict } from "../core/conflicts/conflicts.ts";
import { disputedStatements } from "../core/conflicts/established.ts";
import type { ItemKind } from "../core/digest/types.ts";
import { labelClaim, weaker } from "../core/label/label.ts";
import type { Deal, Library } from "../core/library.ts";
import type { Evidence, Label, Labelled, PartialDate } from "../core/types.ts";

/** Something that changed, before it is chosen for a digest and numbered. */
export interface Happening extends Labelled {
  readonly kind: ItemKind;
  readonly deal: Deal | null;
  readonly name: string;
  readonly date: PartialDate | null;
  readonly text: string;
  /** What it rests on; the first carries the claim, the others show what stood before or against it. */
  readonly evidence: readonly Evidence[];
  /** Statements that it contradicts, denies or withdraws: who was told them should know. */
  readonly affects: readonly string[];
}

/** Collects what was left out, and why. */
export interface Notes {
  leftOut(what: string, why: string): void;
}

/** A statement as evidence, or null where the library lacks it. */
export function evidenceIn(library: Library, id: string): Evidence | null {
  const statement = library.statements.get(id);
  const source = statement && library.sources.get(statement.sourceId);
  const passage = statement && library.passages.get(statement.passageId);
  return statement && source && passage ? { statement, source, passage, score: 0 } : null;
}

/** The label of a line that quotes `evidence`; disputed where another source, as well established, contradicts it. */
export function labelOf(evidence: Evidence, library: Library, contradicted: boolean): Labelled {
  const { id, text } = evidence.statement;
  const disputed = contradicted || isDisputed(id, library);
  const { label, why } = labelClaim(text, [evidence], { lexicon: library.lexicon, disputed });
  return { label, why };
}

/** Whether a person recorded a disagreement in which the other side weighs as much. */
function isDisputed(id: string, library: Library): boolean {
  const recorded = library.conflicts.filter((c) => c.statements.includes(id));
  if (recorded.length === 0) return false;
  const found: FoundConflict[] = recorded.map(({ about, statements: [a, b] }) => ({
    about,
    kind: "curated",
    curated: true,
    sides: [
      { words: "", statements: [a] },
      { words: "", statements: [b] },
    ],
  }));
  const evidence = new Map(
    recorded
      .flatMap((c) => c.statements)
      .flatMap((s) => {
        const e = evidenceIn(library, s);
        return e ? [[s, e] as const] : [];
      }),
  );
  return disputedStatements(found, evidence, library.lexicon).has(id);
}

/** The label of words that can no longer be shown in their source: at most a report. */
export function labelOfWithdrawn(evidence: Evidence, library: Library): Labelled {
  const { label } = labelOf(evidence, library, false);
  const capped: Label = weaker(label, "reported");
  return { label: capped, why: "what it rested on is no longer in the library" };
}

/** "the statement x-01 (Windows Forum)": for the operator's log. */
export const nameOf = (e: Evidence): string =>
  `${e.statement.id} (${e.source.publisher ?? e.source.id}): “${e.statement.text.slice(0, 80)}”`;
