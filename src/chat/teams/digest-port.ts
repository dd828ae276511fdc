import type { DigestPort, Post } from "../../core/digest/posts.ts";
import type { SendOutcome } from "../../core/digest/sending.ts";
import type { OwnMessageStore } from "../../core/work/own-messages.ts";
import type { ReferenceStore } from "../../core/work/references.ts";
import { drawPost, postHead } from "../digest-pages.ts";
import { type Outbound, Reference } from "./activity.ts";
import type { Transport } from "./connector.ts";
import { renderCorrection, renderDigest, renderThread } from "./digest.ts";
import { PLATFORM } from "./opening.ts";
import { isGone, outcomeOf } from "./outcomes.ts";
import { threadless } from "./parse.ts";
import { readPlace } from "./place.ts";
import { renderNotice } from "./render.ts";

export interface DigestPortParts {
  readonly transport: Transport;
  readonly references: ReferenceStore;
  readonly ownMessages: OwnMessageStore;
}

/**
 * Posts of digests through Teams. Its messages can't be looked up, so a post begins as its head alone, whose id is kept,
 * and is then changed into the whole: repeating that changes nothing. A crash right after the first step may leave a head
 * without its digest, never a second digest.
 */
export function createTeamsDigests(parts: DigestPortParts): DigestPort {
  return {
    name: PLATFORM,
    async send(post): Promise<SendOutcome> {
      try {
        const reference = await referenceOf(post, parts.references);
        if (reference === null)
          return {
            kind: "refused",
            reason: "Teams gives no way to write to a person who has no chat with me",
          };
        const message = (await known(post, parts)) ?? (await begin(post, reference, parts));
        if (message === null) return { kind: "refused", reason: "Teams gave the message no id" };
        await parts.transport.update(reference, message, activityOf(post));
        return { kind: "sent", ref: message };
      } catch (error) {
        return isGone(error)
          ? { kind: "gone", reason: "I was removed from the channel, or may not write there" }
          : outcomeOf(error, post.sends);
      }
    },
    find: async () => ({ kind: "not-there" }),
  };
}

const known = async (post: Post, { ownMessages }: DigestPortParts): Promise<string | null> =>
  (await ownMessages.of(post.place.target.tenant, post.key))?.message ?? null;

async function begin(
  post: Post,
  reference: Reference,
  { transport, ownMessages }: DigestPortParts,
): Promise<string | null> {
  const message = await transport.send(reference, renderNotice(postHead(post.body)));
  if (message === null) return null;
  const { tenant } = post.place.target;
  const conversation = threadless(reference.conversation.id);
  await ownMessages.save({
    tenant,
    conversation,
    delivery: post.key,
    message,
    form: "message",
    receipt: null,
  });
  return message;
}

/** What a person's own chat with us is kept under, besides its id: Teams lets us write to whoever has one. */
export const personKey = (user: string): string => `person:${user}`;

/** A person's own chat, the channel itself, the thread of a post or an answer, at the address that the conversation was last heard from. */
async function referenceOf(
  { place, thread, body }: Post,
  references: ReferenceStore,
): Promise<Reference | null> {
  const { tenant } = place.target;
  if (place.kind === "person") {
    const own = await references.get(PLATFORM, tenant, personKey(place.user));
    return own ? Reference.parse(JSON.parse(own.reference)) : null;
  }
  const at = readPlace(place.target.place);
  if (at.kind !== "chat") return null;
  const { conversation } = at.reference;
  const root = threadless(conversation.id);
  const kept = await references.get(PLATFORM, tenant, root);
  const latest = kept ? Reference.safeParse(JSON.parse(kept.reference)) : null;
  const serviceUrl = latest?.success ? latest.data.serviceUrl : at.reference.serviceUrl;
  const threaded = conversation.conversationType === "channel";
  // A note on an answer belongs where the answer stands; the rest of a digest under the digest.
  const answered = body.kind === "correction" && body.correction.of === "answer";
  const id = answered ? conversation.id : thread && threaded ? `${root};messageid=${thread}` : root;
  return { ...at.reference, serviceUrl, conversation: { ...conversation, id } };
}

const activityOf = ({ body }: Post): Outbound =>
  drawPost(body, {
    digest: renderDigest,
    rest: renderThread,
    correction: renderCorrection,
    notice: renderNotice,
  });
