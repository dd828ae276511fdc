import { spawn } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { ROOT } from "../src/config.ts";
import { asked, configOf, SMALL, withApp, withFolders } from "./claude-app.ts";
import type { Reply } from "./fakes/anthropic/replies.ts";
import { RIGHT_KEY } from "./fakes/anthropic/server.ts";
import { withFakeClaude } from "./model/harness.ts";

const claude = withFakeClaude();
const folder = withFolders();
beforeAll(() => expect(existsSync(`${ROOT}/dist/cli.js`), "run npm run build first").toBe(true));

const document = (id: string, text: string) => `---
id: ${id}
title: Acme Compute and Globex Power in Ohio
publisher: ${id} news
published: 2026-11-02
kind: press
---
${text}
`;
const TRAIN = "Acme Compute rents the Ohio site of Globex Power for training models.";
const SERVE = "The site that Globex Power lets to Acme Compute in Ohio will serve chat customers.";
const LIBRARY = {
  "entities.yaml": SMALL["entities.yaml"] ?? "",
  "a.md": document("a", TRAIN),
  "b.md": document("b", SERVE),
};

interface Claim {
  readonly statement: number;
  readonly subject: string;
  readonly attribute: string;
  readonly value: string;
  readonly polarity: string;
}
const CLAIM: Claim = {
  statement: 1,
  subject: "Acme Compute Globex Power site",
  attribute: "purpose",
  value: "training models",
  polarity: "asserts",
};
const claims = (...list: Partial<Claim>[]): Reply => ({
  kind: "say",
  parts: [JSON.stringify({ claims: list.map((c) => ({ ...CLAIM, ...c })) })],
});
const SERVES = { value: "serve chat customers" };

/** A small library and the product over it: as a command with a key, and as questions are answered without one. */
function desk(files: Readonly<Record<string, string>> = LIBRARY) {
  const library = folder(files);
  const home = folder();
  const extract = (key: string | null = RIGHT_KEY, more: Record<string, string> = {}) =>
    new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
      const child = spawn(process.execPath, [`${ROOT}/dist/cli.js`, "extract"], {
        env: {
          KNOWLEDGE_DIR: library,
          DATABASE_URL: join(home, "test.db"),
          COMPUTE_DEALS_NOW: "2026-11-20T09:00:00Z",
          ANTHROPIC_BASE_URL: claude.fake().url,
          ...(key === null ? {} : { ANTHROPIC_API_KEY: key }),
          ...more,
        },
      });
      let [out, err] = ["", ""];
      child.stdout.on("data", (d) => {
        out += String(d);
      });
      child.stderr.on("data", (d) => {
        err += String(d);
      });
      child.on("close", (code) => resolve({ code, out, err }));
    });
  const open = configOf(library, home, null);
  const kept = () => withApp(open, (app) => app.store.extractions.all());
  const conflicts = () =>
    withApp(open, async (app) => {
      const { answer } = await asked(app, "What does Acme Compute rent the Globex Power site in Ohio for?");
      expect(answer.outcome).toBe("answered");
      return answer.conflicts;
    });
  return { library, extract, kept, conflicts };
}

test("a disagreement that the rules do not see is shown once its sources have been extracted", async () => {
  const { extract, conflicts } = desk();
  expect(await conflicts()).toEqual([]);
  claude.fake().script(claims({}), claims(SERVES));
  const { code, out, err } = await extract();
  expect([code, err]).toEqual([0, ""]);
  expect(out).toMatch(/2 of 2 sources extracted; 0 had been before\. Cost: \$0\.\d{4}\n$/);
  const [found, ...more] = await conflicts();
  expect(more).toEqual([]);
  expect(found?.about).toBe(
    "purpose (Acme Compute Globex Power site): training models or serve chat customers",
  );
  expect(found?.sides.map((s) => s.text).toSorted()).toEqual([TRAIN, SERVE].toSorted());
});

