import { describe, expect, it } from "vitest";
import { MAX_BYTES } from "../../src/knowledge/decode.ts";
import { parseFile } from "../../src/knowledge/parse.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const problemOf = (name: string, file: Uint8Array | string) => {
  const { problems, sources } = parseFile(name, typeof file === "string" ? bytes(file) : file);
  const [problem] = problems;
  if (!problem) throw new Error("no problem was found");
  expect(problem.file).toBe(name);
  expect(problem.fix).not.toBe("");
  return { line: problem.line, message: problem.message, loaded: sources.length };
};

describe("bytes that are no text", () => {
  it("refuses an empty file and one of white space", () => {
    expect(problemOf("a.txt", "")).toEqual({ line: null, message: "the file is empty", loaded: 0 });
    expect(problemOf("a.txt", " \r\n\t")).toMatchObject({ message: "the file holds only white space" });
  });

  it("refuses a binary file", () => {
    expect(problemOf("a.md", new Uint8Array([80, 75, 3, 4, 0, 0]))).toMatchObject({
      message: "the file is binary (NUL byte at 4)",
    });
  });

  it("names the line and the byte where a file is not UTF-8", () => {
    const file = new Uint8Array([...bytes("One line.\nCaf"), 0xe9, ...bytes(" grew.\n")]);
    expect(problemOf("a.txt", file)).toMatchObject({
      line: 2,
      message: "the file is not valid UTF-8 (byte 13, 0xe9)",
    });
  });

  it("names the last byte where a file breaks off inside a letter", () => {
    expect(problemOf("a.txt", new Uint8Array([...bytes("Caf"), 0xc3]))).toMatchObject({ line: 1 });
  });

  it("reads UTF-16 that says so", () => {
    const little = Buffer.from("\ufeffNorbit grew.", "utf16le");
    const [statement] = parseFile("a.txt", little).statements;
    expect(statement).toMatchObject({ text: "Norbit grew.", start: 0, end: 12 });
    expect(parseFile("a.txt", Buffer.from(little).swap16()).statements[0]?.text).toBe("Norbit grew.");
  });

  it("says that a file without a sentence has none", () => {
    expect(problemOf("a.txt", "---\n***\n12")).toMatchObject({
      message: "the file holds no sentence that can be cited",
    });
  });

  it("reads a file of the size that is allowed", { timeout: 60_000 }, () => {
    const line = `${"Norbit grew and grew and grew. ".repeat(30)}\n`;
    const file = bytes(line.repeat(Math.floor(MAX_BYTES / 8 / line.length)));
    expect(parseFile("a.txt", file).statements).toHaveLength(1);
  });
});

describe("front matter that is wrong", () => {
  const cases: [string, string, number, string | RegExp][] = [
    ["is never closed", "---\ntitle: x\n\nText.", 1, "the front matter is never closed"],
    ["is broken", "---\ntitle: a: b\nkind: press\n---\nText.", 2, /^the YAML is broken/],
    ["has a key twice", "---\ntitle: a\ntitle: b\n---\nText.", 3, /unique/],
    ["has an unknown key", "---\ntitle: a\npublsher: b\n---\nText.", 3, "unknown key: publsher"],
    [
      "has an impossible date",
      "---\ntitle: a\npublished: 2026-02-30\n---\nText.",
      3,
      /^published: write the date/,
    ],
    ["has an unknown kind", "---\nkind: rumour\n---\nText.", 2, /^kind: Invalid option/],
    ["has an id with spaces", "---\nid: a b\n---\nText.", 2, /^id: use letters/],
    ["has a bare address", "---\nurl: ledger.example\n---\nText.", 2, /^url: write the whole address/],
    ["is no list of keys", "---\n- a\n---\nText.", 2, "the front matter holds no keys"],
  ];
  for (const [name, text, line, message] of cases)
    it(`names the line where it ${name}`, () => {
      const problem = problemOf("a.md", text);
      expect(problem).toMatchObject({ line, loaded: 0 });
      expect(problem.message).toMatch(message);
    });

  it("takes a year and a month for a date", () => {
    const published = (date: string) =>
      parseFile("a.md", bytes(`---\npublished: ${date}\n---\nNorbit grew.`)).sources[0]?.published;
    expect([published("2026"), published("2026-05"), published("2026-05-21")]).toEqual([
      "2026",
      "2026-05",
      "2026-05-21",
    ]);
  });

  it("takes a rule at the top for a rule", () => {
    expect(parseFile("a.md", bytes("---\n\nNorbit grew.\n")).statements).toHaveLength(1);
  });
});

describe("files of data that are wrong", () => {
  it("leaves out a bad entry and keeps the others", () => {
    const yaml =
      "- { id: a, title: A, kind: press }\n- { id: b }\n- { id: a, title: C }\n- { id: d, title: D }\n";
    const { sources, problems } = parseFile("sources.yaml", bytes(yaml));
    expect(sources.map((s) => s.id)).toEqual(["a", "d"]);
    expect(problems.map((p) => [p.line, p.message])).toEqual([
      [2, expect.stringMatching(/^title: /)],
      [3, "the source id a stands on line 1 already"],
    ]);
  });

  it("names the line of an unknown kind of entity and of a conflict with one side", () => {
    expect(problemOf("entities.yaml", "- name: Norbit\n  kind: firm\n")).toMatchObject({ line: 2 });
    expect(problemOf("conflicts.yaml", "- about: rent\n  statements: [a]\n")).toMatchObject({ line: 2 });
  });

  it("refuses a file that is no list, and takes an empty one", () => {
    expect(problemOf("sources.yaml", "id: a\n")).toMatchObject({
      line: 1,
      message: "the file holds no list",
    });
    expect(parseFile("sources.yaml", bytes("# none yet\n")).problems).toEqual([]);
  });

  it("refuses YAML that grows without bound", () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${"bcdefghi"
      .split("")
      .map((k, i) => `${k}: &${k} [${Array(9).fill(`*${"abcdefgh"[i]}`)}]`)
      .join("\n")}\n`;
    expect(problemOf("sources.yaml", bomb)).toMatchObject({ loaded: 0 });
  });
});
