import { randomUUID } from "node:crypto";
import type { App } from "./app.ts";
import type { Digests } from "./chat/digests.ts";
import type { Log } from "./chat/log.ts";
import { runDigestCommand, subscriptionLine } from "./core/digest/commands.ts";
import type { DigestPort } from "./core/digest/posts.ts";
import type { Subscription } from "./core/digest/subscriptions.ts";
import type { Library } from "./core/library.ts";
import type { Leads } from "./digest/leads.ts";
import { digestOfChanges, digestOfPeriod } from "./digest/plan.ts";
import { createDigestRunner, type LibraryStates, startDigests } from "./digest/runner.ts";
import { joinLibrary } from "./knowledge/library.ts";

/** Digests as `main` runs them: the commands at once, the work when the platforms are there. */
export interface RunningDigests extends Digests {
  start(ports: readonly DigestPort[]): void;
  stop(): Promise<void>;
}

const TICK_MS = 15_000;
const PREVIEW_DAYS = 30;
const DAY = 86_400_000;

/** `leads` is null without a key. */
export function createDigests(app: App, log: Log, leads: Leads | null): RunningDigests {
  const { subscriptions, posts } = app.store;
  const clock = () => Date.now();
  const states = libraryStates(app);
  let stop = async (): Promise<void> => {};
  const dayAt = (at: number) => new Date(at).toISOString().slice(0, 10);
  const previewOf = async (s: Subscription) => {
    const { generation, library } = await states.current();
    const before = s.generation === generation ? library : await states.at(s.generation);
    return digestOfChanges({ before, after: library, since: s.since, until: dayAt(clock()) }, s, null).digest;
  };
  const parts = {
    subscriptions,
    library: () => app.library,
    generation: async () => (await app.store.library.index()).generation,
    preview: async (filter: Parameters<typeof digestOfPeriod>[1]) => {
      const span = { since: dayAt(clock() - PREVIEW_DAYS * DAY), until: dayAt(clock()), why: null };
      return digestOfPeriod((await states.current()).library, filter, span).digest;
    },
    previewOf,
    clock,
  };
  return {
    run: (text, asked) => runDigestCommand(text, asked, parts),
    of: async (tenant, user) =>
      (await subscriptions.list(tenant, null)).filter((s) => s.by === user).map(subscriptionLine),
    start(ports) {
      if (ports.length === 0) return;
      const runner = createDigestRunner({
        subscriptions,
        posts,
        ports,
        states,
        clock,
        owner: randomUUID(),
        log,
        ...(leads ? { leads } : {}),
      });
      stop = startDigests(runner, TICK_MS, log);
    },
    stop: () => stop(),
  };
}

/** Old states are few and asked for again and again: those that subscriptions stand at. */
const STATES_KEPT = 8;

/** The library as the store has it, also where another process has synced it since this one started. */
function libraryStates({ store }: App): LibraryStates {
  const kept = new Map<number, Library>();
  async function at(generation: number): Promise<Library> {
    const known = kept.get(generation) ?? joinLibrary(await store.library.documentsAt(generation)).library;
    kept.delete(generation);
    kept.set(generation, known);
    for (const oldest of [...kept.keys()].slice(0, Math.max(0, kept.size - STATES_KEPT))) kept.delete(oldest);
    return known;
  }
  return {
    at,
    async current() {
      const { generation } = await store.library.index();
      return { generation, library: await at(generation) };
    },
  };
}
