import type { DuePlan, NewPost } from "../core/digest/posts.ts";
import { nextAfter } from "../core/digest/schedule.ts";
import { type Subscription, whyLine } from "../core/digest/subscriptions.ts";
import type { Digest } from "../core/digest/types.ts";

/** So late a digest still counts as on time. */
const ON_TIME_MS = 15 * 60_000;

/** What a due subscription is to get: its digest now, or nothing because the next one comes sooner than this is late. */
export interface Slot {
  /** The last moment that was missed, or the one that has just come. */
  readonly at: number;
  readonly next: number;
  readonly useful: boolean;
}

/** Of several moments missed only the last counts; it is caught up with while it is nearer than the next. Null: never again. */
export function slotOf(subscription: Pick<Subscription, "schedule" | "next">, now: number): Slot | null {
  let at = subscription.next;
  for (;;) {
    const next = nextAfter(subscription.schedule, at);
    if (next === null) return null;
    if (next > now) {
      const late = now - at;
      return { at, next, useful: late <= ON_TIME_MS || late * 2 < next - at };
    }
    at = next;
  }
}

/** The posts of a digest and when the subscription is due again; pure. `digest` null where nothing changed. */
export function planOf(
  subscription: Subscription,
  slot: Slot,
  digest: Digest | null,
  told: { readonly generation: number; readonly until: string },
  nothing: string,
): DuePlan {
  const { id, target } = subscription;
  const due = { id, tenant: target.tenant, due: subscription.next, next: slot.next };
  if (!slot.useful) return { ...due, posts: [], told: null };
  if (!digest && !subscription.whenNothing) return { ...due, posts: [], told };
  const key = `digest:${id}:${slot.at}`;
  const base = {
    place: { kind: "channel", target, thread: null },
    expires: slot.next,
    by: subscription.by,
  } as const;
  const main: NewPost = {
    ...base,
    key,
    body: digest ? { kind: "digest", digest } : { kind: "notice", text: nothing },
    under: null,
    subscription: { id, ...told },
  };
  const thread: NewPost[] =
    digest && digest.items.length > digest.shown
      ? [{ ...base, key: `${key}:thread`, body: { kind: "thread", digest }, under: key, subscription: null }]
      : [];
  return { ...due, posts: [main, ...thread], told: null };
}

/** "Nothing changed since 1 June" with the reason that the channel hears of it. */
export const nothingText = (subscription: Subscription, since: string): string =>
  `Nothing changed in compute deals since ${since}.\n${whyLine(subscription)}`;
