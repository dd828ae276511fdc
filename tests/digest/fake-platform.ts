import type { DigestPort, Post } from "../../src/core/digest/posts.ts";
import type { Lookup, SendOutcome } from "../../src/core/digest/sending.ts";

/** What a platform shows, and when it began to. */
export interface Shown {
  readonly key: string;
  readonly channel: string;
  readonly at: number;
  readonly thread: string | null;
  readonly post: Post;
}

/** How the platform is to fail next; `crash` takes the calling process down, before or after the message is out. */
export type Fault = "busy" | "lost" | "late" | "crash-before" | "crash-after" | "gone" | "blind" | null;

export class Crash extends Error {}

/** A platform that shows what it is sent, once, and fails as it is told to. */
export function createFakePlatform(clock: () => number, fault: (post: Post, step: "send" | "find") => Fault) {
  const shown: Shown[] = [];
  const show = (post: Post, at: number): string => {
    const { channel } = post.place.target;
    shown.push({ key: post.key, channel, at, thread: post.thread, post });
    return `ref-${shown.length}`;
  };
  const port: DigestPort = {
    name: "fake",
    async send(post): Promise<SendOutcome> {
      switch (fault(post, "send")) {
        case "busy":
          return { kind: "busy", retryAfterMs: 45_000 };
        case "lost":
          return { kind: "unclear", reason: "the line broke, nothing came through" };
        case "late":
          show(post, clock() + 5_000);
          return { kind: "unclear", reason: "no answer in time" };
        case "crash-before":
          throw new Crash("killed before the message was out");
        case "crash-after":
          show(post, clock());
          throw new Crash("killed after the message was out");
        case "gone":
          return { kind: "gone", reason: "the channel is archived" };
        default:
          return { kind: "sent", ref: show(post, clock()) };
      }
    },
    async find(post): Promise<Lookup> {
      const why = fault(post, "find");
      if (why === "blind") return { kind: "unknown" };
      if (why === "busy") return { kind: "later" };
      const at = shown.findIndex((s) => s.key === post.key && s.at <= clock());
      return at < 0 ? { kind: "not-there" } : { kind: "there", ref: `ref-${at + 1}` };
    },
  };
  return { port, shown };
}
