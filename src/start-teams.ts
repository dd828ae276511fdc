import type { App } from "./app.ts";
import { createDealsView } from "./chat/deals.ts";
import type { Digests } from "./chat/digests.ts";
import type { Log } from "./chat/log.ts";
import type { Platform } from "./chat/platform.ts";
import type { Work } from "./chat/work.ts";
import type { TeamsConfig } from "./config-teams.ts";
import type { CheckedClaim } from "./core/check/check-claim.ts";
import type { DigestPort } from "./core/digest/posts.ts";
import type { Route } from "./server.ts";

/** Teams as `main` runs it, or null where it is off. Its packages are large, so they are loaded only where it is on. */
export async function startTeams(
  app: App,
  work: Work,
  check: (claim: string) => CheckedClaim,
  log: Log,
  digests: Digests | null = null,
): Promise<{ readonly platform: Platform; readonly digestPort: DigestPort; readonly route: Route } | null> {
  const config = app.config.server.teams;
  if (!config) return null;
  const { createTransport } = await import("./chat/teams/transport.ts");
  const { createTeams } = await import("./chat/teams/handler.ts");
  const { MESSAGES_PATH, teamsHandler } = await import("./chat/teams/http.ts");
  const { receipts, channels, feedback, references, ownMessages } = app.store;
  const teams = createTeams({
    transport: createTransport(credentialsOf(config)),
    local: config.mode === "local",
    paceMs: config.paceMs,
    work,
    receipts,
    channels,
    feedback,
    check,
    references,
    ownMessages,
    deals: createDealsView(app.ledger, app.library),
    digests,
    log,
  });
  return {
    platform: teams.platform,
    digestPort: teams.digestPort,
    route: { method: "POST", path: MESSAGES_PATH, handle: teamsHandler(teams) },
  };
}

function credentialsOf(config: TeamsConfig) {
  switch (config.mode) {
    case "local":
      return null;
    case "managed-identity":
      return { appId: config.appId, tenantId: config.tenantId, managedIdentity: true };
    case "password":
    case "certificate":
      return config;
  }
}
