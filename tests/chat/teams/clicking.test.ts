import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  ADA,
  checkOpened,
  checkSubmitted,
  GROUP,
  installation,
  PERSONAL,
  pressed,
  said,
  saidInGroup,
  TENANT,
  thumbed,
} from "../../fakes/teams/activities.ts";
import { lastOf } from "../../fakes/teams/connector.ts";
import { idle, type Running, runTeams } from "./harness.ts";

describe("clicking in Teams", () => {
  let run: Running;
  beforeEach(async () => {
    run = await runTeams();
  });
  afterEach(() => run.close());

  const last = (conversation: string) => {
    const message = run.connector.messages(conversation).at(-1);
    if (!message) throw new Error("no message");
    return { message, wire: lastOf(message) };
  };
  const json = async (body: unknown) => (await run.post(body)).json() as Promise<Record<string, never>>;

  it("keeps a thumb against the answer that stands in the rated message", async () => {
    await run.post(said(run.service, "Has Anthropic signed for Maia chips?"));
    await idle(run);
    const rated = await run.post(thumbed(run.service, "dislike", last(PERSONAL).message.id));
    expect([rated.status, await rated.text()]).toEqual([200, "{}"]);
    const receipt = await run.app.store.ownMessages.receiptIn(TENANT, PERSONAL, last(PERSONAL).message.id);
    expect(await run.app.store.feedback.of(TENANT, receipt ?? "")).toEqual([
      expect.objectContaining({ user: ADA.aadObjectId, verdict: "bad" }),
    ]);
  });

  it("takes a thumb under a message that it doesn't know without a fuss", async () => {
    const rated = await run.post(thumbed(run.service, "like", "m404"));
    expect([rated.status, await rated.text()]).toEqual([200, "{}"]);
  });

  it("lists the deals as a card that turns its pages and opens a deal", async () => {
    await run.post(saidInGroup(run.service, "deals"));
    await idle(run);
    const { wire } = last(GROUP);
    expect(wire.text).toBeUndefined();
    expect(wire.summary).toBe("Compute deals");
    expect(JSON.stringify(wire.attachments)).toContain("page 1 of");
    const next = await json(pressed(run.service, "deals", { page: "1" }));
    expect(next).toMatchObject({ statusCode: 200, type: "application/vnd.microsoft.card.adaptive" });
    expect(JSON.stringify(next)).toContain("page 2 of");
    const [deal] = run.app.library.deals;
    const opened = await json(pressed(run.service, "deal", { slug: deal?.slug ?? "" }));
    expect(JSON.stringify(opened)).toContain(deal?.stage);
  });

  it("shows a deal by its name, and takes other words after show for a question", async () => {
    const [deal] = run.app.library.deals;
    await run.post(said(run.service, `show ${deal?.slug}`));
    await idle(run);
    expect(JSON.stringify(last(PERSONAL).wire.attachments)).toContain("What happened, newest first");
    await run.post(said(run.service, "show me what is known about Maia"));
    await idle(run);
    expect(last(PERSONAL).wire.text).toContain("**Sources**");
  });

  it("shows the sentences behind an answer by its receipt", async () => {
    await run.post(said(run.service, "Has Anthropic signed for Maia chips?"));
    await idle(run);
    const receipt = await run.app.store.ownMessages.receiptIn(TENANT, PERSONAL, null);
    await run.post(said(run.service, `show ${receipt}`));
    await idle(run);
    expect(JSON.stringify(last(PERSONAL).wire.attachments)).toContain("The sentences behind it");
  });

  it("checks a claim as a card, with the evidence a button away", async () => {
    await run.post(said(run.service, "check Anthropic has signed a deal for Maia chips"));
    await idle(run);
    const { wire } = last(PERSONAL);
    expect(wire.text).toBeUndefined();
    expect(JSON.stringify(wire.attachments)).toContain("Claim checked");
    expect(JSON.stringify(wire.attachments)).toMatch(/Contradicted|Unconfirmed/);
    const claim = "Anthropic has signed a deal for Maia chips";
    const evidence = await json(pressed(run.service, "evidence", { claim }));
    expect(JSON.stringify(evidence)).toContain("The sentences behind it");
    const back = await json(pressed(run.service, "verdict", { claim }));
    expect(JSON.stringify(back)).toContain("Claim checked");
  });

  it("checks the words of a message in a dialog, and shares the verdict on demand", async () => {
    const opened = JSON.stringify(
      await json(
        checkOpened(run.service, "<div><p>Anthropic has <b>signed</b> for Maia&nbsp;chips</p></div>"),
      ),
    );
    expect(opened).toContain("Claim checked");
    expect(opened).toContain("Anthropic has signed for Maia chips");
    const claim = "Anthropic has signed for Maia chips";
    const shared = await json(checkSubmitted(run.service, { claim, does: "share" }));
    expect(shared).toMatchObject({ composeExtension: { type: "result", attachmentLayout: "list" } });
    expect(run.connector.calls).toEqual([]);
  });

  it("asks for the claim where a message has no words", async () => {
    expect(JSON.stringify(await json(checkOpened(run.service, "<p></p>")))).toContain("Input.Text");
    const checked = await json(
      checkSubmitted(run.service, { claim: "Nvidia invested $100 billion in OpenAI" }),
    );
    expect(JSON.stringify(checked)).toContain("Claim checked");
  });

  it("welcomes somebody once, and forgets the chat when it is removed", async () => {
    await run.post(installation(run.service, "add"));
    await run.post(installation(run.service, "add"));
    await idle(run);
    expect(run.connector.messages(PERSONAL)).toHaveLength(1);
    expect(last(PERSONAL).wire.text).toContain("check");
    expect(await run.app.store.references.get("teams", TENANT, PERSONAL)).not.toBeNull();
    await run.post(installation(run.service, "remove"));
    expect(await run.app.store.references.get("teams", TENANT, PERSONAL)).toBeNull();
  });

  it("answers an invoke that it doesn't know with 501, and a lost card in words", async () => {
    const unknown = { ...pressed(run.service, "x", {}), name: "something/else" };
    expect((await run.post(unknown)).status).toBe(501);
    const lost = await json(pressed(run.service, "deal", { slug: "zzzzz" }));
    expect(lost).toMatchObject({ type: "application/vnd.microsoft.activity.message" });
  });
});
