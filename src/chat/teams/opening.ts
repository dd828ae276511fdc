import type { Delivery } from "../../core/work/deliveries.ts";
import type { OwnMessageStore } from "../../core/work/own-messages.ts";
import type { ReferenceStore } from "../../core/work/references.ts";
import type { Log } from "../log.ts";
import type { SendOutcome } from "../platform.ts";
import { Reference } from "./activity.ts";
import type { Transport } from "./connector.ts";
import { streamInfo } from "./entities.ts";
import { escapeMarkdown } from "./escape.ts";
import { isGone, outcomeOf, streamEnd } from "./outcomes.ts";
import { threadless } from "./parse.ts";
import { readPlace } from "./place.ts";

export const PLATFORM = "teams";

export interface OpeningParts {
  readonly transport: Transport;
  readonly ownMessages: OwnMessageStore;
  readonly references: ReferenceStore;
  readonly log: Log;
}

/** A message of ours that is out and waits for its text, or why there is none. */
export type Opened =
  | {
      readonly kind: "open";
      readonly message: string;
      readonly form: "message" | "stream";
      readonly fresh: boolean;
    }
  | { readonly kind: "failed"; readonly outcome: SendOutcome };

/** Where a delivery's reply goes, at the address that its conversation was last heard from. */
export async function referenceOf(delivery: Delivery, references: ReferenceStore): Promise<Reference | null> {
  const place = readPlace(delivery.place);
  if (place.kind !== "chat") return null;
  const { id } = place.reference.conversation;
  const kept = await references.get(PLATFORM, delivery.tenant, threadless(id));
  const latest = kept ? Reference.safeParse(JSON.parse(kept.reference)) : null;
  return latest?.success ? { ...place.reference, serviceUrl: latest.data.serviceUrl } : place.reference;
}

/**
 * Puts a message there that the reply will stand in: a stream in a personal chat, a line of text elsewhere. This is the
 * only thing that can't be done twice without showing; where it is unclear whether it came through, a stray line may
 * stay, never a second answer.
 */
export async function openMessage(
  delivery: Delivery,
  reference: Reference,
  text: string,
  parts: OpeningParts,
): Promise<Opened> {
  const { tenant, id } = delivery;
  const known = await parts.ownMessages.of(tenant, id);
  if (known) return { kind: "open", message: known.message, form: known.form, fresh: false };
  try {
    const stream = canStream(delivery, reference) ? await openStream(reference, text, parts.transport) : null;
    const message =
      stream ??
      (await parts.transport.send(reference, {
        type: "message",
        textFormat: "markdown",
        text: escapeMarkdown(text),
      }));
    if (message === null)
      return { kind: "failed", outcome: { kind: "refused", reason: "Teams gave the message no id" } };
    const form = stream === null ? "message" : "stream";
    const conversation = threadless(reference.conversation.id);
    await parts.ownMessages.save({ tenant, conversation, delivery: id, message, form, receipt: null });
    return { kind: "open", message, form, fresh: true };
  } catch (error) {
    if (isGone(error)) await parts.references.remove(PLATFORM, tenant, threadless(reference.conversation.id));
    const outcome = outcomeOf(error, delivery.sends);
    if (outcome.kind === "busy")
      parts.log.info(`${id}: Teams did not take the first line of a reply (${error}); trying again`);
    return { kind: "failed", outcome };
  }
}

/** Teams streams in personal chats alone, and text alone. */
const canStream = ({ task }: Delivery, { conversation }: Reference): boolean =>
  task.kind === "ask" && conversation.conversationType === "personal";

/** Null where this chat doesn't stream. */
async function openStream(reference: Reference, text: string, transport: Transport): Promise<string | null> {
  try {
    return await transport.send(reference, {
      type: "typing",
      text,
      entities: [streamInfo({ streamType: "informative", streamSequence: 1 })],
    });
  } catch (error) {
    if (streamEnd(error) !== null) return null;
    throw error;
  }
}
