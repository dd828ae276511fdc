import { afterEach, describe, expect, it } from "vitest";
import { command, mention } from "../../fakes/slack/payloads.ts";
import { idle, type Running, runSlack, until } from "./harness.ts";

let run: Running;
const start = async () => {
  run = await runSlack({ receive: { kind: "socket", appToken: "xapp-test" } });
  await until("it is connected", () => run.recorder.connected() === 1);
  return run;
};
afterEach(() => run.close());

describe("over Socket Mode", () => {
  it("a mention is acknowledged once it is recorded, and answered once although it comes twice", async () => {
    const { recorder } = await start();
    const payload = mention({ eventId: "EvSOCKET" });
    for (const [i, envelope_id] of ["e1", "e2"].entries())
      recorder.push({
        type: "events_api",
        envelope_id,
        payload,
        accepts_response_payload: false,
        retry_attempt: i,
      });
    await until("both are acknowledged", () => recorder.acks.length === 2);
    await idle(run);
    expect(recorder.acks.map((a) => a.envelope_id).toSorted()).toEqual(["e1", "e2"]);
    expect(recorder.posted).toHaveLength(1);
    expect(recorder.posted[0]?.text).toContain("Reported, unconfirmed");
  });

  it("what can't be recorded is not acknowledged, so that Slack sends it again", async () => {
    const { recorder, app } = await start();
    await app.store.close();
    recorder.push({
      type: "events_api",
      envelope_id: "e1",
      payload: mention(),
      accepts_response_payload: false,
    });
    await until("it is told", () => run.lines.some((l) => l.includes("Slack will send it again")));
    expect(recorder.acks).toEqual([]);
  });

  it("a command is answered with its acknowledgement", async () => {
    const { recorder } = await start();
    const payload = command("help", recorder.responseUrl);
    recorder.push({ type: "slash_commands", envelope_id: "e1", payload, accepts_response_payload: true });
    await until("it is acknowledged", () => recorder.acks.length === 1);
    expect(JSON.stringify(recorder.acks[0]?.payload)).toContain("/deals ask");
  });
});
