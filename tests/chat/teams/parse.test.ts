import { describe, expect, it } from "vitest";
import { readCommand } from "../../../src/chat/teams/commands.ts";
import { parseActivity } from "../../../src/chat/teams/parse.ts";
import { readPlace, writePlace } from "../../../src/chat/teams/place.ts";
import { isLoopback, isTrustedService } from "../../../src/chat/teams/service-url.ts";
import {
  ADA,
  BEN,
  BOT,
  CHANNEL,
  checkOpened,
  GROUP,
  installation,
  PERSONAL,
  pressed,
  said,
  saidInChannel,
  saidInGroup,
  TENANT,
  thumbed,
} from "../../fakes/teams/activities.ts";

const SERVICE = "https://smba.trafficmanager.net/emea/";

describe("reading an activity", () => {
  it("hears a message in a personal chat", () => {
    expect(parseActivity(said(SERVICE, "what  is&nbsp;new?"))).toMatchObject({
      kind: "heard",
      message: {
        tenant: TENANT,
        user: ADA.aadObjectId,
        channel: PERSONAL,
        direct: true,
        mentioned: false,
        toOthers: false,
        text: "what is new?",
        reference: {
          serviceUrl: SERVICE,
          conversation: { id: PERSONAL, conversationType: "personal" },
          bot: BOT,
        },
      },
    });
  });

  it("takes its own mention off, in a group chat and in a channel's thread", () => {
    expect(parseActivity(saidInGroup(SERVICE, "what is new?"))).toMatchObject({
      message: { text: "what is new?", mentioned: true, direct: false, channel: GROUP },
    });
    expect(parseActivity(saidInChannel(SERVICE, "what is new?", { root: "17" }))).toMatchObject({
      message: {
        text: "what is new?",
        mentioned: true,
        channel: CHANNEL,
        reference: { conversation: { id: `${CHANNEL};messageid=17` } },
      },
    });
  });

  it("keeps the thread of a channel through the store and back", () => {
    const parsed = parseActivity(saidInChannel(SERVICE, "x", { root: "1782896400777" }));
    if (parsed.kind !== "heard") throw new Error("not heard");
    const place = { kind: "chat" as const, reference: parsed.message.reference };
    expect(readPlace(writePlace(place))).toEqual(place);
  });

  it("notices that a message is for somebody else, and keeps the name", () => {
    const activity = saidInChannel(SERVICE, `<at>${BEN.name}</at> what do you think?`, { mentions: false });
    const withBen = {
      ...activity,
      entities: [
        { type: "mention", mentioned: { id: BEN.id, name: BEN.name }, text: `<at>${BEN.name}</at>` },
      ],
    };
    expect(parseActivity(withBen)).toMatchObject({
      message: { mentioned: false, toOthers: true, text: "Ben Example what do you think?" },
    });
  });

  it.each([
    ["written by the bot itself", { from: BOT }],
    ["written by another bot", { from: { id: "28:x", role: "bot" } }],
    ["edited", { type: "messageUpdate" }],
    ["deleted", { type: "messageDelete" }],
    ["a reaction", { type: "messageReaction" }],
    ["typing", { type: "typing" }],
    ["a form without text", { text: undefined, value: { x: 1 } }],
    ["without an id", { id: undefined }],
  ])("ignores what is %s", (_, change) => {
    expect(parseActivity({ ...said(SERVICE, "hello"), ...change }).kind).toBe("ignored");
  });

  it.each([null, [], 1, "x", {}, { type: "message" }, { ...said(SERVICE, "x"), conversation: { id: 7 } }])(
    "says that it can't read %j",
    (body) => {
      expect(parseActivity(body).kind).toBe("unreadable");
    },
  );

  it("survives odd parts of a message that it doesn't need", () => {
    const odd = {
      ...said(SERVICE, "hello"),
      entities: "none",
      attachments: 7,
      channelData: "x",
      membersAdded: {},
    };
    expect(parseActivity(odd)).toMatchObject({ kind: "heard", message: { text: "hello", tenant: TENANT } });
  });

  it("reads a thumb, also where a client sends its words bare and names no message", () => {
    expect(parseActivity(thumbed(SERVICE, "like", "m1"))).toMatchObject({ verdict: "good", message: "m1" });
    const bare = thumbed(SERVICE, "dislike");
    expect(
      parseActivity({
        ...bare,
        value: { actionName: "feedback", actionValue: { reaction: "dislike", feedback: "too long" } },
      }),
    ).toMatchObject({ verdict: "bad", message: null });
  });

  it("reads a button of a card, and keeps only words of its data", () => {
    const activity = pressed(SERVICE, "deal", { slug: "a-b" });
    const value = { action: { type: "Action.Execute", verb: "deal", data: { slug: "a-b", n: 1, o: {} } } };
    expect(parseActivity({ ...activity, value })).toMatchObject({ verb: "deal", data: { slug: "a-b" } });
    expect(parseActivity({ ...activity, value: "x" }).kind).toBe("unknown-invoke");
  });

  it("reads the words of a message that a claim is checked in", () => {
    expect(
      parseActivity(checkOpened(SERVICE, "<p>Meta &amp; Google<br>signed <at id='0'>Ada</at></p>")),
    ).toMatchObject({ kind: "check-opened", text: "Meta & Google\nsigned Ada" });
  });

  it("knows where it was added and removed", () => {
    expect(parseActivity(installation(SERVICE, "add")).kind).toBe("installed");
    expect(parseActivity(installation(SERVICE, "remove")).kind).toBe("removed");
  });
});

