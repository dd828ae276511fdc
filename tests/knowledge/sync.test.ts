import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadLibrary } from "../../src/knowledge/library.ts";
import { type SyncReport, syncLibrary } from "../../src/knowledge/sync.ts";
import { openStore, type Store } from "../../src/store/store.ts";

let home: string;
let store: Store;
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), "library-"));
  write("product/entities.yaml", "- { name: Norbit, kind: company, aliases: [NRB] }\n");
  store = await openStore(":memory:");
});
afterEach(async () => {
  await store.close();
  rmSync(home, { recursive: true, force: true });
});

function write(path: string, text: string | Uint8Array): void {
  mkdirSync(dirname(join(home, path)), { recursive: true });
  writeFileSync(join(home, path), text);
}
const clock = () => new Date("2026-07-01T10:00:00Z");
const sync = (folder = "a") =>
  syncLibrary(
    { folder: join(home, folder), entities: join(home, "product/entities.yaml") },
    store.library,
    clock,
  );
const texts = (r: SyncReport) => [...r.library.statements.values()].map((s) => s.text);
const messages = (r: SyncReport) => r.problems.map((p) => `${p.file}:${p.line ?? ""} ${p.message}`);

const source = (id: string) => `- { id: ${id}, title: A page, publisher: Ledger, kind: press }\n`;
const brief = (slug: string, id: string, from = "ledger") =>
  `---\ndeal: ${slug}\nname: ${slug}\nparties: [Norbit]\nstage: in talks\nhistory:\n  - { date: 2026, statement: ${id} }\n---\n\nTalks.\n\n- Norbit talks to ${slug}.\n  \`${id} · reported · Ledger · ${from} · undated\`\n`;

