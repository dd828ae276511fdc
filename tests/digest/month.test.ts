import { afterEach, expect, test } from "vitest";
import type { PostStore } from "../../src/core/digest/posts.ts";
import { nextAfter, type Schedule } from "../../src/core/digest/schedule.ts";
import type { Digest } from "../../src/core/digest/types.ts";
import { createDigestRunner } from "../../src/digest/runner.ts";
import { BEFORE, openShelf, type Shelf, withBrief, withSources } from "./changing-library.ts";
import { Crash, createFakePlatform, type Fault } from "./fake-platform.ts";

const MINUTE = 60_000;
const HALF_DAY = 12 * 60 * MINUTE;
const START = Date.parse("2026-03-09T00:00:00Z");
const END = Date.parse("2026-04-09T00:00:00Z");
/** What comes due in the last hour may still be on its way at the end. */
const LAST = END - 60 * MINUTE;
/** The clocks of Europe change on 29 March 2026, those of Australia on 5 April; the others not at all in this month. */
const ZONES = [
  "Europe/London",
  "Europe/Berlin",
  "America/New_York",
  "Asia/Tokyo",
  "Australia/Sydney",
  "Asia/Kolkata",
];

/** The same month each time: a small generator with a seed. */
function random(seed: number): () => number {
  let s = seed;
  return () => {
    s = (s * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return s / 4_294_967_296;
  };
}

const scheduleOf = (i: number): Schedule => {
  const zone = ZONES[i % ZONES.length] ?? "UTC";
  const at = `${String((i * 5) % 24).padStart(2, "0")}:30`;
  const kinds = [
    { kind: "daily", at },
    { kind: "weekdays", at },
    { kind: "weekly", day: "monday", at },
    { kind: "cron", line: `15 ${i % 24} * * 2,5` },
  ] as const;
  return { cadence: kinds[i % 4] ?? kinds[0], zone };
};

/** A new source every half day, so that every digest has something to tell, also after a day of 23 hours. */
const grown = (shelf: Shelf, n: number): Shelf => {
  const day = new Date(START + n * HALF_DAY).toISOString().slice(0, 10);
  return withSources(
    withBrief(shelf, "northwind-fabrikam", (b) => ({
      told: [
        ...b.told,
        [
          `nf-d${n}`,
          `Paper ${n} wrote that hall ${n} of the ${["red", "blue", "old"][n % 3]} site opens for Northwind.`,
          "reported",
          `Paper ${n}`,
          `paper-${n}`,
          day,
        ],
      ],
    })),
    [`paper-${n}`, `Paper ${n}`, day],
  );
};

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** Kills the process that makes a call to the store, now and then, before or after the call took effect. */
function deadly(posts: PostStore, dies: () => boolean): PostStore {
  return new Proxy(posts, {
    get(target, name: keyof PostStore) {
      const call = target[name] as (...args: unknown[]) => Promise<unknown>;
      return async (...args: unknown[]) => {
        if (dies()) throw new Crash(`killed before ${name}`);
        const result = await call(...args);
        if (dies()) throw new Crash(`killed after ${name}`);
        return result;
      };
    },
  });
}

async function openMonth(seed: number, faults: (roll: number) => Fault, killed: number) {
  const shelf = await openShelf();
  closing.push(shelf.close);
  const roll = random(seed);
  let now = START;
  const clock = () => now;
  const platform = createFakePlatform(clock, () => faults(roll()));
  const states = new Map<number, Awaited<ReturnType<typeof shelf.at>>>();
  const { generation } = await shelf.sync(BEFORE, "2026-03-09");
  const at = async (g: number) => {
    const known = states.get(g) ?? (await shelf.at(g));
    states.set(g, known);
    return known;
  };
  const current = async () => {
    const { generation: g } = await shelf.store.library.index();
    return { generation: g, library: await at(g) };
  };
  let born = 0;
  const worker = async () => {
    born += 1;
    return createDigestRunner({
      posts: deadly(shelf.store.posts, () => roll() < killed),
      subscriptions: shelf.store.subscriptions,
      ports: [platform.port],
      states: { current, at },
      clock,
      owner: `worker-${born}`,
      log: { info: () => {}, error: () => {} },
    });
  };
  return {
    shelf,
    platform,
    generation,
    worker,
    set: (at: number) => {
      now = at;
    },
    deaths: () => born - 2,
  };
}

type Month = Awaited<ReturnType<typeof openMonth>>;

async function subscribeAll({ shelf, generation }: Month, count: number): Promise<Map<string, Schedule>> {
  const schedules = new Map<string, Schedule>();
  for (let i = 0; i < count; i++) {
    const schedule = scheduleOf(i);
    const { id } = await shelf.store.subscriptions.add({
      schedule,
      topics: [],
      minimum: "all",
      whenNothing: false,
      target: { platform: "fake", tenant: "t", channel: `c${i}`, place: "{}" },
      by: `u${i}`,
      now: START,
      next: nextAfter(schedule, START) ?? 0,
      generation,
      since: "2026-03-09",
    });
    schedules.set(id, schedule);
  }
  return schedules;
}

/** Two workers, which take turns at every step of the store, live the month; one that is killed is replaced ten minutes later. */
async function live(month: Month, stepMs: number, down: (at: number) => boolean): Promise<void> {
  const workers = [await month.worker(), await month.worker()];
  const back = [0, 0];
  let shelf = BEFORE;
  let half = 0;
  for (let at = START; at < END; at += stepMs) {
    month.set(at);
    if (at >= START + half * HALF_DAY) {
      shelf = grown(shelf, half);
      await month.shelf.sync(shelf, new Date(at).toISOString().slice(0, 10));
      half += 1;
    }
    if (down(at)) continue;
    await Promise.all(
      workers.map(async (worker, i) => {
        if (at < (back[i] ?? 0)) return;
        try {
          await worker.tick();
        } catch (error) {
          if (!(error instanceof Crash)) throw error;
          back[i] = at + 10 * MINUTE;
          workers[i] = await month.worker();
        }
      }),
    );
  }
}

/** Every moment at which a schedule came due in the month. */
function slots(schedule: Schedule): number[] {
  const all: number[] = [];
  for (let at = nextAfter(schedule, START); at !== null && at < LAST; at = nextAfter(schedule, at))
    all.push(at);
  return all;
}

const slotKey = (key: string): number => Number(key.split(":")[2]);
const mains = (month: Month) => month.platform.shown.filter((s) => !s.key.endsWith(":thread"));

/** What a channel was told, over all its digests: each statement once, whichever digest told it. */
const toldTwice = (digests: readonly Digest[]): string[] => {
  const counts = new Map<string, number>();
  for (const d of digests) for (const i of d.items) counts.set(i.text, (counts.get(i.text) ?? 0) + 1);
  return [...counts].flatMap(([text, n]) => (n > 1 ? [text] : []));
};

test("a month, 40 subscriptions, six zones, two workers that are killed: each digest once, none twice", async () => {
  const month = await openMonth(
    7,
    (r) =>
      r < 0.03
        ? "busy"
        : r < 0.05
          ? "lost"
          : r < 0.08
            ? "late"
            : r < 0.1
              ? "crash-before"
              : r < 0.12
                ? "crash-after"
                : null,
    0.01,
  );
  const schedules = await subscribeAll(month, 40);
  await live(month, 10 * MINUTE, () => false);
  const shown = mains(month);
  const keys = shown.map((s) => s.key);
  expect(new Set(keys).size).toBe(keys.length);
  const expected = [...schedules].flatMap(([id, schedule]) =>
    slots(schedule).map((at) => `digest:${id}:${at}`),
  );
  expect(keys.filter((k) => slotKey(k) < LAST && !expected.includes(k))).toEqual([]);
  expect(expected.filter((k) => !keys.includes(k))).toEqual([]);
  expect(Math.max(...shown.map((s) => s.at - slotKey(s.key)))).toBeLessThan(2 * 60 * MINUTE);
  expect((await month.shelf.store.posts.counts()).inDoubt).toBe(0);
  expect(month.deaths()).toBeGreaterThan(50);
}, 120_000);

test("what can't be looked up is never repeated, and is counted", async () => {
  const month = await openMonth(
    11,
    (r) => (r < 0.15 ? "crash-after" : r < 0.3 ? "crash-before" : "blind"),
    0,
  );
  // Lookups never tell, so a killed send stays in doubt; a send itself is not stopped by blindness.
  await subscribeAll(month, 6);
  await live(month, 30 * MINUTE, () => false);
  const keys = mains(month).map((s) => s.key);
  expect(new Set(keys).size).toBe(keys.length);
  const { inDoubt } = await month.shelf.store.posts.counts();
  expect(inDoubt).toBeGreaterThan(0);
}, 120_000);

test("down for days: caught up once where that is still of use, else merged; nothing is told twice", async () => {
  const month = await openMonth(3, () => null, 0);
  const schedules = await subscribeAll(month, 8);
  const from = Date.parse("2026-03-20T00:00:00Z");
  const until = Date.parse("2026-03-24T03:00:00Z");
  await live(month, 10 * MINUTE, (at) => at >= from && at < until);
  const shown = mains(month);
  for (const [id, schedule] of schedules) {
    const own = shown.filter((s) => s.key.startsWith(`digest:${id}:`));
    expect(new Set(own.map((s) => s.key)).size).toBe(own.length);
    const onReturn = own.filter((s) => s.at >= until && slotKey(s.key) < until);
    expect(onReturn.length).toBeLessThanOrEqual(1);
    const missed = slots(schedule).filter((at) => at >= from && at < until);
    const last = missed.at(-1);
    const next = last === undefined ? null : nextAfter(schedule, last);
    if (last !== undefined && next !== null && (until - last) * 2 < next - last)
      expect(onReturn.length).toBe(1);
    const digests = own.flatMap((s) => (s.post.body.kind === "digest" ? [s.post.body.digest] : []));
    expect(toldTwice(digests)).toEqual([]);
    // Each begins on the day to which the one before it told, so nothing falls between them.
    expect(digests.slice(1).map((d) => d.since)).toEqual(digests.slice(0, -1).map((d) => d.until));
  }
}, 120_000);
