import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { createLexicon, ENTITY_KINDS, type Entity } from "../../src/core/entities.ts";
import { FIGURE_KINDS } from "../../src/core/library.ts";
import { LABELS, SOURCE_KINDS, STAGES } from "../../src/core/types.ts";

/*
 * The library is read here by its written format alone, not by the product's parser: what knowledge/README.md promises
 * to a person who edits these files is what this test holds.
 */

interface Told {
  id: string;
  label: string;
  attribution: string;
  source: string;
  date: string | null;
  text: string;
}
interface Event {
  date: string | null;
  statement: string;
  changes?: string;
  before?: string | null;
  after?: string;
}
interface Figure {
  statement: string;
  amount: string;
  kind: string;
  from: string | null;
  to: string | null;
}
interface Brief {
  file: string;
  deal: string;
  name: string;
  parties: string[];
  stage: string;
  stage_as_of: string | null;
  history: Event[];
  figures: Figure[];
  summary: string;
  statements: Told[];
}
interface SourceEntry {
  id: string;
  title: string;
  publisher: string;
  url: string;
  published: string | null;
  kind: string;
}

const KNOWLEDGE = join(import.meta.dirname, "../../knowledge");
const PARTIAL_DATE = /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/;
const read = (file: string) => readFileSync(join(KNOWLEDGE, file), "utf8");
const readYaml = <T>(file: string): T => parse(read(file)) as T;

function readBrief(file: string): Brief {
  const [, front = "", body = ""] = /^---\n(.*?)\n---\n(.*)$/s.exec(read(`deals/${file}`)) ?? [];
  const lines = body.split("\n");
  const statements = lines.flatMap((line, i): Told[] => {
    if (!line.startsWith("- ")) return [];
    const data = /^ {2}`(.*)`$/.exec(lines[i + 1] ?? "")?.[1]?.split(" · ") ?? [];
    const [id = "", label = "", attribution = "", source = "", date = ""] = data;
    expect(data.length, `${file}: the line below "${line}"`).toBe(5);
    return [{ id, label, attribution, source, date: date === "undated" ? null : date, text: line.slice(2) }];
  });
  return { ...(parse(front) as Brief), file, statements, summary: body.trim().split("\n\n")[0] ?? "" };
}

const briefs = readdirSync(join(KNOWLEDGE, "deals")).map(readBrief);
const statements = briefs.flatMap((b) => b.statements);
const byId = new Map(statements.map((s) => [s.id, s]));
const sources = readYaml<SourceEntry[]>("sources.yaml");
const conflicts = readYaml<{ about: string; statements: string[] }[]>("conflicts.yaml");
const entities = readYaml<(Partial<Entity> & { name: string; kind: string })[]>("entities.yaml");
const lexicon = createLexicon(entities.map((e) => ({ of: null, aliases: [], exact: false, ...e }) as Entity));

const repeated = (values: readonly string[]) => values.filter((v, i) => values.indexOf(v) !== i);
const moves = (b: Brief) => b.history.filter((e) => e.after !== undefined);
/** A month counts from its first day. */
const firstDay = (date: string) => `${date}-01-01`.slice(0, 10);
const dayBefore = (date: string) =>
  new Date(Date.parse(firstDay(date)) - 86_400_000).toISOString().slice(0, 10);
const clash = (earlier: string, later: string) => {
  const n = Math.min(earlier.length, later.length);
  return earlier.slice(0, n) > later.slice(0, n);
};

describe("the starter library", () => {
  test("holds at least the deals, statements and sources that it began with", () => {
    expect(briefs.length).toBeGreaterThanOrEqual(53);
    expect(statements.length).toBeGreaterThanOrEqual(448);
    expect(sources.length).toBeGreaterThanOrEqual(253);
    expect(conflicts.length).toBeGreaterThanOrEqual(83);
  });

  test("gives no id twice", () => {
    expect(repeated(statements.map((s) => s.id))).toEqual([]);
    expect(repeated(sources.map((s) => s.id))).toEqual([]);
    expect(briefs.filter((b) => b.file !== `${b.deal}.md`).map((b) => b.file)).toEqual([]);
  });

  test("gives each statement a known source, a label, an attribution and a date or none", () => {
    const known = new Set(sources.map((s) => s.id));
    for (const s of statements) {
      expect(known, s.id).toContain(s.source);
      expect(LABELS, s.id).toContain(s.label);
      expect(s.attribution, s.id).not.toBe("");
      expect(s.date === null || PARTIAL_DATE.test(s.date), s.id).toBe(true);
      expect(s.text, s.id).toMatch(/^\S.*[.?!]$/);
    }
  });

  test("lists each source once, complete, and only where a statement uses it", () => {
    const used = new Set(statements.map((s) => s.source));
    for (const s of sources) {
      expect(used, `${s.id} is used`).toContain(s.id);
      expect(SOURCE_KINDS, s.id).toContain(s.kind);
      expect(s.url, s.id).toMatch(/^https?:\/\/\S+$/);
      expect(typeof s.title === "string" && typeof s.publisher === "string", s.id).toBe(true);
      expect(s.published === null || PARTIAL_DATE.test(s.published), s.id).toBe(true);
    }
  });

  test("names conflicts between two different statements that exist", () => {
    for (const c of conflicts) {
      expect(c.about).not.toBe("");
      expect(new Set(c.statements).size, c.about).toBe(2);
      for (const id of c.statements) expect(byId.has(id), `${c.about}: ${id}`).toBe(true);
    }
    expect(repeated(conflicts.map((c) => [...c.statements].sort().join(" ")))).toEqual([]);
  });
});

