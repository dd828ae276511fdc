import type { Library } from "../library.ts";
import { DIGEST_HELP, type DigestCommand, readDigestCommand, readFilter, readWish } from "./parse.ts";
import { nextAfter, scheduleWords } from "./schedule.ts";
import {
  type Actor,
  mayChange,
  type Subscription,
  type SubscriptionStore,
  type Target,
  topicWords,
  type Wish,
} from "./subscriptions.ts";
import type { Digest, Filter } from "./types.ts";

/** What the commands need; the composition root joins it. */
export interface DigestCommandParts {
  readonly subscriptions: SubscriptionStore;
  readonly library: () => Pick<Library, "deals" | "lexicon">;
  /** The state of the library that a new subscription starts from. */
  readonly generation: () => Promise<number>;
  /** What a digest of the last 30 days would hold; null for nothing. */
  readonly preview: (filter: Filter) => Promise<Digest | null>;
  /** What a subscription would be told now. */
  readonly previewOf: (subscription: Subscription) => Promise<Digest | null>;
  readonly clock: () => number;
}

/** Who asks, where, and the zone of their clock as far as the platform tells it. */
export interface Asked {
  readonly actor: Actor;
  readonly target: Target;
  readonly zone: string | null;
}

/** What comes back: words, or a digest to be drawn. */
export type DigestReply =
  | { readonly kind: "notice"; readonly text: string }
  | { readonly kind: "preview"; readonly digest: Digest };

const notice = (text: string): DigestReply => ({ kind: "notice", text });

/** Runs what follows "digest" in a command. Every outcome is a reply; nothing is thrown for what somebody wrote. */
export const runDigestCommand = (
  text: string,
  asked: Asked,
  parts: DigestCommandParts,
): Promise<DigestReply> => runDigest(readDigestCommand(text), asked, parts);

/** Runs a command that a form or a button has put together. */
export async function runDigest(
  command: DigestCommand,
  asked: Asked,
  parts: DigestCommandParts,
): Promise<DigestReply> {
  switch (command.kind) {
    case "help":
      return notice(DIGEST_HELP);
    case "wrong":
      return notice(command.message);
    case "list":
      return notice(await listWords(asked.target, parts));
    case "create":
      return create(command.text, asked, parts);
    case "preview":
      return preview(command.text, asked, parts);
    case "change":
      return withOne(command.id, asked, parts, (s) => change(s, command.text, asked, parts));
    case "pause":
    case "resume":
    case "remove":
      return withOne(command.id, asked, parts, (s) => act(command.kind, s, parts));
    case "corrections":
      return corrections(command.on, asked, parts);
  }
}

/** Subscribes a channel; also for a wish that a form gave. */
export async function subscribe(
  wish: Wish,
  asked: Asked,
  parts: DigestCommandParts,
): Promise<Subscription | null> {
  const now = parts.clock();
  const next = nextAfter(wish.schedule, now);
  if (next === null) return null;
  return parts.subscriptions.add({
    ...wish,
    target: asked.target,
    by: asked.actor.user,
    now,
    next,
    generation: await parts.generation(),
    since: new Date(now).toISOString().slice(0, 10),
  });
}

/** A channel is told no more often than it can read. */
const MOST = 10;

async function create(text: string, asked: Asked, parts: DigestCommandParts): Promise<DigestReply> {
  const { tenant, channel } = asked.target;
  const standing = await parts.subscriptions.list(tenant, channel);
  if (standing.length >= MOST)
    return notice(`This channel has ${MOST} digests already. Remove or change one: digest list shows them.`);
  const read = readWish(text, null, asked.zone ?? "UTC", parts.library(), parts.clock());
  if (!read.ok) return notice(read.message);
  // A platform may hand in a command twice.
  const same = standing.find((s) => wishKey(s) === wishKey(read.wish));
  if (same) return notice(`This channel has that digest already. ${subscriptionLine(same)}`);
  const made = await subscribe(read.wish, asked, parts);
  return notice(made ? subscribedWords(made) : "That never comes due. Take another time.");
}

const wishKey = ({ schedule, topics, minimum }: Wish): string =>
  JSON.stringify([schedule.zone, Object.entries(schedule.cadence).sort(), topics, minimum]);

/** What somebody is told who has just subscribed. */
export const subscribedWords = (s: Subscription): string =>
  `Done. ${subscriptionLine(s)}\nIt tells what changes from now on; first on ${momentWords(s.next, s.schedule.zone)}. Try: digest preview`;

