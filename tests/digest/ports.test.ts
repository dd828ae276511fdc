import { afterEach, expect, test } from "vitest";
import { createClients } from "../../src/chat/slack/clients.ts";
import { createSlackDigests } from "../../src/chat/slack/digest-port.ts";
import { writePlace as slackPlace } from "../../src/chat/slack/place.ts";
import { createTeamsDigests } from "../../src/chat/teams/digest-port.ts";
import { writePlace as teamsPlace } from "../../src/chat/teams/place.ts";
import { createTransport } from "../../src/chat/teams/transport.ts";
import type { Post, PostBody } from "../../src/core/digest/posts.ts";
import { openStore } from "../../src/store/store.ts";
import { createRecorder } from "../fakes/slack/recorder.ts";
import { BOT, CHANNEL, TENANT } from "../fakes/teams/activities.ts";
import { createFakeConnector, lastOf } from "../fakes/teams/connector.ts";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const digest = {
  since: "2026-06-01",
  until: "2026-06-07",
  items: [
    {
      kind: "stage",
      deal: "northwind-fabrikam",
      name: "Northwind and Fabrikam",
      date: "2026-06-05",
      text: "In talks → announced: Fabrikam announced a contract with Northwind.",
      label: "confirmed",
      why: "announced by Fabrikam",
      citations: [],
      importance: 75,
    },
  ],
  shown: 1,
  citations: [],
  why: "Why you get this: because.",
} as const;

const post = (target: Post["place"]["target"], changes: Partial<Post> = {}): Post => ({
  key: "digest:7fk2:1",
  place: { kind: "channel", target, thread: null },
  body: { kind: "digest", digest } as PostBody,
  under: null,
  subscription: null,
  by: "U0ANN0000",
  expires: Date.now() + 60_000,
  createdAt: Date.now(),
  thread: null,
  inDoubt: false,
  sends: 0,
  ...changes,
});

async function slack() {
  const recorder = await createRecorder();
  closing.push(recorder.close);
  const log = { info: () => {}, error: () => {} };
  const port = createSlackDigests(createClients("xoxb-test", recorder.apiUrl, log).messages);
  const place = slackPlace({ kind: "channel", channel: "C0DEALS00", threadTs: null });
  return { recorder, port, target: { platform: "slack", tenant: "T", channel: "C0DEALS00", place } };
}

test("Slack: posted in the channel, found again by its key, its rest in its thread", async () => {
  const { recorder, port, target } = await slack();
  expect(await port.find(post(target))).toEqual({ kind: "not-there" });
  const sent = await port.send(post(target));
  if (sent.kind !== "sent") throw new Error(JSON.stringify(sent));
  expect(await port.find(post(target))).toEqual({ kind: "there", ref: sent.ref });
  await port.send(post(target, { key: "digest:7fk2:1:thread", thread: sent.ref }));
  expect(recorder.posted.map((p) => [p.channel, p.threadTs])).toEqual([
    ["C0DEALS00", null],
    ["C0DEALS00", sent.ref],
  ]);
});

test("Slack: a note on an answer goes to the answer's thread", async () => {
  const { recorder, port, target } = await slack();
  const place = slackPlace({ kind: "channel", channel: "C0DEALS00", threadTs: "100.1" });
  const correction = {
    of: "answer",
    given: "2026-06-01T00:00:00Z",
    items: digest.items,
    citations: [],
  } as const;
  await port.send(post({ ...target, place }, { body: { kind: "correction", correction }, thread: "200.2" }));
  expect(recorder.posted[0]?.threadTs).toBe("100.1");
  expect(recorder.posted[0]?.text).toMatch(/changed since I answered on 1 June 2026/);
});

test.each([
  ["is_archived", { kind: "gone", reason: "the channel is archived" }],
  ["not_in_channel", { kind: "gone", reason: "I was removed from the channel" }],
  ["internal_error", { kind: "unclear", reason: "internal_error" }],
  ["invalid_auth", { kind: "refused", reason: "invalid_auth" }],
])("Slack: %s is understood", async (error, outcome) => {
  const { recorder, port, target } = await slack();
  recorder.trouble({ method: "chat.postMessage", times: 1, error });
  expect(await port.send(post(target))).toEqual(outcome);
});

test("Slack: Retry-After is told", async () => {
  const { recorder, port, target } = await slack();
  recorder.trouble({ method: "chat.postMessage", times: 1, retryAfter: 17, status: 429 });
  expect(await port.send(post(target))).toEqual({ kind: "busy", retryAfterMs: 17_000 });
});

async function teams() {
  const connector = await createFakeConnector();
  const store = await openStore(":memory:");
  closing.push(connector.close, () => store.close());
  const { references, ownMessages } = store;
  const port = createTeamsDigests({ transport: createTransport(null), references, ownMessages });
  const conversation = {
    id: `${CHANNEL};messageid=1700000000000`,
    conversationType: "channel",
    tenantId: TENANT,
  };
  const place = teamsPlace({
    kind: "chat",
    reference: { serviceUrl: connector.url, conversation, bot: BOT },
  });
  return { connector, port, target: { platform: "teams", tenant: TENANT, channel: CHANNEL, place } };
}

test("Teams: a post of its own in the channel, its rest as a reply to it", async () => {
  const { connector, port, target } = await teams();
  const sent = await port.send(post(target));
  if (sent.kind !== "sent") throw new Error(JSON.stringify(sent));
  await port.send(post(target, { key: "digest:7fk2:1:thread", thread: sent.ref }));
  const [main, rest] = connector.messages();
  expect([main?.conversation, rest?.conversation]).toEqual([CHANNEL, `${CHANNEL};messageid=${sent.ref}`]);
  expect(main && lastOf(main).text).toContain("In talks → announced: Fabrikam announced");
});

test("Teams: sent again after trouble, it stands there once", async () => {
  const { connector, port, target } = await teams();
  connector.fail(({ method }) => (method === "PUT" ? { status: 502, arrived: true } : null));
  expect((await port.send(post(target))).kind).toBe("busy");
  connector.fail(() => null);
  expect((await port.send(post(target, { inDoubt: true, sends: 1 }))).kind).toBe("sent");
  expect(connector.messages()).toHaveLength(1);
});

test("Teams: removed from the team is understood", async () => {
  const { connector, port, target } = await teams();
  connector.fail(() => ({ status: 403, code: "BotNotInConversationRoster" }));
  expect((await port.send(post(target))).kind).toBe("gone");
});
