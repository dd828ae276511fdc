import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Receipt } from "../../src/core/ports.ts";
import { openStore, type Store } from "../../src/store/store.ts";

let store: Store;
beforeEach(async () => {
  store = await openStore(":memory:");
});
afterEach(() => store.close());

const receipt = (id: string): Receipt => ({
  id,
  tenant: "t1",
  createdAt: "2026-07-01T10:00:00.000Z",
  question: "Has Norbit signed? “Really”?",
  asOf: "2026-07-01",
  outcome: "answered",
  answer: {
    question: "Has Norbit signed?",
    asOf: "2026-07-01",
    outcome: "answered",
    lead: "No.",
    claims: [],
    conflicts: [],
    table: null,
    citations: [],
    leftOut: 1,
    notes: ["A note."],
    drafter: "claude",
    model: "a-model",
    receipt: id,
  },
  searched: [{ statement: "one#1", score: 4.25 }],
  cited: ["one#1"],
  dropped: [{ text: "It cost $5 billion.", citations: ["one#1"], reason: "the figure is not there" }],
  drafter: "claude",
  model: "a-model",
  promptHash: "abc",
  usage: {
    inputTokens: 10,
    outputTokens: 5,
    cacheReadTokens: 0,
    cacheWriteTokens: 0,
    usd: 0.0125,
    calls: 1,
    priced: true,
  },
  usd: 0.0125,
  ms: 812.5,
});

describe("receipts", () => {
  it("come back as they were saved, whatever the case of the id", async () => {
    const id = await store.receipts.newId();
    await store.receipts.save(receipt(id));
    expect(await store.receipts.get("t1", ` ${id.toUpperCase()} `)).toEqual(receipt(id));
  });

  it("come back without what a keyless answer has not", async () => {
    const plain: Receipt = {
      ...receipt("x2345"),
      drafter: "extractive",
      model: null,
      promptHash: null,
      usage: null,
    };
    await store.receipts.save(plain);
    expect(await store.receipts.get("t1", "x2345")).toEqual(plain);
  });

  it("are not shown to another tenant", async () => {
    await store.receipts.save(receipt("x2345"));
    expect(await store.receipts.get("t2", "x2345")).toBeNull();
  });

  it("are never overwritten", async () => {
    await store.receipts.save(receipt("x2345"));
    await expect(store.receipts.save({ ...receipt("x2345"), question: "Another?" })).rejects.toThrow();
    expect((await store.receipts.get("t1", "x2345"))?.question).toBe(receipt("x2345").question);
  });

  it("have short ids without letters that are taken for each other", async () => {
    const ids = await Promise.all(Array.from({ length: 50 }, () => store.receipts.newId()));
    for (const id of ids) expect(id).toMatch(/^[2-9bcdfghjkmnp-tv-xz]{5}$/);
    expect(new Set(ids).size).toBeGreaterThan(45);
  });
});

describe("conversations", () => {
  const turn = (text: string) => ({ role: "user" as const, text, receipt: null, at: "2026-07-01T10:00:00Z" });

  it("give their newest turns, oldest first", async () => {
    const answer = { role: "assistant" as const, text: "No.", receipt: "x2345", at: "2026-07-01T10:00:01Z" };
    await store.conversations.add("t1", "c1", [turn("one"), answer]);
    await store.conversations.add("t1", "c1", [turn("two")]);
    await store.conversations.add("t1", "c1", []);
    expect(await store.conversations.recent("t1", "c1", 2)).toEqual([answer, turn("two")]);
    expect(await store.conversations.recent("t1", "c1", 9)).toHaveLength(3);
  });

  it("are kept apart by tenant and by key, and forgotten one at a time", async () => {
    await store.conversations.add("t1", "c1", [turn("one")]);
    await store.conversations.add("t2", "c1", [turn("two")]);
    await store.conversations.add("t1", "c2", [turn("three")]);
    await store.conversations.forget("t1", "c1");
    const all = await Promise.all(
      [
        ["t1", "c1"],
        ["t2", "c1"],
        ["t1", "c2"],
      ].map(([t = "", c = ""]) => store.conversations.recent(t, c, 9)),
    );
    expect(all.map((turns) => turns.map((t) => t.text))).toEqual([[], ["two"], ["three"]]);
  });
});
