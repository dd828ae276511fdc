import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Admission, Usage } from "../../src/core/work/admission.ts";
import type { NewDelivery } from "../../src/core/work/deliveries.ts";
import { openStore, type Store } from "../../src/store/store.ts";

let store: Store;
beforeEach(async () => {
  store = await openStore(":memory:");
});
afterEach(() => store.close());

const T0 = 1_780_000_000_000;
const yes = (): Admission => ({ admitted: true });
const claim = (owner: string, now = T0) => ({ owner, platforms: ["slack"], now, until: now + 1_000 });

const delivery = (n: number, more: Partial<NewDelivery> = {}): NewDelivery => ({
  platform: "slack",
  tenant: "T1",
  keys: [`event:${n}`, `message:C1:${n}`],
  conversation: "C1:root",
  position: String(n).padStart(4, "0"),
  lane: "C1",
  channel: "C1",
  user: "U1",
  task: { kind: "ask", text: `question ${n}` },
  place: "{}",
  ...more,
});
const accept = (n: number, more: Partial<NewDelivery> = {}, now = T0) =>
  store.deliveries.accept(delivery(n, more), now, yes);
const text = (d: { task: { kind: string; text?: string } } | null) => d?.task.text ?? null;
const answer = async (owner = "a") => {
  const d = await store.deliveries.claimAnswer(claim(owner));
  if (d)
    await store.deliveries.answered(d.id, owner, { kind: "notice", text: `answer to ${text(d as never)}` });
  return text(d as never);
};

describe("a delivery", () => {
  it("is known again by any of its keys, also by those of a duplicate", async () => {
    expect((await accept(1)).kind).toBe("accepted");
    expect((await accept(2, { keys: ["event:2", "message:C1:1"] })).kind).toBe("duplicate");
    expect((await accept(3, { keys: ["event:2"] })).kind).toBe("duplicate");
    expect((await accept(4, { tenant: "T2", keys: ["event:1"] })).kind).toBe("accepted");
  });

  it("is taken once when many arrive at the same moment", async () => {
    const kinds = await Promise.all(Array.from({ length: 20 }, () => accept(1)));
    expect(kinds.filter((k) => k.kind === "accepted")).toHaveLength(1);
  });

  it("is answered in the order of its conversation, whatever the order of arrival", async () => {
    await accept(2);
    await accept(1);
    await accept(9, { conversation: "C1:other" });
    const first = await store.deliveries.claimAnswer(claim("a"));
    const other = await store.deliveries.claimAnswer(claim("b"));
    const none = await store.deliveries.claimAnswer(claim("c"));
    expect([first, other, none].map((d) => text(d as never))).toEqual(["question 1", "question 9", null]);
  });

  it("is another's when its holder's lease has run out, and the late holder can do nothing with it", async () => {
    await accept(1);
    const mine = await store.deliveries.claimAnswer(claim("a"));
    expect(await store.deliveries.claimAnswer(claim("b", T0 + 900))).toBeNull();
    const theirs = await store.deliveries.claimAnswer(claim("b", T0 + 1_100));
    expect([theirs?.id, theirs?.attempts]).toEqual([mine?.id, 2]);
    const id = mine?.id ?? "";
    expect(await store.deliveries.answered(id, "a", { kind: "notice", text: "late" })).toBe(false);
    expect(await store.deliveries.answered(id, "b", { kind: "notice", text: "ok" })).toBe(true);
  });

  it("stays its holder's who renews in time", async () => {
    await accept(1);
    const mine = await store.deliveries.claimAnswer(claim("a"));
    expect([...(await store.deliveries.renew("a", T0 + 5_000))]).toEqual([mine?.id]);
    expect(await store.deliveries.claimAnswer(claim("b", T0 + 2_000))).toBeNull();
  });

  it("is sent one at a time in a lane, and in order within a conversation", async () => {
    await accept(1);
    await accept(2, { conversation: "C1:other" });
    await accept(3);
    while (await answer());
    const first = await store.deliveries.claimSend(claim("a"));
    expect(text(first as never)).toBe("question 1");
    expect(await store.deliveries.claimSend(claim("b"))).toBeNull();
    await store.deliveries.beginSend(first?.id ?? "", "a");
    await store.deliveries.sent(first?.id ?? "", "a", "1.1");
    expect(text((await store.deliveries.claimSend(claim("b"))) as never)).toBe("question 2");
  });

  it("whose sender died while it was sending is in doubt for the next one", async () => {
    await accept(1);
    await answer();
    const mine = await store.deliveries.claimSend(claim("a"));
    expect(mine?.inDoubt).toBe(false);
    await store.deliveries.beginSend(mine?.id ?? "", "a");
    const theirs = await store.deliveries.claimSend(claim("b", T0 + 2_000));
    expect([theirs?.id, theirs?.inDoubt]).toEqual([mine?.id, true]);
  });

  it("of a platform that is off waits for it", async () => {
    await accept(1, { platform: "teams" });
    expect(await store.deliveries.claimAnswer(claim("a"))).toBeNull();
    expect((await store.deliveries.counts()).waiting).toBe(1);
  });

  it("is forgotten with its keys when it is old and done, and not before", async () => {
    await accept(1);
    await accept(2, { conversation: "C1:other" });
    await answer();
    const d = await store.deliveries.claimSend(claim("a"));
    await store.deliveries.beginSend(d?.id ?? "", "a");
    await store.deliveries.sent(d?.id ?? "", "a", null);
    await store.deliveries.purge(T0 + 1);
    expect((await accept(1)).kind).toBe("accepted");
    expect((await accept(2)).kind).toBe("duplicate");
  });
});

describe("what is counted against limits", () => {
  it("is what was admitted of this tenant, by user and by channel, and not refusals", async () => {
    const seen: Usage[] = [];
    const look = (n: number, more: Partial<NewDelivery>, now: number, admitted: boolean) =>
      store.deliveries.accept(delivery(n, more), now, (usage) => {
        seen.push(usage);
        return admitted ? { admitted } : { admitted, reason: "daily", text: "no" };
      });
    await look(1, {}, T0, true);
    await look(2, {}, T0 + 1, false);
    await look(3, { user: "U2" }, T0 + 2, true);
    await look(4, { tenant: "T2" }, T0 + 3, true);
    await look(5, {}, T0 + 61_000, true);
    expect(seen.map((u) => [u.user.length, u.channel.length, u.today])).toEqual([
      [0, 0, 0],
      [1, 1, 1],
      [0, 1, 1],
      [0, 0, 0],
      [0, 0, 2],
    ]);
  });
});
