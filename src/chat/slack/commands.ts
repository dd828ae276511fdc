import type { App, SlashCommand } from "@slack/bolt";
import { type ChannelStore, SPEAKING, SPEAKING_WORDS } from "../../core/work/speaking.ts";
import type { DealsView } from "../deals.ts";
import type { Digests } from "../digests.ts";
import type { Work } from "../work.ts";
import type { SlackClients } from "./clients.ts";
import { renderDeal, renderDeals } from "./deals.ts";
import { digestCommand } from "./digest-commands.ts";
import { wordsOf } from "./escape.ts";
import { HELP } from "./home.ts";
import { tenantOf } from "./parse.ts";
import { writePlace } from "./place.ts";
import { renderNotice, type SlackMessage } from "./render.ts";

export interface CommandParts {
  readonly work: Work;
  readonly channels: ChannelStore;
  readonly deals: DealsView;
  /** Null where digests are off. */
  readonly digests?: Digests | null;
  readonly clients: SlackClients;
  readonly botUserId: string;
}

/** Listens for /deals. Its answers are private; "ask" and "check" go the way of every question. */
export function listenForCommands(app: App, parts: CommandParts): void {
  app.command(/^\/deals/, async ({ command, ack }) => {
    const message = await run(command, parts);
    await ack({ response_type: "ephemeral", ...message });
  });
}

const WAIT = "Looking through the sources…";
/** The wait message goes out with the acknowledgement; the answer must not overtake it. */
const HOLD_MS = 500;

async function run(command: SlashCommand, parts: CommandParts): Promise<SlackMessage> {
  const [, word = "", rest = ""] = /^(\S*)\s*([\s\S]*)$/.exec(command.text.trim()) ?? [];
  switch (word.toLowerCase()) {
    case "ask":
      return accept(command, { kind: "ask", text: rest }, parts);
    case "check":
      return accept(command, { kind: "check", text: rest }, parts);
    case "list":
      return renderDeals(parts.deals.list());
    case "show":
      return show(rest, parts.deals);
    case "listen":
      return listen(command, rest.trim().toLowerCase(), parts);
    case "digest":
      return parts.digests
        ? digestCommand(command, rest, { digests: parts.digests, client: parts.clients.aside })
        : renderNotice("Digests are off here.");
    case "":
    case "help":
      return renderNotice(HELP);
    default:
      return renderNotice(`There is no "${word}".\n${HELP}`);
  }
}

async function accept(
  command: SlashCommand,
  task: { kind: "ask" | "check"; text: string },
  { work, botUserId }: CommandParts,
): Promise<SlackMessage> {
  const { channel_id: channel, user_id: user, trigger_id: trigger } = command;
  const text = wordsOf(task.text, botUserId);
  const tenant = tenantOf(command);
  if (tenant === null) return renderNotice("Slack did not say which workspace this is. Please try again.");
  await work.accept(
    {
      platform: "slack",
      tenant,
      keys: [`command:${trigger}`],
      conversation: `command:${trigger}`,
      position: "",
      lane: `command:${trigger}`,
      channel,
      user,
      task: { kind: task.kind, text },
      place: writePlace({ kind: "response", url: command.response_url }),
      holdMs: HOLD_MS,
    },
    { channel, direct: channel.startsWith("D"), text },
  );
  return renderNotice(WAIT);
}

function show(asked: string, deals: DealsView): SlackMessage {
  const deal = deals.find(asked);
  if (deal) return renderDeal(deal);
  const names = deals.list().map((d) => d.deal.slug);
  return renderNotice(`No single deal goes by "${asked}". There are: ${names.join(", ")}.`);
}

async function listen(
  command: SlashCommand,
  asked: string,
  { channels }: CommandParts,
): Promise<SlackMessage> {
  const tenant = tenantOf(command);
  if (tenant === null) return renderNotice("Slack did not say which workspace this is. Please try again.");
  const speaking = SPEAKING.find((s) => s === asked);
  if (speaking)
    await channels.setSpeaking(
      tenant,
      command.channel_id,
      speaking,
      command.user_id,
      new Date().toISOString(),
    );
  const now = await channels.speaking(tenant, command.channel_id);
  const choices = SPEAKING.map((s) => `${s}: ${SPEAKING_WORDS[s]}`).join("\n");
  return renderNotice(
    `In this channel: ${SPEAKING_WORDS[now]}\nTo change it, /deals listen with one of\n${choices}`,
  );
}
