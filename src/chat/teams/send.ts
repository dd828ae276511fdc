import type { Delivery } from "../../core/work/deliveries.ts";
import type { Lookup, Outgoing, Platform, SendOutcome } from "../platform.ts";
import type { Outbound, Reference } from "./activity.ts";
import { cardMessage } from "./card-parts.ts";
import { verdictCard, verdictText } from "./card-verdict.ts";
import type { Dialogs } from "./dialogs.ts";
import { streamInfo } from "./entities.ts";
import { type Opened, type OpeningParts, openMessage, PLATFORM, referenceOf } from "./opening.ts";
import { isGone, isMessageGone, isTooRich, outcomeOf, streamEnd } from "./outcomes.ts";
import { threadless } from "./parse.ts";
import { readPlace } from "./place.ts";
import { createProgress, type Progress } from "./progress.ts";
import { renderAnswer, renderNotice, renderPlain } from "./render.ts";

export interface SendParts extends OpeningParts {
  readonly dialogs: Dialogs;
  /** Pause between two replies to one conversation. */
  readonly paceMs: number;
  /** Draws what a `page` task asks for. */
  readonly drawPage: (page: string, tenant: string) => Promise<Outbound | null>;
  /** The reader has stopped a reply. */
  readonly onCancelled: (delivery: Delivery) => void;
}

/** A reply that was begun this long ago and never ended holds up nobody. */
const FORGOTTEN_MS = 120_000;
const FIRST_LINE = "Looking through the sources…";

interface Open {
  readonly opening: Promise<Opened>;
  readonly progress: Progress;
}

/**
 * Teams as a platform. A reply is begun as one message and ended in that same message, by its id; so every step but the
 * first can be repeated, and an answer never stands twice.
 */
export function createPlatform(parts: SendParts): Platform {
  const open = new Map<string, Open>();
  /** The replies that a conversation waits for, as they were begun, with the time (ms). */
  const waiting = new Map<string, Map<string, number>>();

  /** Whether a reply may be begun early; only the oldest may, so that replies stand in the order of their questions. */
  function isNext({ id, tenant, conversation }: Delivery): boolean {
    const lane = `${tenant} ${conversation}`;
    const others = waiting.get(lane) ?? new Map<string, number>();
    waiting.set(lane, others);
    for (const [other, since] of others) if (Date.now() - since > FORGOTTEN_MS) others.delete(other);
    if (!others.has(id)) others.set(id, Date.now());
    return [...others.keys()][0] === id;
  }

  function done({ id, tenant, conversation }: Delivery): void {
    open.delete(id);
    const lane = `${tenant} ${conversation}`;
    waiting.get(lane)?.delete(id);
    if (waiting.get(lane)?.size === 0) waiting.delete(lane);
  }

  function opened(delivery: Delivery, reference: Reference, text: string): Open {
    const known = open.get(delivery.id);
    if (known) return known;
    const opening = openMessage(delivery, reference, text, parts);
    const progress = createProgress(opening, reference, parts.transport, () => parts.onCancelled(delivery));
    const made = { opening, progress };
    open.set(delivery.id, made);
    // What failed is begun anew with the next try.
    void opening.then((o) => {
      if (o.kind === "failed" && open.get(delivery.id) === made) open.delete(delivery.id);
    });
    return made;
  }

  async function show(delivery: Delivery, text: string): Promise<void> {
    const reference = await referenceOf(delivery, parts.references);
    if (!reference) return;
    const shown = /^is /.test(text) ? FIRST_LINE : text;
    const known = open.get(delivery.id);
    if (known) known.progress.show(shown);
    else if (isNext(delivery)) opened(delivery, reference, shown);
  }

  async function sendInto(delivery: Delivery, outgoing: Outgoing): Promise<SendOutcome> {
    const reference = await referenceOf(delivery, parts.references);
    if (!reference) {
      const place = readPlace(delivery.place);
      if (place.kind === "dialog") parts.dialogs.arrived(place.token, outgoing);
      return { kind: "sent", ref: null };
    }
    const reply = opened(delivery, reference, delivery.task.kind === "page" ? "One moment…" : FIRST_LINE);
    const { cancelled } = await reply.progress.end();
    const into = await reply.opening;
    if (into.kind === "failed") return into.outcome;
    // Whoever stopped it wants no message that says so.
    const outcome = cancelled ? null : await finish(delivery, outgoing, reference, into);
    open.delete(delivery.id);
    if (outcome && outcome.kind !== "sent") return outcome;
    await keep(delivery, reference, into, parts);
    return { kind: "sent", ref: into.message };
  }

  /** The whole reply, else its words alone, else a line that says that there is one. */
  async function finish(
    delivery: Delivery,
    outgoing: Outgoing,
    reference: Reference,
    into: Extract<Opened, { kind: "open" }>,
  ): Promise<SendOutcome> {
    const forms = await formsOf(delivery, outgoing, parts);
    for (const [i, activity] of forms.entries()) {
      try {
        await put(activity, reference, into, parts);
        return { kind: "sent", ref: into.message };
      } catch (error) {
        if (isTooRich(error) && i < forms.length - 1) {
          parts.log.error(`${delivery.id}: Teams refused the message (${error}); sending a simpler one`);
          continue;
        }
        return failed(error, delivery, reference, parts);
      }
    }
    return { kind: "refused", reason: "there is nothing to send" };
  }

  return {
    name: PLATFORM,
    paceMs: parts.paceMs,
    progress: (delivery, text) => {
      show(delivery, text).catch((error) => parts.log.error(`${delivery.id}: no progress shown: ${error}`));
    },
    done,
    send: async (delivery, outgoing) => {
      try {
        return await sendInto(delivery, outgoing);
      } catch (error) {
        open.delete(delivery.id);
        return outcomeOf(error, delivery.sends);
      }
    },
    /** A reply that may be out stands in a message that is known; ending that once more changes nothing. */
    find: async (): Promise<Lookup> => "not-there",
  };
}