describe.each(briefs.map((b) => [b.deal, b] as const))("the brief %s", (_, b) => {
  test("gets from its first stage to the one it shows, step by step", () => {
    expect(STAGES).toContain(b.stage);
    expect(moves(b)[0]?.before).toBeNull();
    expect(moves(b).at(-1)?.after).toBe(b.stage);
    for (const [i, move] of moves(b).entries()) {
      expect(STAGES).toContain(move.after);
      if (i > 0) expect(move.before).toBe(moves(b)[i - 1]?.after);
    }
    const last = moves(b).at(-1)?.date ?? null;
    if (b.stage_as_of !== null && last !== null) expect(clash(last, b.stage_as_of)).toBe(false);
  });

  test("tells its history in order, each event on a statement", () => {
    const dates = b.history.flatMap((e) => e.date ?? []);
    for (const [i, later] of dates.entries()) {
      expect(later).toMatch(PARTIAL_DATE);
      for (const earlier of dates.slice(0, i))
        expect(clash(earlier, later), `${earlier}, ${later}`).toBe(false);
    }
    for (const e of b.history) {
      expect(byId.has(e.statement), e.statement).toBe(true);
      if (e.changes !== undefined) expect(byId.has(e.changes), e.changes).toBe(true);
      expect(e.changes).not.toBe(e.statement);
    }
  });

  test("shows the earlier stage on the day before a dated change", () => {
    const stageOn = (day: string) =>
      moves(b).findLast((e) => e.date !== null && firstDay(e.date) <= day)?.after ?? null;
    for (const move of moves(b))
      if (move.date !== null) expect(stageOn(dayBefore(move.date)), move.date).toBe(move.before);
  });

  test("shows figures as they stand in their statement", () => {
    for (const f of b.figures) {
      expect(byId.get(f.statement)?.text, f.statement).toContain(f.amount);
      expect(FIGURE_KINDS).toContain(f.kind);
      for (const party of [f.from, f.to])
        for (const name of party?.split(" and ") ?? [])
          expect(lexicon.byName(name)?.name, `${f.statement}: ${name}`).toBe(name);
    }
  });

  test("has no number in its summary that no statement gives", () => {
    const told = b.statements.map((s) => `${s.text} ${s.date ?? ""}`).join("\n");
    expect(b.summary.length).toBeGreaterThan(20);
    for (const number of b.summary.match(/\d+(?:[.,]\d+)*/g) ?? [])
      expect(told).toMatch(new RegExp(`(?<![\\d.])${number.replaceAll(".", "\\.")}(?!\\d)`));
  });

  test("names each party by its name, and in a statement", () => {
    const named = new Set(b.statements.flatMap((s) => lexicon.mentions(s.text).map((m) => m.entity)));
    const owners = new Set([...named].flatMap((e) => [e.name, e.of]));
    for (const party of b.parties) {
      expect(lexicon.byName(party)?.name).toBe(party);
      expect(owners, party).toContain(party);
    }
  });
});

describe("the entities", () => {
  test("have known kinds, owners that exist, and no name on two of them", () => {
    const names = new Set(entities.map((e) => e.name));
    for (const e of entities) {
      expect(ENTITY_KINDS, e.name).toContain(e.kind);
      if (e.of) expect(names, `${e.name} belongs to ${e.of}`).toContain(e.of);
    }
    const written = entities.flatMap((e) =>
      [e.name, ...(e.aliases ?? [])].map((n) => (e.exact ? n : n.toLowerCase())),
    );
    expect(repeated(written)).toEqual([]);
  });

  test.each([
    ["msft and nvda", "Microsoft, Nvidia"],
    ["GOOGL vs AMZN vs META", "Google, Amazon, Meta"],
    ["did antropic sign with corweave", "Anthropic, CoreWeave"],
    ["orcl, crwv, nbis, avgo, tsm", "Oracle, CoreWeave, Nebius, Broadcom, TSMC"],
    ["gpt on gcp or aws", "GPT, Google Cloud, AWS"],
    ["trainium 2 or maia 200", "Trainium2, Maia 200"],
    ["what does The Information say", "The Information"],
  ])("are found in %j", (text, expected) => {
    expect(
      lexicon
        .mentions(text)
        .map((m) => m.entity.name)
        .join(", "),
    ).toBe(expected);
  });

  test.each([
    "give us the information that you have",
    "they focus on this together",
    "a fair deal at arm's length, wired on the verge of fortune",
    "mint a new cursor, quanta of hopper sequence",
  ])("are not found in %j", (text) => {
    expect(lexicon.mentions(text)).toEqual([]);
  });
});
