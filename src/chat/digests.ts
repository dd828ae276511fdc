import type { Asked, DigestReply } from "../core/digest/commands.ts";

/** What the screens need of digests. */
export interface Digests {
  /** Runs what follows "digest" in a command, or what a form has put together. */
  run(text: string, asked: Asked): Promise<DigestReply>;
  /** What a person has subscribed channels to, a line each. */
  of(tenant: string, user: string): Promise<readonly string[]>;
}
