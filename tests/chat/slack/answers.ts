import fc from "fast-check";
import { type Answer, type Citation, LABELS, STAGES } from "../../../src/core/types.ts";

/** Words of every unpleasant kind: markup, pings, addresses, controls, long, empty. */
export const nasty = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: "binary", maxLength: 400 }) },
  { weight: 3, arbitrary: fc.lorem({ maxCount: 60 }) },
  fc.constantFrom(
    "<!channel> <@U0ALICE00> <#C0DEALS00> <!subteam^S1> @here",
    "see <https://evil.example/x|here> or https://evil.example/?q=1 or evil.example or mailto:a@evil.example",
    "[text](https://evil.example) ![](https://evil.example/i.png) *bold* `code` ~s~ _i_",
    "\u202eright to left\u202c \u0000 \ud800",
    "",
    " \n\n ",
    "&lt;!channel&gt; &amp;",
    "x".repeat(20_000),
    "🟢".repeat(3_000),
  ),
);

const url = fc.oneof(
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc.constantFrom(
    "javascript:alert(1)",
    "not a url",
    "https://example.com/a|b>c<d e",
    `https://example.com/${"long/".repeat(500)}`,
    "https://user:secret@example.com/",
    "",
  ),
);

const source = fc.record({
  id: fc.string({ minLength: 1, maxLength: 40 }),
  title: nasty,
  publisher: fc.option(nasty),
  url: fc.option(url),
  published: fc.constantFrom("2026", "2026-05", "2026-05-21", null),
  kind: fc.constantFrom("official", "press", "analysis"),
  quoteKind: fc.constantFrom("verbatim", "summary"),
} as const);

const citationOf = (n: number): fc.Arbitrary<Citation> =>
  fc.tuple(source, nasty, nasty).map(([s, statement, passage]) => ({
    n,
    source: s,
    statement: {
      id: `s${n}`,
      sourceId: s.id,
      passageId: `p${n}`,
      ordinal: n,
      text: statement,
      start: 0,
      end: statement.length,
      form: "sentence",
      heading: null,
      via: null,
      deal: null,
      curated: null,
    },
    passage: { id: `p${n}`, sourceId: s.id, text: passage, start: 0, end: passage.length },
  }));

/** Answers of every shape, also such as no honest drafter would write. */
export const anyAnswer: fc.Arbitrary<Answer> = fc.integer({ min: 0, max: 30 }).chain((count) => {
  const numbers = Array.from({ length: count }, (_, i) => i + 1);
  const cited =
    numbers.length === 0 ? fc.constant([]) : fc.uniqueArray(fc.constantFrom(...numbers), { maxLength: 6 });
  const claim = fc.record({
    text: nasty,
    label: fc.constantFrom(...LABELS),
    why: nasty,
    stage: fc.option(fc.constantFrom(...STAGES)),
    citations: cited,
    origins: fc.record({ count: fc.nat(9), phrase: nasty }),
    settledBy: fc.option(nasty),
  });
  const conflict = fc.record({
    about: nasty,
    sides: fc.array(fc.record({ text: nasty, citations: cited }), { minLength: 2, maxLength: 6 }),
    better: fc.option(nasty),
  });
  const table = fc.record({
    columns: fc.array(nasty, { maxLength: 25 }),
    rows: fc.array(fc.record({ cells: fc.array(nasty, { maxLength: 25 }), citations: cited }), {
      maxLength: 120,
    }),
    total: fc.nat(500),
  });
  return fc.record({
    question: nasty,
    asOf: fc.constant("2026-07-01"),
    outcome: fc.constantFrom("answered", "abstained", "refused"),
    lead: fc.option(nasty),
    claims: fc.array(claim, { maxLength: 40 }),
    conflicts: fc.array(conflict, { maxLength: 12 }),
    table: fc.option(table, { freq: 2 }),
    citations: fc.tuple(...numbers.map(citationOf)),
    leftOut: fc.nat(9),
    notes: fc.array(nasty, { maxLength: 6 }),
    drafter: fc.constantFrom("extractive", "claude"),
    model: fc.option(fc.constant("claude-sonnet-5-5")),
    receipt: fc.constant("49j2r"),
  } as const) as fc.Arbitrary<Answer>;
});
