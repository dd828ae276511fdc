import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import Sqlite from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MIGRATIONS } from "../../src/store/migrations.ts";
import { openStore } from "../../src/store/store.ts";

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "store-"));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const turn = { role: "user", text: "Hello?", receipt: null, at: "2026-07-01T10:00:00Z" } as const;

describe("opening a store", () => {
  it("creates the file and its folder, and finds there what was stored before", async () => {
    const path = join(home, "deep/er/deals.db");
    const first = await openStore(path);
    await first.conversations.add("t", "c", [turn]);
    await first.close();
    const second = await openStore(pathToFileURL(path).href);
    expect(await second.conversations.recent("t", "c", 5)).toEqual([turn]);
    await second.close();
  });

  it("keeps nothing of a store in memory", async () => {
    const store = await openStore(":memory:");
    await store.conversations.add("t", "c", [turn]);
    await store.close();
    expect(existsSync(":memory:")).toBe(false);
    const again = await openStore(":memory:");
    expect(await again.conversations.recent("t", "c", 5)).toEqual([]);
    await again.close();
  });

  for (const url of ["postgres://u:p@db/x", "postgresql:x", "mysql://db/x", "https://x", "libsql://x"])
    it(`refuses ${url} and says what to set`, async () => {
      await expect(openStore(url)).rejects.toThrow(/not supported yet.*Set DATABASE_URL to a file path/s);
      await expect(openStore(url)).rejects.not.toThrow(/u:p/);
    });

  it("refuses an empty address", async () => {
    await expect(openStore("  ")).rejects.toThrow(/DATABASE_URL is empty/);
  });

  it("refuses a file that is something else, and leaves it untouched", async () => {
    const path = join(home, "notes.txt");
    writeFileSync(path, "These are notes and no database at all. ".repeat(50));
    await expect(openStore(path)).rejects.toThrow(/notes\.txt can't be used: it is not a SQLite database/);
    expect(readdirSync(home)).toEqual(["notes.txt"]);
  });

  it("says that a damaged file is damaged", async () => {
    const path = join(home, "a.db");
    await (await openStore(path)).close();
    const sqlite = new Sqlite(path);
    const size = sqlite.pragma("page_size", { simple: true }) as number;
    sqlite.pragma("journal_mode = delete");
    sqlite.close();
    const { readFileSync } = await import("node:fs");
    const file = readFileSync(path);
    file.fill(0xaa, 100, size);
    writeFileSync(path, file);
    await expect(openStore(path)).rejects.toThrow(/a\.db can't be used: it is damaged/);
  });

  it("refuses a folder, and a path that leads through a file", async () => {
    await expect(openStore(home)).rejects.toThrow(/can't be opened/);
    writeFileSync(join(home, "file"), "x");
    await expect(openStore(join(home, "file/a.db"))).rejects.toThrow(/a part of the path is a file/);
  });

  it("refuses a store that a newer version has written, and changes nothing in it", async () => {
    const path = join(home, "a.db");
    const newer = [...MIGRATIONS, { name: "999 later", statements: ["create table later (x integer)"] }];
    await (await openStore(path, newer)).close();
    await expect(openStore(path)).rejects.toThrow(
      /newer version of Compute Deals \(schema step "999 later"\)/,
    );
    await (await openStore(path, newer)).close();
  });

  it("does only the steps that are missing", async () => {
    const path = join(home, "a.db");
    await (await openStore(path, MIGRATIONS.slice(0, 1))).close();
    const store = await openStore(path);
    expect(await store.receipts.get("t", "x")).toBeNull();
    await store.close();
  });

  it("undoes a step that fails half way", async () => {
    const path = join(home, "a.db");
    const bad = [
      ...MIGRATIONS,
      { name: "004 bad", statements: ["create table half (x integer)", "create tabel no"] },
    ];
    await expect(openStore(path, bad)).rejects.toThrow(/syntax error/);
    const sqlite = new Sqlite(path);
    expect(
      sqlite.prepare("select name from sqlite_master where name in ('half', 'documents')").all(),
    ).toEqual([]);
    sqlite.close();
    await (await openStore(path)).close();
  });
});
