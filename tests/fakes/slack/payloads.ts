import { BOT } from "./recorder.ts";

let count = 0;
const unique = () => String(++count).padStart(6, "0");

interface MessageOptions {
  readonly text?: string;
  readonly user?: string;
  readonly channel?: string;
  readonly ts?: string;
  readonly threadTs?: string;
  readonly team?: string;
  readonly eventId?: string;
  readonly event?: object;
  readonly envelope?: object;
}

/** The envelope of the Events API around an event. */
export function envelope(event: object, { team = BOT.teamId, eventId, envelope = {} }: MessageOptions = {}) {
  return {
    token: "not-used",
    team_id: team,
    context_team_id: team,
    context_enterprise_id: null,
    api_app_id: "A0001",
    event,
    type: "event_callback",
    event_id: eventId ?? `Ev${team}${unique()}`,
    event_time: 1_767_000_000,
    authorizations: [
      { enterprise_id: null, team_id: team, user_id: BOT.userId, is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: false,
    event_context: "4-not-used",
    ...envelope,
  };
}

const message = (type: string, channelType: string | undefined, o: MessageOptions) => {
  const ts = o.ts ?? `1767000000.${unique()}`;
  return envelope(
    {
      user: o.user ?? "U0ALICE00",
      type,
      ts,
      client_msg_id: "5b1c0000-0000-4000-8000-000000000000",
      text: o.text ?? `<@${BOT.userId}> has anthropic signed for maia yet?`,
      team: o.team ?? BOT.teamId,
      ...(o.threadTs ? { thread_ts: o.threadTs, parent_user_id: "U0ALICE00" } : {}),
      blocks: [{ type: "rich_text", block_id: "b1", elements: [] }],
      channel: o.channel ?? "C0DEALS00",
      event_ts: ts,
      ...(channelType ? { channel_type: channelType } : {}),
      ...o.event,
    },
    o,
  );
};

/** Somebody mentions the app. */
export const mention = (o: MessageOptions = {}) => message("app_mention", undefined, o);
/** A message in a channel, as `message.channels` tells of it. */
export const channelMessage = (o: MessageOptions = {}) => message("message", "channel", o);
/** A direct message. */
export const directMessage = (o: MessageOptions = {}) =>
  message("message", "im", { channel: "D0ALICE00", text: "has anthropic signed for maia yet?", ...o });

/** /deals … */
export const command = (text: string, responseUrl: string, more: Record<string, string> = {}) => ({
  token: "not-used",
  team_id: BOT.teamId,
  team_domain: "example",
  channel_id: "C0DEALS00",
  channel_name: "deals",
  user_id: "U0ALICE00",
  user_name: "alice",
  command: "/deals",
  text,
  api_app_id: "A0001",
  is_enterprise_install: "false",
  response_url: responseUrl,
  trigger_id: `13345224609.738474920.${unique()}`,
  ...more,
});

/** A click on a button of a message. */
export const click = (action: object, responseUrl: string) => ({
  type: "block_actions",
  user: { id: "U0BOB0000", username: "bob", name: "bob", team_id: BOT.teamId },
  api_app_id: "A0001",
  token: "not-used",
  container: {
    type: "message",
    message_ts: "1767000000.000001",
    channel_id: "C0DEALS00",
    is_ephemeral: false,
  },
  trigger_id: `13345224609.738474920.${unique()}`,
  team: { id: BOT.teamId, domain: "example" },
  enterprise: null,
  is_enterprise_install: false,
  channel: { id: "C0DEALS00", name: "deals" },
  message: { type: "message", ts: "1767000000.000001", text: "…" },
  state: { values: {} },
  response_url: responseUrl,
  actions: [{ block_id: "b1", action_ts: "1767000001.000001", ...action }],
});

/** The shortcut on a message. */
export const shortcut = (text: string, responseUrl: string) => ({
  type: "message_action",
  token: "not-used",
  action_ts: "1767000001.000001",
  team: { id: BOT.teamId, domain: "example" },
  user: { id: "U0BOB0000", name: "bob" },
  channel: { id: "C0DEALS00", name: "deals" },
  is_enterprise_install: false,
  enterprise: null,
  callback_id: "check_claim",
  trigger_id: `13345224609.738474920.${unique()}`,
  response_url: responseUrl,
  message_ts: "1767000000.000001",
  message: { type: "message", user: "U0CARL000", ts: "1767000000.000001", text },
});
