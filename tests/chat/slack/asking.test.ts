import { afterEach, describe, expect, it } from "vitest";
import { channelMessage, directMessage, envelope, mention } from "../../fakes/slack/payloads.ts";
import { BOT, deliver } from "../../fakes/slack/recorder.ts";
import { idle, type Running, type RunOptions, runSlack, until } from "./harness.ts";

let running: Running | undefined;
const start = async (options: RunOptions = {}) => {
  running = await runSlack(options);
  return running;
};
afterEach(async () => {
  await running?.close();
  running = undefined;
});

describe("a question in Slack", () => {
  it("is taken at once and answered once, in its thread, with labels, links and feedback", async () => {
    const run = await start();
    expect(await deliver(run.url, mention({ ts: "1767000000.000100" }))).toBe(200);
    await idle(run);
    expect(run.recorder.posted).toHaveLength(1);
    const [answer] = run.recorder.posted;
    expect(answer?.threadTs).toBe("1767000000.000100");
    const drawn = JSON.stringify(answer?.blocks);
    expect(drawn).toContain("Reported, unconfirmed");
    expect(drawn).toMatch(/"type":"link","url":"https:[^"]+","text":"\[1\]"/);
    expect(drawn).toContain('"feedback_buttons"');
    expect(drawn).toContain("Show evidence");
    expect(answer?.text).toContain("Reported, unconfirmed");
    const call = run.recorder.calls.find((c) => c.method === "chat.postMessage");
    expect([call?.args.unfurl_links, call?.args.unfurl_media]).toEqual(["false", "false"]);
  });

  it("is answered once however often and in how many events it is told", async () => {
    const run = await start();
    const told = mention({ ts: "1767000000.000200", eventId: "EvSAME" });
    const statuses = await Promise.all([
      deliver(run.url, told),
      deliver(run.url, told, { "x-slack-retry-num": "1", "x-slack-retry-reason": "http_timeout" }),
      deliver(run.url, told, { "x-slack-retry-num": "2", "x-slack-retry-reason": "http_timeout" }),
      deliver(run.url, channelMessage({ ts: "1767000000.000200" })),
    ]);
    expect(statuses).toEqual([200, 200, 200, 200]);
    await idle(run);
    expect(run.recorder.posted).toHaveLength(1);
  });

  it("in a direct message is answered in its own thread", async () => {
    const run = await start();
    await deliver(run.url, directMessage({ ts: "1767000000.000300" }));
    await idle(run);
    expect(run.recorder.posted.map((p) => [p.channel, p.threadTs])).toEqual([
      ["D0ALICE00", "1767000000.000300"],
    ]);
  });

  it("that follows up in the thread is read with what was said before", async () => {
    const seen: string[][] = [];
    const again = await start({
      answerer: {
        ask: async (q, o) => {
          seen.push(q.history.map((t) => t.role));
          return (running as Running).app.ask(q, o);
        },
      },
    });
    await deliver(again.url, mention({ ts: "1767000000.000400" }));
    await idle(again);
    await deliver(
      again.url,
      channelMessage({
        ts: "1767000000.000401",
        threadTs: "1767000000.000400",
        text: "and what does CNBC say?",
      }),
    );
    await idle(again);
    expect(seen).toEqual([[], ["user", "assistant"]]);
    expect(again.recorder.posted.map((p) => p.threadTs)).toEqual(["1767000000.000400", "1767000000.000400"]);
  });

  it("shows progress and ends the session afterwards", async () => {
    const run = await start();
    await deliver(run.url, mention());
    await idle(run);
    await until("the session is active", () =>
      run.recorder.calls.some((c) => c.method === "agents.sessions.setStatus" && c.args.status === "active"),
    );
    expect(run.recorder.calls.some((c) => c.method === "assistant.threads.setStatus")).toBe(true);
  });

  it("that is stopped ends with a word, and never with its answer", async () => {
    let aborted = false;
    const run = await start({
      answerer: {
        ask: (_q, { signal }) =>
          new Promise((_, reject) =>
            signal.addEventListener("abort", () => {
              aborted = true;
              reject(new Error("aborted"));
            }),
          ),
      },
    });
    await deliver(run.url, mention({ ts: "1767000000.000500" }));
    await until("it is worked on", () =>
      run.recorder.calls.some((c) => c.method === "assistant.threads.setStatus"),
    );
    await deliver(
      run.url,
      envelope({
        type: "agent_session_stopped",
        channel: "C0DEALS00",
        user: "U0ALICE00",
        thread_ts: "1767000000.000500",
        streaming_message_ts: [],
        event_ts: "1767000002.000000",
      }),
    );
    await idle(run);
    expect(aborted).toBe(true);
    expect(run.recorder.posted.map((p) => p.text)).toEqual(["Stopped. Ask again whenever you like."]);
  });

  it("that nobody can answer because something broke ends with a reference, which the log explains", async () => {
    const run = await start({
      answerer: { ask: () => Promise.reject(new Error("the disk is full of secrets")) },
    });
    await deliver(run.url, mention());
    await idle(run);
    const text = run.recorder.posted[0]?.text ?? "";
    const [, reference = "none"] = /reference (\S+?)\.$/.exec(text) ?? [];
    expect(text).not.toContain("secrets");
    expect(run.lines.find((l) => l.includes(reference))).toContain("the disk is full of secrets");
  });

  it("beyond what is allowed is refused with the reason and when to try again", async () => {
    const run = await start({ env: { USER_QUESTIONS_PER_MINUTE: "1", MAX_QUESTION_CHARS: "60" } });
    await deliver(run.url, mention({ text: `<@${BOT.userId}> ${"why ".repeat(40)}` }));
    await deliver(run.url, mention());
    await deliver(run.url, mention());
    await deliver(run.url, mention({ text: `<@${BOT.userId}>`, user: "U0EVE0000" }));
    await idle(run);
    const texts = run.recorder.posted.map((p) => p.text);
    expect(texts).toHaveLength(4);
    expect(texts.some((t) => /160|159/.test(t) && t.includes("up to 60"))).toBe(true);
    expect(texts.some((t) => /Please ask again in \d+ seconds?\./.test(t))).toBe(true);
    expect(texts.some((t) => t.startsWith("Ask me about an AI compute deal"))).toBe(true);
  });

  it("outside the allowed channels is refused there, and in direct messages answered", async () => {
    const run = await start({ env: { ALLOWED_CHANNELS: "C0OTHER00" } });
    await deliver(run.url, mention());
    await deliver(run.url, directMessage());
    await idle(run);
    const byChannel = new Map(run.recorder.posted.map((p) => [p.channel, p.text]));
    expect(byChannel.get("C0DEALS00")).toContain("not set up to answer in this channel");
    expect(byChannel.get("D0ALICE00")).toContain("Reported, unconfirmed");
  });

  it("is not heard where nobody asked us", async () => {
    const run = await start();
    await deliver(run.url, channelMessage({ text: "has anthropic signed for maia yet?" }));
    await deliver(run.url, mention({ event: { bot_id: "B0OTHER00" } }));
    await deliver(run.url, mention({ user: BOT.userId }));
    await deliver(run.url, channelMessage({ event: { subtype: "message_changed" } }));
    expect((await run.work.counts()).waiting).toBe(0);
    expect(run.recorder.posted).toEqual([]);
  });
});
