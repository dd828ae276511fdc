import type { ReceiptStore } from "../core/ports.ts";
import type { Delivery, DeliveryStore } from "../core/work/deliveries.ts";
import type { Log } from "./log.ts";
import type { Outgoing, Platform } from "./platform.ts";

export interface SendingParts {
  readonly deliveries: DeliveryStore;
  readonly receipts: ReceiptStore;
  readonly log: Log;
}

/** How often a message is sent whose earlier send is known not to have gone out. */
const MAX_SENDS = 5;
/** A message that could not be brought out in this time is given up. */
const MAX_AGE_MS = 24 * 3_600_000;
/** Until a message that is on its way can be expected to show. */
const LOOK_AFTER_MS = 2_000;
const LOOK_AGAIN_MS = 30_000;

/** Sends the reply of a claimed delivery, once: what may have gone out is looked up before anything is sent again. */
export async function sendDelivery(
  delivery: Delivery,
  platform: Platform,
  owner: string,
  parts: SendingParts,
): Promise<{ readonly pauseMs: number }> {
  const { deliveries, log } = parts;
  const { id } = delivery;
  if (delivery.inDoubt && !(await settled(delivery, platform, owner, parts))) return { pauseMs: 0 };
  const outgoing = await outgoingOf(delivery, parts);
  if (!(await deliveries.beginSend(id, owner))) return { pauseMs: 0 };
  if (delivery.sends >= MAX_SENDS || Date.now() - delivery.receivedAt > MAX_AGE_MS) {
    log.error(`${id}: not sent, given up after ${delivery.sends} attempts`);
    await deliveries.giveUp(id, owner, "failed", "too many attempts");
    platform.done(delivery);
    return { pauseMs: 0 };
  }
  const outcome = await platform.send(delivery, outgoing);
  switch (outcome.kind) {
    case "sent":
      await deliveries.sent(id, owner, outcome.ref);
      platform.done(delivery);
      return { pauseMs: platform.paceMs };
    case "busy":
      await deliveries.sendLater(id, owner, Date.now() + outcome.retryAfterMs);
      return { pauseMs: outcome.retryAfterMs };
    case "refused":
      log.error(`${id}: not sent, ${platform.name} refused it: ${outcome.reason}`);
      await deliveries.giveUp(id, owner, "failed", outcome.reason);
      platform.done(delivery);
      return { pauseMs: 0 };
    case "unclear":
      log.error(`${id}: unclear whether it is out (${outcome.reason}); looking it up`);
      await deliveries.lookLater(id, owner, Date.now() + LOOK_AFTER_MS);
      return { pauseMs: platform.paceMs };
  }
}

/** Looks up a send that is in doubt; whether it may be sent (again). */
async function settled(
  delivery: Delivery,
  platform: Platform,
  owner: string,
  { deliveries, log }: SendingParts,
): Promise<boolean> {
  const { id } = delivery;
  const found = await platform.find(delivery);
  log.info(`${id}: a send was in doubt, looked up: ${found}`);
  if (found === "not-there") return true;
  if (found === "there") await deliveries.sent(id, owner, null);
  else if (found === "later" && Date.now() - delivery.receivedAt < MAX_AGE_MS)
    await deliveries.lookLater(id, owner, Date.now() + LOOK_AGAIN_MS);
  else {
    log.error(`${id}: it can't be settled whether the reply is out, so it is not sent again`);
    await deliveries.giveUp(id, owner, "in-doubt", "could not be looked up");
  }
  if (found !== "later") platform.done(delivery);
  return false;
}

async function outgoingOf(
  { reply, tenant, id }: Delivery,
  { receipts, log }: SendingParts,
): Promise<Outgoing> {
  if (reply?.kind === "notice" || reply?.kind === "checked") return reply;
  const receipt = reply ? await receipts.get(tenant, reply.receipt) : null;
  if (receipt) return { kind: "answer", answer: receipt.answer };
  log.error(`${id}: its receipt ${reply?.receipt ?? "(none)"} is not in the store`);
  return { kind: "notice", text: `I can't find that answer any more. Please ask again (reference ${id}).` };
}
