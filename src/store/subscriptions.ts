import type { Selectable } from "kysely";
import type { Schedule } from "../core/digest/schedule.ts";
import type { Subscription, SubscriptionStore, Wish } from "../core/digest/subscriptions.ts";
import { IMPORTANCE } from "../core/digest/types.ts";
import { shortId } from "./short-id.ts";
import type { Tables } from "./tables.ts";
import { type Database, immediately } from "./transaction.ts";

/** Written by people in commands. */
const ID_LENGTH = 4;

type Row = Selectable<Tables["subscriptions"]>;

/** The subscriptions' part of the store. */
export function createSubscriptionStore(db: Database): SubscriptionStore {
  const one = (tenant: string, id: string) =>
    db.updateTable("subscriptions").where("tenant", "=", tenant).where("id", "=", id);
  const done = (result: { numUpdatedRows: bigint }) => result.numUpdatedRows === 1n;
  return {
    add: (given) =>
      immediately(db, async (tx) => {
        const { target, by, now, next, generation, since } = given;
        const row = await tx
          .insertInto("subscriptions")
          .values({
            id: await freeId(tx),
            ...target,
            by,
            created_at: now,
            ...wishRow(given),
            paused: null,
            next,
            generation,
            since,
          })
          .returningAll()
          .executeTakeFirstOrThrow();
        return subscriptionOf(row);
      }),
    async get(tenant, id) {
      const row = await db
        .selectFrom("subscriptions")
        .selectAll()
        .where("tenant", "=", tenant)
        .where("id", "=", id)
        .executeTakeFirst();
      return row ? subscriptionOf(row) : null;
    },
    async list(tenant, channel) {
      const all = db.selectFrom("subscriptions").selectAll().where("tenant", "=", tenant).orderBy("seq");
      const rows = await (channel === null ? all : all.where("channel", "=", channel)).execute();
      return rows.map(subscriptionOf);
    },
    change: async (tenant, id, wish, next) =>
      done(
        await one(tenant, id)
          .set({ ...wishRow(wish), next })
          .executeTakeFirst(),
      ),
    pause: (tenant, id, reason) =>
      immediately(db, async (tx) => {
        await withdraw(tx, id);
        return done(
          await tx
            .updateTable("subscriptions")
            .set({ paused: reason })
            .where("tenant", "=", tenant)
            .where("id", "=", id)
            .executeTakeFirst(),
        );
      }),
    resume: async (tenant, id, next) =>
      done(await one(tenant, id).set({ paused: null, next }).executeTakeFirst()),
    remove: (tenant, id) =>
      immediately(db, async (tx) => {
        await withdraw(tx, id);
        const { numDeletedRows } = await tx
          .deleteFrom("subscriptions")
          .where("tenant", "=", tenant)
          .where("id", "=", id)
          .executeTakeFirst();
        return numDeletedRows === 1n;
      }),
    ...correctionsOf(db),
  };
}

/** Whether channels hear of corrections; what is kept are those that do not want to. */
function correctionsOf(db: Database): Pick<SubscriptionStore, "corrections" | "setCorrections"> {
  return {
    async corrections(tenant, channel) {
      const row = await db
        .selectFrom("corrections_off")
        .select("channel")
        .where("tenant", "=", tenant)
        .where("channel", "=", channel)
        .executeTakeFirst();
      return row === undefined;
    },
    async setCorrections(tenant, channel, on, set_by, set_at) {
      if (on)
        await db
          .deleteFrom("corrections_off")
          .where("tenant", "=", tenant)
          .where("channel", "=", channel)
          .execute();
      else
        await db
          .insertInto("corrections_off")
          .values({ tenant, channel, set_by, set_at })
          .onConflict((c) => c.columns(["tenant", "channel"]).doUpdateSet({ set_by, set_at }))
          .execute();
    },
  };
}

/** What was planned and certainly has not begun to go out does not go out any more. */
async function withdraw(tx: Database, subscription: string): Promise<void> {
  await tx
    .updateTable("posts")
    .set({ state: "merged", note: "paused or removed" })
    .where("subscription", "=", subscription)
    .where("state", "=", "ready")
    .execute();
}

async function freeId(tx: Database): Promise<string> {
  for (;;) {
    const id = shortId(ID_LENGTH);
    const taken = await tx.selectFrom("subscriptions").select("id").where("id", "=", id).executeTakeFirst();
    if (!taken) return id;
  }
}

const wishRow = ({ schedule, topics, minimum, whenNothing }: Wish) => ({
  schedule: JSON.stringify(schedule),
  topics: JSON.stringify(topics),
  minimum,
  when_nothing: whenNothing ? 1 : 0,
});

/** A subscription as it is kept. */
export const subscriptionOf = (r: Row): Subscription => ({
  id: r.id,
  target: { platform: r.platform, tenant: r.tenant, channel: r.channel, place: r.place },
  by: r.by,
  createdAt: r.created_at,
  schedule: JSON.parse(r.schedule) as Schedule,
  topics: JSON.parse(r.topics) as string[],
  minimum: IMPORTANCE.find((i) => i === r.minimum) ?? "all",
  whenNothing: r.when_nothing === 1,
  paused: r.paused,
  next: r.next,
  generation: r.generation,
  since: r.since,
});
