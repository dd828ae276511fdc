import type { Outgoing } from "../platform.ts";

/** Replies that a dialog waits for. They are kept in memory alone: after a restart the claim is checked anew. */
export interface Dialogs {
  arrived(token: string, outgoing: Outgoing): void;
  /** The reply, as soon as it is there; null if it isn't in time. */
  result(token: string, waitMs: number): Promise<Outgoing | null>;
}

/** The conversation under which a dialog's delivery is kept. */
export const dialogConversation = (token: string): string => `dialog|${token}`;

const KEPT = 500;

export function createDialogs(): Dialogs {
  const waiting = new Map<string, Set<() => void>>();
  const replies = new Map<string, Outgoing>();

  return {
    arrived(token, outgoing) {
      replies.set(token, outgoing);
      for (const oldest of [...replies.keys()].slice(0, Math.max(0, replies.size - KEPT)))
        replies.delete(oldest);
      for (const wake of waiting.get(token) ?? []) wake();
    },
    async result(token, waitMs) {
      const there = replies.get(token);
      if (there) return there;
      const waiters = waiting.get(token) ?? new Set();
      waiting.set(token, waiters);
      let timer: NodeJS.Timeout | undefined;
      let wake: () => void = () => undefined;
      await new Promise<void>((done) => {
        wake = done;
        waiters.add(done);
        timer = setTimeout(done, waitMs);
      });
      clearTimeout(timer);
      waiters.delete(wake);
      if (waiters.size === 0) waiting.delete(token);
      return replies.get(token) ?? null;
    },
  };
}
