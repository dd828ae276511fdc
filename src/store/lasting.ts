import type Sqlite from "better-sqlite3";
import type { SqliteDatabase } from "kysely";

/**
 * Everything native that was ever opened. From Node 24.19 on, better-sqlite3 12 ends the process when one of its objects is
 * collected as garbage; so none is, until the process ends of itself. A process opens few stores and few kinds of statement.
 */
const lasting = new Set<object>();

/** A database whose statements are prepared once each and kept, as Kysely's dialect wants it. */
export function withLastingStatements(sqlite: Sqlite.Database): SqliteDatabase {
  const prepared = new Map<string, Sqlite.Statement>();
  lasting.add(sqlite).add(prepared);
  return {
    close: () => {
      sqlite.close();
    },
    prepare: (sql) => {
      const known = prepared.get(sql) ?? sqlite.prepare(sql);
      prepared.set(sql, known);
      return known;
    },
  };
}

/** A pragma's value, read by a statement that is kept too. */
export function readPragma(sqlite: Sqlite.Database, name: string): unknown {
  const statement = sqlite.prepare(`pragma ${name}`).pluck();
  lasting.add(statement);
  return statement.get();
}
