/** Activities in the shapes that Teams sends; written by hand, with made-up people. */

export const BOT = { id: "28:5f0c2d5e-0000-4000-8000-00000000b07a", name: "Compute Deals" };
export const TENANT = "7d5c1f2a-0000-4000-8000-0000000007e4";
export const ADA = {
  id: "29:1ada",
  name: "Ada Example",
  aadObjectId: "ada00000-0000-4000-8000-000000000001",
};
export const BEN = {
  id: "29:1ben",
  name: "Ben Example",
  aadObjectId: "ben00000-0000-4000-8000-000000000002",
};
export const PERSONAL = "a:1personal-ada";
export const GROUP = "19:group-of-three@unq.gbl.spaces";
export const CHANNEL = "19:c0ffee@thread.tacv2";

let counter = 0;
const stamp = () => {
  counter += 1;
  return {
    id: `17${String(counter).padStart(11, "0")}`,
    timestamp: new Date(1_782_896_400_000 + counter).toISOString(),
  };
};

const common = (serviceUrl: string) => ({
  ...stamp(),
  channelId: "msteams",
  serviceUrl,
  from: ADA,
  recipient: BOT,
  locale: "en-GB",
  localTimezone: "Europe/London",
});

const personal = (conversation = PERSONAL) => ({
  conversation: { conversationType: "personal", tenantId: TENANT, id: conversation },
  channelData: { tenant: { id: TENANT }, source: { name: "message" } },
});

/** A message in a chat with the bot alone. */
export const said = (serviceUrl: string, text: string, conversation = PERSONAL) => ({
  type: "message",
  text,
  textFormat: "plain",
  attachments: [{ contentType: "text/html", content: `<p>${text}</p>` }],
  entities: [
    { locale: "en-GB", country: "GB", platform: "Web", timezone: "Europe/London", type: "clientInfo" },
  ],
  ...common(serviceUrl),
  ...personal(conversation),
});

const mention = { mentioned: { id: BOT.id, name: BOT.name }, text: `<at>${BOT.name}</at>`, type: "mention" };

/** A message in a group chat that mentions the bot. */
export const saidInGroup = (serviceUrl: string, text: string, conversation = GROUP) => ({
  type: "message",
  text: `<at>${BOT.name}</at> ${text}`,
  textFormat: "plain",
  entities: [mention],
  ...common(serviceUrl),
  conversation: { isGroup: true, conversationType: "groupChat", tenantId: TENANT, id: conversation },
  channelData: { tenant: { id: TENANT } },
});

/** A message in a thread of a channel; without `mentions` as it comes where a team lets us read everything. */
export const saidInChannel = (
  serviceUrl: string,
  text: string,
  { root = "1782896400000", mentions = true, from = ADA, channel = CHANNEL } = {},
) => ({
  type: "message",
  text: mentions ? `<at>${BOT.name}</at>&nbsp;${text}\n` : text,
  textFormat: "plain",
  entities: mentions ? [mention] : [],
  ...common(serviceUrl),
  from,
  conversation: {
    isGroup: true,
    conversationType: "channel",
    tenantId: TENANT,
    id: `${channel};messageid=${root}`,
  },
  channelData: {
    teamsChannelId: channel,
    teamsTeamId: CHANNEL,
    channel: { id: channel },
    team: { id: CHANNEL },
    tenant: { id: TENANT },
  },
});

/** The app was installed for or removed from somebody. */
export const installation = (serviceUrl: string, action: "add" | "remove") => ({
  type: "installationUpdate",
  action,
  ...common(serviceUrl),
  ...personal(),
});

const invoke = (serviceUrl: string, name: string, value: unknown, replyToId?: string) => ({
  type: "invoke",
  name,
  value,
  ...(replyToId === undefined ? {} : { replyToId }),
  ...common(serviceUrl),
  ...personal(),
});

/** A thumb under a message of ours. */
export const thumbed = (serviceUrl: string, reaction: "like" | "dislike", message?: string) =>
  invoke(
    serviceUrl,
    "message/submitAction",
    { actionName: "feedback", actionValue: { reaction, feedback: '{"feedbackText":"why"}' } },
    message,
  );

/** A button of a card. */
export const pressed = (serviceUrl: string, verb: string, data: Record<string, string>) =>
  invoke(serviceUrl, "adaptiveCard/action", {
    action: { type: "Action.Execute", title: "x", verb, data },
    trigger: "manual",
  });

/** "Check this claim" on somebody's message. */
export const checkOpened = (serviceUrl: string, html: string) =>
  invoke(serviceUrl, "composeExtension/fetchTask", {
    commandId: "checkClaim",
    commandContext: "message",
    context: { theme: "default" },
    messagePayload: {
      id: "1782896400123",
      from: { user: { id: BEN.aadObjectId, displayName: BEN.name, userIdentityType: "aadUser" } },
      body: { contentType: "html", content: html },
      attachments: [],
      mentions: [],
      reactions: [],
    },
  });

export const checkSubmitted = (serviceUrl: string, data: Record<string, string>) =>
  invoke(serviceUrl, "composeExtension/submitAction", {
    commandId: "checkClaim",
    commandContext: "message",
    context: { theme: "default" },
    data,
  });
