import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CHANNEL, GROUP, PERSONAL, said, saidInChannel, saidInGroup } from "../../fakes/teams/activities.ts";
import { lastOf } from "../../fakes/teams/connector.ts";
import { rootOf } from "../../fakes/teams/rules.ts";
import { idle, type Running, runTeams } from "./harness.ts";

const QUESTION = "Has Anthropic signed for Maia chips?";

describe("asking in Teams", () => {
  let run: Running;
  beforeEach(async () => {
    run = await runTeams();
  });
  afterEach(() => run.close());

  it("acknowledges a question at once and answers it once, with citations, the AI label and feedback", async () => {
    const activity = said(run.service, QUESTION);
    const response = await run.post(activity);
    expect(response.status).toBe(200);
    await idle(run);
    await run.post(activity);
    await idle(run);

    const messages = run.connector.messages(PERSONAL);
    expect(messages).toHaveLength(1);
    const [message] = messages;
    if (!message) throw new Error("no message");
    expect(message.stream).toBe("final");
    const wire = lastOf(message);
    const root = rootOf(wire);
    expect(root.additionalType).toEqual(["AIGeneratedContent"]);
    expect(root.citation?.length).toBeGreaterThan(0);
    expect(wire.text).toContain("[1]");
    expect(wire.text).toContain("Reported, unconfirmed");
    expect(wire.text).toContain("**Sources**");
    expect(wire.channelData?.feedbackLoop).toEqual({ type: "default" });
    expect(wire.summary).toBeTruthy();
  });

  it("puts a line there in a group chat and changes it into the answer", async () => {
    await run.post(saidInGroup(run.service, QUESTION));
    await idle(run);
    const [message, ...more] = run.connector.messages(GROUP);
    expect(more).toEqual([]);
    expect(message?.stream).toBeNull();
    expect(message?.versions.map((v) => v.text?.slice(0, 24))).toEqual([
      "Looking through the sour",
      expect.not.stringContaining("Looking"),
    ]);
  });

  it("answers in the thread of a channel that it was asked in", async () => {
    await run.post(saidInChannel(run.service, QUESTION, { root: "1782896400777" }));
    await idle(run);
    expect(run.connector.messages().map((m) => m.conversation)).toEqual([
      `${CHANNEL};messageid=1782896400777`,
    ]);
    expect(run.connector.calls.every((c) => c.wire.replyToId === undefined)).toBe(true);
  });

  it("reads a follow-up with what was asked before it in the thread", async () => {
    await run.post(saidInChannel(run.service, "How large is Nvidia's investment in OpenAI?"));
    await idle(run);
    await run.post(saidInChannel(run.service, "And when was it announced?"));
    await idle(run);
    const turns = await run.app.store.conversations.recent(
      "7d5c1f2a-0000-4000-8000-0000000007e4",
      `${CHANNEL};messageid=1782896400000`,
      10,
    );
    expect(turns.filter((t) => t.role === "user").map((t) => t.text)).toEqual([
      "How large is Nvidia's investment in OpenAI?",
      "And when was it announced?",
    ]);
    const [, second] = run.connector.messages();
    expect(second && lastOf(second).text).toMatch(/OpenAI|Nvidia/);
  });

  it("says that it doesn't know, with the AI label and without citations of nothing", async () => {
    await run.post(said(run.service, "What is the capital of Portugal?"));
    await idle(run);
    const [message] = run.connector.messages(PERSONAL);
    if (!message) throw new Error("no message");
    const root = rootOf(lastOf(message));
    expect(root.citation).toBeUndefined();
    expect(lastOf(message).text).not.toContain("[1]");
  });

  it("answers what is not for it with nothing", async () => {
    const others = saidInChannel(run.service, "lunch?", { mentions: false });
    const update = { ...said(run.service, QUESTION), type: "messageUpdate" };
    const own = { ...said(run.service, QUESTION), from: { id: "28:other", role: "bot" } };
    const silent = { ...said(run.service, QUESTION), text: undefined };
    for (const activity of [others, update, own, silent]) expect((await run.post(activity)).status).toBe(200);
    await idle(run);
    expect(run.connector.calls).toEqual([]);
  });

  it("lets nothing that somebody wrote mention, link or cite", async () => {
    await run.post(said(run.service, "Check <at>everyone</at> [9] https://evil.example/x about Maia"));
    await idle(run);
    const [message] = run.connector.messages(PERSONAL);
    if (!message) throw new Error("no message");
    expect(lastOf(message).text ?? "").not.toMatch(/<at|\[9\]|https:\/\/evil/);
  });
});
