import type { Lookup, SendOutcome } from "./sending.ts";
import type { Target } from "./subscriptions.ts";
import type { Correction, Digest } from "./types.ts";

/** A message of ours that answers nobody. */
export type PostBody =
  /** The screen of a digest; what does not fit there follows in its thread as `thread`. */
  | { readonly kind: "digest" | "thread"; readonly digest: Digest }
  | { readonly kind: "correction"; readonly correction: Correction }
  | { readonly kind: "notice"; readonly text: string };

/** Where a post goes: the channel, a thread that the platform knows by `thread`, or one person alone. */
export type PostPlace =
  | { readonly kind: "channel"; readonly target: Target; readonly thread: string | null }
  | { readonly kind: "person"; readonly target: Target; readonly user: string };

/** A post to be recorded; the key makes it one, however often it is planned. */
export interface NewPost {
  readonly key: string;
  readonly place: PostPlace;
  readonly body: PostBody;
  /** The post whose thread it belongs to: it is sent after that one, or not at all. */
  readonly under: string | null;
  /** The subscription that it serves, with the state of the library and the day that it brings it to. */
  readonly subscription: { readonly id: string; readonly generation: number; readonly until: string } | null;
  /** Who is told if there is no way there any more; null for nobody. */
  readonly by: string | null;
  /** Not sent any more from then on (ms): for a digest, when the next one is due and tells it too. */
  readonly expires: number;
}

/** A post that a process holds for a while. */
export interface Post extends NewPost {
  readonly createdAt: number;
  /** The platform's reference of the message in whose thread it belongs; null for the channel itself. */
  readonly thread: string | null;
  /** Whether an earlier send of it may have gone out. */
  readonly inDoubt: boolean;
  readonly sends: number;
}

/** How posts stand, for the operator. */
export interface PostCounts {
  readonly waiting: number;
  readonly sent: number;
  readonly inDoubt: number;
  readonly failed: number;
  /** Digests that were not sent in time and whose changes the next one told. */
  readonly merged: number;
}

/** What is written when a subscription comes due: posts, and when it is due again. */
export interface DuePlan {
  readonly id: string;
  readonly tenant: string;
  /** The moment that it was due at when the plan was made; another process that was first has moved it. */
  readonly due: number;
  readonly next: number;
  readonly posts: readonly NewPost[];
  /** The state that counts as told without any post, where nothing is to be said. */
  readonly told: { readonly generation: number; readonly until: string } | null;
}

/**
 * Where posts are kept. Every method is one atomic step, also among processes that share the store; a claim is a lease, and
 * what its holder does later succeeds only while it holds it (false: it was lost, do nothing more). Times are in ms.
 */
export interface PostStore {
  /** Active subscriptions that are due and have no post under way. */
  due(now: number): Promise<readonly { readonly tenant: string; readonly id: string }[]>;
  /** False, and nothing written, if the subscription was planned by another, changed, paused or removed meanwhile. */
  plan(plan: DuePlan, now: number): Promise<boolean>;
  /** The oldest post of these platforms that may be sent now. */
  claim(owner: string, platforms: readonly string[], now: number, until: number): Promise<Post | null>;
  /** Records the intent to send, before the platform is called. */
  begin(key: string, owner: string): Promise<boolean>;
  /** It is out, or it can't be known and is not repeated; what it told counts as told. */
  settle(
    key: string,
    owner: string,
    state: "sent" | "in-doubt",
    ref: string | null,
    note: string | null,
  ): Promise<boolean>;
  /** It is certainly not out; to be sent from `notBefore` on. */
  later(key: string, owner: string, notBefore: number): Promise<boolean>;
  /** It may be out, and that can be looked up from `notBefore` on. */
  look(key: string, owner: string, notBefore: number): Promise<boolean>;
  /** It is certainly not out and will not be: `merged` into the next digest, or `failed`. */
  drop(key: string, owner: string, state: "merged" | "failed", note: string): Promise<boolean>;
  /** Pauses the post's subscription with a reason and records the post that tells the subscriber, in one step. */
  gone(key: string, owner: string, reason: string, notice: NewPost | null, now: number): Promise<boolean>;
  counts(): Promise<PostCounts>;
  /** The state of the library that corrections were last looked for at; null before the first time. */
  correctedTo(): Promise<number | null>;
  /** Moves that state and records the notes; false, and nothing written, if another process was first. */
  correct(from: number | null, to: number, posts: readonly NewPost[], now: number): Promise<boolean>;
  /** Answers and digests that went out and cite any of these statements. */
  toldWith(statements: readonly string[]): Promise<readonly Told[]>;
}

/** Something that was told in a thread. */
export interface Told {
  readonly of: "answer" | "digest";
  /** The receipt's or the post's. */
  readonly id: string;
  readonly place: PostPlace;
  /** What is told in one conversation gets one note. */
  readonly conversation: string;
  /** ISO time. */
  readonly given: string;
  readonly cited: readonly string[];
}

/** What a platform does for posts. Nothing here throws. */
export interface DigestPort {
  readonly name: string;
  send(post: Post): Promise<SendOutcome>;
  /** Whether an earlier send of this post went out. */
  find(post: Post): Promise<Lookup>;
}
