import fc from "fast-check";
import { expect, test } from "vitest";
import { digestJson } from "../../src/chat/digest-json.ts";
import {
  renderCorrection as slackCorrection,
  renderDigest as slackDigest,
  renderThread as slackThread,
} from "../../src/chat/slack/digest.ts";
import {
  readDigestForm as readSlackForm,
  digestForm as slackForm,
} from "../../src/chat/slack/digest-form.ts";
import {
  readDigestForm as readTeamsForm,
  digestForm as teamsForm,
} from "../../src/chat/teams/card-digest.ts";
import {
  renderCorrection as teamsCorrection,
  renderDigest as teamsDigest,
  renderThread as teamsThread,
} from "../../src/chat/teams/digest.ts";
import { renderDigest as terminalDigest } from "../../src/chat/terminal/digest.ts";
import type { Correction, Digest } from "../../src/core/digest/types.ts";
import { ITEM_KINDS } from "../../src/core/digest/types.ts";
import { labelWords } from "../../src/core/label/label-words.ts";
import type { Answer } from "../../src/core/types.ts";
import { digestOfChanges } from "../../src/digest/plan.ts";
import { anyAnswer } from "../chat/slack/answers.ts";
import { answers } from "../chat/teams/answers.ts";
import { refusals } from "../fakes/slack/validate.ts";
import { broken, type Wire } from "../fakes/teams/rules.ts";
import { BEFORE, openShelf } from "./changing-library.ts";
import { AFTER_ALL } from "./ten-ways.ts";

/** A digest with the texts, names, labels and citations of an answer of any shape. */
const digestFrom = (answer: Answer): Digest => ({
  since: "2026-06-01",
  until: "2026-06-07",
  lead: answer.claims.slice(0, 2).map(({ text, label, why, citations }) => ({
    text: text.slice(0, 400),
    label,
    why,
    citations,
  })),
  items: answer.claims.map((c, i) => ({
    kind: ITEM_KINDS[i % ITEM_KINDS.length] ?? "news",
    deal: null,
    name: c.why,
    date: "2026-06",
    text: c.text,
    label: c.label,
    why: c.why,
    citations: c.citations,
    importance: 50,
  })),
  shown: Math.min(8, answer.claims.length),
  citations: answer.citations,
  why: answer.lead,
});
const correctionFrom = ({ items, citations }: Digest): Correction => ({
  of: "answer",
  given: "2026-06-01T09:00:00.000Z",
  items: items.slice(0, 5),
  citations,
});
const wire = (activity: unknown): Wire => JSON.parse(JSON.stringify(activity));

test("whatever it holds, Slack takes it", () => {
  fc.assert(
    fc.property(anyAnswer, (answer) => {
      const digest = digestFrom(answer);
      for (const drawn of [
        slackDigest(digest),
        slackThread(digest),
        slackCorrection(correctionFrom(digest)),
      ]) {
        expect(refusals("message", drawn.blocks)).toEqual([]);
        expect(drawn.text.length).toBeGreaterThan(0);
        expect(drawn.text.length).toBeLessThanOrEqual(4_000);
      }
    }),
    { numRuns: 150, endOnFailure: true },
  );
});

test("whatever it holds, Teams takes it", () => {
  fc.assert(
    fc.property(answers, (answer) => {
      const digest = digestFrom(answer);
      for (const drawn of [
        teamsDigest(digest),
        teamsThread(digest),
        teamsCorrection(correctionFrom(digest)),
      ]) {
        expect(broken(wire(drawn))).toEqual([]);
        expect((drawn.text ?? "").length).toBeLessThanOrEqual(4_000);
      }
    }),
    { numRuns: 150, endOnFailure: true },
  );
});

async function real(): Promise<Digest> {
  const shelf = await openShelf();
  const { generation } = await shelf.sync(BEFORE);
  const { library } = await shelf.sync(AFTER_ALL);
  const between = {
    before: await shelf.at(generation),
    after: library,
    since: "2026-06-01",
    until: "2026-06-09",
  };
  const { digest } = digestOfChanges(between, { topics: [], minimum: "all" }, "Why you get this: because.");
  await shelf.close();
  if (!digest) throw new Error("nothing changed");
  return digest;
}

test("Slack, Teams, terminal and JSON have the same lines, each with its label and citations", async () => {
  const digest = await real();
  const slack = JSON.stringify(slackDigest(digest).blocks);
  const teams = teamsDigest(digest).text ?? "";
  const terminal = terminalDigest(digest, 110).replace(/\s+/g, " ");
  const plain = (text: string) =>
    text
      .replace(/[\u2060\\]/g, "")
      .replaceAll("&lt;", "<")
      .replaceAll("&amp;", "&");
  for (const item of digest.items.slice(0, digest.shown)) {
    expect(slack).toContain(JSON.stringify(item.text).slice(1, -1));
    expect(plain(teams)).toContain(item.text);
    expect(terminal).toContain(item.text);
    for (const screen of [slack, teams, terminal]) expect(screen).toContain(labelWords(item.label));
    for (const n of item.citations)
      for (const screen of [slack, teams, terminal]) expect(screen).toContain(`[${n}]`);
  }
  for (const screen of [slack, plain(teams), terminal])
    expect(screen).toContain("Why you get this: because.");
  const json = digestJson(digest, digest);
  expect(json.items.map((i) => i.text)).toEqual(digest.items.map((i) => i.text));
  expect(json.sources.map((s) => s.n)).toEqual(digest.citations.map((c) => c.n));
});

test("the forms are such as their platforms take, and read back as a command", () => {
  expect(slackForm("C0DEALS00").title.text.length).toBeLessThanOrEqual(24);
  const pick = (value: object) => ({ value });
  const state = {
    values: {
      channel: pick({ selected_conversation: "C1" }),
      often: pick({ selected_option: { value: "friday" } }),
      at: pick({ selected_time: "08:30" }),
      zone: pick({ value: "Europe/Berlin" }),
      topics: pick({ value: "openai, nvidia" }),
      minimum: pick({ selected_option: { value: "notable" } }),
    },
  };
  const text = "friday 08:30 Europe/Berlin topics openai, nvidia minimum notable";
  expect(readSlackForm(state)).toEqual({ channel: "C1", text });
  expect(readSlackForm({ values: {} })).toBeNull();
  expect(JSON.stringify(teamsForm("none yet")).length).toBeLessThan(28 * 1024);
  expect(
    readTeamsForm({
      often: "friday",
      at: "08:30",
      zone: "Europe/Berlin",
      topics: "openai, nvidia",
      minimum: "notable",
    }),
  ).toBe(text);
});
