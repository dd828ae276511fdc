import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createDigestRunner } from "../../../src/digest/runner.ts";
import {
  ADA,
  BEN,
  CHANNEL,
  installation,
  PERSONAL,
  pressed,
  said,
  saidInChannel,
  TENANT,
} from "../../fakes/teams/activities.ts";
import { lastOf } from "../../fakes/teams/connector.ts";
import { broken } from "../../fakes/teams/rules.ts";
import { idle, type Running, runTeams } from "./harness.ts";

const FORM = { often: "friday", at: "08:30", zone: "Europe/Berlin", topics: "", minimum: "notable" };

describe("subscribing in Teams", () => {
  let run: Running;
  beforeEach(async () => {
    run = await runTeams();
  });
  afterEach(() => run.close());

  const last = (conversation: string) => {
    const message = run.connector.messages(conversation).at(-1);
    if (!message) throw new Error("no message");
    return lastOf(message);
  };
  const of = (channel: string) => run.app.store.subscriptions.list(TENANT, channel);
  /** What the card says after a press, by somebody in a conversation. */
  async function press(data: Record<string, string>, where: object = {}): Promise<string> {
    const answer = await run.post({ ...pressed(run.service, "digest", data), ...where });
    expect(answer.status).toBe(200);
    return JSON.stringify(await answer.json());
  }

  it.each(["digest", "digest subscribe"])("“%s” sends the form with what stands", async (command) => {
    await run.post(said(run.service, command));
    await idle(run);
    const wire = last(PERSONAL);
    expect(broken(wire)).toEqual([]);
    const card = JSON.stringify(wire.attachments);
    expect(card).toContain("Follow compute deals");
    expect(card).toContain("This channel gets no digest");
    expect(card).toContain("Input.Time");
    expect(await of(PERSONAL)).toEqual([]);
  });

  it("subscribes the chat that the form is submitted in, once however often it is pressed", async () => {
    expect(await press({ ...FORM, does: "subscribe" })).toContain("Fridays 08:30 Europe/Berlin");
    expect(await press({ ...FORM, does: "subscribe" })).toContain("has that digest already");
    expect(await of(PERSONAL)).toMatchObject([
      { by: ADA.aadObjectId, topics: [], minimum: "notable", schedule: { zone: "Europe/Berlin" } },
    ]);
    await run.post(said(run.service, "digest"));
    await idle(run);
    expect(JSON.stringify(last(PERSONAL).attachments)).toContain("Fridays 08:30 Europe/Berlin");
  });

  it("changes what stands, if whoever presses may", async () => {
    const channel = { conversation: saidInChannel(run.service, "x").conversation };
    const inChannel = { ...channel, channelData: saidInChannel(run.service, "x").channelData };
    await press({ ...FORM, topics: "openai", does: "subscribe" }, inChannel);
    const daily = { ...FORM, often: "daily", does: "change" };
    expect(await press(daily, { ...inChannel, from: BEN })).toContain("Only who made the digest");
    expect(await press(daily, inChannel)).toContain("every day 08:30 Europe/Berlin");
    expect(await of(CHANNEL)).toMatchObject([{ topics: [], schedule: { cadence: { kind: "daily" } } }]);
  });

  it("says what is wrong with a form, and changes nothing", async () => {
    expect(await press({ ...FORM, topics: "opennai", does: "subscribe" })).toContain("Did you mean");
    expect(await press({ ...FORM, zone: "Berlin", does: "subscribe" })).toContain("don't understand");
    expect(await press({ ...FORM, does: "change" })).toContain("there is none to change");
    expect(await of(PERSONAL)).toEqual([]);
  });

  it("tells the subscriber, alone, when the channel is gone, if they have a chat with us", async () => {
    const { store } = run.app;
    const heard = saidInChannel(run.service, "digest daily 09:00 UTC");
    await run.post(heard);
    await idle(run);
    const [subscription] = await of(CHANNEL);
    if (!subscription) throw new Error("not subscribed");
    let now = subscription.next;
    const library = { generation: subscription.generation, library: run.app.library };
    const log = { info: () => {}, error: () => {} };
    const runner = createDigestRunner({
      posts: store.posts,
      subscriptions: store.subscriptions,
      ports: [run.digestPort],
      states: { current: async () => library, at: async () => run.app.library },
      clock: () => now,
      owner: "one",
      log,
    });
    await store.subscriptions.change(TENANT, subscription.id, { ...subscription, whenNothing: true }, now);
    const gone = { status: 403, code: "BotNotInConversationRoster" };
    run.connector.fail(({ conversation }) => (conversation.startsWith(CHANNEL) ? gone : null));
    await run.post(said(run.service, "stop"));
    await idle(run);
    await runner.tick();
    expect(last(PERSONAL).text).toContain(`The digest ${subscription.id} that you subscribed`);
    expect((await of(CHANNEL))[0]?.paused).toMatch(/I was removed/);
    now += 86_400_000;
    await runner.tick();
    expect(run.connector.messages(PERSONAL)).toHaveLength(2);
  });

  it("forgets how to write to a person who removed it", async () => {
    const kept = () => store.references.get("teams", TENANT, `person:${ADA.aadObjectId}`);
    const { store } = run.app;
    await run.post(installation(run.service, "add"));
    await idle(run);
    expect(await kept()).not.toBeNull();
    await run.post(installation(run.service, "remove"));
    expect(await kept()).toBeNull();
  });

  it("takes a whole command without the form", async () => {
    await run.post(said(run.service, "digest weekdays 09:00 Europe/London topics openai"));
    await idle(run);
    expect(last(PERSONAL).text).toContain("Monday to Friday 09:00 Europe/London");
    expect(await of(PERSONAL)).toHaveLength(1);
  });
});
