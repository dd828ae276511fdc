import type { WebClient } from "@slack/web-api";
import type { DigestPort, Post } from "../../core/digest/posts.ts";
import type { Lookup, SendOutcome } from "../../core/digest/sending.ts";
import { drawPost } from "../digest-pages.ts";
import { renderCorrection, renderDigest, renderThread } from "./digest.ts";
import { outcomeOf, platformError } from "./outcomes.ts";
import { readPlace } from "./place.ts";
import { renderNotice, type SlackMessage } from "./render.ts";
import { post as postMessage, refOf } from "./send.ts";

/** Slack's words for a channel that takes nothing from us any more, and what a person is told. */
const GONE: Readonly<Record<string, string>> = {
  channel_not_found: "the channel is gone, or I was removed from it",
  not_in_channel: "I was removed from the channel",
  is_archived: "the channel is archived",
  restricted_action: "the channel no longer lets me post",
  account_inactive: "the app was removed from this workspace",
};

/** Posts of digests through Slack: marked by their key, so that one in doubt is found again. */
export function createSlackDigests(client: WebClient): DigestPort {
  return {
    name: "slack",
    async send(post): Promise<SendOutcome> {
      try {
        return await postMessage(client, { id: post.key }, placeOf(post), messageOf(post));
      } catch (error) {
        const code = platformError(error) ?? "";
        const reason = Object.hasOwn(GONE, code) ? GONE[code] : undefined;
        return reason === undefined ? outcomeOf(error) : { kind: "gone", reason };
      }
    },
    async find(post): Promise<Lookup> {
      // A conversation with a person has another name than the person, and we may not look it up.
      if (post.place.kind === "person") return { kind: "unknown" };
      try {
        const ref = await refOf(client, { id: post.key, receivedAt: post.createdAt }, placeOf(post));
        return ref === null ? { kind: "not-there" } : { kind: "there", ref };
      } catch (error) {
        if (platformError(error) === "thread_not_found") return { kind: "not-there" };
        return { kind: outcomeOf(error).kind === "refused" ? "unknown" : "later" };
      }
    },
  };
}

/** The channel, or the thread that a note or the rest of a digest belongs to; a message to a person goes by the person's id. */
function placeOf({ place, thread }: Post) {
  if (place.kind === "person") return { kind: "channel", channel: place.user, threadTs: null } as const;
  const at = readPlace(place.target.place);
  const threadTs = at.kind === "channel" ? (at.threadTs ?? thread) : thread;
  return { kind: "channel", channel: place.target.channel, threadTs } as const;
}

const messageOf = ({ body }: Post): SlackMessage =>
  drawPost(body, {
    digest: renderDigest,
    rest: renderThread,
    correction: renderCorrection,
    notice: renderNotice,
  });
