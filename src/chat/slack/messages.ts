import type { App } from "@slack/bolt";
import { type ChannelStore, isForUs } from "../../core/work/speaking.ts";
import type { Work } from "../work.ts";
import { conversationOf, type Heard, parseMessage, tenantOf } from "./parse.ts";
import { writePlace } from "./place.ts";

export interface MessageParts {
  readonly work: Work;
  readonly channels: ChannelStore;
  readonly botUserId: string;
}

/** Listens for mentions, direct messages and replies in threads, and for the stop button. */
export function listenForMessages(app: App, parts: MessageParts): void {
  app.event("app_mention", ({ body }) => hear(body, parts));
  app.event("message", ({ body }) => hear(body, parts));
  app.event("agent_session_stopped", async ({ body, event }) => {
    const tenant = tenantOf(body);
    if (tenant !== null) await parts.work.stop(tenant, conversationOf(event.channel, event.thread_ts));
  });
}

/** Slack may tell of two messages of a thread in either order; the second waits this long for the first. */
const HOLD_MS = 1_000;

async function hear(body: unknown, parts: MessageParts): Promise<void> {
  const parsed = parseMessage(body, parts.botUserId);
  if (parsed.kind === "ignored") return;
  const { message } = parsed;
  if (!(await forUs(message, parts))) return;
  const { tenant, channel, user, root, ts, direct, text } = message;
  await parts.work.accept(
    {
      platform: "slack",
      tenant,
      keys: [`event:${message.eventId}`, `message:${channel}:${ts}`],
      conversation: conversationOf(channel, root),
      position: ts,
      lane: channel,
      channel,
      user,
      task: { kind: "ask", text },
      place: writePlace({ kind: "channel", channel, threadTs: root }),
      ...(message.inThread ? { holdMs: HOLD_MS } : {}),
    },
    { channel, direct, text },
  );
}

async function forUs(message: Heard, { work, channels }: MessageParts): Promise<boolean> {
  const { tenant, channel, root } = message;
  if (message.direct || message.mentioned) return true;
  const askers = message.inThread
    ? await work.askers(tenant, conversationOf(channel, root))
    : new Set<string>();
  if (askers.size === 0) return false;
  return isForUs(message, await channels.speaking(tenant, channel), askers);
}
