import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createApp } from "../../../src/app.ts";
import type { AnsweringParts } from "../../../src/chat/answering.ts";
import { createWork } from "../../../src/chat/work.ts";
import { readConfig } from "../../../src/config.ts";
import { checkClaim } from "../../../src/core/check/check-claim.ts";
import { createServer } from "../../../src/server.ts";
import { createDigests } from "../../../src/start-digests.ts";
import { startTeams } from "../../../src/start-teams.ts";
import { createFakeConnector, type FakeConnector } from "../../fakes/teams/connector.ts";

export interface RunOptions {
  readonly env?: Record<string, string>;
  readonly answerer?: Partial<AnsweringParts["answerer"]>;
  /** A folder that outlives the run. */
  readonly folder?: string;
  /** One that outlives the run. */
  readonly connector?: FakeConnector;
}

export type Answerer = AnsweringParts["answerer"];

/** The product with the real CloudAdapter, against a fake connector; the starter library, no model. */
export async function runTeams(options: RunOptions = {}) {
  const connector = options.connector ?? (await createFakeConnector());
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), "teams-"));
  const config = readConfig({
    DATABASE_URL: join(folder, "deals.db"),
    COMPUTE_DEALS_NOW: "2026-07-01T09:00:00Z",
    TEAMS_INSECURE_LOCAL: "1",
    TEAMS_PACE_MS: "0",
    USER_QUESTIONS_PER_MINUTE: "1000",
    CHANNEL_QUESTIONS_PER_MINUTE: "1000",
    ...options.env,
  });
  const app = await createApp(config);
  const lines: string[] = [];
  const log = {
    info: (l: string) => void lines.push(l),
    error: (l: string) => void lines.push(`ERROR ${l}`),
  };
  const check = (claim: string) =>
    checkClaim(claim, { library: app.library, search: app.search, ledger: app.ledger, day: null });
  const work = createWork({
    deliveries: app.store.deliveries,
    conversations: app.store.conversations,
    receipts: app.store.receipts,
    answerer: { ask: app.ask, check, ...options.answerer },
    today: () => config.now().toISOString().slice(0, 10),
    limits: config.server.limits,
    atOnce: config.server.answersAtOnce,
    log,
  });
  const teams = await startTeams(app, work, check, log, createDigests(app, log, null));
  if (!teams) throw new Error("Teams is off");
  const server = createServer({ host: "127.0.0.1", port: 0 }, [teams.route], log);
  await server.listen();
  work.start([teams.platform]);
  return {
    connector,
    service: connector.url,
    app,
    work,
    lines,
    digestPort: teams.digestPort,
    post: (body: unknown, headers: Record<string, string> = {}) =>
      fetch(`${server.url}/api/messages`, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: typeof body === "string" ? body : JSON.stringify(body),
      }),
    async close() {
      await server.close();
      await work.close();
      await app.close();
      if (!options.connector) await connector.close();
      if (options.folder === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type Running = Awaited<ReturnType<typeof runTeams>>;

/** Waits until something is so; fails with what it was waiting for. */
export async function until(what: string, is: () => boolean | Promise<boolean>, ms = 15_000): Promise<void> {
  const end = Date.now() + ms;
  while (!(await is())) {
    if (Date.now() > end) throw new Error(`it never came that ${what}`);
    await new Promise((done) => setTimeout(done, 20));
  }
}

/** Waits until nothing is owed any more. */
export const idle = ({ work }: Pick<Running, "work">, ms?: number): Promise<void> =>
  until("all is answered", async () => (await work.counts()).waiting === 0, ms);