async function formsOf(delivery: Delivery, outgoing: Outgoing, parts: SendParts): Promise<Outbound[]> {
  const { task, tenant, id } = delivery;
  if (outgoing.kind === "notice") {
    const page =
      task.kind === "page" && outgoing.text === task.text ? await parts.drawPage(task.page, tenant) : null;
    return [...(page ? [page] : []), renderNotice(outgoing.text)];
  }
  if (outgoing.kind === "checked") {
    const { checked } = outgoing;
    return [cardMessage(verdictCard(checked), verdictText(checked)), renderNotice(verdictText(checked))];
  }
  const { answer } = outgoing;
  const last = `I have an answer, but Teams does not take it (receipt ${answer.receipt}, reference ${id}).`;
  return [renderAnswer(answer), renderPlain(answer), renderNotice(last)];
}

/** Ends a stream, or changes the placeholder; a stream that is closed is a message like any other. */
async function put(
  activity: Outbound,
  reference: Reference,
  { message, form }: Extract<Opened, { kind: "open" }>,
  { transport }: SendParts,
): Promise<void> {
  if (form === "message") return transport.update(reference, message, activity);
  const end = streamInfo({ streamType: "final", streamId: message });
  try {
    await transport.send(reference, { ...activity, entities: [end, ...(activity.entities ?? [])] });
  } catch (error) {
    const why = streamEnd(error);
    if (why === null) throw error;
    if (why === "closed") await transport.update(reference, message, activity);
  }
}

async function failed(
  error: unknown,
  delivery: Delivery,
  reference: Reference,
  { references, ownMessages }: SendParts,
): Promise<SendOutcome> {
  const { tenant, id, sends } = delivery;
  if (isGone(error)) await references.remove(PLATFORM, tenant, threadless(reference.conversation.id));
  if (!isMessageGone(error)) return outcomeOf(error, sends);
  // Somebody deleted the line that said we were at work: begin another.
  await ownMessages.forget(tenant, id);
  return { kind: "busy", retryAfterMs: 500 };
}

/** Remembers which answer stands in which message, for the thumbs under it. */
async function keep(
  { tenant, id, reply }: Delivery,
  reference: Reference,
  { message, form }: Extract<Opened, { kind: "open" }>,
  { ownMessages }: SendParts,
): Promise<void> {
  const receipt = reply?.kind === "answer" ? reply.receipt : null;
  const conversation = threadless(reference.conversation.id);
  await ownMessages.save({ tenant, conversation, delivery: id, message, form, receipt });
}