describe("a sync", () => {
  it("tells new, changed, removed and unchanged files apart and parses only the first two", async () => {
    write("a/one.txt", "Norbit grew.");
    write("a/two.txt", "Vanta fell.");
    write("a/sub/three.txt", "Racks stay.");
    const first = await sync();
    expect(first.added).toEqual(["<product>/entities.yaml", "one.txt", "sub/three.txt", "two.txt"]);
    expect(first.parsed).toBe(4);

    const second = await sync();
    expect([second.added, second.changed, second.removed, second.parsed]).toEqual([[], [], [], 0]);
    expect(second.unchanged).toHaveLength(4);
    expect(second.library).toEqual({ ...first.library, lexicon: expect.anything() });

    write("a/two.txt", "Vanta rose.");
    write("a/four.txt", "Grids hold.");
    rmSync(join(home, "a/one.txt"));
    const third = await sync();
    expect([third.added, third.changed, third.removed]).toEqual([["four.txt"], ["two.txt"], ["one.txt"]]);
    expect(third.parsed).toBe(2);
    expect(texts(third)).toEqual(["Grids hold.", "Racks stay.", "Vanta rose."]);
  });

  it("keeps the earlier version of a changed file, so that old receipts find their statements", async () => {
    write("a/one.txt", "Norbit grew. Vanta fell.");
    const before = await sync();
    const [grew, fell] = [...before.library.statements.keys()];
    write("a/one.txt", "Norbit grew. Vanta rose.");
    const after = await sync();
    expect(after.library.statements.has(grew ?? "")).toBe(true);
    expect(after.library.statements.has(fell ?? "")).toBe(false);
    expect(await store.library.statement(grew ?? "")).toMatchObject({ supersededAt: null });
    expect(await store.library.statement(fell ?? "")).toMatchObject({
      statement: { text: "Vanta fell." },
      passage: { text: "Norbit grew. Vanta fell." },
      source: { id: "one" },
      supersededAt: "2026-07-01T10:00:00.000Z",
    });
    expect((await store.library.versions("one.txt")).map((v) => v.supersededAt)).toEqual([
      null,
      "2026-07-01T10:00:00.000Z",
    ]);
    rmSync(join(home, "a/one.txt"));
    await sync();
    expect(await store.library.statement(grew ?? "")).toMatchObject({ statement: { text: "Norbit grew." } });
    expect(await store.library.statement("nowhere#1")).toBeNull();
  });

  it("brings a store that was built from another folder to exactly the folder given", async () => {
    write("a/one.txt", "Norbit grew.");
    write("a/same.txt", "Racks stay.");
    write("b/one.txt", "Vanta fell.");
    write("b/same.txt", "Racks stay.");
    await sync("a");
    const b = await sync("b");
    expect([b.changed, b.removed, b.added]).toEqual([["one.txt"], [], []]);
    expect(texts(b)).toEqual(["Vanta fell.", "Racks stay."]);
    const again = await sync("a");
    expect(texts(again)).toEqual(["Norbit grew.", "Racks stay."]);
    expect((await loadLibrary(store.library)).statements).toEqual(again.library.statements);
  });

  it("refuses a folder that is not there, and leaves the library as it was", async () => {
    write("a/one.txt", "Norbit grew.");
    await sync();
    await expect(sync("missing")).rejects.toThrow(/can't be read.*KNOWLEDGE_DIR/s);
    expect((await loadLibrary(store.library)).statements.size).toBe(1);
  });
});

describe("files that refer to each other", () => {
  it("follow a change of sources.yaml without being parsed again", async () => {
    write("a/deals/x.md", brief("x", "x-1"));
    const lost = await sync();
    expect(messages(lost)).toEqual([
      "deals/x.md:12 the source ledger is not known, so its statements are left out",
      "deals/x.md:7 the statement x-1 is not in the library, so what rests on it is left out",
    ]);
    expect(lost.library.deals[0]?.history).toEqual([]);

    write("a/sources.yaml", source("ledger"));
    const found = await sync();
    expect([found.added, found.parsed, found.problems]).toEqual([["sources.yaml"], 1, []]);
    expect(found.library.statements.get("x-1")).toMatchObject({ sourceId: "ledger", deal: "x", ordinal: 0 });
    expect(found.library.sources.get("ledger")?.quoteKind).toBe("summary");

    write("a/sources.yaml", source("ledger").replace("Ledger", "The Ledger"));
    const renamed = await sync();
    expect(renamed.parsed).toBe(1);
    expect(renamed.library.sources.get("ledger")?.publisher).toBe("The Ledger");
  });

  it("are all named where they claim one id, and the first stays", async () => {
    write("a/sources.yaml", source("ledger"));
    write("a/deals/x.md", brief("x", "x-1"));
    write("a/deals/y.md", brief("y", "x-1"));
    write("a/deals/z.md", brief("x", "z-1"));
    write("a/p.md", "---\nid: post\n---\nNorbit grew.");
    write("a/q.md", "---\ntitle: q\nid: post\n---\nVanta fell.");
    write("a/r.txt", "Racks stay.");
    write("a/r.html", "<p>Racks go.");
    const report = await sync();
    expect(messages(report)).toEqual([
      "q.md:3 the source id post is taken by p.md line 2",
      "r.txt: the source id r is taken by r.html",
      "deals/y.md:12 the statement id x-1 is taken by deals/x.md line 12",
      "deals/z.md:2 the deal x is described in deals/x.md already",
    ]);
    expect(texts(report)).toEqual(["Norbit talks to x.", "Norbit talks to x.", "Norbit grew.", "Racks go."]);
  });

  it("may not sum up a source that is there with its own words", async () => {
    write("a/ledger.txt", "Norbit grew.");
    write("a/deals/x.md", brief("x", "x-1"));
    const report = await sync();
    expect(report.library.statements.has("x-1")).toBe(false);
    expect(messages(report)[0]).toMatch(/its own words/);
  });

  it("lose only the conflict that names an unknown statement", async () => {
    write("a/sources.yaml", source("ledger"));
    write("a/deals/x.md", brief("x", "x-1"));
    write("a/deals/y.md", brief("y", "y-1"));
    write(
      "a/conflicts.yaml",
      "- { about: who, statements: [x-1, y-1] }\n- { about: rent, statements: [x-1, gone] }\n",
    );
    const report = await sync();
    expect(report.library.conflicts).toEqual([{ about: "who", statements: ["x-1", "y-1"] }]);
    expect(messages(report)).toEqual([
      'conflicts.yaml:2 the conflict "rent" names the statement gone, which is not in the library',
    ]);
  });

  it("add their entities to the product's", async () => {
    write("a/one.txt", "Norbit grew.");
    write(
      "a/entities.yaml",
      "- { name: Norbit, kind: company, aliases: [Norbee] }\n- { name: Vanta, kind: company }\n",
    );
    const { library } = await sync();
    expect(["NRB", "norbee", "vanta"].map((n) => library.lexicon.byName(n)?.name)).toEqual([
      "Norbit",
      "Norbit",
      "Vanta",
    ]);
    const own = await sync("product");
    expect(own.unchanged).toEqual([]);
    expect([own.added, own.changed]).toEqual([[], ["entities.yaml"]]);
    expect(own.removed).toContain("<product>/entities.yaml");
    expect(own.library.lexicon.entities).toHaveLength(1);
  });
});

describe("what stands in the folder but is no document", () => {
  it("is passed over, or named with what to do, and the rest is loaded", async () => {
    write("outside/secret.txt", "A secret.");
    write("a/README.md", "# Not a source");
    write("a/.hidden.txt", "Hidden.");
    write("a/.git/config.txt", "Hidden.");
    write("a/sheet.xlsx", "x");
    write("a/empty.txt", "");
    write("a/good.txt", "Norbit grew.");
    write("a/huge.txt", "x");
    truncateSync(join(home, "a/huge.txt"), 50 * 1024 * 1024);
    symlinkSync(join(home, "outside/secret.txt"), join(home, "a/link.txt"));
    symlinkSync(join(home, "outside"), join(home, "a/folder"));
    symlinkSync(join(home, "a"), join(home, "a/loop"));
    symlinkSync(join(home, "nowhere"), join(home, "a/dangling.txt"));
    const report = await sync();
    expect(texts(report)).toEqual(["Norbit grew."]);
    expect(messages(report).sort()).toEqual([
      expect.stringMatching(/^dangling\.txt: it can't be read/),
      "empty.txt: the file is empty",
      "folder: the link leads out of the folder and was not followed",
      "huge.txt: the file has 50 MB, more than the 20 MB that a document may have",
      "link.txt: the link leads out of the folder and was not followed",
    ]);
    expect(report.notes).toEqual([
      expect.stringContaining("loop was passed over"),
      expect.stringContaining("sheet.xlsx was passed over"),
    ]);
    const again = await sync();
    expect(again.parsed).toBe(0);
    expect(messages(again).sort()).toEqual(messages(report).sort());
  });

  it("is read through a link whose target is hidden, as mounted configuration is", async () => {
    write("a/..data/one.txt", "Norbit grew.");
    symlinkSync("..data/one.txt", join(home, "a/one.txt"));
    expect(texts(await sync())).toEqual(["Norbit grew."]);
  });
});
