import { sql } from "kysely";
import { type Database, immediately } from "./transaction.ts";

/** One step of the schema. Once released it is never changed; a later step corrects it. */
export interface Migration {
  readonly name: string;
  readonly statements: readonly string[];
}

/** Append only, in order. A new concern of the store adds its tables as a new step. */
export const MIGRATIONS: readonly Migration[] = [
  {
    name: "001 library",
    statements: [
      "create table library (id integer primary key check (id = 1), generation integer not null)",
      "insert into library (id, generation) values (1, 0)",
      `create table documents (id integer primary key autoincrement, path text not null, hash text not null,
         problems text not null, lines text not null, added_at text not null, superseded_at text)`,
      "create unique index live_documents on documents (path) where superseded_at is null",
      `create table sources (document_id integer not null references documents (id), position integer not null,
         id text not null, title text not null, publisher text, url text, published text, kind text not null,
         quote_kind text not null, primary key (document_id, id)) without rowid`,
      `create table passages (document_id integer not null references documents (id), position integer not null,
         id text not null, source_id text not null, text text not null, start integer not null, "end" integer not null,
         primary key (document_id, position))`,
      `create table statements (document_id integer not null references documents (id), ordinal integer not null,
         id text not null, source_id text not null, passage_id text not null, text text not null,
         start integer not null, "end" integer not null, form text not null, heading text, via text, deal text,
         curated text, primary key (document_id, ordinal))`,
      "create index statements_by_id on statements (id)",
      "create index sources_by_id on sources (id)",
      `create table deals (document_id integer not null references documents (id), position integer not null,
         slug text not null, data text not null, primary key (document_id, position))`,
      `create table conflicts (document_id integer not null references documents (id), position integer not null,
         data text not null, primary key (document_id, position))`,
      `create table entities (document_id integer not null references documents (id), position integer not null,
         name text not null, data text not null, primary key (document_id, position))`,
    ],
  },
  {
    name: "002 receipts",
    statements: [
      `create table receipts (id text primary key, tenant text not null, created_at text not null,
         question text not null, as_of text not null, outcome text not null, answer text not null,
         searched text not null, cited text not null, dropped text not null, drafter text not null, model text,
         prompt_hash text, usage text, usd real not null, ms real not null)`,
      "create index receipts_by_time on receipts (tenant, created_at)",
    ],
  },
  {
    name: "003 conversations",
    statements: [
      `create table turns (id integer primary key autoincrement, tenant text not null, conversation text not null,
         role text not null, text text not null, receipt text, at text not null)`,
      "create index turns_by_conversation on turns (tenant, conversation, id)",
    ],
  },
  {
    name: "004 deliveries",
    statements: [
      `create table deliveries (seq integer primary key autoincrement, id text not null unique, platform text not null,
         tenant text not null, conversation text not null, position text not null, lane text not null,
         channel text not null, user text not null, task text not null, place text not null, state text not null,
         reply text, admitted integer not null, received_at integer not null, not_before integer not null,
         owner text, lease_until integer not null, attempts integer not null, sends integer not null,
         ref text, note text)`,
      `create index open_deliveries on deliveries (state, tenant, conversation, position)
         where state in ('accepted', 'answering', 'ready', 'sending')`,
      "create index deliveries_by_conversation on deliveries (tenant, conversation, position)",
      "create index deliveries_by_time on deliveries (tenant, received_at)",
      `create table delivery_keys (tenant text not null, key text not null,
         delivery integer not null references deliveries (seq) on delete cascade, primary key (tenant, key)) without rowid`,
      "create index delivery_keys_by_delivery on delivery_keys (delivery)",
    ],
  },
  {
    name: "005 channels",
    statements: [
      `create table channels (tenant text not null, channel text not null, speaking text not null, set_by text not null,
         set_at text not null, primary key (tenant, channel)) without rowid`,
    ],
  },
  {
    name: "006 feedback",
    statements: [
      `create table feedback (tenant text not null, receipt text not null, user text not null, verdict text not null,
         at text not null, primary key (tenant, receipt, user)) without rowid`,
    ],
  },
  {
    name: "007 conversation references and own messages",
    statements: [
      `create table conversation_references (platform text not null, tenant text not null, conversation text not null,
         reference text not null, seen_at text not null, primary key (platform, tenant, conversation)) without rowid`,
      `create table own_messages (seq integer primary key autoincrement, tenant text not null, conversation text not null,
         delivery text not null, message text not null, form text not null, receipt text, unique (tenant, delivery))`,
      "create index own_messages_by_message on own_messages (tenant, conversation, message)",
    ],
  },
  {
    name: "008 library generations",
    statements: [
      "alter table documents add column added_in integer not null default 0",
      "alter table documents add column superseded_in integer",
      "update documents set superseded_in = 0 where superseded_at is not null",
    ],
  },
  {
    name: "009 subscriptions",
    statements: [
      `create table subscriptions (seq integer primary key autoincrement, id text not null unique, tenant text not null,
         platform text not null, channel text not null, place text not null, by text not null, created_at integer not null,
         schedule text not null, topics text not null, minimum text not null, when_nothing integer not null,
         paused text, next integer not null, generation integer not null, since text not null)`,
      "create index subscriptions_by_channel on subscriptions (tenant, channel)",
      "create index due_subscriptions on subscriptions (next) where paused is null",
      `create table corrections_off (tenant text not null, channel text not null, set_by text not null, set_at text not null,
         primary key (tenant, channel)) without rowid`,
    ],
  },
  {
    name: "010 posts",
    statements: [
      `create table posts (seq integer primary key autoincrement, key text not null unique, tenant text not null,
         platform text not null, place text not null, body text not null, under text, subscription text,
         generation integer, until text, by text, expires integer not null, state text not null, owner text,
         lease_until integer not null, not_before integer not null, sends integer not null, ref text, note text,
         created_at integer not null)`,
      "create index open_posts on posts (platform, not_before) where state in ('ready', 'sending')",
      "create index posts_by_subscription on posts (subscription, state)",
      "create index posts_under on posts (under) where under is not null",
      "create table corrected (id integer primary key check (id = 1), generation integer not null)",
    ],
  },
  {
    name: "011 extractions",
    statements: [
      `create table extractions (source text primary key, hash text not null, claims text not null, model text not null,
         usage text not null, usd real not null, at text not null) without rowid`,
    ],
  },
  {
    name: "012 spends",
    statements: [
      "create table spends (seq integer primary key autoincrement, at text not null, what text not null, usd real not null)",
      "create index spends_by_day on spends (at)",
    ],
  },
];

