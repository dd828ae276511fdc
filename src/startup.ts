import type { Config } from "./config.ts";
import type { DeliveryCounts } from "./core/work/deliveries.ts";

/** What `npm start` prints: what is on, what is off and what would turn it on, and what an earlier run left. */
export function summary(config: Config, url: string, counts: DeliveryCounts, problems: number): string[] {
  const { slack, limits } = config.server;
  const lines = [
    `Compute Deals listens on ${url} (HOST, PORT); ${url}/healthz tells how it is.`,
    slackLine(config, url),
    teamsLine(config, url),
    config.claude
      ? `on   Claude: ${config.claude.model}, up to $${config.claude.dailyBudgetUsd} a day (DAILY_BUDGET_USD)`
      : "off  Claude: answers quote the sources without a model. Set ANTHROPIC_API_KEY to turn it on.",
    limits.channels
      ? `on   only ${limits.channels.size} channel${limits.channels.size === 1 ? "" : "s"} and direct messages (ALLOWED_CHANNELS)`
      : "off  list of allowed channels: every channel it is invited to. Set ALLOWED_CHANNELS to narrow that.",
  ];
  if (slack && config.server.host !== "127.0.0.1" && slack.receive.kind === "http")
    lines.push("note: put TLS in front of it; Slack sends events to https addresses only.");
  if (problems > 0)
    lines.push(
      `note: ${problems} problem${problems === 1 ? "" : "s"} with files of the library; "npm run sources" lists them.`,
    );
  if (counts.waiting > 0)
    lines.push(`note: ${counts.waiting} deliveries from before are still to be answered; that begins now.`);
  if (counts.inDoubt + counts.failed > 0)
    lines.push(
      `note: in the last 30 days ${counts.inDoubt} replies may or may not be out, and ${counts.failed} could not be sent.`,
    );
  return lines;
}

function slackLine({ server: { slack } }: Config, url: string): string {
  if (!slack)
    return "off  Slack: set SLACK_BOT_TOKEN, and SLACK_SIGNING_SECRET (HTTP) or SLACK_APP_TOKEN (Socket Mode).";
  return slack.receive.kind === "socket"
    ? "on   Slack, over Socket Mode (SLACK_APP_TOKEN)"
    : `on   Slack, over HTTP at ${url}/slack/events (SLACK_SIGNING_SECRET)`;
}

function teamsLine({ server: { teams } }: Config, url: string): string {
  if (!teams)
    return "off  Teams: set MicrosoftAppId, MicrosoftAppTenantId and MicrosoftAppPassword; or TEAMS_INSECURE_LOCAL=1 to try it on this machine.";
  return teams.mode === "local"
    ? `on   Teams at ${url}/api/messages, for this machine alone: nobody is asked who they are (TEAMS_INSECURE_LOCAL)`
    : `on   Teams, over HTTP at ${url}/api/messages (MicrosoftAppId, by ${teams.mode.replace("-", " ")})`;
}