async function preview(text: string, asked: Asked, parts: DigestCommandParts): Promise<DigestReply> {
  const { tenant, channel } = asked.target;
  const own = text.trim() === "" ? (await parts.subscriptions.list(tenant, channel))[0] : undefined;
  const since = own ? await parts.previewOf(own) : null;
  if (since) return { kind: "preview", digest: since };
  const filter: Filter | undefined = own;
  const read = filter ? { ok: true as const, ...filter } : readFilter(text, parts.library());
  if (!read.ok) return notice(read.message);
  const digest = await parts.preview({ topics: read.topics, minimum: read.minimum });
  return digest
    ? { kind: "preview", digest }
    : notice(`Nothing changed in the last 30 days for ${topicWords(read.topics)}; nothing would be posted.`);
}

async function listWords(
  { tenant, channel }: Target,
  { subscriptions }: DigestCommandParts,
): Promise<string> {
  const all = await subscriptions.list(tenant, channel);
  const on = await subscriptions.corrections(tenant, channel);
  const notes = `Notes on what no longer holds: ${on ? "on" : "off"} (digest corrections on|off)`;
  if (all.length === 0)
    return `This channel gets no digest. For instance: digest weekly monday 09:00 Europe/London topics openai\n${notes}`;
  return [...all.map(subscriptionLine), notes].join("\n");
}

/** "7fk2: OpenAI · Mondays 09:00 Europe/London · notable changes only · paused: the channel is archived". */
export function subscriptionLine(s: Subscription): string {
  return [
    `${s.id}: ${topicWords(s.topics)}`,
    scheduleWords(s.schedule),
    s.minimum === "all" ? null : `${s.minimum} changes only`,
    s.whenNothing ? "says also when nothing changed" : null,
    s.paused === null ? `next ${momentWords(s.next, s.schedule.zone)}` : `paused: ${s.paused}`,
  ]
    .filter(Boolean)
    .join(" · ");
}

/** "Mon 1 June 2026, 09:00 Europe/London". */
function momentWords(at: number, zone: string): string {
  const words = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    weekday: "short",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  }).format(at);
  return `${words} ${zone}`;
}

async function withOne(
  id: string | null,
  { actor, target }: Asked,
  { subscriptions }: DigestCommandParts,
  run: (s: Subscription) => Promise<DigestReply>,
): Promise<DigestReply> {
  const all = await subscriptions.list(target.tenant, target.channel);
  if (all.length === 0) return notice("This channel gets no digest, so there is none to change.");
  const found = id === null ? (all.length === 1 ? all[0] : undefined) : all.find((s) => s.id === id);
  if (!found)
    return notice(
      `${id === null ? "Which one? Say its id." : `This channel has no digest ${id}.`}\n${all.map(subscriptionLine).join("\n")}`,
    );
  if (!mayChange(actor, found))
    return notice(`Only who made the digest ${found.id}, or an owner of the place, can do that.`);
  return run(found);
}

async function change(
  s: Subscription,
  text: string,
  asked: Asked,
  parts: DigestCommandParts,
): Promise<DigestReply> {
  if (text.trim() === "")
    return notice(`What should change? For instance: digest change ${s.id} daily 10:00`);
  const read = readWish(text, s, asked.zone ?? "UTC", parts.library(), parts.clock());
  if (!read.ok) return notice(read.message);
  const next = nextAfter(read.wish.schedule, parts.clock());
  const done = next !== null && (await parts.subscriptions.change(s.target.tenant, s.id, read.wish, next));
  return notice(
    done ? `Changed. ${subscriptionLine({ ...s, ...read.wish, next })}` : `The digest ${s.id} is gone.`,
  );
}

async function act(
  kind: "pause" | "resume" | "remove",
  s: Subscription,
  { subscriptions, clock }: DigestCommandParts,
): Promise<DigestReply> {
  const { tenant } = s.target;
  const gone = notice(`The digest ${s.id} is gone.`);
  if (kind === "remove")
    return (await subscriptions.remove(tenant, s.id)) ? notice(`Removed: ${subscriptionLine(s)}`) : gone;
  if (kind === "pause")
    return (await subscriptions.pause(tenant, s.id, "on request"))
      ? notice(`Paused. Go on with: digest resume ${s.id}. What changes meanwhile is told then.`)
      : gone;
  const next = nextAfter(s.schedule, clock());
  if (next === null || !(await subscriptions.resume(tenant, s.id, next))) return gone;
  return notice(`Goes on. ${subscriptionLine({ ...s, paused: null, next })}`);
}

async function corrections(
  on: boolean | null,
  { actor, target }: Asked,
  { subscriptions, clock }: DigestCommandParts,
): Promise<DigestReply> {
  const { tenant, channel } = target;
  if (on !== null)
    await subscriptions.setCorrections(tenant, channel, on, actor.user, new Date(clock()).toISOString());
  const now = await subscriptions.corrections(tenant, channel);
  return notice(
    now
      ? "When something that I said here no longer holds, its thread gets one note. To stop that: digest corrections off"
      : "Threads in this channel get no notes on what no longer holds. To turn them on: digest corrections on",
  );
}
