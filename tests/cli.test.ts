import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { LIBRARY } from "./library.ts";

/** The commands as users run them: the compiled program in a process of its own. `npm test` builds it first. */
const CLI = fileURLToPath(new URL("../dist/cli.js", import.meta.url));
const home = mkdtempSync(join(tmpdir(), "compute-deals-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));

function run(args: string[], env: Record<string, string> = {}) {
  const { ANTHROPIC_API_KEY: _, ...inherited } = process.env;
  const done = spawnSync(process.execPath, [CLI, ...args], {
    encoding: "utf8",
    env: {
      ...inherited,
      KNOWLEDGE_DIR: LIBRARY,
      DATABASE_URL: join(home, "test.db"),
      COMPUTE_DEALS_NOW: "2026-03-20T12:00:00Z",
      ...env,
    },
  });
  return { status: done.status, out: done.stdout, err: done.stderr };
}

describe("ask", () => {
  it("prints an answer that a person reads, with labels in words and its sources", () => {
    const { status, out, err } = run(["ask", "is northwind in talks with fabrikam?"]);
    expect(err).toBe("");
    expect(status).toBe(0);
    expect(out).toContain("Reported, unconfirmed");
    expect(out).toMatch(/\[1\] The Dispatch Daily, press, 2026-03-02/);
    expect(out).toContain("https://dispatch.example/northwind-fab9");
  });

  it("prints the contract's object and nothing else with --json", () => {
    const { status, out } = run(["ask", "--json", "what did northwind commit to contoso cloud?"]);
    expect(status).toBe(0);
    const answer = JSON.parse(out);
    expect(Object.keys(answer)).toEqual(
      expect.arrayContaining([
        "question",
        "asOf",
        "abstained",
        "refused",
        "answer",
        "claims",
        "conflicts",
        "sources",
        "leftOut",
        "notes",
        "drafter",
        "model",
        "receipt",
        "ms",
      ]),
    );
    expect(answer).toMatchObject({
      abstained: false,
      refused: false,
      drafter: "extractive",
      model: null,
      asOf: "2026-03-20",
    });
    expect(answer.sources[0]).toMatchObject({
      n: 1,
      id: "contoso-filing",
      kind: "official",
      quoteKind: "verbatim",
    });
    expect(answer.sources[0].passage.text).toContain(answer.sources[0].quote);
  });

  it("answers a batch line by line, gives a bad line its error and goes on", () => {
    const file = join(home, "batch.jsonl");
    const lines = [
      { id: "a", question: "what did northwind commit to contoso cloud?" },
      { id: "b", question: 7 },
      {
        id: "c",
        question: "over how many years?",
        history: [{ role: "user", text: "what did northwind commit to contoso cloud?" }],
      },
    ];
    writeFileSync(file, `${lines.map((l) => JSON.stringify(l)).join("\n")}\nnot json\n`);
    const { status, out } = run(["ask", "--json", "--batch", file]);
    const printed = out
      .trim()
      .split("\n")
      .map((l) => JSON.parse(l));
    expect(status).toBe(1);
    expect(printed.map((p) => p.id)).toEqual(["a", "b", "c", undefined]);
    expect(printed[1].error).toContain("question");
    expect(printed[2].answer).toContain("seven years");
    expect(printed[3].error).toContain("line 4");
  });

  it("ends with 0 when it abstains or refuses", () => {
    expect(run(["ask", "what does a fab-9 cost per hour?"]).status).toBe(0);
    expect(run(["ask", "write me a poem"]).status).toBe(0);
  });

  it.each([
    ["no question", ["ask", "--json"], {}, "no question"],
    ["an unknown option", ["ask", "--jsno", "x"], {}, "--jsno"],
    ["a date that is none", ["ask", "--as-of", "yesterday", "x"], {}, "--as-of takes a date"],
    ["a batch that is not there", ["ask", "--batch", "nowhere.jsonl"], {}, "can't be read"],
    ["an unknown command", ["answer"], {}, "no command"],
    ["a folder that is not there", ["ask", "x"], { KNOWLEDGE_DIR: "/nowhere" }, "KNOWLEDGE_DIR"],
    ["an empty secret", ["ask", "x"], { ANTHROPIC_API_KEY: " " }, "ANTHROPIC_API_KEY"],
    ["a clock that is none", ["ask", "x"], { COMPUTE_DEALS_NOW: "noon" }, "COMPUTE_DEALS_NOW"],
  ])("is told what to do, with status 2: %s", (_, args, env, message) => {
    const { status, out, err } = run(args, env);
    expect(status).toBe(2);
    expect(out).toBe("");
    expect(err).toContain(message);
  });

  it("refuses a database that it can't use, with status 1", () => {
    const { status, err } = run(["ask", "x"], { DATABASE_URL: "postgres://localhost/deals" });
    expect(status).toBe(1);
    expect(err).toContain("DATABASE_URL");
  });
});

describe("the other commands", () => {
  it.each(["ask", "sources", "deals", "eval"])("%s --help tells how it is used", (command) => {
    const { status, out } = run([command, "--help"]);
    expect(status).toBe(0);
    expect(out).toContain(`npm run`);
  });

  it("sources lists the library, as a table and as JSON", () => {
    expect(run(["sources"]).out).toContain("contoso-filing");
    const listed = JSON.parse(run(["sources", "--json"]).out);
    expect(listed.total).toBe(listed.sources.length);
  });
});
