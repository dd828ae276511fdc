import { ConsoleLogger, LogLevel } from "@slack/bolt";
import { WebClient } from "@slack/web-api";

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

/** Bolt and the client say only what an operator must act on. */
export function quietLogger(): ConsoleLogger {
  const logger = new ConsoleLogger();
  logger.setLevel(LogLevel.ERROR);
  return logger;
}

/** The two ways in which Slack's Web API is called. `apiUrl` null means Slack itself. */
export function createClients(botToken: string, apiUrl: string | null): SlackClients {
  const client = (timeout: number) =>
    new WebClient(botToken, {
      ...(apiUrl === null ? {} : { slackApiUrl: apiUrl }),
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      timeout,
      logger: quietLogger(),
    });
  return { messages: client(SEND_TIMEOUT_MS), aside: client(ASIDE_TIMEOUT_MS) };
}
