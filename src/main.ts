import { type App, createApp } from "./app.ts";
import { createDealsView } from "./chat/deals.ts";
import type { Digests } from "./chat/digests.ts";
import type { Log } from "./chat/log.ts";
import { EVENTS_PATH } from "./chat/slack/paths.ts";
import { createWork, type Work } from "./chat/work.ts";
import { ConfigError, readConfig } from "./config.ts";
import { checkClaim } from "./core/check/check-claim.ts";
import { leadsOf } from "./digest-leads.ts";
import { createServer, type Route } from "./server.ts";
import { createDigests } from "./start-digests.ts";
import { startTeams } from "./start-teams.ts";
import { summary } from "./startup.ts";

/** `npm start`: what is configured, on one server, until it is told to stop. */

const log: Log = {
  info: (line) => process.stdout.write(`${line}\n`),
  error: (line) => process.stderr.write(`${new Date().toISOString()} ${line}\n`),
};

async function main(): Promise<void> {
  const config = readConfig();
  const app = await createApp(config);
  const check = (claim: string) =>
    checkClaim(claim, { library: app.library, search: app.search, ledger: app.ledger, day: null });
  const work = createWork({
    deliveries: app.store.deliveries,
    conversations: app.store.conversations,
    receipts: app.store.receipts,
    answerer: { ask: app.ask, check },
    today: () => config.now().toISOString().slice(0, 10),
    limits: config.server.limits,
    atOnce: config.server.answersAtOnce,
    log,
  });
  const digests = createDigests(app, log, await leadsOf(app, log));
  const slack = await startSlack(app, work, digests);
  const teams = await startTeams(app, work, check, log, digests);
  const routes: Route[] = [healthz(work)];
  if (teams) routes.push(teams.route);
  if (slack?.handle) routes.push({ method: "POST", path: EVENTS_PATH, handle: slack.handle });
  const server = createServer(config.server, routes, log);
  await server.listen();
  work.start([slack, teams].flatMap((on) => (on ? [on.platform] : [])));
  await slack?.start();
  digests.start([slack, teams].flatMap((on) => (on ? [on.digestPort] : [])));
  for (const line of summary(config, server.url, await work.counts(), app.problems.length)) log.info(line);

  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) process.exit(1);
    stopping = true;
    log.info("Stopping: no more is taken, what is under way gets ten seconds.");
    await Promise.all([server.close(), slack?.stop()]);
    await digests.stop();
    await work.close();
    await app.close();
    process.exit(0);
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

/** Loaded only where it is on, because its packages are large. */
async function startSlack(app: App, work: Work, digests: Digests) {
  const config = app.config.server.slack;
  if (!config) return null;
  const { createSlack } = await import("./chat/slack/app.ts");
  const { receipts, channels, feedback } = app.store;
  return createSlack({
    config,
    work,
    receipts,
    channels,
    feedback,
    deals: createDealsView(app.ledger, app.library),
    digests,
    log,
  });
}

/** For whatever watches over the process. It says nothing about anybody's questions. */
const healthz = (work: Work): Route => ({
  method: "GET",
  path: "/healthz",
  async handle(_req, res) {
    const counts = await work.counts();
    res
      .writeHead(200, { "content-type": "application/json" })
      .end(`${JSON.stringify({ status: "ok", ...counts })}\n`);
  },
});

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(error instanceof ConfigError ? 2 : 1);
});
