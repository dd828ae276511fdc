import type { Selectable } from "kysely";
import type { Entity } from "../core/entities.ts";
import type { CuratedConflict, Deal } from "../core/library.ts";
import type {
  DocumentContent,
  KeptStatement,
  LibraryChange,
  LibraryStore,
  StoredDocument,
} from "../core/ports.ts";
import type { Passage, Source, Statement } from "../core/types.ts";
import type { Tables } from "./tables.ts";
import { batches, type Database, immediately } from "./transaction.ts";

/** The library's part of the store: files at each of their states, and what stood in them. */
export function createLibraryStore(db: Database): LibraryStore {
  return {
    index: () =>
      db.transaction().execute(async (tx) => {
        const { generation } = await tx.selectFrom("library").select("generation").executeTakeFirstOrThrow();
        const rows = await tx
          .selectFrom("documents")
          .select(["path", "hash"])
          .where("superseded_at", "is", null)
          .execute();
        return { generation, hashes: new Map(rows.map((r) => [r.path, r.hash])) };
      }),
    documents: () => db.transaction().execute((tx) => documentsOf(tx, liveIds(tx))),
    documentsAt: (generation) =>
      db.transaction().execute((tx) =>
        documentsOf(
          tx,
          tx
            .selectFrom("documents")
            .select("id")
            .where("added_in", "<=", generation)
            .where((e) => e.or([e("superseded_in", "is", null), e("superseded_in", ">", generation)])),
        ),
      ),
    apply: (change) => immediately(db, (tx) => apply(tx, change)),
    async versions(path) {
      const rows = await db
        .selectFrom("documents")
        .selectAll()
        .where("path", "=", path)
        .orderBy("id", "desc")
        .execute();
      return rows.map((r) => ({ hash: r.hash, addedAt: r.added_at, supersededAt: r.superseded_at }));
    },
    statement: (id) => keptStatement(db, id),
  };
}

async function apply(tx: Database, change: LibraryChange): Promise<boolean> {
  const moved = await tx
    .updateTable("library")
    .set({ generation: change.from + 1 })
    .where("generation", "=", change.from)
    .executeTakeFirst();
  if (moved.numUpdatedRows === 0n) return false;
  const gone = [...change.removed, ...change.written.map((d) => d.path)];
  for (const paths of batches(gone))
    await tx
      .updateTable("documents")
      .set({ superseded_at: change.at, superseded_in: change.from + 1 })
      .where("superseded_at", "is", null)
      .where("path", "in", paths)
      .execute();
  for (const document of change.written) await write(tx, document, change);
  return true;
}

