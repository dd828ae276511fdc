import { type Selectable, type SqlBool, sql } from "kysely";
import { usageSince } from "../core/work/admission.ts";
import type { Claim, Delivery, DeliveryStore, NewDelivery, Reply, Task } from "../core/work/deliveries.ts";
import { shortId } from "./short-id.ts";
import type { Tables } from "./tables.ts";
import { type Database, immediately } from "./transaction.ts";

/** Long enough that two never meet, short enough to read aloud. */
const ID_LENGTH = 9;

type Row = Selectable<Tables["deliveries"]>;

/** The deliveries' part of the store. */
export function createDeliveryStore(db: Database): DeliveryStore {
  /** Changes a delivery that `owner` holds in `state`; whether it still did. */
  async function advance(id: string, owner: string, from: string, change: Partial<Row>): Promise<boolean> {
    const { numUpdatedRows } = await db
      .updateTable("deliveries")
      .set(change)
      .where("id", "=", id)
      .where("owner", "=", owner)
      .where("state", "=", from)
      .executeTakeFirst();
    return numUpdatedRows === 1n;
  }
  const free = { owner: null, lease_until: 0 } as const;

  return {
    accept: (delivery, now, admit) =>
      immediately(db, async (tx) => {
        if (await isDuplicate(tx, delivery)) return { kind: "duplicate" };
        const admission = admit(await usage(tx, delivery, now));
        const reply: Reply | null = admission.admitted ? null : { kind: "notice", text: admission.text };
        const id = await insert(tx, delivery, now, reply);
        return { kind: admission.admitted ? "accepted" : "refused", id };
      }),
    claimAnswer: (claim) => claimAnswer(db, claim),
    claimSend: (claim) => claimSend(db, claim),
    async renew(owner, until) {
      const rows = await db
        .updateTable("deliveries")
        .set({ lease_until: until })
        .where("owner", "=", owner)
        .where("state", "in", ["answering", "ready", "sending"])
        .returning("id")
        .execute();
      return new Set(rows.map((r) => r.id));
    },
    answered: (id, owner, reply) =>
      advance(id, owner, "answering", { state: "ready", reply: JSON.stringify(reply), ...free }),
    beginSend: async (id, owner) => {
      const { numUpdatedRows } = await db
        .updateTable("deliveries")
        .set((e) => ({ state: "sending", sends: e("sends", "+", 1) }))
        .where("id", "=", id)
        .where("owner", "=", owner)
        .where("state", "in", ["ready", "sending"])
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    sent: (id, owner, ref) => advance(id, owner, "sending", { state: "sent", ref, ...free }),
    sendLater: (id, owner, not_before) =>
      advance(id, owner, "sending", { state: "ready", not_before, ...free }),
    lookLater: (id, owner, not_before) => advance(id, owner, "sending", { not_before, ...free }),
    giveUp: async (id, owner, state, note) => advance(id, owner, "sending", { state, note, ...free }),
    async stop(tenant, conversation, reply) {
      const { numUpdatedRows } = await db
        .updateTable("deliveries")
        .set({ state: "ready", reply: JSON.stringify(reply), ...free })
        .where("tenant", "=", tenant)
        .where("conversation", "=", conversation)
        .where("state", "in", ["accepted", "answering"])
        .executeTakeFirst();
      return Number(numUpdatedRows);
    },
    async release(owner) {
      await db.updateTable("deliveries").set({ lease_until: 0 }).where("owner", "=", owner).execute();
    },
    async askers(tenant, conversation) {
      const rows = await db
        .selectFrom("deliveries")
        .select("user")
        .distinct()
        .where("tenant", "=", tenant)
        .where("conversation", "=", conversation)
        .where("admitted", "=", 1)
        .execute();
      return new Set(rows.map((r) => r.user));
    },
    counts: () => counts(db),
    async purge(before) {
      await db
        .deleteFrom("deliveries")
        .where("received_at", "<", before)
        .where("state", "in", ["sent", "failed", "in-doubt"])
        .execute();
    },
  };
}

/** Whether any key was seen before. All its keys are then known for the next time. */
async function isDuplicate(tx: Database, { tenant, keys }: NewDelivery): Promise<boolean> {
  const seen = await tx
    .selectFrom("delivery_keys")
    .select("delivery")
    .where("tenant", "=", tenant)
    .where("key", "in", keys)
    .executeTakeFirst();
  if (seen) await remember(tx, tenant, keys, seen.delivery);
  return seen !== undefined;
}

async function remember(tx: Database, tenant: string, keys: readonly string[], delivery: number) {
  await tx
    .insertInto("delivery_keys")
    .values(keys.map((key) => ({ tenant, key, delivery })))
    .onConflict((c) => c.doNothing())
    .execute();
}

async function usage(tx: Database, { tenant, user, channel }: NewDelivery, now: number) {
  const since = usageSince(now);
  const admitted = tx.selectFrom("deliveries").where("tenant", "=", tenant).where("admitted", "=", 1);
  const minute = await admitted
    .select(["user", "channel", "received_at"])
    .where("received_at", ">", since.minute)
    .where((e) => e.or([e("user", "=", user), e("channel", "=", channel)]))
    .orderBy("received_at")
    .execute();
  const { today } = await admitted
    .select((e) => e.fn.countAll<number>().as("today"))
    .where("received_at", ">=", since.day)
    .executeTakeFirstOrThrow();
  return {
    user: minute.flatMap((r) => (r.user === user ? [r.received_at] : [])),
    channel: minute.flatMap((r) => (r.channel === channel ? [r.received_at] : [])),
    today,
  };
}

async function insert(
  tx: Database,
  delivery: NewDelivery,
  now: number,
  refusal: Reply | null,
): Promise<string> {
  const { keys, task, holdMs = 0, ...plain } = delivery;
  const id = shortId(ID_LENGTH);
  const { seq } = await tx
    .insertInto("deliveries")
    .values({
      ...plain,
      id,
      task: JSON.stringify(task),
      state: refusal ? "ready" : "accepted",
      reply: refusal ? JSON.stringify(refusal) : null,
      admitted: refusal ? 0 : 1,
      received_at: now,
      not_before: now + holdMs,
      owner: null,
      lease_until: 0,
      attempts: 0,
      sends: 0,
      ref: null,
      note: null,
    })
    .returning("seq")
    .executeTakeFirstOrThrow();
  await remember(tx, delivery.tenant, keys, seq);
  return id;
}

/** Whether the conversation of `d` holds an older delivery in one of these states. */
const noOlder = (states: string) =>
  sql<SqlBool>`not exists (select 1 from deliveries e where e.state in (${sql.raw(states)}) and e.tenant = d.tenant
    and e.conversation = d.conversation and (e.position < d.position or (e.position = d.position and e.seq < d.seq)))`;

async function claimAnswer(db: Database, { owner, platforms, now, until }: Claim): Promise<Delivery | null> {
  const row = await db
    .updateTable("deliveries")
    .set((e) => ({ state: "answering", owner, lease_until: until, attempts: e("attempts", "+", 1) }))
    .where("seq", "=", (q) =>
      q
        .selectFrom("deliveries as d")
        .select("d.seq")
        .where("d.platform", "in", platforms)
        .where(
          sql<SqlBool>`((d.state = 'accepted' and d.not_before <= ${now}) or (d.state = 'answering' and d.lease_until < ${now}))`,
        )
        .where(noOlder("'accepted', 'answering'"))
        .orderBy("d.seq")
        .limit(1),
    )
    .returningAll()
    .executeTakeFirst();
  return row ? deliveryOf(row) : null;
}

async function claimSend(db: Database, { owner, platforms, now, until }: Claim): Promise<Delivery | null> {
  const row = await db
    .updateTable("deliveries")
    .set({ owner, lease_until: until })
    .where("seq", "=", (q) =>
      q
        .selectFrom("deliveries as d")
        .select("d.seq")
        .where("d.platform", "in", platforms)
        .where("d.state", "in", ["ready", "sending"])
        .where("d.lease_until", "<", now)
        .where("d.not_before", "<=", now)
        .where(noOlder("'accepted', 'answering', 'ready', 'sending'"))
        .where(
          sql<SqlBool>`not exists (select 1 from deliveries e where e.state in ('ready', 'sending')
            and e.tenant = d.tenant and e.lane = d.lane and e.lease_until >= ${now})`,
        )
        .orderBy("d.seq")
        .limit(1),
    )
    .returningAll()
    .executeTakeFirst();
  return row ? deliveryOf(row) : null;
}

async function counts(db: Database) {
  const rows = await db
    .selectFrom("deliveries")
    .select((e) => ["state", e.fn.countAll<number>().as("n")])
    .groupBy("state")
    .execute();
  const of = (...states: string[]) =>
    rows.filter((r) => states.includes(r.state)).reduce((sum, r) => sum + r.n, 0);
  return {
    waiting: of("accepted", "answering", "ready", "sending"),
    inDoubt: of("in-doubt"),
    failed: of("failed"),
  };
}

const deliveryOf = (r: Row): Delivery => ({
  id: r.id,
  platform: r.platform,
  tenant: r.tenant,
  conversation: r.conversation,
  position: r.position,
  lane: r.lane,
  channel: r.channel,
  user: r.user,
  task: JSON.parse(r.task) as Task,
  place: r.place,
  receivedAt: r.received_at,
  attempts: r.attempts,
  reply: r.reply === null ? null : (JSON.parse(r.reply) as Reply),
  inDoubt: r.state === "sending",
  sends: r.sends,
});
