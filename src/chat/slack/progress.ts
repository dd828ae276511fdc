import type { WebClient } from "@slack/web-api";
import { WebAPIHTTPError } from "@slack/web-api";
import type { Delivery } from "../../core/work/deliveries.ts";
import { clean } from "./escape.ts";
import { platformError } from "./outcomes.ts";
import { readPlace } from "./place.ts";

/** Errors after which a method is not worth calling again in this process. */
const NEVER_AGAIN = new Set([
  "unknown_method",
  "missing_scope",
  "not_allowed_token_type",
  "feature_not_enabled",
  "method_deprecated",
]);

/**
 * Slack's own signs that work goes on: a status line in the thread, and a session whose stop button stops us. All best
 * effort: nothing waits for it, and what a workspace doesn't have is not asked for twice.
 */
export function createProgress(client: WebClient) {
  const off = new Set<string>();
  const last = new Map<string, string>();

  function attempt(method: string, call: () => Promise<unknown>): void {
    if (off.has(method)) return;
    call().catch((error: unknown) => {
      const gone = error instanceof WebAPIHTTPError && error.statusCode === 404;
      if (gone || NEVER_AGAIN.has(platformError(error) ?? "")) off.add(method);
    });
  }

  function session(channel: string, thread: string, status: "processing" | "active"): void {
    attempt("agents.sessions.setStatus", () =>
      client.agents.sessions.setStatus({ channel_id: channel, thread_ts: thread, status }),
    );
  }

  return {
    progress(delivery: Delivery, text: string): void {
      const place = readPlace(delivery.place);
      if (place.kind !== "channel" || place.threadTs === null) return;
      const { channel, threadTs } = place;
      if (!last.has(delivery.id)) session(channel, threadTs, "processing");
      const status = clean(text).slice(0, 100);
      if (last.get(delivery.id) === status) return;
      last.set(delivery.id, status);
      attempt("assistant.threads.setStatus", () =>
        client.assistant.threads.setStatus({ channel_id: channel, thread_ts: threadTs, status }),
      );
    },
    /** Posting has cleared the status; the session is told by itself. */
    done(delivery: Delivery): void {
      const place = readPlace(delivery.place);
      if (!last.delete(delivery.id) || place.kind !== "channel" || place.threadTs === null) return;
      session(place.channel, place.threadTs, "active");
    },
  };
}
