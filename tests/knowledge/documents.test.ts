import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { textKey } from "../../src/core/text.ts";
import { readHtml } from "../../src/knowledge/html-lines.ts";
import { parseFile } from "../../src/knowledge/parse.ts";

const FIXTURES = new URL("../fixtures/documents/", import.meta.url).pathname;
const { COMPUTE_DEALS_SEEDS: SEEDS } = process.env;
const fixture = (name: string) => readFileSync(join(FIXTURES, name));
const bytes = (text: string) => new TextEncoder().encode(text);
const parse = (name: string, text: string) => parseFile(name, bytes(text));
/** The text that offsets point into: the decoded file, or what is extracted from a page. */
const textOf = (name: string, file: Uint8Array) => {
  const text = new TextDecoder().decode(file);
  return name.endsWith(".html") ? readHtml(text).text : text;
};

/** What must hold for every document, however messy. */
function expectSound(name: string, file: Uint8Array): void {
  const { sources, passages, statements } = parseFile(name, file);
  const text = textOf(name, file);
  const held = new Map(passages.map((p) => [p.id, p]));
  expect(held.size).toBe(passages.length);
  expect(new Set(statements.map((s) => s.id)).size).toBe(statements.length);
  expect(new Set(statements.map((s) => textKey(s.text))).size).toBe(statements.length);
  for (const p of passages) expect(text.slice(p.start, p.end)).toBe(p.text);
  let last = 0;
  for (const [ordinal, s] of statements.entries()) {
    const passage = held.get(s.passageId);
    expect(s.ordinal).toBe(ordinal);
    expect(s.sourceId).toBe(sources[0]?.id);
    expect(text.slice(s.start, s.end)).toBe(s.text);
    expect(s.text.trim()).not.toBe("");
    expect(s.start).toBeGreaterThanOrEqual(Math.max(last, passage?.start ?? Number.NaN));
    expect(s.end).toBeLessThanOrEqual(passage?.end ?? Number.NaN);
    last = s.end;
  }
}

describe("the fixtures", () => {
  const names = readdirSync(FIXTURES).filter((n) => /\.(txt|md|html)$/.test(n));
  for (const name of names) {
    it(`reads ${name} as a person would`, async () => {
      const { sources, statements } = parseFile(name, fixture(name));
      const lines = statements.map((s) =>
        [s.form, s.heading ?? "", s.via ?? "", JSON.stringify(s.text)].join(" | "),
      );
      const golden = `${JSON.stringify(sources, null, 1)}\n${lines.join("\n")}\n`;
      await expect(golden).toMatchFileSnapshot(join(FIXTURES, "expected", `${name}.out`));
    });
    it(`gives statements of ${name} that stand where they say`, () => expectSound(name, fixture(name)));
  }
});

