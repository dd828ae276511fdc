import { afterEach, beforeEach, expect, test } from "vitest";
import { digestJson } from "../../src/chat/digest-json.ts";
import { renderDigest as slackDigest } from "../../src/chat/slack/digest.ts";
import { renderDigest as teamsDigest } from "../../src/chat/teams/digest.ts";
import { renderDigest as terminalDigest } from "../../src/chat/terminal/digest.ts";
import type { Digest } from "../../src/core/digest/types.ts";
import { createLeads } from "../../src/digest/leads.ts";
import { createDigestRunner } from "../../src/digest/runner.ts";
import { createLeadWriter } from "../../src/model/digest-lead.ts";
import { claudeAt } from "../claude-app.ts";
import type { Part, Reply } from "../fakes/anthropic/replies.ts";
import { refusals } from "../fakes/slack/validate.ts";
import { broken } from "../fakes/teams/rules.ts";
import { PROMPTS, withFakeClaude } from "../model/harness.ts";
import { BEFORE, openShelf } from "./changing-library.ts";
import { createFakePlatform, type Fault } from "./fake-platform.ts";
import { AFTER_ALL } from "./ten-ways.ts";

const claude = withFakeClaude();
const DAY = "2026-06-10";
let now = 0;
let fault: Fault = null;
let lines: string[] = [];
let shelf: Awaited<ReturnType<typeof openShelf>>;
let platform: ReturnType<typeof createFakePlatform>;

beforeEach(async () => {
  [now, fault, lines] = [Date.parse(`${DAY}T09:00:00Z`), null, []];
  claude.requests();
  shelf = await openShelf();
  platform = createFakePlatform(
    () => now,
    () => fault,
  );
});
afterEach(() => shelf.close());

const say = (...parts: Part[]): Reply => ({ kind: "say", parts });
const GOOD: Part = {
  text: "Fabrikam announced that Northwind will rent its accelerators from July.",
  cites: ["will rent its accelerators from July"],
};
const DENIED: Part = {
  text: "Litware denied that any letter of intent with Proseware exists.",
  cites: ["denied that any letter"],
};
const FALSE: Part = {
  text: "Contoso said that it will invest $60 billion in Tailspin.",
  cites: ["will invest $6 billion"],
};

/** A runner over the shelf, with leads as `main` joins them, or without a key. */
function runner({ key = true, dailyBudgetUsd = 5 } = {}) {
  const { store } = shelf;
  const log = { info: (l: string) => void lines.push(l), error: (l: string) => void lines.push(l) };
  const leads = createLeads({
    write: createLeadWriter({ ...claudeAt(claude.fake().url), promptsDir: PROMPTS }),
    spentOn: (day) => store.receipts.spentOn(day),
    spend: (what, usd, at) => store.receipts.spend(what, usd, at),
    dailyBudgetUsd,
    clock: () => now,
    log,
  });
  const current = async () => {
    const { generation } = await store.library.index();
    return { generation, library: await shelf.at(generation) };
  };
  return createDigestRunner({
    posts: store.posts,
    subscriptions: store.subscriptions,
    ports: [platform.port],
    states: { current, at: shelf.at },
    clock: () => now,
    owner: "one",
    log,
    ...(key ? { leads } : {}),
  });
}

async function changedLibrary(...channels: string[]): Promise<void> {
  const { generation } = await shelf.sync(BEFORE);
  for (const channel of channels)
    await shelf.store.subscriptions.add({
      schedule: { cadence: { kind: "daily", at: "09:00" }, zone: "UTC" },
      topics: [],
      minimum: "all",
      whenNothing: false,
      target: { platform: "fake", tenant: "t", channel, place: "{}" },
      by: "ann",
      now,
      next: now,
      generation,
      since: "2026-06-09",
    });
  await shelf.sync(AFTER_ALL);
}

function digests(): Digest[] {
  return platform.shown.flatMap(({ post }) => (post.body.kind === "digest" ? [post.body.digest] : []));
}
const posted = (): Digest => {
  const [digest] = digests();
  if (!digest) throw new Error("no digest was posted");
  return digest;
};
const spent = () => shelf.store.receipts.spentOn(DAY);

