import type { Delivery } from "../../core/deliveries.ts";
import type { OwnMessageStore } from "../../core/own-messages.ts";
import type { ReceiptStore } from "../../core/ports.ts";
import type { Outgoing } from "../platform.ts";
import { readPlace } from "./place.ts";

/** Replies that a dialog waits for. An answer is found again after a restart; a short message lives in memory alone. */
export interface Dialogs {
  arrived(delivery: Delivery, outgoing: Outgoing): Promise<void>;
  /** The reply, as soon as it is there; null if it isn't in time. */
  result(tenant: string, token: string, waitMs: number): Promise<Outgoing | null>;
}

/** The conversation under which a dialog's delivery is kept. */
export const dialogConversation = (token: string): string => `dialog|${token}`;

const NOTICES_KEPT = 500;

export function createDialogs(ownMessages: OwnMessageStore, receipts: ReceiptStore): Dialogs {
  const waiting = new Map<string, Set<() => void>>();
  const notices = new Map<string, Outgoing>();

  async function find(tenant: string, token: string): Promise<Outgoing | null> {
    const receipt = await ownMessages.receiptIn(tenant, dialogConversation(token), token);
    const kept = receipt ? await receipts.get(tenant, receipt) : null;
    return kept ? { kind: "answer", answer: kept.answer } : (notices.get(token) ?? null);
  }

  return {
    async arrived({ tenant, id, place, reply }, outgoing) {
      const at = readPlace(place);
      if (at.kind !== "dialog") return;
      const { token } = at;
      if (outgoing.kind === "notice") {
        notices.set(token, outgoing);
        for (const oldest of [...notices.keys()].slice(0, Math.max(0, notices.size - NOTICES_KEPT)))
          notices.delete(oldest);
      }
      const receipt = reply?.kind === "answer" ? reply.receipt : null;
      const conversation = dialogConversation(token);
      await ownMessages.save({
        tenant,
        conversation,
        delivery: id,
        message: token,
        form: "message",
        receipt,
      });
      for (const wake of waiting.get(token) ?? []) wake();
    },
    async result(tenant, token, waitMs) {
      const waiters = waiting.get(token) ?? new Set();
      waiting.set(token, waiters);
      let wake: () => void = () => undefined;
      const woken = new Promise<void>((done) => {
        wake = done;
        waiters.add(done);
      });
      const timer = setTimeout(wake, waitMs);
      try {
        const there = await find(tenant, token);
        if (there) return there;
        await woken;
        return await find(tenant, token);
      } finally {
        clearTimeout(timer);
        waiters.delete(wake);
        if (waiters.size === 0) waiting.delete(token);
      }
    },
  };
}
