import type { OwnMessageStore } from "../core/work/own-messages.ts";
import type { Database } from "./transaction.ts";

/** The part of the store that knows our own messages. */
export function createOwnMessageStore(db: Database): OwnMessageStore {
  return {
    async save({ tenant, conversation, delivery, message, form, receipt }) {
      await db
        .insertInto("own_messages")
        .values({ tenant, conversation, delivery, message, form, receipt })
        .onConflict((c) =>
          c.columns(["tenant", "delivery"]).doUpdateSet({ conversation, message, form, receipt }),
        )
        .execute();
    },
    async of(tenant, delivery) {
      const row = await db
        .selectFrom("own_messages")
        .select(["tenant", "conversation", "delivery", "message", "form", "receipt"])
        .where("tenant", "=", tenant)
        .where("delivery", "=", delivery)
        .executeTakeFirst();
      return row ? { ...row, form: row.form === "stream" ? "stream" : "message" } : null;
    },
    async forget(tenant, delivery) {
      await db
        .deleteFrom("own_messages")
        .where("tenant", "=", tenant)
        .where("delivery", "=", delivery)
        .execute();
    },
    async receiptIn(tenant, conversation, message) {
      const answered = db
        .selectFrom("own_messages")
        .select("receipt")
        .where("tenant", "=", tenant)
        .where("conversation", "=", conversation)
        .where("receipt", "is not", null);
      const row = await (message === null
        ? answered.orderBy("seq", "desc").limit(1)
        : answered.where("message", "=", message)
      ).executeTakeFirst();
      return row?.receipt ?? null;
    },
  };
}
