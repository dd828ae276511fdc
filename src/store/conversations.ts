import type { ConversationStore, KeptTurn } from "../core/ports.ts";
import type { Database } from "./transaction.ts";

/** The conversations' part of the store. */
export function createConversationStore(db: Database): ConversationStore {
  return {
    async add(tenant, conversation, turns) {
      if (turns.length === 0) return;
      await db
        .insertInto("turns")
        .values(turns.map((t) => ({ tenant, conversation, ...t })))
        .execute();
    },
    async recent(tenant, conversation, limit) {
      const rows = await db
        .selectFrom("turns")
        .selectAll()
        .where("tenant", "=", tenant)
        .where("conversation", "=", conversation)
        .orderBy("id", "desc")
        .limit(limit)
        .execute();
      return rows
        .reverse()
        .map(
          (r): KeptTurn => ({ role: r.role as KeptTurn["role"], text: r.text, receipt: r.receipt, at: r.at }),
        );
    },
    async forget(tenant, conversation) {
      await db
        .deleteFrom("turns")
        .where("tenant", "=", tenant)
        .where("conversation", "=", conversation)
        .execute();
    },
  };
}
