import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { syncLibrary } from "../../src/knowledge/sync.ts";
import { openStore } from "../../src/store/store.ts";

/** Node can't run TypeScript, so the processes of these tests run a build of their own, inside the ignored `data`. */
const ROOT = new URL("../../", import.meta.url).pathname;
const PROCESS = new URL("./sync-process.mjs", import.meta.url).pathname;
const FILES = 30;
let build: string;
let home: string;

beforeAll(() => {
  mkdirSync(join(ROOT, "data"), { recursive: true });
  build = mkdtempSync(join(ROOT, "data", "build-"));
  const tsc = join(ROOT, "node_modules", "typescript", "bin", "tsc");
  execFileSync(process.execPath, [
    tsc,
    "-p",
    join(ROOT, "tsconfig.build.json"),
    "--outDir",
    build,
    "--noEmitOnError",
    "false",
  ]);
  home = mkdtempSync(join(tmpdir(), "crash-"));
  writeFileSync(join(home, "entities.yaml"), "- { name: Norbit, kind: company }\n");
  for (const folder of ["a", "b"]) {
    mkdirSync(join(home, folder));
    for (let f = 0; f < FILES; f++) {
      const lines = Array.from(
        { length: 40 },
        (_, i) => `In folder ${folder} Norbit grew by ${f * 100 + i}%. Vanta fell by ${f * 100 + i}%.`,
      );
      writeFileSync(join(home, folder, `${f}.txt`), lines.join("\n"));
    }
  }
}, 60_000);
afterAll(() => {
  rmSync(build, { recursive: true, force: true });
  rmSync(home, { recursive: true, force: true });
});

const start = (folder: string, database: string): ChildProcess =>
  spawn(process.execPath, [PROCESS, build, join(home, folder), join(home, "entities.yaml"), database]);

/** What a process says until it ends, and how it ended. */
async function outcome(child: ChildProcess): Promise<{ code: number | null; out: string; err: string }> {
  let [out, err] = ["", ""];
  child.stdout?.on("data", (d) => {
    out += d;
  });
  child.stderr?.on("data", (d) => {
    err += d;
  });
  const [code] = (await once(child, "close")) as [number | null];
  return { code, out, err };
}

const sync = async (folder: string, database: string) => {
  const store = await openStore(database);
  const before = (await store.library.index()).hashes.size;
  const report = await syncLibrary(
    { folder: join(home, folder), entities: join(home, "entities.yaml") },
    store.library,
    () => new Date(),
  );
  await store.close();
  return { before, report };
};

describe("a process that is killed during a sync", () => {
  const moments: [string, number][] = [
    ["start", 0],
    ["open", 0],
    ["open", 15],
    ["applying", 0],
    ["applying", 5],
    ["applying", 20],
    ["applying", 60],
    ["applying", 120],
    ["done", 0],
  ];
  for (const [word, ms] of moments)
    it(`leaves the library as it was or as it was to be: ${ms} ms after "${word}"`, async () => {
      const database = join(home, `${word}-${ms}.db`);
      const child = start("a", database);
      child.stdout?.on("data", (data) => {
        if (String(data).includes(word)) setTimeout(() => child.kill("SIGKILL"), ms);
      });
      await outcome(child);
      const { before, report } = await sync("a", database);
      expect([0, FILES + 1]).toContain(before);
      expect(report.parsed).toBe(FILES + 1 - before);
      expect(report.library.statements.size).toBe(FILES * 80);
    });
});

describe("two processes that start at once", () => {
  it("sync one folder into one new store without harm", async () => {
    const database = join(home, "both.db");
    const ended = await Promise.all([outcome(start("a", database)), outcome(start("a", database))]);
    for (const { code, out, err } of ended) {
      expect(err).toBe("");
      expect(code).toBe(0);
      expect(JSON.parse(out.split("done ")[1] ?? "{}")).toMatchObject({
        statements: FILES * 80,
        problems: [],
      });
    }
    const { before, report } = await sync("a", database);
    expect([before, report.parsed, report.library.statements.size]).toEqual([FILES + 1, 0, FILES * 80]);
  });

  it("leave exactly one of two folders, never a mixture", async () => {
    const database = join(home, "mixed.db");
    const ended = await Promise.all([outcome(start("a", database)), outcome(start("b", database))]);
    for (const { code } of ended) expect(code).toBe(0);
    const store = await openStore(database);
    const texts = (await store.library.documents()).flatMap((d) => d.content.statements.map((s) => s.text));
    await store.close();
    expect(texts).toHaveLength(FILES * 80);
    expect(new Set(texts.flatMap((t) => /^In folder (\w)/.exec(t)?.[1] ?? [])).size).toBe(1);
  });
});
