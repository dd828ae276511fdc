import { afterEach, describe, expect, it } from "vitest";
import { click, command, envelope, mention, shortcut } from "../../fakes/slack/payloads.ts";
import { type Call, deliver, submit } from "../../fakes/slack/recorder.ts";
import { idle, type Running, runSlack, until } from "./harness.ts";

let running: Running | undefined;
const start = async () => {
  running = await runSlack();
  return running;
};
afterEach(async () => {
  await running?.close();
  running = undefined;
});

const calls = (run: Running, method: string): readonly Call[] =>
  run.recorder.calls.filter((c) => c.method === method);
const interact = (run: Running, payload: object) => submit(run.url, { payload: JSON.stringify(payload) });

/** Asks, and gives the receipt that the answer's buttons carry. */
async function answered(run: Running): Promise<string> {
  await deliver(run.url, mention());
  await idle(run);
  return (
    /"action_id":"evidence"[^}]*}?[^}]*"value":"(\w+)"/.exec(
      JSON.stringify(run.recorder.posted[0]?.blocks),
    )?.[1] ?? ""
  );
}

describe("under an answer", () => {
  it("'Show evidence' opens the exact sentences", async () => {
    const run = await start();
    const receipt = await answered(run);
    const { status } = await interact(
      run,
      click({ type: "button", action_id: "evidence", value: receipt }, run.recorder.responseUrl),
    );
    expect(status).toBe(200);
    const kept = await run.app.store.receipts.get("T0001", receipt);
    const view = JSON.stringify(calls(run, "views.open")[0]?.args.view);
    for (const c of kept?.answer.citations ?? []) expect(view).toContain(JSON.stringify(c.statement.text));
    expect(kept?.answer.citations.length).toBeGreaterThan(0);
  });

  it("another workspace's answer can't be opened", async () => {
    const run = await start();
    const receipt = await answered(run);
    const foreign = {
      ...click({ type: "button", action_id: "evidence", value: receipt }, run.recorder.responseUrl),
      team: { id: "T0002", domain: "other" },
    };
    await interact(run, foreign);
    expect(JSON.stringify(calls(run, "views.open")[0]?.args.view)).toContain("find that answer any more");
  });

  it("a thumb is kept against the receipt, the last one of each reader", async () => {
    const run = await start();
    const receipt = await answered(run);
    for (const verdict of ["good", "bad"])
      await interact(
        run,
        click(
          { type: "feedback_buttons", action_id: "feedback", value: `${verdict} ${receipt}` },
          run.recorder.responseUrl,
        ),
      );
    const kept = await run.app.store.feedback.of("T0001", receipt);
    expect(kept.map((f) => [f.user, f.verdict])).toEqual([["U0BOB0000", "bad"]]);
    expect(calls(run, "response_url")).toHaveLength(2);
  });
});

describe("/deals", () => {
  const run1 = (run: Running, text: string, more = {}) =>
    submit(run.url, command(text, run.recorder.responseUrl, more));

  it("ask answers the asker alone, and shares to the channel once when told to", async () => {
    const run = await start();
    const { status, text } = await run1(run, "ask has anthropic signed for maia yet?");
    expect([status, JSON.parse(text).response_type]).toEqual([200, "ephemeral"]);
    await idle(run);
    const [answer] = calls(run, "response_url");
    expect(answer?.args.response_type).toBe("ephemeral");
    expect(JSON.stringify(answer?.args.blocks)).toContain("Share to channel");
    expect(run.recorder.posted).toEqual([]);
    const receipt = /"action_id":"share"[^}]*}?[^}]*"value":"(\w+)"/.exec(
      JSON.stringify(answer?.args.blocks),
    )?.[1];
    for (let i = 0; i < 2; i += 1)
      await interact(
        run,
        click({ type: "button", action_id: "share", value: receipt }, run.recorder.responseUrl),
      );
    await idle(run);
    expect(run.recorder.posted.map((p) => [p.channel, p.threadTs])).toEqual([["C0DEALS00", null]]);
    expect(JSON.stringify(run.recorder.posted[0]?.blocks)).toContain("Shared by <@U0BOB0000>");
  });

  it("list, show and help answer at once", async () => {
    const run = await start();
    const deals = run.app.library.deals;
    const first = deals[0]?.slug ?? "";
    expect((await run1(run, "list")).text).toContain(`${deals.length} deals`);
    expect((await run1(run, `show ${first}`)).text).toContain(deals[0]?.stage);
    expect((await run1(run, "show no such thing")).text).toContain("No single deal");
    expect((await run1(run, "")).text).toContain("/deals ask");
    expect((await run1(run, "frobnicate")).text).toContain("There is no");
  });

  it("listen sets when to speak in a channel", async () => {
    const run = await start();
    await run1(run, "listen mention");
    expect(await run.app.store.channels.speaking("T0001", "C0DEALS00")).toBe("mention");
    expect(await run.app.store.channels.speaking("T0002", "C0DEALS00")).toBe("asker");
  });
});

describe("elsewhere in Slack", () => {
  it("'Check this claim' opens a modal at once and puts the answer into it", async () => {
    const run = await start();
    const { status } = await interact(
      run,
      shortcut("Anthropic has signed for Maia chips <!channel>", run.recorder.responseUrl),
    );
    expect(status).toBe(200);
    await idle(run);
    expect(calls(run, "views.open")).toHaveLength(1);
    expect(JSON.stringify(calls(run, "views.update")[0]?.args.view)).toMatch(/Contradicted|Unconfirmed/);
    expect(JSON.stringify(calls(run, "views.update")[0]?.args.view)).toContain("rich_text_quote");
  });

  it("the Home tab shows the deals, and a new conversation gets prompts", async () => {
    const run = await start();
    const opened = {
      type: "app_home_opened",
      user: "U0ALICE00",
      channel: "D0ALICE00",
      event_ts: "1767000000.000001",
    };
    await deliver(run.url, envelope({ ...opened, tab: "home" }));
    await deliver(run.url, envelope({ ...opened, tab: "messages" }));
    await until("both are drawn", () => calls(run, "assistant.threads.setSuggestedPrompts").length === 1);
    const home = JSON.stringify(calls(run, "views.publish")[0]?.args.view);
    for (const deal of run.app.library.deals) expect(home).toContain(JSON.stringify(deal.name));
  });
});
