import { type Kysely, sql } from "kysely";
import type { Tables } from "./tables.ts";

/** The database as the parts of the store see it. */
export type Database = Kysely<Tables>;

/**
 * Runs a change as one transaction that holds the write lock from its first moment, so that what it reads can't be
 * changed by another process before it writes. Inside, use only the connection that `run` is given.
 */
export const immediately = <T>(db: Database, run: (tx: Database) => Promise<T>): Promise<T> =>
  db.connection().execute(async (tx) => {
    await sql`begin immediate`.execute(tx);
    try {
      const result = await run(tx);
      await sql`commit`.execute(tx);
      return result;
    } catch (error) {
      await sql`rollback`.execute(tx);
      throw error;
    }
  });

/** Splits rows so that one insert stays far below the limit on bound values. */
export function* batches<T>(rows: readonly T[], size = 200): Generator<T[]> {
  for (let i = 0; i < rows.length; i += size) yield rows.slice(i, i + size);
}