async function write(
  tx: Database,
  { path, hash, content }: StoredDocument,
  { at, from }: LibraryChange,
): Promise<void> {
  const { id: document_id } = await tx
    .insertInto("documents")
    .values({
      path,
      hash,
      problems: JSON.stringify(content.problems),
      lines: JSON.stringify(content.lines),
      added_at: at,
      superseded_at: null,
      added_in: from + 1,
      superseded_in: null,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  const rows = rowsOf(document_id, content);
  for (const values of batches(rows.sources)) await tx.insertInto("sources").values(values).execute();
  for (const values of batches(rows.passages)) await tx.insertInto("passages").values(values).execute();
  for (const values of batches(rows.statements)) await tx.insertInto("statements").values(values).execute();
  for (const values of batches(rows.deals)) await tx.insertInto("deals").values(values).execute();
  for (const values of batches(rows.conflicts)) await tx.insertInto("conflicts").values(values).execute();
  for (const values of batches(rows.entities)) await tx.insertInto("entities").values(values).execute();
}

function rowsOf(document_id: number, content: DocumentContent) {
  return {
    sources: content.sources.map(({ quoteKind, ...s }, position) => ({
      document_id,
      position,
      ...s,
      quote_kind: quoteKind,
    })),
    passages: content.passages.map(({ sourceId, ...p }, position) => ({
      document_id,
      position,
      ...p,
      source_id: sourceId,
    })),
    statements: content.statements.map(({ sourceId, passageId, curated, ...s }, ordinal) => ({
      document_id,
      ...s,
      ordinal,
      source_id: sourceId,
      passage_id: passageId,
      curated: curated ? JSON.stringify(curated) : null,
    })),
    deals: content.deals.map((d, position) => ({
      document_id,
      position,
      slug: d.slug,
      data: JSON.stringify(d),
    })),
    conflicts: content.conflicts.map((c, position) => ({ document_id, position, data: JSON.stringify(c) })),
    entities: content.entities.map((e, position) => ({
      document_id,
      position,
      name: e.name,
      data: JSON.stringify(e),
    })),
  };
}

const sourceOf = (r: Selectable<Tables["sources"]>): Source => ({
  id: r.id,
  title: r.title,
  publisher: r.publisher,
  url: r.url,
  published: r.published,
  kind: r.kind as Source["kind"],
  quoteKind: r.quote_kind as Source["quoteKind"],
});

const passageOf = (r: Selectable<Tables["passages"]>): Passage => ({
  id: r.id,
  sourceId: r.source_id,
  text: r.text,
  start: r.start,
  end: r.end,
});

const statementOf = (r: Selectable<Tables["statements"]>): Statement => ({
  id: r.id,
  sourceId: r.source_id,
  passageId: r.passage_id,
  ordinal: r.ordinal,
  text: r.text,
  start: r.start,
  end: r.end,
  form: r.form as Statement["form"],
  heading: r.heading,
  via: r.via,
  deal: r.deal,
  curated: r.curated === null ? null : (JSON.parse(r.curated) as Statement["curated"]),
});

function byId<R extends { document_id: number }, T>(
  all: readonly R[],
  read: (row: R) => T,
): Map<number, T[]> {
  const grouped = new Map<number, T[]>();
  for (const row of all) {
    const group = grouped.get(row.document_id);
    if (group) group.push(read(row));
    else grouped.set(row.document_id, [read(row)]);
  }
  return grouped;
}

const liveIds = (db: Database) => db.selectFrom("documents").select("id").where("superseded_at", "is", null);

/** Files with all that they hold; called inside a transaction, so that all tables are read at one moment. */
async function documentsOf(db: Database, live: ReturnType<typeof liveIds>): Promise<StoredDocument[]> {
  const rows = await db.selectFrom("documents").selectAll().where("id", "in", live).orderBy("path").execute();
  const sources = byId(
    await db.selectFrom("sources").selectAll().where("document_id", "in", live).orderBy("position").execute(),
    sourceOf,
  );
  const passages = byId(
    await db
      .selectFrom("passages")
      .selectAll()
      .where("document_id", "in", live)
      .orderBy("position")
      .execute(),
    passageOf,
  );
  const statements = byId(
    await db
      .selectFrom("statements")
      .selectAll()
      .where("document_id", "in", live)
      .orderBy("ordinal")
      .execute(),
    statementOf,
  );
  const deals = byId(
    await db.selectFrom("deals").selectAll().where("document_id", "in", live).orderBy("position").execute(),
    (r) => JSON.parse(r.data) as Deal,
  );
  const conflicts = byId(
    await db
      .selectFrom("conflicts")
      .selectAll()
      .where("document_id", "in", live)
      .orderBy("position")
      .execute(),
    (r) => JSON.parse(r.data) as CuratedConflict,
  );
  const entities = byId(
    await db
      .selectFrom("entities")
      .selectAll()
      .where("document_id", "in", live)
      .orderBy("position")
      .execute(),
    (r) => JSON.parse(r.data) as Entity,
  );
  return rows.map((r) => ({
    path: r.path,
    hash: r.hash,
    content: {
      sources: sources.get(r.id) ?? [],
      passages: passages.get(r.id) ?? [],
      statements: statements.get(r.id) ?? [],
      deals: deals.get(r.id) ?? [],
      conflicts: conflicts.get(r.id) ?? [],
      entities: entities.get(r.id) ?? [],
      problems: JSON.parse(r.problems) as DocumentContent["problems"],
      lines: JSON.parse(r.lines) as DocumentContent["lines"],
    },
  }));
}

async function keptStatement(db: Database, id: string): Promise<KeptStatement | null> {
  const row = await db
    .selectFrom("statements")
    .innerJoin("documents", "documents.id", "statements.document_id")
    .selectAll("statements")
    .select("documents.superseded_at")
    .where("statements.id", "=", id)
    .orderBy((e) => e("documents.superseded_at", "is not", null))
    .orderBy("documents.id", "desc")
    .executeTakeFirst();
  if (!row) return null;
  const passage = await db
    .selectFrom("passages")
    .selectAll()
    .where("document_id", "=", row.document_id)
    .where("id", "=", row.passage_id)
    .executeTakeFirstOrThrow();
  const source = await db
    .selectFrom("sources")
    .innerJoin("documents", "documents.id", "sources.document_id")
    .selectAll("sources")
    .where("sources.id", "=", row.source_id)
    .orderBy((e) => e("sources.document_id", "!=", row.document_id))
    .orderBy((e) => e("documents.superseded_at", "is not", null))
    .orderBy("documents.id", "desc")
    .executeTakeFirst();
  return {
    statement: statementOf(row),
    passage: passageOf(passage),
    source: source ? sourceOf(source) : null,
    supersededAt: row.superseded_at,
  };
}