describe("reading a command", () => {
  it.each([
    ["", "help"],
    ["Help!", "help"],
    ["deals", "deals"],
    ["stop", "stop"],
    ["ask: who is buying?", "ask"],
    ["show openai-amd", "show"],
    ["check Meta signed", "check"],
    ["help me understand Stargate", "ask"],
    ["deals with Nvidia?", "ask"],
    ["checking in: what is new?", "ask"],
    ["check", "ask"],
  ])("%j is %s", (text, kind) => {
    expect(readCommand(text).kind).toBe(kind);
  });
});

describe("the address that replies go to", () => {
  it.each([
    "https://smba.trafficmanager.net/emea/",
    "https://smba.infra.gcc.teams.microsoft.com/teams",
    "https://europe.smba.teams.microsoft.com/x",
    "https://webchat.botframework.com/",
  ])("may be %s", (url) => {
    expect(isTrustedService(url, false)).toBe(true);
    expect(isTrustedService(url, true)).toBe(false);
  });

  it.each([
    "http://smba.trafficmanager.net/emea/",
    "https://evil.trafficmanager.net/",
    "https://smba.trafficmanager.net.evil.example/",
    "https://smba.trafficmanager.net@evil.example/",
    "https://smba.trafficmanager.net:8443/",
    "https://teams.microsoft.com.evil.example/",
    "https://169.254.169.254/",
    "https://localhost/",
    "file:///etc/passwd",
    "",
  ])("may not be %s", (url) => {
    expect(isTrustedService(url, false)).toBe(false);
  });

  it.each(["http://127.0.0.1:56150/_connector", "http://localhost:56150/", "http://[::1]:1/"])(
    "may be %s in local mode alone",
    (url) => {
      expect([isTrustedService(url, true), isTrustedService(url, false)]).toEqual([true, false]);
    },
  );

  it("knows this machine by its addresses, and no other", () => {
    expect(["127.0.0.1", "::1", "::ffff:127.0.0.1", "localhost"].every(isLoopback)).toBe(true);
    expect(["0.0.0.0", "10.0.0.1", "127.0.0.1.evil.example", "::ffff:10.0.0.1", ""].some(isLoopback)).toBe(
      false,
    );
  });
});
