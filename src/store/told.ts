import { type SqlBool, sql } from "kysely";
import type { PostPlace, Told } from "../core/digest/posts.ts";
import { batches, type Database } from "./transaction.ts";

/**
 * Answers and digests that went out where they can be found again (the platform gave them a reference) and cite any of
 * these statements. A private reply has no thread to come back to.
 */
export async function toldWith(db: Database, statements: readonly string[]): Promise<Told[]> {
  const found = new Map<string, Told>();
  for (const ids of batches(statements)) {
    for (const told of await answersWith(db, ids)) found.set(`answer ${told.id}`, told);
    for (const told of await digestsWith(db, ids)) found.set(`digest ${told.id}`, told);
  }
  return [...found.values()];
}

async function answersWith(db: Database, ids: readonly string[]): Promise<Told[]> {
  const rows = await db
    .selectFrom("deliveries as d")
    .innerJoin("receipts as r", (j) =>
      j.on(sql<SqlBool>`r.tenant = d.tenant and r.id = json_extract(d.reply, '$.receipt')`),
    )
    .select([
      "d.platform",
      "d.tenant",
      "d.channel",
      "d.place",
      "d.ref",
      "d.conversation",
      "r.id",
      "r.created_at",
      "r.cited",
    ])
    .where("d.state", "=", "sent")
    .where("d.ref", "is not", null)
    .where(sql<SqlBool>`exists (select 1 from json_each(r.cited) c where c.value in (${sql.join(ids)}))`)
    .execute();
  return rows.map((r) => {
    const target = { platform: r.platform, tenant: r.tenant, channel: r.channel, place: r.place };
    return {
      of: "answer",
      id: r.id,
      place: { kind: "channel", target, thread: r.ref },
      conversation: r.conversation,
      given: r.created_at,
      cited: JSON.parse(r.cited) as string[],
    };
  });
}

async function digestsWith(db: Database, ids: readonly string[]): Promise<Told[]> {
  const rows = await db
    .selectFrom("posts as p")
    .select(["p.key", "p.place", "p.ref", "p.created_at"])
    .select(
      sql<string>`(select json_group_array(json_extract(c.value, '$.statement.id'))
        from json_each(p.body, '$.digest.citations') c)`.as("cited"),
    )
    .where("p.state", "=", "sent")
    .where("p.ref", "is not", null)
    .where("p.under", "is", null)
    .where(
      sql<SqlBool>`exists (select 1 from json_each(p.body, '$.digest.citations') c
        where json_extract(c.value, '$.statement.id') in (${sql.join(ids)}))`,
    )
    .execute();
  return rows.map((r) => ({
    of: "digest",
    id: r.key,
    place: { ...(JSON.parse(r.place) as PostPlace & { kind: "channel" }), thread: r.ref },
    conversation: r.key,
    given: new Date(r.created_at).toISOString(),
    cited: JSON.parse(r.cited) as string[],
  }));
}
