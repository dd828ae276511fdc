import { type ChannelStore, DEFAULT_SPEAKING, SPEAKING } from "../core/work/speaking.ts";
import type { Database } from "./transaction.ts";

/** The channels' part of the store. */
export function createChannelStore(db: Database): ChannelStore {
  return {
    async speaking(tenant, channel) {
      const row = await db
        .selectFrom("channels")
        .select("speaking")
        .where("tenant", "=", tenant)
        .where("channel", "=", channel)
        .executeTakeFirst();
      return SPEAKING.find((s) => s === row?.speaking) ?? DEFAULT_SPEAKING;
    },
    async setSpeaking(tenant, channel, speaking, set_by, set_at) {
      await db
        .insertInto("channels")
        .values({ tenant, channel, speaking, set_by, set_at })
        .onConflict((c) => c.columns(["tenant", "channel"]).doUpdateSet({ speaking, set_by, set_at }))
        .execute();
    },
  };
}
