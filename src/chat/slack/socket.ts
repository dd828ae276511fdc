import type { App, Receiver, ReceiverEvent } from "@slack/bolt";
import { SocketModeClient } from "@slack/socket-mode";
import type { Log } from "../log.ts";
import { quietLogger } from "./clients.ts";

interface Envelope {
  readonly body: Record<string, unknown>;
  readonly retry_num?: number;
  readonly retry_reason?: string;
  ack(response?: unknown): Promise<void>;
}

/**
 * Receives over Socket Mode. Bolt's own receiver acknowledges an event before it is handled; this one after, so that what
 * is lost with the process before it was recorded comes again.
 */
export function createSocketReceiver(appToken: string, apiUrl: string | null, log: Log): Receiver {
  const client = new SocketModeClient({
    appToken,
    logger: quietLogger(log),
    ...(apiUrl === null ? {} : { clientOptions: { slackApiUrl: apiUrl } }),
  });
  let app: App | undefined;
  client.on("slack_event", async (envelope: Envelope) => {
    let response: unknown;
    const event: ReceiverEvent = {
      body: envelope.body,
      ...(envelope.retry_num === undefined ? {} : { retryNum: envelope.retry_num }),
      ...(envelope.retry_reason === undefined ? {} : { retryReason: envelope.retry_reason }),
      ack: async (given: unknown) => {
        response = given;
      },
    };
    try {
      await app?.processEvent(event);
      await envelope.ack(response);
    } catch (error) {
      log.error(
        `slack: an event was not taken, Slack will send it again: ${error instanceof Error ? error.message : error}`,
      );
    }
  });
  return {
    init(bolt) {
      app = bolt;
    },
    start: () => client.start(),
    stop: () => client.disconnect(),
  };
}
