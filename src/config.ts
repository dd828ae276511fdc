import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";

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
    now: fixed === undefined ? () => new Date() : () => new Date(fixed),
  };
}