test("a lead that holds stands first on every screen, with label and citations, and its cost counts", async () => {
  await changedLibrary("c");
  claude.fake().script(say(GOOD, " ", DENIED));
  await runner().tick();
  const digest = posted();
  expect(digest.lead?.map((l) => [l.text, l.label])).toEqual([
    ["Fabrikam announced that Northwind will rent its accelerators from July.", "confirmed"],
    ["Litware denied that any letter of intent with Proseware exists.", "denied"],
  ]);
  for (const { text, citations } of digest.lead ?? [])
    expect(citations.map((n) => digest.citations.find((c) => c.n === n)?.statement.text)).toEqual([text]);
  expect(await spent()).toBeGreaterThan(0);
  expect(claude.requests().map((r) => r.model)).toEqual(["claude-haiku-5-5"]);

  const slack = slackDigest(digest);
  const teams = teamsDigest(digest);
  expect(refusals("message", slack.blocks)).toEqual([]);
  expect(broken(JSON.parse(JSON.stringify(teams)))).toEqual([]);
  const screens = [JSON.stringify(slack.blocks), slack.text, teams.text ?? "", terminalDigest(digest, 110)];
  for (const screen of screens) {
    const flat = screen.replace(/\s+/g, " ");
    const lead = flat.indexOf("Litware denied that any");
    const firstItem = flat.indexOf(digest.items[0]?.name ?? "");
    expect(lead).toBeGreaterThan(0);
    expect(lead, flat).toBeLessThan(firstItem);
  }
  expect(digestJson(digest, digest).lead.map((l) => l.label)).toEqual(["confirmed", "denied"]);
});

test("a sentence that its source does not bear out is dropped, the other stays; what stood before can't be cited", async () => {
  await changedLibrary("c");
  claude.fake().script(say(FALSE, " ", GOOD, " Everything else is going well. "));
  await runner().tick();
  expect(posted().lead?.map((l) => l.text)).toEqual([
    "Fabrikam announced that Northwind will rent its accelerators from July.",
  ]);
  const sent = JSON.stringify(claude.requests());
  expect(sent).toContain("will invest $6 billion");
  expect(sent).not.toContain("up to $10 billion");
  expect(sent).not.toContain("$3 billion");
});

test("where nothing holds, or a sentence hangs on another, the items stand alone", async () => {
  await changedLibrary("c");
  const hanging: Part = { text: "It will rent its accelerators from July.", cites: ["from July"] };
  claude.fake().script(say(FALSE, " ", hanging));
  await runner().tick();
  expect(posted().lead).toBeUndefined();
  expect(posted().items.length).toBeGreaterThan(5);
  expect(await spent()).toBeGreaterThan(0);
});

test.each<[string, Reply]>([
  ["refuses the key's owner", { kind: "status", status: 400, type: "invalid_request_error" }],
  ["declines", { kind: "refuse", category: null }],
  ["breaks off", { kind: "say", parts: [GOOD], fault: "end" }],
])(
  "when Claude %s, the items stand alone, and the others that are due don't wait for it",
  async (_, reply) => {
    await changedLibrary("c", "d");
    claude.fake().script(reply);
    const product = runner();
    await product.tick();
    expect(digests()).toHaveLength(2);
    for (const digest of digests()) expect(digest.lead).toBeUndefined();
    expect(claude.requests()).toHaveLength(1);
  },
);

test("without a key, and over the budget, nothing is asked for and the items stand alone", async () => {
  await changedLibrary("c");
  await runner({ key: false }).tick();
  expect(posted().lead).toBeUndefined();
  await changedLibrary("d");
  await runner({ dailyBudgetUsd: 0 }).tick();
  expect(lines.join("\n")).toContain("Today's Claude budget ($0.00) is used up");
  expect(claude.requests()).toEqual([]);
});

test("a retry, also of another process, sends the lead that was planned and pays no more", async () => {
  await changedLibrary("c");
  claude.fake().script(say(GOOD));
  fault = "busy";
  await runner().tick();
  expect(digests()).toEqual([]);
  const once = await spent();
  [fault, now] = [null, now + 60_000];
  await runner().tick();
  expect(posted().lead).toHaveLength(1);
  expect(await spent()).toBe(once);
});

test("channels that are told the same at the same hour get one lead, paid for once", async () => {
  await changedLibrary("c", "d");
  claude.fake().script(say(GOOD));
  await runner().tick();
  expect(digests().map((d) => d.lead?.length)).toEqual([1, 1]);
  expect(claude.requests()).toHaveLength(1);
});
