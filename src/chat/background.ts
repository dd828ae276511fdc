import type { Log } from "./log.ts";

/** What runs without anybody waiting for it. */
export interface Background {
  /** Runs to its end; whatever it throws is the operator's to know. */
  run(work: () => Promise<void>): void;
  /** Waits until all is done, but no longer than `ms`. */
  settled(ms: number): Promise<void>;
}

export function createBackground(log: Log): Background {
  const running = new Set<Promise<void>>();
  return {
    run(work) {
      const promise = work().catch((error: unknown) =>
        log.error(`the work stumbled: ${error instanceof Error ? error.message : error}`),
      );
      running.add(promise);
      promise.finally(() => running.delete(promise));
    },
    async settled(ms) {
      await Promise.race([Promise.allSettled([...running]), pause(ms)]);
    },
  };
}

/** Takes one thing after another while it `may` and there is one; returns what wakes it. Never takes two at once. */
export function createLoop(
  background: Background,
  may: () => boolean,
  takeOne: () => Promise<boolean>,
): () => void {
  let going = false;
  let again = false;
  return () => {
    again = true;
    if (going || !may()) return;
    going = true;
    background.run(async () => {
      try {
        while (again) {
          again = false;
          while (may() && (await takeOne()));
        }
      } finally {
        going = false;
      }
    });
  };
}

export const pause = (ms: number): Promise<void> =>
  ms <= 0 ? Promise.resolve() : new Promise((done) => setTimeout(done, ms));

/** Lets what has arrived be read and recorded first: a request takes some turns of the event loop until it is. */
export async function letOthersFirst(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn += 1) await new Promise((done) => setImmediate(done));
}

const TURNS = 10;
