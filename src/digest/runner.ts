import type { DigestPort, PostStore } from "../core/digest/posts.ts";
import { type SubscriptionStore, whyLine } from "../core/digest/subscriptions.ts";
import type { Library } from "../core/library.ts";
import { happeningsByLibrary } from "./by-library.ts";
import { createNotes } from "./compose.ts";
import { affectedBy, correctionsOf } from "./corrections.ts";
import { nothingText, planOf, slotOf } from "./due.ts";
import type { Leads } from "./leads.ts";
import { digestFrom, type Planned, type Scan, scanChanges } from "./plan.ts";
import { type SendingParts, sendPost } from "./sending.ts";

/** The library now and as it was. */
export interface LibraryStates {
  current(): Promise<{ readonly generation: number; readonly library: Library }>;
  at(generation: number): Promise<Library>;
}

export interface RunnerParts extends SendingParts {
  readonly subscriptions: SubscriptionStore;
  readonly posts: PostStore;
  readonly ports: readonly DigestPort[];
  readonly states: LibraryStates;
  /** Absent without a key: the items then stand alone. */
  readonly leads?: Leads;
}

/** Longer than any send takes, so that nobody takes over what is still being sent. */
const LEASE_MS = 120_000;
const SCANS_KEPT = 4;

/**
 * The work on digests: one `tick` plans what is due, looks for corrections and sends what may be sent. Every step is in the
 * store before the next begins, so a process can die anywhere and another, or itself after a restart, goes on from there.
 */
export function createDigestRunner(parts: RunnerParts) {
  const { posts, subscriptions, states, clock, owner, log } = parts;
  const ports = new Map(parts.ports.map((p) => [p.name, p]));
  const heldUntil = new Map<string, number>();
  /** The last scans: many subscriptions come due together, and stand at the same state. */
  const scans = new Map<string, Scan>();
  const today = () => new Date(clock()).toISOString().slice(0, 10);

  async function planDue(): Promise<void> {
    for (const { tenant, id } of await posts.due(clock())) {
      const subscription = await subscriptions.get(tenant, id);
      const slot = subscription && slotOf(subscription, clock());
      if (!subscription) continue;
      if (!slot) {
        await subscriptions.pause(tenant, id, "its schedule has no further time");
        continue;
      }
      const { generation, library } = await states.current();
      const { digest, log: scan } = slot.useful
        ? await planned(subscription, generation, library)
        : { digest: null, log: null };
      const told = { generation, until: today() };
      const plan = planOf(subscription, slot, digest, told, nothingText(subscription, subscription.since));
      if (!(await posts.plan(plan, clock()))) continue;
      log.info(
        `digests: ${id}: ${slot.useful ? `${digest?.items.length ?? 0} lines` : "missed, merged into the next"}`,
      );
      if (scan) {
        log.info(`digests: ${id}: scanned ${scan.scanned}`);
        for (const { what, why } of scan.leftOut) log.info(`digests: ${id}: left out ${what}: ${why}`);
      }
    }
  }

  async function planned(
    subscription: Parameters<typeof whyLine>[0] & { readonly generation: number; readonly since: string },
    generation: number,
    after: Library,
  ): Promise<Planned> {
    const before = subscription.generation === generation ? after : await states.at(subscription.generation);
    const between = { before, after, since: subscription.since, until: today() };
    const key = [subscription.generation, generation, between.since, between.until].join(" ");
    const scan = scans.get(key) ?? scanChanges(between);
    scans.delete(key);
    scans.set(key, scan);
    for (const oldest of [...scans.keys()].slice(0, Math.max(0, scans.size - SCANS_KEPT)))
      scans.delete(oldest);
    const plan = digestFrom(scan, between, subscription, whyLine(subscription));
    if (!plan.digest || !parts.leads) return plan;
    return { ...plan, digest: await parts.leads(plan.digest, after.lexicon) };
  }

  async function correct(): Promise<void> {
    const { generation, library } = await states.current();
    const from = await posts.correctedTo();
    if (from === generation) return;
    if (from === null) {
      await posts.correct(null, generation, [], clock());
      return;
    }
    const between = { before: await states.at(from), after: library, since: today(), until: today() };
    const { happenings } = happeningsByLibrary(between, createNotes());
    const wanted = [];
    for (const told of await posts.toldWith(affectedBy(happenings))) {
      const { tenant, channel } = told.place.target;
      if (await subscriptions.corrections(tenant, channel)) wanted.push(told);
      else log.info(`digests: no note for ${told.id}: corrections are off in its channel`);
    }
    const notes = correctionsOf(wanted, happenings, generation, clock());
    if (await posts.correct(from, generation, notes, clock()))
      log.info(`digests: ${notes.length} notes on what was told before`);
  }

  async function send(): Promise<void> {
    for (;;) {
      const now = clock();
      const free = [...ports.keys()].filter((name) => (heldUntil.get(name) ?? 0) <= now);
      if (free.length === 0) return;
      const post = await posts.claim(owner, free, now, now + LEASE_MS);
      const port = post && ports.get(post.place.target.platform);
      if (!post || !port) return;
      const { holdMs } = await sendPost(post, port, parts);
      if (holdMs > 0) heldUntil.set(port.name, clock() + holdMs);
    }
  }

  return {
    async tick(): Promise<void> {
      await planDue();
      await correct();
      await send();
    },
  };
}
export type DigestRunner = ReturnType<typeof createDigestRunner>;

/** Ticks every so often, never twice at once; the returned function waits for the last tick and ends it. */
export function startDigests(
  runner: DigestRunner,
  everyMs: number,
  log: RunnerParts["log"],
): () => Promise<void> {
  let running = Promise.resolve();
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    running = runner
      .tick()
      .catch((error) => log.error(`digests: ${error instanceof Error ? error.message : error}`))
      .finally(() => {
        busy = false;
      });
  }, everyMs);
  return async () => {
    clearInterval(timer);
    await running;
  };
}
