import { afterEach, beforeEach, expect, test } from "vitest";
import { type DigestCommandParts, runDigestCommand } from "../../src/core/digest/commands.ts";
import { nextAfter, type Schedule } from "../../src/core/digest/schedule.ts";
import { openStore, type Store } from "../../src/store/store.ts";
import { sketchLibrary } from "../core/sketch-library.ts";

const NOW = Date.parse("2026-03-18T12:00:00Z");
const LIBRARY = sketchLibrary(
  [{ id: "nf-01", text: "Northwind and Fabrikam are in talks.", published: "2026-03-02" }],
  [{ statement: "nf-01", after: "in talks" }],
  "in talks",
);
let store: Store;
let parts: DigestCommandParts;
beforeEach(async () => {
  store = await openStore(":memory:");
  parts = {
    subscriptions: store.subscriptions,
    library: () => LIBRARY,
    generation: async () => 1,
    preview: async () => null,
    previewOf: async () => null,
    clock: () => NOW,
  };
});
afterEach(() => store.close());

const target = { platform: "slack", tenant: "t", channel: "c", place: "{}" };
async function say(text: string, user = "ann", admin = false, zone: string | null = null): Promise<string> {
  const reply = await runDigestCommand(text, { actor: { user, admin }, target, zone }, parts);
  return reply.kind === "notice" ? reply.text : "a digest";
}
const own = async () => (await store.subscriptions.list("t", "c"))[0];

test.each([
  [
    "weekly monday 09:00 Europe/London topics northwind, Contoso",
    "Northwind, Contoso · Mondays 09:00 Europe/London",
  ],
  ["every friday at 5pm America/New_York", "everything · Fridays 17:00 America/New_York"],
  ["daily 7:30 Asia/Tokyo minimum notable", "everything · every day 07:30 Asia/Tokyo · notable changes only"],
  ["weekdays 08:30 topics northwind-fabrikam", "northwind-fabrikam · Monday to Friday 08:30 UTC"],
  [
    'cron "0 9 1 * *" Europe/Berlin topics everything',
    "everything · by the cron line 0 9 1 * *, Europe/Berlin",
  ],
  ["daily say nothing-changed", "everything · every day 09:00 UTC · says also when nothing changed"],
])("“%s” subscribes", async (text, words) => {
  expect(await say(text)).toContain(words);
  expect(await say("list")).toContain(words);
});

test("the asker's own time zone stands where none is named", async () => {
  expect(await say("daily 09:00", "ann", false, "Asia/Kolkata")).toContain("every day 09:00 Asia/Kolkata");
});

test.each([
  ["weekly mnday 09:00", /don't understand "mnday"/],
  ["daily 25:00 Europe/London", /"25:00" is no time of the day/],
  ["daily 09:00 BST", /don't understand "BST"/],
  ["daily 09:00 topics nortwind", /called "nortwind".*Did you mean Northwind/],
  ["daily 09:00 topics", /Which topics/],
  ["daily minimum huge", /one of all, notable, major/],
  ['cron "* * * * *" UTC', /once an hour at most/],
  ['cron "0 9 * *" UTC', /five fields/],
  ['cron "0 99 * * *" UTC', /can't be read/],
  ["topics northwind", /I don't know "digest topics"/],
  ["change abcd", /gets no digest/],
  ["corrections maybe", /corrections on/],
  ["frobnicate", /I don't know "digest frobnicate"/],
])("“%s” is answered with what to do, and changes nothing", async (text, error) => {
  expect(await say(text)).toMatch(error);
  expect(await own()).toBeUndefined();
});

test("the same command twice subscribes once", async () => {
  await say("daily 09:00 UTC topics northwind");
  expect(await say("daily 09:00 UTC topics northwind")).toMatch(/has that digest already/);
  expect(await store.subscriptions.list("t", "c")).toHaveLength(1);
});

test("only who made it, or an owner of the place, changes, pauses or removes it", async () => {
  await say("daily 09:00 UTC");
  for (const command of ["pause", "remove", "change weekly friday"])
    expect(await say(command, "bob")).toMatch(/Only who made the digest/);
  expect(await say("pause", "bob", true)).toMatch(/^Paused/);
  expect(await say("list")).toMatch(/paused: on request/);
  expect(await say("resume", "ann")).toMatch(/^Goes on.*next Thu,? 19 March 2026/);
  expect(await say("change weekly friday 10:00 Europe/Paris minimum major", "ann")).toMatch(
    /Fridays 10:00 Europe\/Paris · major changes only/,
  );
  expect(await say("change topics northwind", "ann")).toMatch(
    /Northwind · Fridays 10:00 Europe\/Paris · major/,
  );
  expect(await say("remove", "ann")).toMatch(/^Removed/);
  expect(await own()).toBeUndefined();
});

test("with several digests it asks which one", async () => {
  await say("daily 09:00 UTC");
  await say("weekly friday 10:00 UTC");
  expect(await say("pause")).toMatch(/^Which one\? Say its id\.\n\w{4}: .*\n\w{4}: /);
});

test("corrections are on until somebody turns them off", async () => {
  expect(await store.subscriptions.corrections("t", "c")).toBe(true);
  expect(await say("corrections off")).toMatch(/get no notes/);
  expect(await store.subscriptions.corrections("t", "c")).toBe(false);
  expect(await say("corrections on")).toMatch(/gets one note/);
});

const london: Schedule = { cadence: { kind: "daily", at: "01:30" }, zone: "Europe/London" };
const times = (schedule: Schedule, from: string, n: number) => {
  const all: string[] = [];
  for (let at: number | null = Date.parse(from); all.length < n && at !== null; ) {
    at = nextAfter(schedule, at);
    if (at !== null) all.push(new Date(at).toISOString());
  }
  return all;
};

test("a time that the clocks skip comes once, right after; one that they repeat comes once", () => {
  expect(times(london, "2026-03-28T12:00:00Z", 2)).toEqual([
    "2026-03-29T01:00:00.000Z",
    "2026-03-30T00:30:00.000Z",
  ]);
  expect(times(london, "2026-10-24T12:00:00Z", 2)).toEqual([
    "2026-10-25T00:30:00.000Z",
    "2026-10-26T01:30:00.000Z",
  ]);
});

test("nine in the morning stays nine in the morning when the clocks change", () => {
  const nine: Schedule = { cadence: { kind: "weekly", day: "monday", at: "09:00" }, zone: "Europe/London" };
  expect(times(nine, "2026-03-22T00:00:00Z", 2)).toEqual([
    "2026-03-23T09:00:00.000Z",
    "2026-03-30T08:00:00.000Z",
  ]);
});
