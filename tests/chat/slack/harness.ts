import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createApp } from "../../../src/app.ts";
import type { AnsweringParts } from "../../../src/chat/answering.ts";
import { createDealsView } from "../../../src/chat/deals.ts";
import { createSlack, type SlackConfig } from "../../../src/chat/slack/app.ts";
import { EVENTS_PATH } from "../../../src/chat/slack/paths.ts";
import { createWork } from "../../../src/chat/work.ts";
import { readConfig } from "../../../src/config.ts";
import { checkClaim } from "../../../src/core/check/check-claim.ts";
import { createServer } from "../../../src/server.ts";
import { createRecorder, SIGNING_SECRET } from "../../fakes/slack/recorder.ts";

export interface RunOptions {
  readonly env?: Record<string, string>;
  readonly answerer?: Partial<AnsweringParts["answerer"]>;
  readonly receive?: SlackConfig["receive"];
  readonly perChannelMs?: number;
}

/** The product with the real Bolt app and client, against a recorder; the starter library, no model. */
export async function runSlack(options: RunOptions = {}) {
  const recorder = await createRecorder({ perChannelMs: options.perChannelMs ?? 0 });
  const folder = mkdtempSync(join(tmpdir(), "slack-"));
  const env = {
    DATABASE_URL: join(folder, "deals.db"),
    COMPUTE_DEALS_NOW: "2026-07-01T09:00:00Z",
    SLACK_BOT_TOKEN: "xoxb-test",
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_API_URL: recorder.apiUrl,
    SLACK_PACE_MS: "0",
    USER_QUESTIONS_PER_MINUTE: "1000",
    CHANNEL_QUESTIONS_PER_MINUTE: "1000",
    ...options.env,
  };
  const config = readConfig(env);
  const app = await createApp(config);
  const lines: string[] = [];
  const log = {
    info: (l: string) => void lines.push(l),
    error: (l: string) => void lines.push(`ERROR ${l}`),
  };
  const work = createWork({
    deliveries: app.store.deliveries,
    conversations: app.store.conversations,
    receipts: app.store.receipts,
    answerer: {
      ask: app.ask,
      check: (claim) =>
        checkClaim(claim, { library: app.library, search: app.search, ledger: app.ledger, day: null }),
      ...options.answerer,
    },
    today: () => config.now().toISOString().slice(0, 10),
    limits: config.server.limits,
    atOnce: config.server.answersAtOnce,
    log,
  });
  const slackConfig = config.server.slack;
  if (!slackConfig) throw new Error("Slack is off");
  const slack = await createSlack({
    config: { ...slackConfig, ...(options.receive ? { receive: options.receive } : {}) },
    work,
    receipts: app.store.receipts,
    channels: app.store.channels,
    feedback: app.store.feedback,
    deals: createDealsView(app.ledger, app.library),
    log,
  });
  const handle = slack.handle;
  const server = createServer(
    { host: "127.0.0.1", port: 0 },
    handle ? [{ method: "POST", path: EVENTS_PATH, handle }] : [],
    log,
  );
  await server.listen();
  work.start([slack.platform]);
  await slack.start();
  return {
    url: server.url,
    recorder,
    app,
    work,
    lines,
    async close() {
      await slack.stop();
      await server.close();
      await work.close();
      await app.close();
      await recorder.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type Running = Awaited<ReturnType<typeof runSlack>>;

/** Waits until something is so; fails with what it was waiting for. */
export async function until(what: string, is: () => boolean | Promise<boolean>, ms = 10_000): Promise<void> {
  const end = Date.now() + ms;
  while (!(await is())) {
    if (Date.now() > end) throw new Error(`it never came that ${what}`);
    await new Promise((done) => setTimeout(done, 20));
  }
}

/** Waits until nothing is owed any more. */
export const idle = ({ work }: Pick<Running, "work">): Promise<void> =>
  until("all is answered", async () => (await work.counts()).waiting === 0);
