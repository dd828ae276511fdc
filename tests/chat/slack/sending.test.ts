import { afterEach, describe, expect, it } from "vitest";
import { command, mention } from "../../fakes/slack/payloads.ts";
import { deliver, submit } from "../../fakes/slack/recorder.ts";
import { idle, type Running, type RunOptions, runSlack } from "./harness.ts";

let running: Running | undefined;
const start = async (options: RunOptions = {}) => {
  running = await runSlack(options);
  return running;
};
afterEach(async () => {
  await running?.close();
  running = undefined;
});

const posts = (run: Running) => run.recorder.calls.filter((c) => c.method === "chat.postMessage");

describe("sending to Slack", () => {
  it.each(["invalid_blocks", "msg_blocks_too_long", "msg_too_long"])(
    "sends the same as plain text when Slack says %s",
    async (error) => {
      const run = await start();
      run.recorder.trouble({ method: "chat.postMessage", times: 1, error });
      await deliver(run.url, mention());
      await idle(run);
      expect(run.recorder.posted).toHaveLength(1);
      expect(run.recorder.posted[0]?.blocks).toBeUndefined();
      expect(run.recorder.posted[0]?.text).toMatch(/Reported, unconfirmed[\s\S]*\[1\] <https:/);
    },
  );

  it("waits as long as Slack asks when it is too fast, and sends once", async () => {
    const run = await start();
    run.recorder.trouble({ method: "chat.postMessage", times: 2, status: 429, retryAfter: 1 });
    await deliver(run.url, mention());
    await idle(run);
    expect(posts(run)).toHaveLength(3);
    expect(run.recorder.posted).toHaveLength(1);
  });

  it("does not send again what went out although Slack's answer was lost", async () => {
    const run = await start();
    run.recorder.trouble({ method: "chat.postMessage", times: 1, hangUp: true, after: true });
    await deliver(run.url, mention());
    await idle(run);
    expect(run.recorder.posted).toHaveLength(1);
    expect(
      run.recorder.calls.some((c) => c.method === "conversations.replies" && c.args.include_all_metadata),
    ).toBe(true);
    expect(await run.work.counts()).toMatchObject({ inDoubt: 0, failed: 0 });
  });

  it("sends again what did not go out", async () => {
    const run = await start();
    run.recorder.trouble({ method: "chat.postMessage", times: 1, status: 503 });
    await deliver(run.url, mention());
    await idle(run);
    expect(posts(run)).toHaveLength(2);
    expect(run.recorder.posted).toHaveLength(1);
  });

  it("does not send again what can't be looked up; it is counted, and the operator is told", async () => {
    const run = await start();
    run.recorder.trouble({ method: "chat.postMessage", times: 1, hangUp: true });
    run.recorder.trouble({ method: "conversations.replies", times: 9, error: "missing_scope" });
    await deliver(run.url, mention());
    await idle(run);
    expect(run.recorder.posted).toHaveLength(0);
    expect(await run.work.counts()).toMatchObject({ inDoubt: 1, failed: 0 });
    expect(run.lines.some((l) => l.startsWith("ERROR") && l.includes("can't be settled"))).toBe(true);
  });

  it("gives up at once what Slack refuses for good, and the operator is told why", async () => {
    const run = await start();
    run.recorder.trouble({ method: "chat.postMessage", times: 9, error: "is_archived" });
    await deliver(run.url, mention());
    await idle(run);
    expect(posts(run)).toHaveLength(1);
    expect(await run.work.counts()).toMatchObject({ inDoubt: 0, failed: 1 });
    expect(run.lines.some((l) => l.startsWith("ERROR") && l.includes("is_archived"))).toBe(true);
  });

  it("does not repeat a private answer whose sending is unclear", async () => {
    const run = await start();
    run.recorder.trouble({ method: "response/1", times: 1, status: 500 });
    await submit(run.url, command("ask has anthropic signed for maia yet?", run.recorder.responseUrl));
    await idle(run);
    expect(run.recorder.calls.filter((c) => c.method === "response_url")).toHaveLength(1);
    expect(await run.work.counts()).toMatchObject({ inDoubt: 1 });
  });

  it("goes on when progress can't be shown", async () => {
    const run = await start();
    for (const method of ["assistant.threads.setStatus", "agents.sessions.setStatus"])
      run.recorder.trouble({ method, times: 99, error: "unknown_method" });
    await deliver(run.url, mention({ ts: "1767000000.000601" }));
    await deliver(run.url, mention({ ts: "1767000000.000602" }));
    await idle(run);
    expect(run.recorder.posted).toHaveLength(2);
  });
});
