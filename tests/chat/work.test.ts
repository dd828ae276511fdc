import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Platform, SendOutcome } from "../../src/chat/platform.ts";
import { createWork, type Work } from "../../src/chat/work.ts";
import type { Answer } from "../../src/core/types.ts";
import type { Delivery, NewDelivery } from "../../src/core/work/deliveries.ts";
import { openStore, type Store } from "../../src/store/store.ts";

let folder: string;
const open: { store: Store; work: Work }[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "work-"));
});
afterEach(async () => {
  for (const { work, store } of open.splice(0)) {
    await work.close();
    await store.close();
  }
  rmSync(folder, { recursive: true, force: true });
});

/** A platform that keeps what is sent, as `lane conversation text`. */
function platform(
  sent: string[],
  outcome: () => SendOutcome = () => ({ kind: "sent", ref: null }),
): Platform {
  return {
    name: "slack",
    paceMs: 0,
    progress() {},
    done() {},
    async send(delivery, outgoing) {
      await new Promise((done) => setTimeout(done, 5));
      sent.push(
        `${delivery.lane} ${delivery.conversation} ${outgoing.kind === "notice" ? outgoing.text : text(delivery)}`,
      );
      return outcome();
    },
    find: async () => "unknown",
  };
}

const text = ({ task }: Delivery) => (task.kind === "share" ? "" : task.text);

const LIMITS = {
  channels: null,
  questionChars: 2000,
  perUserPerMinute: 1e6,
  perChannelPerMinute: 1e6,
  perDay: 1e6,
};

/** A process on the store: it "answers" with the question itself, kept as a receipt. */
async function process(ask?: (text: string) => Promise<void>) {
  const store = await openStore(join(folder, "work.db"));
  const answer = async (question: { text: string }, { tenant }: { tenant: string }): Promise<Answer> => {
    await ask?.(question.text);
    const id = await store.receipts.newId();
    const answer: Answer = {
      question: question.text,
      asOf: "2026-07-01",
      outcome: "answered",
      lead: question.text,
      claims: [],
      conflicts: [],
      table: null,
      citations: [],
      leftOut: 0,
      notes: [],
      drafter: "extractive",
      model: null,
      receipt: id,
    };
    await store.receipts.save({
      id,
      tenant,
      createdAt: new Date().toISOString(),
      question: question.text,
      asOf: "2026-07-01",
      outcome: "answered",
      answer,
      searched: [],
      cited: [],
      dropped: [],
      drafter: "extractive",
      model: null,
      promptHash: null,
      usage: null,
      usd: 0,
      ms: 1,
    });
    return answer;
  };
  const { deliveries, conversations, receipts } = store;
  const log = { info() {}, error() {} };
  const work = createWork({
    deliveries,
    conversations,
    receipts,
    answerer: { ask: answer, check: (claim) => ({ claim, parts: [], citations: [] }) },
    today: () => "2026-07-01",
    limits: LIMITS,
    atOnce: 4,
    log,
  });
  open.push({ store, work });
  return { store, work };
}

const delivery = (channel: number, thread: number, n: number): NewDelivery => ({
  platform: "slack",
  tenant: "T1",
  keys: [`message:${channel}:${thread}:${n}`],
  conversation: `${channel}:${thread}`,
  position: String(n).padStart(4, "0"),
  lane: `C${channel}`,
  channel: `C${channel}`,
  user: "U1",
  task: { kind: "ask", text: `q${n}` },
  place: "{}",
});
const request = { channel: "C1", direct: false, text: "q" };

async function finished(work: Work): Promise<void> {
  const end = Date.now() + 20_000;
  while ((await work.counts()).waiting > 0) {
    if (Date.now() > end) throw new Error("it never finished");
    await new Promise((done) => setTimeout(done, 20));
  }
}

describe("work", () => {
  it("is done once, in order within a conversation, however often it is handed in", async () => {
    const sent: string[] = [];
    const { work } = await process();
    work.start([platform(sent)]);
    const all = [0, 1, 2].flatMap((c) => [0, 1].flatMap((t) => [0, 1, 2, 3].map((n) => delivery(c, t, n))));
    await Promise.all(all.flatMap((d) => [work.accept(d, request), work.accept(d, request)]));
    await finished(work);
    expect(sent).toHaveLength(24);
    for (const conversation of new Set(all.map((d) => d.conversation)))
      expect(sent.filter((s) => s.includes(` ${conversation} `)).map((s) => s.slice(-2))).toEqual([
        "q0",
        "q1",
        "q2",
        "q3",
      ]);
  });

  it("that a process let go of when it was closed goes on in the next one", async () => {
    const sent: string[] = [];
    const first = await process();
    await first.work.accept(delivery(1, 1, 1), request);
    await first.work.close();
    await first.store.close();
    open.pop();
    const next = await process();
    next.work.start([platform(sent)]);
    await finished(next.work);
    expect(sent).toEqual(["C1 1:1 q1"]);
  });

  it("that fails to be answered ends with a message all the same", async () => {
    const sent: string[] = [];
    const { work } = await process(() => Promise.reject(new Error("broken")));
    work.start([platform(sent)]);
    await work.accept(delivery(1, 1, 1), request);
    await finished(work);
    expect(sent[0]).toMatch(/Something went wrong on my side.*reference \w{9}\.$/);
  });

  it("of a platform that is too busy is sent later, in order", async () => {
    const sent: string[] = [];
    let left = 3;
    const busy = (): SendOutcome =>
      left-- > 0 ? { kind: "busy", retryAfterMs: 30 } : { kind: "sent", ref: null };
    const { work } = await process();
    work.start([platform(sent, busy)]);
    for (const n of [0, 1, 2]) await work.accept(delivery(1, 1, n), request);
    await finished(work);
    expect(sent.map((s) => s.slice(-2)).slice(-3)).toEqual(["q0", "q1", "q2"]);
    expect(sent).toHaveLength(6);
  });

  it("whose send is unclear and can't be looked up is counted, and not repeated", async () => {
    const sent: string[] = [];
    const { work } = await process();
    work.start([platform(sent, () => ({ kind: "unclear", reason: "timeout" }))]);
    await work.accept(delivery(1, 1, 1), request);
    await finished(work);
    expect([sent.length, (await work.counts()).inDoubt]).toEqual([1, 1]);
  });
});