describe("a text with no marks", () => {
  it("keeps the ids of sentences when others around them change", () => {
    const ids = (text: string) => new Map(parse("a.txt", text).statements.map((s) => [s.text, s.id]));
    const before = ids("Norbit grew. Vanta fell.");
    const after = ids("First a new line.\nNorbit  grew. Vanta rose.");
    expect(after.get("Norbit  grew.")).toBe(before.get("Norbit grew."));
    expect(after.size).toBe(3);
  });

  it("takes publisher, date and address only from lines about the document", () => {
    const [source] = parse(
      "notes/A file.txt",
      "Norbit leaves\nSource: Midland Ledger\n3 May 2026\nURL: https://ledger.example/a\nNorbit left. Published: 1 June 2020.",
    ).sources;
    expect(source).toEqual({
      id: "notes-a-file",
      title: "Norbit leaves",
      publisher: "Midland Ledger",
      url: "https://ledger.example/a",
      published: "2026-05-03",
      kind: "analysis",
      quoteKind: "verbatim",
    });
  });

  it("invents nothing where the text tells nothing", () => {
    const [source] = parse(
      "a.txt",
      "Norbit left the town that it had come to in 2020, and nobody knows why.",
    ).sources;
    expect(source).toMatchObject({ publisher: null, url: null, published: null, kind: "analysis" });
    expect(source?.title).toBe("Norbit left the town that it had come to in 2020, and nobody knows why.");
  });

  it("keeps headlines that begin like navigation", () => {
    const heads = [
      "Search giant Norbit buys Vanta",
      "Home Racks goes public",
      "Share price of Norbit falls",
      "Privacy policy changes at Vanta draw fire",
    ];
    for (const head of heads)
      expect(parse("a.txt", `${head}\nNorbit said that it had bought the rest.`).statements[0]?.text).toBe(
        head,
      );
  });

  it("cites nothing of what only surrounds an article", () => {
    const furniture = [
      "Read original article →",
      "By Jo Marsh",
      "Subscribe now",
      "5 min read",
      "© 2026 Ledger",
      "Accept all cookies",
      "Back to top",
      "Share",
      "Tags: chips, power",
    ];
    expect(parse("a.txt", `Norbit grew.\n${furniture.join("\n")}`).statements.map((s) => s.text)).toEqual([
      "Norbit grew.",
    ]);
  });

  it("keeps a part that is called Sources but lists none", () => {
    const { statements } = parse(
      "a.txt",
      "Sources\nPower comes from two plants. Both are old.\nCosts\nThey fell.",
    );
    expect(statements.map((s) => s.form)).toEqual(["sentence", "sentence", "heading", "sentence"]);
  });

  it("names the host of a numbered reference", () => {
    const { statements } = parse(
      "a.txt",
      "Norbit grew.\nReferences\n1. Moss, A. Norbit at ten. https://www.ledger.example/n\n2. Lane, B. Racks.",
    );
    expect(statements.map((s) => [s.form, s.via])).toEqual([
      ["sentence", null],
      ["reference", "ledger.example"],
      ["reference", null],
    ]);
  });
});

describe("Markdown", () => {
  it("lets the front matter decide and keeps offsets into the whole file", () => {
    expect(parseFile("post.md", fixture("post.md")).sources[0]?.id).toBe("lakeside-post");
  });

  it("does without front matter", () => {
    const [source] = parse("a.md", "# Norbit grows\n\nIt *grew*.").sources;
    expect(source).toMatchObject({ id: "a", title: "Norbit grows", published: null });
  });
});

describe("HTML", () => {
  it("takes the page's JSON-LD where it has no other meta data", () => {
    const ld = {
      "@graph": [
        { headline: "Norbit grows", datePublished: "2026-04-05T10:00:00Z", publisher: { name: "Ledger" } },
      ],
    };
    const page = `<title>x</title><script type="application/ld+json">${JSON.stringify(ld)}</script><p>Norbit grew.</p>`;
    expect(parse("a.html", page).sources[0]).toMatchObject({
      title: "Norbit grows",
      published: "2026-04-05",
      publisher: "Ledger",
    });
  });

  it("reads a page whose tags are broken", () => {
    const { statements } = parse(
      "a.html",
      "<body><div><p>Norbit grew.<p>Vanta fell.</div></article></body><li>Racks &amp; more stay.",
    );
    expect(statements.map((s) => s.text)).toEqual(["Norbit grew.", "Vanta fell.", "Racks & more stay."]);
  });
});

describe("whatever the file holds", () => {
  const piece = fc.oneof(
    fc.constantFrom(
      "# ",
      "- ",
      "> ",
      "| a | b |",
      "\n",
      "\n\n",
      "References\n- Source: a.example\n",
      "---\n",
      "```\n",
      "<p>",
      "<li>",
    ),
    fc.constantFrom(
      "Norbit grew. ",
      "Vanta fell.Racks rose. ",
      "A Title About NorbitThe firm grew. ",
      "Inc. ",
      "\t",
      "→",
      "\r\n",
    ),
    fc.string({ unit: "grapheme", maxLength: 12 }),
  );
  const file = fc.array(piece, { maxLength: 40 }).map((p) => p.join(""));
  for (const name of ["a.txt", "a.html", "a.md"])
    it(`gives sound statements for ${name} and never throws`, () => {
      fc.assert(
        fc.property(file, (text) => expectSound(name, bytes(text))),
        { numRuns: 300 },
      );
    });
});

describe.skipIf(!SEEDS)("the documents of COMPUTE_DEALS_SEEDS", () => {
  for (const name of SEEDS ? readdirSync(SEEDS).filter((n) => n.endsWith(".txt")) : [])
    it(`gives sound statements for ${name}`, () => expectSound(name, readFileSync(join(SEEDS ?? "", name))));
});
