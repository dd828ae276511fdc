import type { Reference } from "./activity.ts";
import { clip } from "./clip.ts";
import type { Transport } from "./connector.ts";
import { streamInfo } from "./entities.ts";
import { clean } from "./escape.ts";
import { LIMITS } from "./limits.ts";
import type { Opened } from "./opening.ts";
import { streamEnd } from "./outcomes.ts";

/** The signs of progress of one reply, from its first line to its end. */
export interface Progress {
  /** Shows that work goes on; the newest text wins where they come too fast. */
  show(text: string): void;
  /** Ends it; resolves when nothing of it is under way. */
  end(): Promise<{ readonly cancelled: boolean }>;
}

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/**
 * Shows progress in a stream, at the pace that Teams allows; a placeholder stays as it is. `opening` is awaited first.
 * `onCancelled` is told once if the reader has stopped it.
 */
export function createProgress(
  opening: Promise<Opened>,
  reference: Reference,
  transport: Transport,
  onCancelled: () => void,
): Progress {
  let newest: string | null = null;
  let ended = false;
  let cancelled = false;
  let lastAt = Date.now();
  let sequence = 1;
  let running: Promise<void> | null = null;

  async function run(): Promise<void> {
    const opened = await opening;
    // Of a stream that an earlier process began we don't know how far its sequence got.
    if (opened.kind === "failed" || opened.form !== "stream" || !opened.fresh) return;
    while (newest !== null && !ended) {
      const wait = lastAt + LIMITS.progress.everyMs - Date.now();
      if (wait > 0) await Promise.race([pause(wait), stop]);
      if (ended) return;
      const text = newest;
      newest = null;
      sequence += 1;
      try {
        await transport.send(reference, {
          type: "typing",
          text,
          entities: [
            streamInfo({ streamType: "informative", streamSequence: sequence, streamId: opened.message }),
          ],
        });
      } catch (error) {
        // Progress is only a courtesy; what the end needs, the end finds out by itself.
        if (streamEnd(error) === "cancelled") {
          cancelled = true;
          onCancelled();
        }
        if (streamEnd(error) !== null) return;
      }
      lastAt = Date.now();
    }
  }

  let release: () => void = () => undefined;
  const stop = new Promise<void>((done) => {
    release = done;
  });

  return {
    show(text) {
      newest = clip(clean(text), LIMITS.progress.text) || null;
      running ??= run().finally(() => {
        running = null;
      });
    },
    async end() {
      ended = true;
      release();
      await running;
      const opened = await opening;
      const soon = lastAt + 1_000 - Date.now();
      // A stream takes one request a second, its end included.
      if (opened.kind === "open" && opened.form === "stream" && opened.fresh && soon > 0) await pause(soon);
      return { cancelled };
    },
  };
}
