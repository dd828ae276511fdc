import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { nextAfter, type Schedule } from "../../src/core/digest/schedule.ts";
import { BEFORE, openShelf } from "./changing-library.ts";
import { AFTER_ALL } from "./ten-ways.ts";

/** Node can't run TypeScript, so the processes run a build of their own, inside the ignored `data`. */
const ROOT = new URL("../../", import.meta.url).pathname;
const PROCESS = new URL("./digest-process.mjs", import.meta.url).pathname;
const CHANNELS = 150;
let build: string;
let home: string;

beforeAll(() => {
  mkdirSync(join(ROOT, "data"), { recursive: true });
  build = mkdtempSync(join(ROOT, "data", "build-"));
  home = mkdtempSync(join(tmpdir(), "digest-killed-"));
  const tsc = join(ROOT, "node_modules", "typescript", "bin", "tsc");
  execFileSync(process.execPath, [tsc, "-p", join(ROOT, "tsconfig.build.json"), "--outDir", build]);
}, 60_000);
afterAll(() => {
  rmSync(build, { recursive: true, force: true });
  rmSync(home, { recursive: true, force: true });
});

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

test("two processes on one file, killed again and again: every channel gets its digest once", async () => {
  const database = join(home, "store.db");
  const shown = join(home, "shown");
  const shelf = await openShelf(database);
  const { generation } = await shelf.sync(BEFORE);
  await shelf.sync(AFTER_ALL);
  const start = Date.now();
  const daily: Schedule = { cadence: { kind: "daily", at: "00:00" }, zone: "UTC" };
  for (let i = 0; i < CHANNELS; i++)
    await shelf.store.subscriptions.add({
      schedule: daily,
      topics: [],
      minimum: "all",
      whenNothing: false,
      target: { platform: "fake", tenant: "t", channel: `c${i}`, place: "{}" },
      by: "u",
      now: start,
      next: start - 60_000,
      generation,
      since: "2026-06-01",
    });
  expect(nextAfter(daily, start)).not.toBeNull();
  const born: ChildProcess[] = [];
  const begin = async () => {
    const child = spawn(process.execPath, [PROCESS, build, database, shown, String(start)]);
    born.push(child);
    if (child.stdout) await once(child.stdout, "data");
    return child;
  };
  const lines = () => (existsSync(shown) ? readFileSync(shown, "utf8").split("\n").filter(Boolean) : []);
  const digests = () => lines().filter((l) => !l.endsWith(":thread"));
  for (let round = 0; round < 6; round++) {
    const pair = [await begin(), await begin()];
    await pause(120 + 37 * round);
    for (const child of pair) child.kill("SIGKILL");
    await Promise.all(
      pair.map((child) =>
        child.exitCode === null && child.signalCode === null ? once(child, "exit") : null,
      ),
    );
  }
  expect(digests().length).toBeLessThan(CHANNELS);
  const last = await begin();
  for (
    let i = 0;
    i < 200 && (await shelf.store.posts.counts()).waiting + CHANNELS - digests().length > 0;
    i++
  )
    await pause(100);
  last.kill("SIGKILL");
  await once(last, "exit");
  const counts = await shelf.store.posts.counts();
  await shelf.close();
  expect(new Set(lines()).size).toBe(lines().length);
  expect(digests().length).toBe(CHANNELS);
  expect(counts).toMatchObject({ waiting: 0, inDoubt: 0, failed: 0 });
}, 90_000);