test("a source is extracted once, and again only when it has changed", async () => {
  const { library, extract, kept, conflicts } = desk();
  claude.fake().script(claims({}), claims(SERVES));
  await extract();
  claude.requests();
  expect((await extract()).out).toContain("0 of 0 sources extracted; 2 had been before.");
  expect(claude.requests()).toEqual([]);

  writeFileSync(join(library, "b.md"), document("b", `Globex Power is glad. ${SERVE}`));
  expect(await conflicts(), "what was read of the earlier text counts no more").toEqual([]);
  claude.fake().script(claims({ ...SERVES, statement: 2 }));
  expect((await extract()).out).toContain("1 of 1 sources extracted; 1 had been before.");
  expect(claude.requests()).toHaveLength(1);
  expect((await kept()).map((e) => [e.source, e.claims.map((c) => c.ordinal)])).toEqual([
    ["a", [0]],
    ["b", [1]],
  ]);
  expect(await conflicts()).toHaveLength(1);
});

test("what its statement does not hold is dropped", async () => {
  const { "b.md": _, ...alone } = LIBRARY;
  const { extract, kept } = desk(alone);
  claude
    .fake()
    .script(
      claims(
        {},
        { value: "serving models" },
        { attribute: "value", value: "$90 billion" },
        { attribute: "date of start", value: "March 2027" },
        { polarity: "denies" },
        { polarity: "perhaps" },
        { attribute: "click here" },
        { subject: "Initech" },
        { statement: 7 },
        { value: "" },
      ),
    );
  const { code, out } = await extract();
  expect([code, out]).toEqual([0, expect.stringContaining("a: 1 claims kept, 9 left out")]);
  expect((await kept()).flatMap((e) => e.claims)).toEqual([
    { ordinal: 0, subject: CLAIM.subject, attribute: "purpose", value: CLAIM.value, polarity: "asserts" },
  ]);
});

test("the source reaches the model as a tool's result alone", async () => {
  claude.requests();
  const { extract } = desk({ "a.md": LIBRARY["a.md"] });
  claude.fake().script(claims());
  await extract();
  const [sent] = claude.requests();
  const [task, , result] = sent?.messages ?? [];
  expect(sent?.model).toBe("claude-haiku-5-5");
  expect(JSON.stringify([sent?.system, task])).not.toContain("training models.");
  expect(JSON.stringify(result)).toContain(TRAIN);
});

test("when Claude fails, that source is not kept, and those before it are", async () => {
  const { extract, kept } = desk();
  claude.fake().script(claims({}), { kind: "refuse", category: "frontier_llm" });
  const { code, out, err } = await extract();
  expect([code, err]).toEqual([
    1,
    "b was not extracted: Claude declined to answer. What was extracted is kept; run this again for the rest.\n",
  ]);
  expect(out).toContain("1 of 2 sources extracted");
  expect((await kept()).map((e) => e.source)).toEqual(["a"]);
});

test.each<[string, Reply]>([
  ["a reply of another form", { kind: "say", parts: ["Here are the claims."] }],
  [
    "a reply that was cut off",
    { kind: "say", parts: [JSON.stringify({ claims: [CLAIM] })], stop: "max_tokens" },
  ],
])("%s keeps nothing", async (_, reply) => {
  const { extract, kept } = desk();
  claude.fake().script(reply);
  expect((await extract()).code).toBe(1);
  expect(await kept()).toEqual([]);
});

test("without a key it says what is missing, and a used-up budget stops it before the next source", async () => {
  claude.requests();
  const { extract } = desk();
  expect(await extract(null)).toMatchObject({
    code: 2,
    out: "",
    err: expect.stringContaining("ANTHROPIC_API_KEY"),
  });
  claude.fake().script(claims({}));
  const stopped = await extract(RIGHT_KEY, { DAILY_BUDGET_USD: "0.0000001" });
  expect(stopped).toMatchObject({ code: 1, err: expect.stringContaining("budget") });
  expect(claude.requests()).toHaveLength(1);
});
