import { createHash } from "node:crypto";
import type { Extraction, ExtractionStore } from "./core/conflicts/extracted-claims.ts";
import { evidenceOf } from "./core/evidence/retrieve.ts";
import type { Library } from "./core/library.ts";
import type { Evidence, Source } from "./core/types.ts";

/** A source that can be extracted: one that is held in its own words. Summaries are curated already. */
export interface Extractable {
  readonly source: Source;
  /** Its sentences and items, in order. */
  readonly statements: readonly Evidence[];
  readonly hash: string;
}

/** What was kept of the library's sources as they are now, and the sources of which nothing was. */
export async function keptExtractions(
  store: ExtractionStore,
  library: Library,
): Promise<{ readonly kept: readonly Extraction[]; readonly pending: readonly Extractable[] }> {
  const all = new Map((await store.all()).map((e) => [e.source, e]));
  const kept: Extraction[] = [];
  const pending: Extractable[] = [];
  for (const extractable of extractables(library)) {
    const known = all.get(extractable.source.id);
    if (known?.hash === extractable.hash) kept.push(known);
    else pending.push(extractable);
  }
  return { kept, pending };
}

function extractables(library: Library): Extractable[] {
  const bySource = new Map<string, Evidence[]>();
  for (const { id, form } of library.statements.values()) {
    const evidence = evidenceOf({ statement: id, score: 0 }, library);
    if (evidence?.source.quoteKind !== "verbatim") continue;
    if (form !== "sentence" && form !== "item") continue;
    const list = bySource.get(evidence.source.id);
    if (list) list.push(evidence);
    else bySource.set(evidence.source.id, [evidence]);
  }
  return [...bySource.values()].flatMap((list) => {
    const statements = list.toSorted((a, b) => a.statement.ordinal - b.statement.ordinal);
    const source = statements[0]?.source;
    const told = statements.map((e) => [e.statement.ordinal, e.statement.text]);
    return source
      ? [{ source, statements, hash: createHash("sha256").update(JSON.stringify(told)).digest("hex") }]
      : [];
  });
}
