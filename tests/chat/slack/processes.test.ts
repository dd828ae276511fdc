import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { mention } from "../../fakes/slack/payloads.ts";
import { createRecorder, deliver, type Recorder } from "../../fakes/slack/recorder.ts";
import { until } from "./harness.ts";
import { type Started, startProcess } from "./process.ts";

/** "full" runs the numbers that Slack's own limits allow: 500 mentions over 20 channels, a message a second in each. */
const { SLACK_LOAD = "small" } = process.env;
const LOAD =
  SLACK_LOAD === "full"
    ? { channels: 20, threads: 5, each: 5, paceMs: 1_000, limitMs: 1_000, spreadMs: 10_000 }
    : { channels: 5, threads: 2, each: 6, paceMs: 150, limitMs: 150, spreadMs: 1_000 };
const TOTAL = LOAD.channels * LOAD.threads * LOAD.each;

let folder: string;
let recorder: Recorder;
let started: Started[] = [];
/** Milliseconds until each mention was taken; printed, never judged. */
let acknowledged: number[] = [];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "slack-processes-"));
  recorder = await createRecorder({ perChannelMs: LOAD.limitMs });
});
afterEach(async () => {
  await Promise.all(started.map((s) => s.kill("SIGKILL")));
  const sorted = acknowledged.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.floor(sorted.length * share)] ?? 0);
  console.info(
    `taken within ${at(0.5)} ms (half), ${at(0.95)} ms (95 of 100); slowed down by Slack ${recorder.limited()} times`,
  );
  started = [];
  acknowledged = [];
  await recorder.close();
  rmSync(folder, { recursive: true, force: true });
});

async function run(): Promise<Started> {
  const process = await startProcess({
    DATABASE_URL: join(folder, "deals.db"),
    SLACK_API_URL: recorder.apiUrl,
    SLACK_PACE_MS: String(LOAD.paceMs),
  });
  started.push(process);
  return process;
}

/** Every mention of the load, thread by thread interleaved, with the time at which it is made. */
function mentions() {
  const all = [];
  for (let n = 0; n < LOAD.each; n += 1)
    for (let c = 0; c < LOAD.channels; c += 1)
      for (let t = 0; t < LOAD.threads; t += 1) {
        const root = `1767${String(c).padStart(3, "0")}${String(t).padStart(3, "0")}.000000`;
        const ts = n === 0 ? root : `${root.slice(0, -6)}${String(n).padStart(6, "0")}`;
        const event = mention({
          channel: `C0CH${c}`,
          user: `U0USER${c}${t}`,
          ts,
          ...(n === 0 ? {} : { threadTs: root }),
        });
        all.push({ event, at: (all.length / TOTAL) * LOAD.spreadMs });
      }
  return all;
}

/** Delivers as Slack does: what was not taken is sent again. */
async function deliverAll(url: () => string): Promise<void> {
  const began = Date.now();
  await Promise.all(
    mentions().map(async ({ event, at }) => {
      await new Promise((done) => setTimeout(done, at));
      for (let tries = 0; Date.now() - began < 50_000; tries += 1) {
        const sentAt = performance.now();
        const status = await deliver(
          url(),
          event,
          tries > 0 ? { "x-slack-retry-num": String(tries) } : {},
        ).catch(() => 0);
        if (status === 200) {
          acknowledged.push(performance.now() - sentAt);
          return;
        }
        await new Promise((done) => setTimeout(done, 200));
      }
      throw new Error("a mention was never taken");
    }),
  );
}

/** What the store and the recorder say together. */
function outcome() {
  const db = new Sqlite(join(folder, "deals.db"), { readonly: true });
  const rows = db
    .prepare("select id, conversation, position, state from deliveries order by conversation, position")
    .all() as {
    id: string;
    conversation: string;
    position: string;
    state: string;
  }[];
  db.close();
  const sent = recorder.posted.map((p) => p.metadata?.event_payload.delivery ?? "");
  const disordered = rows.filter((row, i) => {
    const before = rows[i - 1];
    return before?.conversation === row.conversation && sent.indexOf(before.id) > sent.indexOf(row.id);
  });
  return {
    accepted: rows.length,
    states: [...new Set(rows.map((r) => r.state))],
    posts: sent.length,
    answeredOnce: new Set(sent).size,
    disordered: disordered.length,
  };
}

const whole = { accepted: TOTAL, states: ["sent"], posts: TOTAL, answeredOnce: TOTAL, disordered: 0 };
const settled = (ms: number) =>
  until("all is sent", () => recorder.posted.length >= TOTAL && outcome().states.join() === "sent", ms);

describe("many mentions at once", () => {
  it("are all answered, once each, in order within a thread", async () => {
    const process = await run();
    await deliverAll(() => process.url);
    await settled(60_000);
    expect(outcome()).toEqual(whole);
    const health = await fetch(`${process.url}/healthz`);
    expect(await health.json()).toEqual({ status: "ok", waiting: 0, inDoubt: 0, failed: 0 });
  }, 90_000);

  it("told to two processes on one store are answered once", async () => {
    const [a, b] = await Promise.all([run(), run()]);
    await Promise.all([deliverAll(() => a.url), deliverAll(() => b.url)]);
    await settled(60_000);
    // Each process makes its own pauses, so that two of them are slowed down by Slack, but nothing is lost.
    expect({ ...outcome(), accepted: outcome().posts }).toMatchObject({
      posts: outcome().answeredOnce,
      disordered: 0,
    });
    expect(new Set(recorder.posted.map((p) => p.metadata?.event_payload.delivery)).size).toBe(TOTAL);
  }, 90_000);

  it("are answered once each although the process is killed halfway; the sends in doubt are looked up", async () => {
    let process = await run();
    const delivering = deliverAll(() => process.url);
    await until("half are sent", () => recorder.posted.length >= TOTAL / 2, 60_000);
    await process.kill("SIGKILL");
    const atDeath = recorder.posted.length;
    process = await run();
    await delivering;
    await settled(60_000);
    expect(atDeath).toBeLessThan(TOTAL);
    expect(outcome()).toEqual(whole);
    const inDoubt = process.output().match(/in doubt, looked up: \S+/g) ?? [];
    console.info(`killed after ${atDeath} of ${TOTAL}; in doubt: ${inDoubt.length} (${inDoubt.join(", ")})`);
  }, 120_000);
});
