import { afterEach, beforeEach, expect, test } from "vitest";
import type { Wish } from "../../src/core/digest/subscriptions.ts";
import type { NewDelivery } from "../../src/core/work/deliveries.ts";
import { createDigestRunner } from "../../src/digest/runner.ts";
import { BEFORE, openShelf } from "./changing-library.ts";
import { createFakePlatform, type Fault } from "./fake-platform.ts";
import { AFTER_ALL } from "./ten-ways.ts";

const MINUTE = 60_000;
const START = Date.parse("2026-06-10T08:59:00Z");
let now = START;
let fault: Fault = null;
let archived = false;
let lines: string[] = [];
let shelf: Awaited<ReturnType<typeof openShelf>>;
let platform: ReturnType<typeof createFakePlatform>;
let tick: () => Promise<void>;

beforeEach(async () => {
  [now, fault, lines, archived] = [START, null, [], false];
  shelf = await openShelf();
  platform = createFakePlatform(
    () => now,
    (post) => (archived && post.place.kind === "channel" ? "gone" : fault),
  );
  const current = async () => {
    const { generation } = await shelf.store.library.index();
    return { generation, library: await shelf.at(generation) };
  };
  const log = { info: (l: string) => void lines.push(l), error: (l: string) => void lines.push(l) };
  const runner = createDigestRunner({
    posts: shelf.store.posts,
    subscriptions: shelf.store.subscriptions,
    ports: [platform.port],
    states: { current, at: shelf.at },
    clock: () => now,
    owner: "one",
    log,
  });
  tick = () => runner.tick();
});
afterEach(() => shelf.close());

async function subscribe(generation: number, wish: Partial<Wish> = {}) {
  return shelf.store.subscriptions.add({
    schedule: { cadence: { kind: "daily", at: "09:00" }, zone: "UTC" },
    topics: [],
    minimum: "all",
    whenNothing: false,
    target: { platform: "fake", tenant: "t", channel: "c", place: "{}" },
    by: "ann",
    now,
    next: START + MINUTE,
    generation,
    since: "2026-06-09",
    ...wish,
  });
}

const at = async (time: number) => {
  now = time;
  await tick();
};

test("a digest comes at its time and not before, and says why it comes", async () => {
  const { generation } = await shelf.sync(BEFORE);
  const { id } = await subscribe(generation);
  await shelf.sync(AFTER_ALL);
  await at(START);
  expect(platform.shown).toEqual([]);
  await at(START + MINUTE);
  await at(START + 2 * MINUTE);
  const [main] = platform.shown;
  expect(platform.shown.map((s) => [s.post.body.kind, s.thread])).toEqual([["digest", null]]);
  if (main?.post.body.kind !== "digest") throw new Error("no digest");
  expect(main.post.body.digest.why).toMatch(
    new RegExp(`everything · every day 09:00 UTC · digest change ${id}`),
  );
  expect(lines.join("\n")).toMatch(/scanned \d+ statements.*[\s\S]*left out nf-04/);
});

test("what does not fit the screen follows in the thread of the digest, and the numbers go on", async () => {
  const { generation } = await shelf.sync({ ...BEFORE, briefs: [] });
  await subscribe(generation);
  const many = Array.from({ length: 4 }, (_, i) =>
    BEFORE.briefs.map((b) => ({
      ...b,
      slug: `${b.slug}-${i}`,
      name: `${b.name}, hall ${i}`,
      history: b.history.map((h) => h.replace(/([a-z]{2})-(\d\d)/, `$1${i}-$2`)),
      told: b.told.map(
        ([id, text, ...rest]) => [id.replace("-", `${i}-`), `${text} Hall ${i}.`, ...rest] as never,
      ),
    })),
  ).flat();
  await shelf.sync({ ...BEFORE, briefs: many });
  await at(START + MINUTE);
  expect(platform.shown.map((s) => [s.post.body.kind, s.thread])).toEqual([
    ["digest", null],
    ["thread", "ref-1"],
  ]);
});

test("nothing changed: silence, or a line where the channel chose so", async () => {
  const { generation } = await shelf.sync(BEFORE);
  await subscribe(generation);
  await subscribe(generation, { whenNothing: true });
  await at(START + MINUTE);
  expect(platform.shown.map((s) => s.post.body.kind)).toEqual(["notice"]);
  expect(platform.shown[0]?.post.body).toMatchObject({ text: expect.stringMatching(/^Nothing changed/) });
});

test("what was told is not told again the next day", async () => {
  const { generation } = await shelf.sync(BEFORE);
  await subscribe(generation);
  await shelf.sync(AFTER_ALL);
  await at(START + MINUTE);
  await at(START + MINUTE + 24 * 60 * MINUTE);
  expect(platform.shown).toHaveLength(1);
});

test("the wait that a platform asks for is kept", async () => {
  const { generation } = await shelf.sync(BEFORE);
  await subscribe(generation);
  await shelf.sync(AFTER_ALL);
  fault = "busy";
  await at(START + MINUTE);
  fault = null;
  await at(START + MINUTE + 44_000);
  expect(platform.shown).toEqual([]);
  await at(START + MINUTE + 45_000);
  expect(platform.shown).toHaveLength(1);
});

