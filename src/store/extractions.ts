import type { ExtractedClaim, ExtractionStore } from "../core/conflicts/extracted-claims.ts";
import type { Usage } from "../core/types.ts";
import type { Database } from "./transaction.ts";

/** The extractions' part of the store. */
export function createExtractionStore(db: Database): ExtractionStore {
  return {
    async all() {
      const rows = await db.selectFrom("extractions").selectAll().orderBy("source").execute();
      return rows.map(({ source, hash, claims, model, usage, at }) => ({
        source,
        hash,
        claims: JSON.parse(claims) as ExtractedClaim[],
        model,
        usage: JSON.parse(usage) as Usage,
        at,
      }));
    },
    async save({ source, hash, claims, model, usage, at }) {
      const row = {
        hash,
        claims: JSON.stringify(claims),
        model,
        usage: JSON.stringify(usage),
        usd: usage.usd,
        at,
      };
      await db
        .insertInto("extractions")
        .values({ source, ...row })
        .onConflict((c) => c.column("source").doUpdateSet(row))
        .execute();
    },
    async spentOn(day) {
      const row = await db
        .selectFrom("extractions")
        .select((eb) => eb.fn.sum<number | null>("usd").as("spent"))
        .where("at", ">=", day)
        .where("at", "<", `${day}U`)
        .executeTakeFirst();
      return row?.spent ?? 0;
    },
  };
}
