import { mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEmulator } from "emulate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mention } from "../../fakes/slack/payloads.ts";
import { deliver, SIGNING_SECRET } from "../../fakes/slack/recorder.ts";
import { until } from "./harness.ts";
import { type Started, startProcess } from "./process.ts";

/** A Slack that others wrote. It has threads and replies, and none of the agent methods: those answer 404. */
const TOKEN = "xoxb-emulated";

const freePort = () =>
  new Promise<number>((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => done(port));
    });
  });

let emulator: { readonly url: string; close(): Promise<void> };
let started: Started;
const folder = mkdtempSync(join(tmpdir(), "slack-emulate-"));
const api = async (method: string, args: Record<string, string>) => {
  const response = await fetch(`${emulator.url}/api/${method}`, {
    method: "POST",
    headers: { authorization: `Bearer ${TOKEN}`, "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(args).toString(),
  });
  return (await response.json()) as {
    ok: boolean;
    ts?: string;
    channels?: { id: string; name: string }[];
    messages?: { ts: string; text: string; thread_ts?: string }[];
  };
};

beforeAll(async () => {
  emulator = await createEmulator({
    service: "slack",
    port: await freePort(),
    seed: {
      slack: {
        team: { name: "Example", domain: "example" },
        users: [{ name: "alice", real_name: "Alice" }],
        channels: [{ name: "deals", topic: "" }],
        signing_secret: SIGNING_SECRET,
        oauth_apps: [
          {
            client_id: "1.1",
            client_secret: "not-used",
            app_id: "A0001",
            name: "Compute Deals",
            redirect_uris: ["https://deals.example.com/slack/oauth_redirect"],
            scopes: ["chat:write", "channels:history"],
            bot_id: "B0BOT0000",
            bot_user_id: "U0BOT0000",
            bot_name: "deals",
          },
        ],
        tokens: [
          {
            token: TOKEN,
            type: "bot",
            user_id: "U0BOT0000",
            app_id: "A0001",
            bot_id: "B0BOT0000",
            bot_user_id: "U0BOT0000",
          },
        ],
      },
    },
  });
  started = await startProcess({
    DATABASE_URL: join(folder, "deals.db"),
    SLACK_API_URL: `${emulator.url}/api`,
    SLACK_BOT_TOKEN: TOKEN,
  });
});
afterAll(async () => {
  await started?.kill("SIGTERM");
  await emulator?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("against a Slack that others wrote", () => {
  it("a question is answered once in its thread, though the methods for progress are missing", async () => {
    const { channels } = await api("conversations.list", {});
    const channel = channels?.find((c) => c.name === "deals")?.id ?? "";
    const { ts = "" } = await api("chat.postMessage", {
      channel,
      text: "has anthropic signed for maia yet?",
    });
    expect(await deliver(started.url, mention({ channel, ts, eventId: "EvEMU" }))).toBe(200);
    expect(await deliver(started.url, mention({ channel, ts, eventId: "EvEMU" }))).toBe(200);
    const replies = async () => (await api("conversations.replies", { channel, ts })).messages ?? [];
    await until("the thread has a reply", async () => (await replies()).length > 1, 20_000);
    const thread = await replies();
    expect(thread).toHaveLength(2);
    expect(thread[1]?.thread_ts).toBe(ts);
    expect(thread[1]?.text).toContain("Reported, unconfirmed");
  });
});
