import { type Logger, LogLevel, WebClient } from "@slack/web-api";
import type { Log } from "../log.ts";

/** A message must not wait longer for Slack than this; then it is looked up whether it is out. */
const SEND_TIMEOUT_MS = 10_000;
/** What only shows progress is not worth waiting for. */
const ASIDE_TIMEOUT_MS = 3_000;

export interface SlackClients {
  /** For messages and views: never repeats a call by itself, because a repeated message is worse than a late one. */
  readonly messages: WebClient;
  /** For progress and the like, which may fail. */
  readonly aside: WebClient;
}

/** Bolt and the client tell only what an operator must act on, through our own log and without payloads. */
export function quietLogger(log: Log): Logger {
  const silent = () => {};
  return {
    debug: silent,
    info: silent,
    warn: silent,
    error: (...words: unknown[]) =>
      log.error(`slack: ${words.map((w) => (w instanceof Error ? w.message : String(w))).join(" ")}`),
    setLevel: silent,
    getLevel: () => LogLevel.ERROR,
    setName: silent,
  };
}

/** The two ways in which Slack's Web API is called. `apiUrl` null means Slack itself. */
export function createClients(botToken: string, apiUrl: string | null, log: Log): SlackClients {
  const client = (timeout: number) =>
    new WebClient(botToken, {
      ...(apiUrl === null ? {} : { slackApiUrl: apiUrl }),
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      timeout,
      logger: quietLogger(log),
    });
  return { messages: client(SEND_TIMEOUT_MS), aside: client(ASIDE_TIMEOUT_MS) };
}
