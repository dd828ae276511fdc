import { expect, test } from "vitest";
import type { Addition } from "../../src/core/proposal.ts";
import { applyEdits, showDiff } from "../../src/knowledge/edits.ts";
import { freshIds, recordInBrief, recordSource, sourceIdFor } from "../../src/knowledge/record.ts";
import { starterLibrary } from "../core/starter.ts";

const library = starterLibrary();
const deal = library.deals.find((d) => d.slug === "anthropic-microsoft-maia");
if (!deal) throw new Error("the starter library has lost the deal that this is about");

const ADDITION: Addition = {
  deal,
  text: "One new fact.",
  label: "reported",
  attribution: "Example Wire",
  date: "2026-09-14",
  heading: "First",
  event: { changes: null, before: "in talks", after: "announced" },
  rests: [],
};
const added = (more: Partial<Addition> = {}) => [
  { id: "abc-09", sourceId: "wire", addition: { ...ADDITION, ...more } },
];
const BRIEF = `---
deal: abc
stage: in talks
stage_as_of: 2026-01-01
history: []
figures: []
---

A summary.

### First

- A fact.
  \`abc-01 · stated · X · x · undated\`

### Last

- Another.
  \`abc-02 · stated · X · x · undated\`
`;

test("edits give the text that their diff shows, and leave every other line alone", () => {
  const text = "a\nb\nc\nd\ne\nf\ng\nh\ni\n";
  const edits = [
    { at: 8, removed: 0, added: ["new"] },
    { at: 1, removed: 1, added: ["B"] },
  ];
  expect(applyEdits(text, edits)).toBe("a\nB\nc\nd\ne\nf\ng\nh\nnew\ni\n");
  expect(showDiff("x.md", text, edits)).toBe(
    "--- a/x.md\n+++ b/x.md\n@@ -1,9 +1,10 @@\n a\n-b\n+B\n c\n d\n e\n f\n g\n h\n+new\n i",
  );
});

test("a statement goes below its heading, an event into an empty history, and the stage follows", () => {
  expect(applyEdits(BRIEF, recordInBrief("abc.md", BRIEF, added()))).toBe(
    BRIEF.replace("stage: in talks\nstage_as_of: 2026-01-01", "stage: announced\nstage_as_of: 2026-09-14")
      .replace(
        "history: []",
        "history:\n  - { date: 2026-09-14, statement: abc-09, before: in talks, after: announced }",
      )
      .replace(
        "\n\n### Last",
        "\n- One new fact.\n  `abc-09 · reported · Example Wire · wire · 2026-09-14`\n\n### Last",
      ),
  );
});

test("a heading that is not there becomes the last, and nothing else moves without an event", () => {
  const edits = recordInBrief("abc.md", BRIEF, added({ heading: "Elsewhere", event: null, date: null }));
  expect(applyEdits(BRIEF, edits)).toBe(
    `${BRIEF}- One new fact.\n  \`abc-09 · reported · Example Wire · wire · undated\`\n`,
  );
});

test("a brief that is laid out otherwise is not guessed at", () => {
  const other = BRIEF.replace("stage_as_of: 2026-01-01\n", "");
  expect(() => recordInBrief("abc.md", other, added())).toThrow(/abc\.md: .*stage_as_of/);
});

const SOURCE = {
  id: "new",
  title: "Talks: the end",
  publisher: "Example Wire",
  url: "https://example.com/a",
  published: "2026-09-14",
  kind: "press",
  quoteKind: "verbatim",
} as const;

test("a source stands in its place by the alphabet, quoted where YAML needs it, and once", () => {
  const text = "# Sources\n\n- id: a\n  title: A\n\n- id: z\n  title: Z\n";
  const edited = applyEdits(text, recordSource(text, "m", SOURCE));
  expect(edited).toBe(
    text.replace(
      "- id: z",
      '- id: m\n  title: "Talks: the end"\n  publisher: Example Wire\n  url: https://example.com/a\n  published: 2026-09-14\n  kind: press\n\n- id: z',
    ),
  );
  expect(recordSource(edited, "m", SOURCE)).toEqual([]);
  expect(applyEdits(text, recordSource(text, "zz", SOURCE))).toMatch(/title: Z\n\n- id: zz\n/);
});

test("a source that the library knows by its address keeps its id, and new ids are never given twice", () => {
  const known = [...library.sources.values()].find((s) => s.url !== null);
  expect(sourceIdFor({ ...SOURCE, url: known?.url ?? null }, [ADDITION], library)).toBe(known?.id);
  expect(sourceIdFor(SOURCE, [ADDITION], library)).toBe("example-wire-anthropic-microsoft-maia-2026-09-14");
  const ids = freshIds(deal, 2, library);
  expect(new Set(ids).size).toBe(2);
  for (const id of ids) {
    expect(id).toMatch(/^amm-\d\d$/);
    expect(library.statements.has(id)).toBe(false);
  }
});
