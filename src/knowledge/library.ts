import { createLexicon } from "../core/entities.ts";
import type { CuratedConflict, Deal, Library } from "../core/library.ts";
import type { LibraryStore, Problem, StoredDocument } from "../core/ports.ts";
import type { Passage, Source, Statement } from "../core/types.ts";

/** The library in memory, with what does not fit together among its files. */
export interface JoinedLibrary {
  readonly library: Library;
  readonly problems: readonly Problem[];
}

/** Where something stands, for messages. */
interface Place {
  readonly file: string;
  readonly line: number | null;
}

const at = (p: Place): string => (p.line === null ? p.file : `${p.file} line ${p.line}`);

/**
 * Joins files into one library. All that one file says about another is checked here and nowhere else, so a change to
 * one file never makes it necessary to parse another. Of two things with one id the one in the earlier file stays.
 */
export function joinLibrary(documents: readonly StoredDocument[]): JoinedLibrary {
  const problems: Problem[] = [];
  const sources = new Map<string, Source>();
  const sourceAt = new Map<string, Place>();
  const rejected = new Set<string>();
  const placeOf = (d: StoredDocument, key: string): Place => ({
    file: d.path,
    line: d.content.lines[key] ?? null,
  });
  for (const d of documents)
    for (const source of d.content.sources) {
      const here = placeOf(d, `source:${source.id}`);
      const earlier = sourceAt.get(source.id);
      if (earlier) {
        const message = `the source id ${source.id} is taken by ${at(earlier)}`;
        problems.push({ ...here, message, fix: "give one of the two another id, or take it out" });
        if (source.quoteKind === "verbatim") rejected.add(d.path);
        continue;
      }
      sources.set(source.id, source);
      sourceAt.set(source.id, here);
    }
  const cited = joinStatements(
    documents.filter((d) => !rejected.has(d.path)),
    sources,
    problems,
  );
  const deals = joinDeals(documents, cited.statements, problems);
  const conflicts = joinConflicts(documents, cited.statements, problems);
  const lexicon = createLexicon(documents.flatMap((d) => d.content.entities));
  return {
    library: { sources, ...cited, deals, conflicts, lexicon },
    problems: [...documents.flatMap((d) => d.content.problems), ...problems],
  };
}

function joinStatements(
  documents: readonly StoredDocument[],
  sources: ReadonlyMap<string, Source>,
  problems: Problem[],
) {
  const passages = new Map<string, Passage>();
  const statements = new Map<string, Statement>();
  const statementAt = new Map<string, Place>();
  const ordinals = new Map<string, number>();
  const missing = new Set<string>();
  for (const d of documents) {
    const held = new Map(d.content.passages.map((p) => [p.id, p]));
    for (const statement of d.content.statements) {
      const here: Place = { file: d.path, line: d.content.lines[`statement:${statement.id}`] ?? null };
      const source = sources.get(statement.sourceId);
      const passage = held.get(statement.passageId);
      const earlier = statementAt.get(statement.id);
      if (earlier) {
        const message = `the statement id ${statement.id} is taken by ${at(earlier)}`;
        problems.push({ ...here, message, fix: "give one of the two another id" });
      } else if (!source) {
        const key = `${d.path} ${statement.sourceId}`;
        const message = `the source ${statement.sourceId} is not known, so its statements are left out`;
        if (!missing.has(key))
          problems.push({ ...here, message, fix: "correct the id, or add the source to sources.yaml" });
        missing.add(key);
      } else if (statement.curated && source.quoteKind === "verbatim") {
        const message = `the source ${source.id} is in the library with its own words, so a summary of it is left out`;
        problems.push({ ...here, message, fix: "take the statement out, or name a source of sources.yaml" });
      } else if (passage) {
        const ordinal = ordinals.get(source.id) ?? 0;
        ordinals.set(source.id, ordinal + 1);
        passages.set(passage.id, passage);
        statements.set(statement.id, ordinal === statement.ordinal ? statement : { ...statement, ordinal });
        statementAt.set(statement.id, here);
      }
    }
  }
  return { passages, statements };
}

function joinDeals(
  documents: readonly StoredDocument[],
  statements: ReadonlyMap<string, Statement>,
  problems: Problem[],
): Deal[] {
  const deals = new Map<string, { deal: Deal; file: string }>();
  for (const d of documents)
    for (const deal of d.content.deals) {
      const earlier = deals.get(deal.slug);
      const line = d.content.lines[`deal:${deal.slug}`] ?? null;
      if (earlier) {
        const message = `the deal ${deal.slug} is described in ${earlier.file} already`;
        problems.push({
          file: d.path,
          line,
          message,
          fix: "put both into one file, or give one another name",
        });
        continue;
      }
      const known = (key: string, ids: readonly (string | null)[]): boolean => {
        const unknown = ids.find((id) => id !== null && !statements.has(id));
        if (unknown === undefined) return true;
        const message = `the statement ${unknown} is not in the library, so what rests on it is left out`;
        const fix = "correct the id, or add the statement below";
        problems.push({ file: d.path, line: d.content.lines[key] ?? line, message, fix });
        return false;
      };
      const history = deal.history.filter((e, i) => known(`history:${i}`, [e.statement, e.changes]));
      const figures = deal.figures.filter((f, i) => known(`figure:${i}`, [f.statement]));
      deals.set(deal.slug, { deal: { ...deal, history, figures }, file: d.path });
    }
  return [...deals.values()].map((d) => d.deal);
}

function joinConflicts(
  documents: readonly StoredDocument[],
  statements: ReadonlyMap<string, Statement>,
  problems: Problem[],
): CuratedConflict[] {
  return documents.flatMap((d) =>
    d.content.conflicts.filter((conflict, i) => {
      const unknown = conflict.statements.find((id) => !statements.has(id));
      if (unknown === undefined) return true;
      const message = `the conflict "${conflict.about}" names the statement ${unknown}, which is not in the library`;
      problems.push({
        file: d.path,
        line: d.content.lines[`conflict:${i}`] ?? null,
        message,
        fix: "correct the id",
      });
      return false;
    }),
  );
}

/** The library as the store holds it. */
export const loadLibrary = async (store: LibraryStore): Promise<Library> =>
  joinLibrary(await store.documents()).library;
