import type { ReferenceStore } from "../core/work/references.ts";
import type { Database } from "./transaction.ts";

/** The part of the store that knows how conversations can be written to. */
export function createReferenceStore(db: Database): ReferenceStore {
  return {
    async save({ platform, tenant, conversation, reference, seenAt: seen_at }) {
      await db
        .insertInto("conversation_references")
        .values({ platform, tenant, conversation, reference, seen_at })
        .onConflict((c) =>
          c.columns(["platform", "tenant", "conversation"]).doUpdateSet({ reference, seen_at }),
        )
        .execute();
    },
    async get(platform, tenant, conversation) {
      const row = await db
        .selectFrom("conversation_references")
        .selectAll()
        .where("platform", "=", platform)
        .where("tenant", "=", tenant)
        .where("conversation", "=", conversation)
        .executeTakeFirst();
      return row ? { platform, tenant, conversation, reference: row.reference, seenAt: row.seen_at } : null;
    },
    async remove(platform, tenant, conversation) {
      await db
        .deleteFrom("conversation_references")
        .where("platform", "=", platform)
        .where("tenant", "=", tenant)
        .where("conversation", "=", conversation)
        .execute();
    },
  };
}