/**
 * Brings the database to the newest schema, each step once, also when two processes start together.
 * Throws if a newer version of the product has written it.
 */
export async function migrate(db: Database, migrations: readonly Migration[], at: string): Promise<void> {
  if (await isCurrent(db, migrations)) return;
  await immediately(db, async (tx) => {
    await sql`create table if not exists migrations (name text primary key, applied_at text not null)`.execute(
      tx,
    );
    const done = new Set((await tx.selectFrom("migrations").select("name").execute()).map((r) => r.name));
    const unknown = [...done].filter((name) => !migrations.some((m) => m.name === name));
    if (unknown.length > 0)
      throw new Error(
        `it was written by a newer version of Compute Deals (schema step "${unknown.join('", "')}"). ` +
          "Run that version, or set DATABASE_URL to another file.",
      );
    for (const { name, statements } of migrations) {
      if (done.has(name)) continue;
      for (const statement of statements) await sql.raw(statement).execute(tx);
      await tx.insertInto("migrations").values({ name, applied_at: at }).execute();
    }
  });
}

/** Whether exactly these steps are done; asked without the write lock, because most starts find them so. */
async function isCurrent(db: Database, migrations: readonly Migration[]): Promise<boolean> {
  const table = await sql`select 1 from sqlite_master where type = 'table' and name = 'migrations'`.execute(
    db,
  );
  if (table.rows.length === 0) return false;
  const done = await db.selectFrom("migrations").select("name").execute();
  return done.length === migrations.length && done.every((r) => migrations.some((m) => m.name === r.name));
}
