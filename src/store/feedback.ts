import type { FeedbackStore, Verdict } from "../core/work/feedback.ts";
import type { Database } from "./transaction.ts";

/** The feedback's part of the store. */
export function createFeedbackStore(db: Database): FeedbackStore {
  return {
    async save({ tenant, receipt, user, verdict, at }) {
      await db
        .insertInto("feedback")
        .values({ tenant, receipt, user, verdict, at })
        .onConflict((c) => c.columns(["tenant", "receipt", "user"]).doUpdateSet({ verdict, at }))
        .execute();
    },
    async of(tenant, receipt) {
      const rows = await db
        .selectFrom("feedback")
        .selectAll()
        .where("tenant", "=", tenant)
        .where("receipt", "=", receipt)
        .orderBy("at")
        .execute();
      return rows.map((r) => ({ ...r, verdict: r.verdict as Verdict }));
    },
  };
}
