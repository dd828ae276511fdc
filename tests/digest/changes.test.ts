import { afterEach, expect, test } from "vitest";
import { digestOfChanges } from "../../src/digest/plan.ts";
import { BEFORE, openShelf, type Shelf } from "./changing-library.ts";
import { AFTER_ALL, TEN_WAYS } from "./ten-ways.ts";

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

/** The digest of what changed from one state of a library on disk to the next. */
async function told(before: Shelf, after: Shelf, topics: string[] = []) {
  const shelf = await openShelf();
  open.push(shelf.close);
  const first = await shelf.sync(before, "2026-06-01");
  const second = await shelf.sync(after, "2026-06-10");
  expect([...first.problems, ...second.problems]).toEqual([]);
  const between = {
    before: await shelf.at(first.generation),
    after: second.library,
    since: "2026-06-01",
    until: "2026-06-09",
  };
  return digestOfChanges(between, { topics, minimum: "all" }, null);
}

const kinds = (digest: Awaited<ReturnType<typeof told>>["digest"]) =>
  (digest?.items ?? []).map((i) => [i.kind, i.deal]);

test.each(TEN_WAYS)("$way: exactly the lines that it should", async ({ change, lines }) => {
  const { digest } = await told(BEFORE, change(BEFORE));
  expect(kinds(digest)).toEqual(lines);
});

test("all of it at once gives every line once", async () => {
  const { digest } = await told(BEFORE, AFTER_ALL);
  const wanted = TEN_WAYS.filter((w) => w.way !== "a report that became confirmed").flatMap((w) => w.lines);
  expect(kinds(digest).map(String).sort()).toEqual(wanted.map(String).sort());
});

test("nothing changed: no digest", async () => {
  expect((await told(BEFORE, BEFORE)).digest).toBeNull();
});

test("the lines say what changed, from what, and never surer than their sources", async () => {
  const { digest } = await told(BEFORE, AFTER_ALL);
  const line = (kind: string, part: string) =>
    digest?.items.find((i) => i.kind === kind && i.text.includes(part));
  expect(line("stage", "In talks → announced; now confirmed: Fabrikam announced")?.label).toBe("confirmed");
  expect(line("denied", "Denied: Litware denied that any letter of intent")?.label).toBe("denied");
  expect(line("figure", "Corrected, now $4 billion, was $3 billion")).toBeDefined();
  expect(line("figure", "Now $6 billion, was up to $10 billion")).toBeDefined();
  expect(line("conflict", "ten years. Against it: Rack Post")?.label).toBe("disputed");
  expect(line("withdrawn", "“The page gazette-chips” (Chip Gazette)")?.label).toBe("reported");
  expect(line("source", "New source: Chip Gazette expects")?.label).toBe("speculative");
});

test("every number cites, every citation is cited", async () => {
  const { digest } = await told(BEFORE, AFTER_ALL);
  const cited = new Set(digest?.items.flatMap((i) => i.citations));
  expect([...cited].sort((a, b) => a - b)).toEqual(digest?.citations.map((c) => c.n));
  expect(digest?.items.every((i) => i.citations.length > 0)).toBe(true);
});

test("topics leave out the other deals, and the log says so", async () => {
  const { digest, log } = await told(BEFORE, AFTER_ALL, ["Contoso"]);
  expect(new Set(digest?.items.map((i) => i.deal))).toEqual(new Set(["contoso-tailspin"]));
  expect(log.leftOut).toContainEqual({ what: "6 changes", why: "not on the topics" });
});

test("a copy, and other words for the same, are in the log with the reason", async () => {
  const { log } = await told(BEFORE, AFTER_ALL);
  const why = log.leftOut.map((l) => `${l.what}: ${l.why}`).join("\n");
  expect(why).toMatch(/nf-04.*says what nf-01 said already/);
  expect(why).toMatch(/ct-03.*only its wording changed/);
});

const PAGE = (body: string) =>
  `---\ntitle: Northwind update\npublisher: Evening Wire\npublished: 2026-06-02\n---\n\n${body}\n`;
const ARTICLE =
  "Northwind signed a contract with Fabrikam on Monday. The contract is worth $2 billion over four years.";

test("in documents of their own words: new, copied, corrected and removed articles", async () => {
  const empty: Shelf = {
    briefs: [],
    sources: [],
    conflicts: [],
    documents: { "other.md": PAGE("Tailspin opened a hall in Oslo last week.") },
  };
  const docs = (documents: Record<string, string>): Shelf => ({
    ...empty,
    documents: { ...empty.documents, ...documents },
  });
  const added = await told(empty, docs({ "a.md": PAGE(ARTICLE) }));
  expect(kinds(added.digest)).toEqual([["source", null]]);
  const copied = await told(
    docs({ "a.md": PAGE(ARTICLE) }),
    docs({ "a.md": PAGE(ARTICLE), "b.md": PAGE(`${ARTICLE} `) }),
  );
  expect(copied.digest).toBeNull();
  const corrected = await told(
    docs({ "a.md": PAGE(ARTICLE) }),
    docs({ "a.md": PAGE(ARTICLE.replace("$2", "$3")) }),
  );
  expect(kinds(corrected.digest)).toEqual([["figure", null]]);
  expect(corrected.digest?.items[0]?.text).toContain("now $3 billion, was $2 billion");
  const removed = await told(docs({ "a.md": PAGE(ARTICLE) }), empty);
  expect(kinds(removed.digest)).toEqual([["withdrawn", null]]);
});