test("a message that came through after all is found, and not sent again", async () => {
  const { generation } = await shelf.sync(BEFORE);
  await subscribe(generation);
  await shelf.sync(AFTER_ALL);
  fault = "late";
  await at(START + MINUTE);
  fault = null;
  for (let i = 1; i < 10; i++) await at(START + MINUTE + i * 20_000);
  expect(platform.shown).toHaveLength(1);
  expect(await shelf.store.posts.counts()).toMatchObject({ sent: 1, inDoubt: 0, waiting: 0 });
});

test("an archived channel: paused with the reason, the subscriber told alone, and after resuming nothing is lost", async () => {
  const { generation } = await shelf.sync(BEFORE);
  const { id } = await subscribe(generation);
  await shelf.sync(AFTER_ALL);
  archived = true;
  await at(START + MINUTE);
  expect((await shelf.store.subscriptions.get("t", id))?.paused).toBe("the channel is archived");
  const [told] = platform.shown;
  expect(platform.shown).toHaveLength(1);
  expect(told?.post.place).toMatchObject({ kind: "person", user: "ann" });
  expect(told?.post.body).toMatchObject({ text: expect.stringContaining(`digest resume ${id}`) });
  await at(START + 30 * MINUTE);
  expect(platform.shown).toHaveLength(1);
  archived = false;
  await shelf.store.subscriptions.resume("t", id, START + 60 * MINUTE);
  await at(START + 60 * MINUTE);
  expect(platform.shown.at(-1)?.post.body.kind).toBe("digest");
});

/** An answer that cites these statements, out in a thread (or privately, where it has no reference). */
async function answered(
  receipt: string,
  cited: readonly string[],
  ref: string | null,
  conversation = receipt,
) {
  const { deliveries, receipts } = shelf.store;
  await receipts.save({
    id: receipt,
    tenant: "t",
    createdAt: "2026-06-09T10:00:00.000Z",
    question: "?",
    asOf: "2026-06-09",
    outcome: "answered",
    answer: {
      question: "?",
      asOf: "2026-06-09",
      outcome: "answered",
      lead: null,
      claims: [],
      conflicts: [],
      table: null,
      citations: [],
      leftOut: 0,
      notes: [],
      drafter: "extractive",
      model: null,
      receipt,
    },
    searched: [],
    cited,
    dropped: [],
    drafter: "extractive",
    model: null,
    promptHash: null,
    usage: null,
    usd: 0,
    ms: 1,
  });
  const delivery: NewDelivery = {
    platform: "fake",
    tenant: "t",
    keys: [receipt],
    conversation,
    position: receipt,
    lane: conversation,
    channel: "c",
    user: "bob",
    task: { kind: "ask", text: "?" },
    place: JSON.stringify({ thread: conversation }),
  };
  await deliveries.accept(delivery, now, () => ({ admitted: true }));
  const claim = { owner: "w", platforms: ["fake"], now, until: now + 1_000 };
  const taken = await deliveries.claimAnswer(claim);
  if (!taken) throw new Error("nothing to answer");
  await deliveries.answered(taken.id, "w", { kind: "answer", receipt });
  await deliveries.claimSend(claim);
  await deliveries.beginSend(taken.id, "w");
  await deliveries.sent(taken.id, "w", ref);
}

const notes = () => platform.shown.filter((s) => s.post.body.kind === "correction");

test("an answer that no longer holds gets one note in its thread: what changed, and the source", async () => {
  await shelf.sync(BEFORE);
  await tick();
  await answered("r1", ["lp-01"], "m1", "thread-1");
  await answered("r2", ["lp-01", "lp-02"], "m2", "thread-1");
  await answered("r3", ["nf-01"], "m3", "thread-2");
  await answered("r4", ["lp-01"], null, "private");
  await shelf.sync(AFTER_ALL);
  await tick();
  await tick();
  expect(notes().map((n) => n.post.place.target.place)).toEqual([JSON.stringify({ thread: "thread-1" })]);
  const body = notes()[0]?.post.body;
  if (body?.kind !== "correction") throw new Error("no note");
  expect(body.correction.items.map((i) => i.kind)).toEqual(["denied", "withdrawn"]);
  expect(body.correction.citations.map((c) => c.statement.id)).toContain("lp-05");
});

test("a digest that no longer holds gets its note too; and a channel that turned them off gets none", async () => {
  const { generation } = await shelf.sync({ ...BEFORE, briefs: BEFORE.briefs.slice(0, 2) });
  await subscribe(generation);
  await subscribe(generation, {
    target: { platform: "fake", tenant: "t", channel: "quiet", place: "{}" },
  } as never);
  await shelf.store.subscriptions.setCorrections("t", "quiet", false, "ann", "2026-06-09T00:00:00Z");
  await shelf.sync(BEFORE);
  await at(START + MINUTE);
  expect(platform.shown.map((s) => s.channel).sort()).toEqual(["c", "quiet"]);
  await shelf.sync(AFTER_ALL);
  await at(START + 2 * MINUTE);
  expect(notes().map((n) => [n.channel, n.thread])).toEqual([["c", "ref-1"]]);
});
