import { describe, expect, it } from "vitest";
import { ConfigError, readConfig } from "../src/config.ts";
import { summary } from "../src/startup.ts";

const server = (env: Record<string, string>) => readConfig(env).server;
const none = { waiting: 0, inDoubt: 0, failed: 0 };

describe("the server's settings", () => {
  it("turn Slack on with a bot token and a way to receive, of which Socket Mode wins", () => {
    expect(server({}).slack).toBeNull();
    expect(server({ SLACK_BOT_TOKEN: "xoxb-1" }).slack).toBeNull();
    const http = { SLACK_BOT_TOKEN: "xoxb-1", SLACK_SIGNING_SECRET: "s" };
    expect(server(http).slack?.receive).toEqual({ kind: "http", signingSecret: "s" });
    expect(server({ ...http, SLACK_APP_TOKEN: "xapp-1" }).slack?.receive).toEqual({
      kind: "socket",
      appToken: "xapp-1",
    });
  });

  it("take channels with commas or spaces, and none as every one", () => {
    expect(server({}).limits.channels).toBeNull();
    expect(server({ ALLOWED_CHANNELS: " C1, C2 C3," }).limits.channels).toEqual(new Set(["C1", "C2", "C3"]));
  });

  it("are refused with every problem at once", () => {
    const wrong = {
      PORT: "99999",
      HOST: " ",
      SLACK_BOT_TOKEN: "",
      USER_QUESTIONS_PER_MINUTE: "many",
      ANSWERS_AT_ONCE: "1.5",
      SLACK_API_URL: "slack",
    };
    try {
      readConfig(wrong);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigError);
      for (const name of Object.keys(wrong)) expect(String(error)).toContain(name);
    }
  });

  it("are told at the start, with the variable that would turn on what is off", () => {
    const off = summary(readConfig({}), "http://127.0.0.1:3000", none, 0).join("\n");
    expect(off).toMatch(/off {2}Slack: set SLACK_BOT_TOKEN, and SLACK_SIGNING_SECRET/);
    expect(off).toContain("ANTHROPIC_API_KEY");
    const env = { SLACK_BOT_TOKEN: "xoxb-very-secret", SLACK_SIGNING_SECRET: "very-secret" };
    const on = summary(
      readConfig(env),
      "http://127.0.0.1:3000",
      { waiting: 2, inDoubt: 1, failed: 3 },
      0,
    ).join("\n");
    expect(on).toContain("on   Slack, over HTTP at http://127.0.0.1:3000/slack/events");
    expect(on).toMatch(/2 deliveries[\s\S]*1 replies may or may not be out, and 3 could not be sent/);
    expect(on).not.toContain("very-secret");
  });
});
