import { randomUUID } from "node:crypto";
import { type AdmissionRequest, admit, type Limits } from "../core/work/admission.ts";
import type {
  Delivery,
  DeliveryCounts,
  DeliveryStore,
  NewDelivery,
  Receipted,
} from "../core/work/deliveries.ts";
import { type AnsweringParts, answerDelivery } from "./answering.ts";
import { createBackground, createLoop, letOthersFirst, pause } from "./background.ts";
import type { Platform } from "./platform.ts";
import { type SendingParts, sendDelivery } from "./sending.ts";

export interface WorkParts extends AnsweringParts, SendingParts {
  readonly deliveries: DeliveryStore;
  readonly limits: Limits;
  /** Questions answered at the same time by this process. */
  readonly atOnce: number;
}

/**
 * The work on what reaches us, for every platform: recorded, admitted, answered, sent, each step in the store before the
 * next begins. So a process can die at any moment and another one, or itself after a restart, goes on from there.
 */
export interface Work {
  /** Records a delivery; once this resolves it is owed an outcome. Rejects if it can't be recorded. */
  accept(delivery: NewDelivery, request: AdmissionRequest): Promise<Receipted>;
  /** Ends the work on what a conversation waits for; each such question is told so. */
  stop(tenant: string, conversation: string): Promise<number>;
  askers(tenant: string, conversation: string): Promise<ReadonlySet<string>>;
  counts(): Promise<DeliveryCounts>;
  /** Takes up work for these platforms, first of all what an earlier process left. */
  start(platforms: readonly Platform[]): void;
  /** Takes no more, waits a moment for what is under way, and lets go of the rest. */
  close(): Promise<void>;
}

/** A process that dies is noticed this late; a living one renews four times in that span. */
const LEASE_MS = 20_000;
/** Other processes' leavings, and what waits for a time, are looked for this often. */
const POLL_MS = 500;
const SENDS_AT_ONCE = 32;
const CLOSE_MS = 10_000;
const ABORT_MS = 1_000;
const PURGE_EVERY_MS = 3_600_000;
/** Duplicates come within a day; the rest is kept for the operator. */
const KEPT_MS = 30 * 24 * 3_600_000;

/** A reply that replaces an answer that somebody stopped. */
const STOPPED = { kind: "notice", text: "Stopped. Ask again whenever you like." } as const;

export function createWork(parts: WorkParts): Work {
  const { deliveries, log } = parts;
  const owner = randomUUID();
  const platforms = new Map<string, Platform>();
  const answering = new Map<string, { delivery: Delivery; abort: AbortController }>();
  const background = createBackground(log);
  const timers: NodeJS.Timeout[] = [];
  const nextInLane = new Map<string, number>();
  let closing = false;
  let sending = 0;

  const claim = () => {
    const now = Date.now();
    return { owner, platforms: [...platforms.keys()], now, until: now + LEASE_MS };
  };

  /** Takes one delivery to answer, if there is one and a platform for it. */
  async function answerNext(): Promise<boolean> {
    await letOthersFirst();
    const delivery = await deliveries.claimAnswer(claim());
    const platform = delivery && platforms.get(delivery.platform);
    if (!delivery || !platform) return false;
    const abort = new AbortController();
    answering.set(delivery.id, { delivery, abort });
    background.run(async () => {
      try {
        await answerDelivery(delivery, platform, owner, parts, abort.signal);
      } finally {
        answering.delete(delivery.id);
        wakeAll();
      }
    });
    return true;
  }

  /** Takes one reply to send, and sends it when its lane has had its pause. */
  async function sendNext(): Promise<boolean> {
    const delivery = await deliveries.claimSend(claim());
    const platform = delivery && platforms.get(delivery.platform);
    if (!delivery || !platform) return false;
    sending += 1;
    background.run(async () => {
      try {
        const lane = `${delivery.tenant} ${delivery.lane}`;
        await pause((nextInLane.get(lane) ?? 0) - Date.now());
        const { pauseMs } = await sendDelivery(delivery, platform, owner, parts);
        nextInLane.set(lane, Date.now() + pauseMs);
      } finally {
        sending -= 1;
        wakeAll();
      }
    });
    return true;
  }

  const wakeAnswering = createLoop(background, () => !closing && answering.size < parts.atOnce, answerNext);
  const wakeSending = createLoop(background, () => !closing && sending < SENDS_AT_ONCE, sendNext);

  function wakeAll(): void {
    wakeAnswering();
    wakeSending();
  }

  /** Keeps what we hold; an answer that somebody else has taken over or stopped is given up. */
  async function renew(): Promise<void> {
    const held = await deliveries.renew(owner, Date.now() + LEASE_MS);
    for (const [id, { abort }] of answering) if (!held.has(id)) abort.abort();
    const now = Date.now();
    for (const [lane, at] of nextInLane) if (at < now) nextInLane.delete(lane);
  }

  return {
    async accept(delivery, request) {
      const now = Date.now();
      const receipted = await deliveries.accept(delivery, now, (usage) =>
        delivery.task.kind === "share" ? { admitted: true } : admit(request, parts.limits, usage, now),
      );
      if (receipted.kind !== "duplicate") wakeAll();
      return receipted;
    },
    async stop(tenant, conversation) {
      const count = await deliveries.stop(tenant, conversation, STOPPED);
      for (const { delivery, abort } of answering.values())
        if (delivery.tenant === tenant && delivery.conversation === conversation) abort.abort();
      wakeAll();
      return count;
    },
    askers: deliveries.askers,
    counts: deliveries.counts,
    start(given) {
      for (const p of given) platforms.set(p.name, p);
      timers.push(
        setInterval(wakeAll, POLL_MS),
        setInterval(() => background.run(renew), LEASE_MS / 4),
        setInterval(() => background.run(() => deliveries.purge(Date.now() - KEPT_MS)), PURGE_EVERY_MS),
      );
      wakeAll();
    },
    async close() {
      closing = true;
      for (const timer of timers) clearInterval(timer);
      await background.settled(CLOSE_MS);
      for (const { abort } of answering.values()) abort.abort();
      await background.settled(ABORT_MS);
      await deliveries
        .release(owner)
        .catch((error: unknown) =>
          log.error(`what is under way stays ours for ${LEASE_MS / 1000} s: ${error}`),
        );
    },
  };
}
