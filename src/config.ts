import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { SlackConfig } from "./chat/slack/app.ts";
import { readTeams, type TeamsConfig } from "./config-teams.ts";
import type { Limits } from "./core/work/admission.ts";

/** The one reader of the environment. Everything else is handed what it needs. */

/** The folder that holds package.json: prompts and the starter library stand beside it, in a checkout and in a package. */
export const ROOT = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");

/** A setting that is wrong, with every problem at once and what to do about each. */
export class ConfigError extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`The settings can't be used:\n${problems.map((p) => `  - ${p}`).join("\n")}`);
    this.name = "ConfigError";
    this.problems = problems;
  }
}

const secret = z.string().trim().min(1, "is set but empty: give it a value or unset it").optional();

const count = (least: number, most = 1_000_000) =>
  z.coerce
    .number(`must be a whole number from ${least} to ${most}`)
    .int(`must be a whole number from ${least} to ${most}`)
    .min(least, `must be at least ${least}`)
    .max(most, `must be at most ${most}`);

const schema = z.object({
  KNOWLEDGE_DIR: z.string().trim().min(1, "is empty: name a folder or unset it").optional(),
  DATABASE_URL: z.string().trim().min(1, "is empty: name a file or unset it").optional(),
  COMPUTE_DEALS_NOW: z.iso
    .datetime({ offset: true, error: "must be an ISO time such as 2026-07-01T09:00:00Z" })
    .optional(),
  ANTHROPIC_API_KEY: secret,
  ANTHROPIC_BASE_URL: z.url("must be a URL such as https://api.anthropic.com").optional(),
  CLAUDE_MODEL: z.string().trim().min(1).default("claude-sonnet-5-5"),
  CLAUDE_FAST_MODEL: z.string().trim().min(1).default("claude-haiku-5-5"),
  CLAUDE_EFFORT: z.enum(["low", "medium", "high"], "must be low, medium or high").default("low"),
  DAILY_BUDGET_USD: z.coerce
    .number("must be a number of US dollars")
    .nonnegative("must not be negative")
    .default(5),
  HOST: z.string().trim().min(1, "is empty: name an address or unset it").default("127.0.0.1"),
  PORT: count(0, 65_535).default(3000),
  SLACK_BOT_TOKEN: secret,
  SLACK_SIGNING_SECRET: secret,
  SLACK_APP_TOKEN: secret,
  SLACK_API_URL: z.url("must be a URL such as https://slack.com/api/").optional(),
  SLACK_PACE_MS: count(0, 60_000).default(1000),
  ALLOWED_CHANNELS: z.string().optional(),
  MAX_QUESTION_CHARS: count(1, 12_000).default(2000),
  USER_QUESTIONS_PER_MINUTE: count(1).default(10),
  CHANNEL_QUESTIONS_PER_MINUTE: count(1).default(30),
  QUESTIONS_PER_DAY: count(1).default(2000),
  ANSWERS_AT_ONCE: count(1, 64).default(8),
});

export interface ClaudeConfig {
  readonly apiKey: string;
  readonly baseUrl: string | null;
  readonly model: string;
  readonly fastModel: string;
  readonly effort: "low" | "medium" | "high";
  /** US dollars that may be spent on answers in one UTC day; after that answers are extractive. */
  readonly dailyBudgetUsd: number;
  /** Other bounds than the drafter's own (ms): for a whole question, and for a stream in which nothing happens. */
  readonly deadlineMs?: number;
  readonly idleMs?: number;
}

export interface Config {
  /** The folder whose documents are the library. */
  readonly knowledgeDir: string;
  /** The product's own names, loaded whatever the folder. */
  readonly entitiesFile: string;
  readonly promptsDir: string;
  readonly databaseUrl: string;
  /** Null without a key: answers are then quoted from the sources without a model. */
  readonly claude: ClaudeConfig | null;
  readonly now: () => Date;
  readonly server: ServerConfig;
}

/** What `npm start` runs, and what it allows. */
export interface ServerConfig {
  readonly host: string;
  readonly port: number;
  /** Null without a bot token and a way to receive events. */
  readonly slack: SlackConfig | null;
  /** Null where it is not configured. */
  readonly teams: TeamsConfig | null;
  readonly limits: Limits;
  readonly answersAtOnce: number;
}

/** Reads the settings from an environment; throws ConfigError naming every problem at once. */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const parsed = schema.safeParse(env);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((i) => `${i.path.join(".")} ${i.message.replace(/^Invalid input: /, "")}`);
  const values = parsed.data;
  if (values?.KNOWLEDGE_DIR !== undefined && !existsSync(values.KNOWLEDGE_DIR))
    problems.push(
      `KNOWLEDGE_DIR names ${values.KNOWLEDGE_DIR}, which doesn't exist: create the folder or correct the path`,
    );
  const { teams, problems: ofTeams } = readTeams(env);
  problems.push(...ofTeams);
  if (!values || problems.length > 0) throw new ConfigError(problems);
  const fixed = values.COMPUTE_DEALS_NOW;
  return {
    knowledgeDir: values.KNOWLEDGE_DIR ?? `${ROOT}/knowledge`,
    entitiesFile: `${ROOT}/knowledge/entities.yaml`,
    promptsDir: `${ROOT}/prompts`,
    databaseUrl: values.DATABASE_URL ?? "data/compute-deals.db",
    claude: values.ANTHROPIC_API_KEY
      ? {
          apiKey: values.ANTHROPIC_API_KEY,
          baseUrl: values.ANTHROPIC_BASE_URL ?? null,
          model: values.CLAUDE_MODEL,
          fastModel: values.CLAUDE_FAST_MODEL,
          effort: values.CLAUDE_EFFORT,
          dailyBudgetUsd: values.DAILY_BUDGET_USD,
        }
      : null,
    server: { ...serverConfig(values), teams },
    now: fixed === undefined ? () => new Date() : () => new Date(fixed),
  };
}

type Values = z.output<typeof schema>;

function serverConfig(values: Values): Omit<ServerConfig, "teams"> {
  const channels = (values.ALLOWED_CHANNELS ?? "").split(/[\s,]+/).filter((c) => c !== "");
  return {
    host: values.HOST,
    port: values.PORT,
    slack: slackConfig(values),
    limits: {
      channels: channels.length === 0 ? null : new Set(channels),
      questionChars: values.MAX_QUESTION_CHARS,
      perUserPerMinute: values.USER_QUESTIONS_PER_MINUTE,
      perChannelPerMinute: values.CHANNEL_QUESTIONS_PER_MINUTE,
      perDay: values.QUESTIONS_PER_DAY,
    },
    answersAtOnce: values.ANSWERS_AT_ONCE,
  };
}

/** With an app token events come over Socket Mode, else over HTTP with the signing secret. */
function slackConfig(values: Values): SlackConfig | null {
  const {
    SLACK_BOT_TOKEN: botToken,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_APP_TOKEN: appToken,
  } = values;
  if (botToken === undefined) return null;
  const common = { botToken, apiUrl: values.SLACK_API_URL ?? null, paceMs: values.SLACK_PACE_MS };
  if (appToken !== undefined) return { ...common, receive: { kind: "socket", appToken } };
  return signingSecret === undefined ? null : { ...common, receive: { kind: "http", signingSecret } };
}
