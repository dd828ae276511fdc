import { describe, expect, test } from "vitest";
import type { StoredDocument } from "../../src/core/ports.ts";
import { runDealsCheck } from "../../src/knowledge/check-library.ts";
import { parseFile } from "../../src/knowledge/parse.ts";
import { starterDocuments } from "../core/starter.ts";

const file = (path: string, text: string): StoredDocument => ({
  path,
  hash: text,
  content: parseFile(path, new TextEncoder().encode(text)),
});

const SOURCES = `- id: wire-1
  title: Northwind talks to Fabrikam
  publisher: Wirefeed
  published: 2026-01-06
  kind: press
- id: wire-2
  title: Northwind signs with Fabrikam
  publisher: Wirefeed
  published: 2026-03-02
  kind: press
`;
const ENTITIES = `- { name: Northwind, kind: company }
- { name: Fabrikam, kind: company }
`;
const BRIEF = `---
deal: northwind-fabrikam
name: Northwind and Fabrikam
parties: [Northwind, Fabrikam]
stage: definitive agreement
stage_as_of: 2026-03-02
history:
  - { date: 2026-01-05, statement: nof-01, before: null, after: in talks }
  - { date: 2026-03-02, statement: nof-02, changes: nof-01, before: in talks, after: definitive agreement }
figures:
  - { statement: nof-02, amount: up to $5 billion, kind: commitment, from: Northwind, to: Fabrikam }
---

Northwind signed with Fabrikam for up to $5 billion.

## What the sources say

- Northwind is in talks with Fabrikam about chips, Wirefeed reported.
  \`nof-01 · reported · Wirefeed · wire-1 · 2026-01-05\`
- Northwind signed a contract of up to $5 billion with Fabrikam.
  \`nof-02 · confirmed · Northwind, as relayed by Wirefeed · wire-2 · 2026-03-02\`
`;

const check = (brief: string, sources = SOURCES, entities = ENTITIES, more: readonly StoredDocument[] = []) =>
  runDealsCheck([
    file("deals/northwind-fabrikam.md", brief),
    ...more,
    file("entities.yaml", entities),
    file("sources.yaml", sources),
  ]);

test("the starter library proves itself", () => expect(runDealsCheck(starterDocuments())).toEqual([]));

test("a sound brief has no problem", () => expect(check(BRIEF)).toEqual([]));

/** What is broken, how, the line that must be named and what the message must say. */
const BROKEN: readonly (readonly [what: string, from: string, to: string, line: number, says: RegExp])[] = [
  [
    "a stage without an event",
    "before: in talks, after: definitive agreement",
    "",
    2,
    /history ends at "in talks"/,
  ],
  [
    "a stage that the history does not reach",
    "stage: definitive agreement",
    "stage: in deployment",
    2,
    /the history ends at/,
  ],
  [
    "a step from another stage",
    "before: in talks,",
    "before: rumoured,",
    9,
    /starts from "rumoured".*was at "in talks"/,
  ],
  [
    "a stage as of before its change",
    "stage_as_of: 2026-03-02",
    "stage_as_of: 2026-02-01",
    2,
    /before the change of stage/,
  ],
  [
    "events out of order",
    "date: 2026-01-05, statement: nof-01",
    "date: 2026-05-05, statement: nof-01",
    8,
    /2026-05-05.*2026-01-05/,
  ],
  [
    "an event that rests on nothing",
    "statement: nof-02, changes",
    "statement: nof-99, changes",
    9,
    /nof-99 is not in the library/,
  ],
  ["a change of nothing", "changes: nof-01", "changes: nof-77", 9, /nof-77/],
  ["a change of itself", "changes: nof-01", "changes: nof-02", 9, /changes itself/],
  [
    "a figure that its statement does not give",
    "amount: up to $5 billion",
    "amount: up to $6 billion",
    11,
    /does not stand in nof-02/,
  ],
  [
    "a figure of an unknown statement",
    "statement: nof-02, amount",
    "statement: nof-55, amount",
    11,
    /nof-55/,
  ],
  [
    "a figure in the summary that no statement gives",
    "Fabrikam for up to $5 billion.\n\n##",
    "Fabrikam for up to $9 billion.\n\n##",
    2,
    /\$9 billion.*no statement/,
  ],
  [
    "a party without a name of record",
    "parties: [Northwind, Fabrikam]",
    "parties: [Northwind, Fabrikamm]",
    2,
    /Fabrikamm is not in entities/,
  ],
  ["an event after its source", "wire-2 · 2026-03-02", "wire-2 · 2026-06-02", 20, /appeared on 2026-03-02/],
];

describe("a brief with", () => {
  test.each(BROKEN)("%s is found, with its line and what to do", (_what, from, to, line, says) => {
    expect(BRIEF).toContain(from);
    const problems = check(BRIEF.replace(from, to));
    const found = problems.find((p) => says.test(p.message));
    expect(problems.map((p) => p.message).join("\n")).toMatch(says);
    expect(found).toMatchObject({ file: "deals/northwind-fabrikam.md", line });
    expect(found?.fix.length).toBeGreaterThan(5);
  });
});

test("a source that nothing rests on dangles", () => {
  const more = `${SOURCES}- id: wire-3\n  title: Unused\n  kind: press\n`;
  expect(check(BRIEF, more)).toMatchObject([
    { file: "sources.yaml", line: 11, message: expect.stringContaining("wire-3") },
  ]);
});

test("what stands twice is found: a statement, a deal's name, a pair", () => {
  const twin = file(
    "deals/twin.md",
    BRIEF.replace("deal: northwind-fabrikam", "deal: twin").replaceAll("nof-", "twi-"),
  );
  const pairs = file(
    "conflicts.yaml",
    `- about: "a"\n  statements: [nof-01, nof-02]\n- about: "b"\n  statements: [nof-02, nof-01]\n`,
  );
  const messages = check(BRIEF, SOURCES, ENTITIES, [twin, pairs]).map((p) => p.message);
  expect(messages.filter((m) => /says the same words/.test(m))).toHaveLength(2);
  expect(messages.filter((m) => /the name "Northwind and Fabrikam"/.test(m))).toHaveLength(1);
  expect(messages.filter((m) => /the pair .* already/.test(m))).toHaveLength(1);
});
