import { type Selectable, type SqlBool, sql } from "kysely";
import type { DuePlan, NewPost, Post, PostBody, PostPlace, PostStore } from "../core/digest/posts.ts";
import { subscriptionOf } from "./subscriptions.ts";
import type { Tables } from "./tables.ts";
import { toldWith } from "./told.ts";
import { type Database, immediately } from "./transaction.ts";

type Row = Selectable<Tables["posts"]>;

const FREE = { owner: null, lease_until: 0 } as const;

/** The posts' part of the store. */
export function createPostStore(db: Database): PostStore {
  /** Changes a post that `owner` holds; whether it still did. */
  async function advance(key: string, owner: string, from: readonly string[], change: Partial<Row>) {
    const { numUpdatedRows } = await held(db, key, owner, from).set(change).executeTakeFirst();
    return numUpdatedRows === 1n;
  }
  return {
    due: (now) => due(db, now),
    plan: (plan, now) => immediately(db, (tx) => writePlan(tx, plan, now)),
    claim: (owner, platforms, now, until) => claim(db, owner, platforms, now, until),
    async begin(key, owner) {
      const { numUpdatedRows } = await held(db, key, owner, ["ready", "sending"])
        .set((e) => ({ state: "sending", sends: e("sends", "+", 1) }))
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    settle: (key, owner, state, ref, note) =>
      immediately(db, async (tx) => {
        const row = await held(tx, key, owner, ["sending"])
          .set({ state, ref, note, ...FREE })
          .returningAll()
          .executeTakeFirst();
        if (!row) return false;
        if (row.subscription !== null && row.generation !== null && row.until !== null)
          await tell(tx, row.subscription, row.generation, row.until);
        if (state === "in-doubt" || ref === null) await dropUnder(tx, key);
        return true;
      }),
    later: (key, owner, not_before) =>
      advance(key, owner, ["sending"], { state: "ready", not_before, ...FREE }),
    look: (key, owner, not_before) => advance(key, owner, ["sending"], { not_before, ...FREE }),
    drop: (key, owner, state, note) =>
      immediately(db, async (tx) => {
        const row = await held(tx, key, owner, ["ready", "sending"])
          .set({ state, note, ...FREE })
          .returning("key")
          .executeTakeFirst();
        if (row) await dropUnder(tx, key);
        return row !== undefined;
      }),
    gone: (key, owner, reason, notice, now) =>
      immediately(db, async (tx) => {
        const row = await held(tx, key, owner, ["sending"])
          .set({ state: "failed", note: reason, ...FREE })
          .returningAll()
          .executeTakeFirst();
        if (!row) return false;
        await dropUnder(tx, key);
        if (row.subscription !== null)
          await tx
            .updateTable("subscriptions")
            .set({ paused: reason })
            .where("id", "=", row.subscription)
            .execute();
        if (notice) await insert(tx, notice, now);
        return true;
      }),
    counts: () => counts(db),
    async correctedTo() {
      const row = await db.selectFrom("corrected").select("generation").executeTakeFirst();
      return row?.generation ?? null;
    },
    correct: (from, to, posts, now) =>
      immediately(db, async (tx) => {
        const row = await tx.selectFrom("corrected").select("generation").executeTakeFirst();
        if ((row?.generation ?? null) !== from) return false;
        await tx
          .insertInto("corrected")
          .values({ id: 1, generation: to })
          .onConflict((c) => c.column("id").doUpdateSet({ generation: to }))
          .execute();
        for (const post of posts) await insert(tx, post, now);
        return true;
      }),
    toldWith: (statements) => toldWith(db, statements),
  };
}

const held = (db: Database, key: string, owner: string, from: readonly string[]) =>
  db.updateTable("posts").where("key", "=", key).where("owner", "=", owner).where("state", "in", from);

/** What was told counts from then on; a later state is never taken back. */
const tell = (tx: Database, id: string, generation: number, since: string) =>
  tx
    .updateTable("subscriptions")
    .set({ generation, since })
    .where("id", "=", id)
    .where("generation", "<=", generation)
    .execute();

/** What belongs in the thread of a message that is not out, or not known to be, has no place. */
const dropUnder = (tx: Database, key: string) =>
  tx
    .updateTable("posts")
    .set({ state: "merged", note: "the message above it is not out" })
    .where("under", "=", key)
    .where("state", "=", "ready")
    .execute();

async function due(db: Database, now: number) {
  return db
    .selectFrom("subscriptions as s")
    .select(["s.tenant", "s.id"])
    .where("s.paused", "is", null)
    .where("s.next", "<=", now)
    .where(noneOpen)
    .orderBy("s.next")
    .execute();
}

const noneOpen = sql<SqlBool>`not exists (select 1 from posts p where p.subscription = s.id
  and p.state in ('ready', 'sending'))`;

async function writePlan(tx: Database, plan: DuePlan, now: number): Promise<boolean> {
  const row = await tx
    .selectFrom("subscriptions as s")
    .selectAll()
    .where("s.tenant", "=", plan.tenant)
    .where("s.id", "=", plan.id)
    .where("s.paused", "is", null)
    .where("s.next", "=", plan.due)
    .where(noneOpen)
    .executeTakeFirst();
  if (!row) return false;
  const { id } = subscriptionOf(row);
  await tx.updateTable("subscriptions").set({ next: plan.next }).where("id", "=", id).execute();
  if (plan.told) await tell(tx, id, plan.told.generation, plan.told.until);
  for (const post of plan.posts) await insert(tx, post, now);
  return true;
}

async function insert(tx: Database, post: NewPost, now: number): Promise<void> {
  const { key, place, body, under, subscription, by, expires } = post;
  await tx
    .insertInto("posts")
    .values({
      key,
      tenant: place.target.tenant,
      platform: place.target.platform,
      place: JSON.stringify(place),
      body: JSON.stringify(body),
      under,
      subscription: subscription?.id ?? null,
      generation: subscription?.generation ?? null,
      until: subscription?.until ?? null,
      by,
      expires,
      state: "ready",
      ...FREE,
      not_before: 0,
      sends: 0,
      ref: null,
      note: null,
      created_at: now,
    })
    .onConflict((c) => c.column("key").doNothing())
    .execute();
}

async function claim(
  db: Database,
  owner: string,
  platforms: readonly string[],
  now: number,
  until: number,
): Promise<Post | null> {
  const row = await db
    .updateTable("posts")
    .set({ owner, lease_until: until })
    .where("seq", "=", (q) =>
      q
        .selectFrom("posts as p")
        .select("p.seq")
        .where("p.platform", "in", platforms)
        .where("p.state", "in", ["ready", "sending"])
        .where("p.lease_until", "<=", now)
        .where("p.not_before", "<=", now)
        .where(
          sql<SqlBool>`(p.under is null or exists (select 1 from posts u where u.key = p.under and u.state = 'sent'))`,
        )
        .orderBy("p.seq")
        .limit(1),
    )
    .returningAll()
    .executeTakeFirst();
  if (!row) return null;
  const above =
    row.under === null
      ? null
      : await db.selectFrom("posts").select("ref").where("key", "=", row.under).executeTakeFirst();
  return postOf(row, above?.ref ?? null);
}

async function counts(db: Database) {
  const rows = await db
    .selectFrom("posts")
    .select((e) => ["state", e.fn.countAll<number>().as("n")])
    .groupBy("state")
    .execute();
  const of = (...states: string[]) =>
    rows.filter((r) => states.includes(r.state)).reduce((sum, r) => sum + r.n, 0);
  return {
    waiting: of("ready", "sending"),
    sent: of("sent"),
    inDoubt: of("in-doubt"),
    failed: of("failed"),
    merged: of("merged"),
  };
}

function postOf(r: Row, above: string | null): Post {
  const place = JSON.parse(r.place) as PostPlace;
  return {
    key: r.key,
    place,
    thread: above ?? (place.kind === "channel" ? place.thread : null),
    body: JSON.parse(r.body) as PostBody,
    under: r.under,
    subscription:
      r.subscription === null || r.generation === null || r.until === null
        ? null
        : { id: r.subscription, generation: r.generation, until: r.until },
    by: r.by,
    expires: r.expires,
    createdAt: r.created_at,
    inDoubt: r.state === "sending",
    sends: r.sends,
  };
}
