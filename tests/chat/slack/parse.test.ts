import { describe, expect, it } from "vitest";
import { parseMessage, tenantOf } from "../../../src/chat/slack/parse.ts";
import {
  channelMessage,
  click,
  command,
  directMessage,
  mention,
  shortcut,
} from "../../fakes/slack/payloads.ts";
import { BOT } from "../../fakes/slack/recorder.ts";

const heard = (body: unknown) => {
  const parsed = parseMessage(body, BOT.userId);
  return parsed.kind === "heard" ? parsed.message : null;
};

describe("what Slack tells of", () => {
  it("a mention is a question without the mention", () => {
    expect(
      heard(
        mention({ ts: "1767000000.000100", text: `<@${BOT.userId}> is it &lt;signed&gt; &amp; sealed?` }),
      ),
    ).toMatchObject({
      tenant: "T0001",
      channel: "C0DEALS00",
      root: "1767000000.000100",
      inThread: false,
      direct: false,
      mentioned: true,
      toOthers: false,
      text: "is it <signed> & sealed?",
    });
  });

  it("a mention's twin in the channel tells of the same message and is taken as a mention", () => {
    const ts = "1767000000.000200";
    const [a, b] = [heard(mention({ ts })), heard(channelMessage({ ts }))];
    expect([b?.ts, b?.mentioned, b?.text]).toEqual([a?.ts, true, a?.text]);
    expect(b?.eventId).not.toBe(a?.eventId);
  });

  it("a direct message is for us, also where the channel type is missing", () => {
    expect(heard(directMessage())?.direct).toBe(true);
    expect(heard(directMessage({ event: { channel_type: undefined } }))?.direct).toBe(true);
    expect(heard(channelMessage({ event: { channel_type: "mpim" }, channel: "G0MANY000" }))?.direct).toBe(
      false,
    );
  });

  it("a reply belongs to its thread", () => {
    expect(heard(channelMessage({ threadTs: "1767000000.000001" }))).toMatchObject({
      root: "1767000000.000001",
      inThread: true,
    });
    const ts = "1767000000.000300";
    expect(heard(channelMessage({ ts, threadTs: ts }))).toMatchObject({ root: ts, inThread: false });
  });

  it("names of people, channels and links become words", () => {
    const text = `<@${BOT.userId}|deals> ask <@U0BOB0000|bob> in <#C1|infra> about <https://a.example/x|this> and <https://b.example/> <!here>`;
    expect(heard(mention({ text }))).toMatchObject({
      text: "ask @bob in #infra about this and https://b.example/",
      toOthers: true,
    });
  });

  it("a message with a file is read for its words", () => {
    const withFile = {
      subtype: "file_share",
      files: [{ id: "F1", name: "deal.pdf", mimetype: "application/pdf" }],
    };
    expect(heard(directMessage({ event: withFile }))).toMatchObject({
      files: true,
      text: "has anthropic signed for maia yet?",
    });
  });

  it.each([
    ["an edit", channelMessage({ event: { subtype: "message_changed", message: {}, hidden: true } })],
    [
      "a mention that an edit brought in",
      mention({ event: { edited: { user: "U0ALICE00", ts: "1767000001.000000" } } }),
    ],
    ["a deletion", channelMessage({ event: { subtype: "message_deleted", deleted_ts: "1.1" } })],
    ["our own message", channelMessage({ user: BOT.userId, event: { bot_id: BOT.botId } })],
    ["another bot's message", channelMessage({ event: { subtype: "bot_message", bot_id: "B0OTHER00" } })],
    ["a bot that posts as a user", channelMessage({ event: { bot_profile: { id: "B0OTHER00" } } })],
    ["somebody joining", channelMessage({ event: { subtype: "channel_join" } })],
    ["Slackbot", directMessage({ user: "USLACKBOT" })],
    ["no time stamp", channelMessage({ event: { ts: "now" } })],
    ["nothing", null],
    ["a number", 7],
  ])("%s is not a question", (_, body) => {
    expect(parseMessage(body, BOT.userId).kind).toBe("ignored");
  });
});

describe("the tenant", () => {
  it("is the workspace, and two workspaces are two tenants", () => {
    expect([tenantOf(mention()), tenantOf(mention({ team: "T0002" }))]).toEqual(["T0001", "T0002"]);
  });

  it("is the organisation where the app is installed for all of it", () => {
    const grid = {
      enterprise_id: "E0001",
      is_enterprise_install: true,
      authorizations: [
        {
          enterprise_id: "E0001",
          team_id: null,
          user_id: BOT.userId,
          is_bot: true,
          is_enterprise_install: true,
        },
      ],
    };
    expect(tenantOf(mention({ envelope: grid }))).toBe("E0001");
    expect(tenantOf(mention({ team: "T0009", envelope: grid }))).toBe("E0001");
    expect(
      tenantOf(
        command("help", "https://x.example", { is_enterprise_install: "true", enterprise_id: "E0001" }),
      ),
    ).toBe("E0001");
    const clicked = {
      ...click({}, "https://x.example"),
      is_enterprise_install: true,
      enterprise: { id: "E0001", name: "Org" },
    };
    expect(tenantOf(clicked)).toBe("E0001");
  });

  it("is that of the install where a message comes from a shared channel", () => {
    expect(tenantOf(mention({ envelope: { team_id: "T0THEIRS0" } }))).toBe("T0001");
  });

  it("is the same for messages, commands, clicks and shortcuts of a workspace", () => {
    const bodies = [
      mention(),
      command("help", "https://x.example"),
      click({}, "https://x.example"),
      shortcut("x", "https://x.example"),
    ];
    expect(bodies.map(tenantOf)).toEqual(["T0001", "T0001", "T0001", "T0001"]);
  });
});
