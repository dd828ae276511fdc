import { App } from "@slack/bolt";
import type { DigestPort } from "../../core/digest/posts.ts";
import type { ReceiptStore } from "../../core/ports.ts";
import type { FeedbackStore } from "../../core/work/feedback.ts";
import type { ChannelStore } from "../../core/work/speaking.ts";
import type { DealsView } from "../deals.ts";
import type { Digests } from "../digests.ts";
import type { Log } from "../log.ts";
import type { Platform } from "../platform.ts";
import type { Work } from "../work.ts";
import { createClients, quietLogger, type SlackClients } from "./clients.ts";
import { listenForCommands } from "./commands.ts";
import { listenForDigests } from "./digest-commands.ts";
import { createSlackDigests } from "./digest-port.ts";
import { createHttpReceiver, type RequestHandler } from "./http.ts";
import { listenForInteractions } from "./interactions.ts";
import { listenForMessages } from "./messages.ts";
import { outcomeOf, platformError } from "./outcomes.ts";
import { createProgress } from "./progress.ts";
import { findReply, sendReply } from "./send.ts";
import { createSocketReceiver } from "./socket.ts";

export interface SlackConfig {
  readonly botToken: string;
  /** How events come: over HTTP with a signing secret, or over Socket Mode with an app token. */
  readonly receive:
    | { readonly kind: "http"; readonly signingSecret: string }
    | { readonly kind: "socket"; readonly appToken: string };
  /** Where the Web API is; null for Slack's own. */
  readonly apiUrl: string | null;
  /** Pause between two messages to one channel, in milliseconds. */
  readonly paceMs: number;
}

export interface SlackParts {
  readonly config: SlackConfig;
  readonly work: Work;
  readonly receipts: ReceiptStore;
  readonly channels: ChannelStore;
  readonly feedback: FeedbackStore;
  readonly deals: DealsView;
  /** Null where digests are off. */
  readonly digests?: Digests | null;
  readonly log: Log;
}

/** Slack, joined: what the server and the work need of it. */
export interface Slack {
  readonly platform: Platform;
  /** What digests are sent through. */
  readonly digestPort: DigestPort;
  /** For POST /slack/events; null over Socket Mode. */
  readonly handle: RequestHandler | null;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Signs in to Slack and joins the parts. Throws, saying what to do, if the token is refused. */
export async function createSlack(parts: SlackParts): Promise<Slack> {
  const { config, log } = parts;
  const clients = createClients(config.botToken, config.apiUrl, log);
  const bot = await signIn(clients, log);
  const http = config.receive.kind === "http" ? createHttpReceiver(config.receive.signingSecret, log) : null;
  const receiver =
    http?.receiver ??
    createSocketReceiver(config.receive.kind === "socket" ? config.receive.appToken : "", config.apiUrl, log);
  const app = new App({
    receiver,
    logger: quietLogger(log),
    authorize: async () => ({ botToken: config.botToken, botId: bot.botId, botUserId: bot.userId }),
    ...(config.apiUrl === null ? {} : { clientOptions: { slackApiUrl: config.apiUrl } }),
  });
  app.error(async (error) => {
    // Thrown on, so that Slack is not told that it was taken, and sends it again.
    throw error;
  });
  listenForMessages(app, { ...parts, botUserId: bot.userId });
  listenForCommands(app, { ...parts, clients, botUserId: bot.userId });
  listenForInteractions(app, { ...parts, clients, botUserId: bot.userId });
  if (parts.digests) listenForDigests(app, { digests: parts.digests, client: clients.aside });
  const progress = createProgress(clients.aside);
  return {
    platform: {
      name: "slack",
      paceMs: config.paceMs,
      progress: progress.progress,
      done: progress.done,
      send: (delivery, outgoing) => sendReply(clients.messages, delivery, outgoing),
      find: (delivery) => findReply(clients.messages, delivery),
    },
    digestPort: createSlackDigests(clients.messages),
    handle: http?.handle ?? null,
    start: async () => {
      if (config.receive.kind !== "socket") return;
      await receiver.start().catch((error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        throw new Error(
          `Slack did not open Socket Mode (${reason}). SLACK_APP_TOKEN must be an app-level token (xapp-…) with connections:write, and Socket Mode be on in the app's settings.`,
          { cause: error },
        );
      });
    },
    stop: async () => {
      if (config.receive.kind === "socket") await receiver.stop();
    },
  };
}

const SIGN_IN_TRIES = 5;

/** Whom we are; our own messages are known by it. Slack's passing troubles are waited out for a while. */
async function signIn({ messages }: SlackClients, log: Log): Promise<{ userId: string; botId: string }> {
  for (let tries = 1; ; tries += 1) {
    try {
      const { user_id: userId, bot_id: botId } = await messages.auth.test();
      if (userId) return { userId, botId: botId ?? "" };
      throw new Error("Slack did not say whose token SLACK_BOT_TOKEN is. Use a bot token (xoxb-…).");
    } catch (error) {
      const outcome = outcomeOf(error);
      if (outcome.kind === "refused")
        throw new Error(
          `Slack refused SLACK_BOT_TOKEN (${platformError(error) ?? outcome.reason}). Copy the bot token again from "OAuth & Permissions" of your app.`,
          { cause: error },
        );
      if (tries === SIGN_IN_TRIES) throw new Error(`Slack can't be reached: ${error}`, { cause: error });
      log.info(`slack: can't be reached, trying again (${error instanceof Error ? error.message : error})`);
      await new Promise((done) => setTimeout(done, 1_000 * 2 ** tries));
    }
  }
}
