import { type Schedule, scheduleWords } from "./schedule.ts";
import type { Filter } from "./types.ts";

/** What a channel chose to be told, and when. */
export interface Wish extends Filter {
  readonly schedule: Schedule;
  /** Whether it is told also that nothing changed. */
  readonly whenNothing: boolean;
}

/** Where a digest goes. */
export interface Target {
  readonly platform: string;
  readonly tenant: string;
  readonly channel: string;
  /** What the platform needs to post there; JSON that only it reads. */
  readonly place: string;
}

/** A channel's subscription. */
export interface Subscription extends Wish {
  readonly id: string;
  readonly target: Target;
  /** Who made it, as the platform names people, and how it can be written to alone; JSON of the platform. */
  readonly by: string;
  readonly createdAt: number;
  /** Why nothing is posted for now; null while it is active. */
  readonly paused: string | null;
  /** When it is due next (ms). */
  readonly next: number;
  /** The state of the library that was last told, and the day of it (ISO). */
  readonly generation: number;
  readonly since: string;
}

/** What a new subscription starts from. */
export interface NewSubscription extends Wish {
  readonly target: Target;
  readonly by: string;
  readonly now: number;
  readonly next: number;
  readonly generation: number;
  readonly since: string;
}

/** Where subscriptions are kept. Every method is one atomic step. */
export interface SubscriptionStore {
  add(subscription: NewSubscription): Promise<Subscription>;
  get(tenant: string, id: string): Promise<Subscription | null>;
  /** Those of a channel, or of a whole tenant; oldest first. */
  list(tenant: string, channel: string | null): Promise<Subscription[]>;
  change(tenant: string, id: string, wish: Wish, next: number): Promise<boolean>;
  pause(tenant: string, id: string, reason: string): Promise<boolean>;
  /** Active again and due next at `next`; what changed meanwhile is told then. */
  resume(tenant: string, id: string, next: number): Promise<boolean>;
  remove(tenant: string, id: string): Promise<boolean>;
  /** Whether threads of this channel are told of corrections; on unless somebody turned it off. */
  corrections(tenant: string, channel: string): Promise<boolean>;
  setCorrections(tenant: string, channel: string, on: boolean, by: string, at: string): Promise<void>;
}

/** Whoever gives a command. Platforms say who may decide for others: the owners of the workspace or of the team. */
export interface Actor {
  readonly user: string;
  readonly admin: boolean;
}

/** Anybody in a channel may subscribe it; what stands may be changed by who made it and by those who decide for the place. */
export const mayChange = (actor: Actor, subscription: Pick<Subscription, "by">): boolean =>
  actor.admin || actor.user === subscription.by;

/** "OpenAI, openai-nvidia" or "everything". */
export const topicWords = (topics: readonly string[]): string =>
  topics.length === 0 ? "everything" : topics.join(", ");

/** Under every digest: why it comes, and how it is changed or stopped. */
export function whyLine(subscription: Pick<Subscription, "id" | "topics" | "schedule" | "minimum">): string {
  const { id, topics, schedule, minimum } = subscription;
  const least = minimum === "all" ? "" : `, ${minimum} changes only`;
  return `Why you get this: this channel follows ${topicWords(topics)}${least} · ${scheduleWords(schedule)} · digest change ${id} or digest remove ${id}`;
}
