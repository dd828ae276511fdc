import type { Receipt, ReceiptStore } from "../core/ports.ts";
import { shortId } from "./short-id.ts";
import type { Database } from "./transaction.ts";

const LENGTH = 5;

/** The receipts' part of the store. */
export function createReceiptStore(db: Database): ReceiptStore {
  return {
    async newId() {
      for (;;) {
        const id = shortId(LENGTH);
        const taken = await db.selectFrom("receipts").select("id").where("id", "=", id).executeTakeFirst();
        if (!taken) return id;
      }
    },
    async save({ createdAt, asOf, promptHash, answer, searched, cited, dropped, usage, ...plain }) {
      await db
        .insertInto("receipts")
        .values({
          ...plain,
          created_at: createdAt,
          as_of: asOf,
          prompt_hash: promptHash,
          answer: JSON.stringify(answer),
          searched: JSON.stringify(searched),
          cited: JSON.stringify(cited),
          dropped: JSON.stringify(dropped),
          usage: usage ? JSON.stringify(usage) : null,
        })
        .execute();
    },
    async get(tenant, id) {
      const row = await db
        .selectFrom("receipts")
        .selectAll()
        .where("tenant", "=", tenant)
        .where("id", "=", id.trim().toLowerCase())
        .executeTakeFirst();
      if (!row) return null;
      return {
        id: row.id,
        tenant: row.tenant,
        createdAt: row.created_at,
        question: row.question,
        asOf: row.as_of,
        outcome: row.outcome as Receipt["outcome"],
        answer: JSON.parse(row.answer) as Receipt["answer"],
        searched: JSON.parse(row.searched) as Receipt["searched"],
        cited: JSON.parse(row.cited) as Receipt["cited"],
        dropped: JSON.parse(row.dropped) as Receipt["dropped"],
        drafter: row.drafter as Receipt["drafter"],
        model: row.model,
        promptHash: row.prompt_hash,
        usage: row.usage === null ? null : (JSON.parse(row.usage) as Receipt["usage"]),
        usd: row.usd,
        ms: row.ms,
      };
    },
    async spend(what, usd, at) {
      await db.insertInto("spends").values({ what, usd, at }).execute();
    },
    async spentOn(day) {
      const receipts = await db
        .selectFrom("receipts")
        .select((eb) => eb.fn.sum<number | null>("usd").as("spent"))
        .where("created_at", ">=", day)
        .where("created_at", "<", `${day}U`)
        .executeTakeFirst();
      const spends = await db
        .selectFrom("spends")
        .select((eb) => eb.fn.sum<number | null>("usd").as("spent"))
        .where("at", ">=", day)
        .where("at", "<", `${day}U`)
        .executeTakeFirst();
      return (receipts?.spent ?? 0) + (spends?.spent ?? 0);
    },
  };
}
