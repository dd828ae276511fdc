import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mention } from "../../fakes/slack/payloads.ts";
import { signed } from "../../fakes/slack/recorder.ts";
import { type Running, runSlack } from "./harness.ts";

let run: Running;
beforeAll(async () => {
  run = await runSlack();
});
afterAll(() => run.close());

const now = () => Math.floor(Date.now() / 1000);
const send = async (body: string, headers: Record<string, string>) => {
  const response = await fetch(`${run.url}/slack/events`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
  });
  return response.status;
};
const nothingDone = async () => {
  expect((await run.work.counts()).waiting).toBe(0);
  expect(run.recorder.posted).toEqual([]);
};

describe("a request that Slack did not make", () => {
  const body = JSON.stringify(mention());
  it.each([
    ["unsigned", () => ({})],
    ["signed with another secret", () => signed(body, now(), "another-secret")],
    ["signed over another body", () => signed(`${body} `)],
    ["six minutes old", () => signed(body, now() - 360)],
    ["six minutes ahead", () => signed(body, now() + 360)],
    ["stamped with no number", () => ({ ...signed(body), "x-slack-request-timestamp": "soon" })],
    ["signed with an empty signature", () => ({ ...signed(body), "x-slack-signature": "" })],
  ])("is refused: %s", async (_, headers) => {
    expect(await send(body, headers())).toBe(401);
    await nothingDone();
  });

  it("is refused when it is too large to be one", async () => {
    const large = JSON.stringify({ ...mention(), padding: "x".repeat(3_000_000) });
    expect(await send(large, signed(large))).toBe(413);
    await nothingDone();
  });
});

describe("a signed request that makes no sense", () => {
  it.each([
    ["no JSON", "{"],
    ["an empty body", ""],
    ["a list", "[]"],
    ["null", "null"],
    ["no event", JSON.stringify({ type: "event_callback", team_id: "T0001", event_id: "Ev1" })],
    ["an event without its fields", JSON.stringify(mention({ event: { channel: 7, ts: {}, text: null } }))],
    ["an unknown event", JSON.stringify({ ...mention(), event: { type: "tea_time" } })],
  ])("does nothing: %s", async (_, body) => {
    await send(body, signed(body));
    await nothingDone();
    const challenge = JSON.stringify({ type: "url_verification", challenge: "still here" });
    expect(await send(challenge, signed(challenge))).toBe(200);
  });

  it("leaves the server answering, also to Slack's own check of the address", async () => {
    const body = JSON.stringify({ type: "url_verification", challenge: "3eZbrw1aB", token: "x" });
    const response = await fetch(`${run.url}/slack/events`, {
      method: "POST",
      headers: { "content-type": "application/json", ...signed(body) },
      body,
    });
    expect(await response.json()).toEqual({ challenge: "3eZbrw1aB" });
    expect((await fetch(`${run.url}/nowhere`)).status).toBe(404);
    expect((await fetch(`${run.url}/slack/events`)).status).toBe(405);
  });
});
