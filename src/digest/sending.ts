import type { DigestPort, NewPost, Post, PostStore } from "../core/digest/posts.ts";

/** What sending needs; the clock gives milliseconds. */
export interface SendingParts {
  readonly posts: PostStore;
  readonly owner: string;
  readonly clock: () => number;
  readonly log: { info(line: string): void; error(line: string): void };
}

/** Until a message that may be on its way is looked for: longer than platforms take to show one. */
export const LOOK_AFTER_MS = 30_000;
const LOOK_AGAIN_MS = 60_000;
/** The subscriber is still told of a pause so long after it. */
const NOTICE_MS = 7 * 86_400_000;

/**
 * Sends a claimed post, once: the intent is recorded first, and what may have gone out is looked up before anything is sent
 * again. Gives how long its platform wants to be left alone.
 */
export async function sendPost(
  post: Post,
  port: DigestPort,
  parts: SendingParts,
): Promise<{ readonly holdMs: number }> {
  const { posts, owner, clock, log } = parts;
  if (post.inDoubt && !(await knownUnsent(post, port, parts))) return { holdMs: 0 };
  if (clock() >= post.expires) {
    log.info(`digests: ${post.key} did not go out in time; the next one tells it`);
    await posts.drop(post.key, owner, "merged", "not in time");
    return { holdMs: 0 };
  }
  if (!(await posts.begin(post.key, owner))) return { holdMs: 0 };
  const outcome = await port.send(post);
  switch (outcome.kind) {
    case "sent":
      await posts.settle(post.key, owner, "sent", outcome.ref, null);
      return { holdMs: 0 };
    case "busy":
      await posts.later(post.key, owner, clock() + outcome.retryAfterMs);
      return { holdMs: outcome.retryAfterMs };
    case "refused":
      log.error(`digests: ${post.key} was refused by ${port.name}: ${outcome.reason}`);
      await posts.drop(post.key, owner, "failed", outcome.reason);
      return { holdMs: 0 };
    case "gone":
      log.error(`digests: ${post.key}: ${outcome.reason}; its subscription is paused`);
      await posts.gone(post.key, owner, outcome.reason, noticeOf(post, outcome.reason, clock()), clock());
      return { holdMs: 0 };
    case "unclear":
      log.error(`digests: unclear whether ${post.key} is out (${outcome.reason}); it is looked up`);
      await posts.look(post.key, owner, clock() + LOOK_AFTER_MS);
      return { holdMs: 0 };
  }
}

/** Looks up a send that is in doubt; whether it is known not to be out. */
async function knownUnsent(post: Post, port: DigestPort, parts: SendingParts): Promise<boolean> {
  const { posts, owner, clock, log } = parts;
  const found = await port.find(post);
  log.info(`digests: ${post.key} was in doubt, looked up: ${found.kind}`);
  switch (found.kind) {
    case "not-there":
      return true;
    case "there":
      await posts.settle(post.key, owner, "sent", found.ref, "found");
      return false;
    case "later":
      if (clock() < post.expires) {
        await posts.look(post.key, owner, clock() + LOOK_AGAIN_MS);
        return false;
      }
      break;
    case "unknown":
  }
  log.error(`digests: it can't be settled whether ${post.key} is out, so it is not sent again`);
  await posts.settle(post.key, owner, "in-doubt", null, "could not be looked up");
  return false;
}

/** Tells the subscriber, alone, that a digest was paused; only a digest has one. */
function noticeOf(post: Post, reason: string, now: number): NewPost | null {
  if (post.subscription === null || post.by === null) return null;
  const { id } = post.subscription;
  const text = `The digest ${id} that you subscribed a channel to is paused: ${reason}. When the channel can be posted to again, go on with: digest resume ${id}`;
  return {
    key: `paused:${post.key}`,
    place: { kind: "person", target: post.place.target, user: post.by },
    body: { kind: "notice", text },
    under: null,
    subscription: null,
    by: null,
    expires: now + NOTICE_MS,
  };
}
