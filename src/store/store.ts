import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import Sqlite from "better-sqlite3";
import { Kysely, SqliteDialect } from "kysely";
import type { ExtractionStore } from "../core/conflicts/extracted-claims.ts";
import type { PostStore } from "../core/digest/posts.ts";
import type { SubscriptionStore } from "../core/digest/subscriptions.ts";
import type { ConversationStore, LibraryStore, ReceiptStore } from "../core/ports.ts";
import type { DeliveryStore } from "../core/work/deliveries.ts";
import type { FeedbackStore } from "../core/work/feedback.ts";
import type { OwnMessageStore } from "../core/work/own-messages.ts";
import type { ReferenceStore } from "../core/work/references.ts";
import type { ChannelStore } from "../core/work/speaking.ts";
import { createChannelStore } from "./channels.ts";
import { createConversationStore } from "./conversations.ts";
import { createDeliveryStore } from "./deliveries.ts";
import { createPostStore } from "./digests.ts";
import { createExtractionStore } from "./extractions.ts";
import { createFeedbackStore } from "./feedback.ts";
import { readPragma, withLastingStatements } from "./lasting.ts";
import { createLibraryStore } from "./library.ts";
import { MIGRATIONS, type Migration, migrate } from "./migrations.ts";
import { createOwnMessageStore } from "./own-messages.ts";
import { createReceiptStore } from "./receipts.ts";
import { createReferenceStore } from "./references.ts";
import { createSubscriptionStore } from "./subscriptions.ts";
import type { Tables } from "./tables.ts";

/** What must never be lost, by concern. A new concern is a new file with its own migration, and a new line here. */
export interface Store {
  readonly library: LibraryStore;
  readonly receipts: ReceiptStore;
  readonly conversations: ConversationStore;
  readonly deliveries: DeliveryStore;
  readonly channels: ChannelStore;
  readonly feedback: FeedbackStore;
  readonly references: ReferenceStore;
  readonly ownMessages: OwnMessageStore;
  readonly subscriptions: SubscriptionStore;
  readonly posts: PostStore;
  readonly extractions: ExtractionStore;
  close(): Promise<void>;
}

/** How long a process waits for another one that is writing. */
const BUSY_MS = 15_000;

/**
 * Opens the SQLite file at `databaseUrl` (a path, a `file:` URL, or `:memory:`), creating it and its folder at need.
 * Several processes on one host may share it. Throws, saying what to do, for any other database, for a file that is not
 * a healthy SQLite database and for one that a newer version has written.
 */
export async function openStore(
  databaseUrl: string,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<Store> {
  const path = pathOf(databaseUrl);
  const sqlite = open(path);
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: withLastingStatements(sqlite) }) });
  try {
    await migrate(db, migrations, new Date().toISOString());
  } catch (error) {
    await db.destroy();
    throw explained(path, error);
  }
  return {
    library: createLibraryStore(db),
    receipts: createReceiptStore(db),
    conversations: createConversationStore(db),
    deliveries: createDeliveryStore(db),
    channels: createChannelStore(db),
    feedback: createFeedbackStore(db),
    references: createReferenceStore(db),
    ownMessages: createOwnMessageStore(db),
    subscriptions: createSubscriptionStore(db),
    posts: createPostStore(db),
    extractions: createExtractionStore(db),
    close: () => db.destroy(),
  };
}

function pathOf(databaseUrl: string): string {
  const url = databaseUrl.trim();
  if (url === "")
    throw new Error("DATABASE_URL is empty. Set it to a file path, for instance data/compute-deals.db.");
  if (/^file:\/\//i.test(url)) return fileURLToPath(url);
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(url)?.[1]?.toLowerCase();
  if (scheme === undefined || scheme.length === 1 || url === ":memory:") return url;
  if (scheme === "file") return url.slice("file:".length);
  throw new Error(
    `DATABASE_URL begins with "${scheme}:", which is not supported yet: Compute Deals keeps its data in a SQLite file. ` +
      "Set DATABASE_URL to a file path, for instance data/compute-deals.db.",
  );
}

function open(path: string): Sqlite.Database {
  let sqlite: Sqlite.Database | undefined;
  try {
    if (path !== ":memory:") mkdirSync(dirname(path), { recursive: true });
    sqlite = new Sqlite(path, { timeout: BUSY_MS });
    if (readPragma(sqlite, "journal_mode") !== "wal") sqlite.exec("pragma journal_mode = wal");
    sqlite.exec("pragma synchronous = full; pragma foreign_keys = on");
    return sqlite;
  } catch (error) {
    sqlite?.close();
    throw explained(path, error);
  }
}

/** Says which file and what to do; the cause stays attached. */
function explained(path: string, error: unknown): Error {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const reason = error instanceof Error ? error.message : String(error);
  const advice: Record<string, string> = {
    SQLITE_NOTADB: "it is not a SQLite database. Set DATABASE_URL to another file, or move this one away.",
    SQLITE_CORRUPT:
      "it is damaged. Restore it from a backup, or move it away: the library is built again at the next start.",
    SQLITE_BUSY: "another process is holding it. Wait for that one to finish, or stop it.",
    SQLITE_CANTOPEN: "it can't be opened. Check that the path is a file and that this user may write there.",
    SQLITE_READONLY: "it can't be written. Check the permissions of the file and of its folder.",
    EACCES: "its folder can't be created. Check the permissions, or set DATABASE_URL to another path.",
    ENOTDIR: "a part of the path is a file. Set DATABASE_URL to another path.",
    EEXIST: "a part of the path is a file. Set DATABASE_URL to another path.",
  };
  const known = Object.entries(advice).find(([prefix]) => code.startsWith(prefix))?.[1];
  return new Error(`The database ${path} can't be used: ${known ?? reason}`, { cause: error });
}
