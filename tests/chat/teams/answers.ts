import fc from "fast-check";
import type { CheckedClaim } from "../../../src/core/check/check-claim.ts";
import { CLAIM_VERDICTS } from "../../../src/core/check/judgement.ts";
import { type Answer, LABELS, STAGES } from "../../../src/core/types.ts";

/** Answers of every shape, with the texts that screens get wrong: markup, mentions, addresses, emoji, no words at all. */

const nasty = fc.constantFrom(
  "<at>everyone</at>",
  "[1](https://evil.example)",
  "[7]",
  "https://evil.example/a?b=c",
  "www.evil.example",
  "mailto:a@evil.example",
  "@channel",
  "a@evil.example",
  "**bold** _it_ `code`",
  "# heading",
  "1. item",
  "| a | b |",
  "<script>alert(1)</script>",
  "&lt;at&gt;x&lt;/at&gt;",
  "{{DATE(2026-01-01)}}",
  "\u202eevil\u0000",
  "👩‍👩‍👧‍👦🇵🇹",
  "\ud800",
  "line\nbreak\r\n\n> quote",
  "",
);

export const text = (max: number) =>
  fc.oneof(
    { weight: 3, arbitrary: fc.string({ unit: "grapheme", maxLength: max }) },
    { weight: 2, arbitrary: fc.lorem({ maxCount: 60 }) },
    { weight: 3, arbitrary: fc.array(nasty, { minLength: 1, maxLength: 6 }).map((p) => p.join(" ")) },
    { weight: 1, arbitrary: fc.string({ minLength: max, maxLength: max * 3 }) },
  );

const url = fc.oneof(
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc.constantFrom(
    "javascript:alert(1)",
    "https://u:p@x.example/",
    "not an address",
    "https://x.example/a(b)c d|e",
  ),
  fc.integer({ min: 400, max: 900 }).map((n) => `https://long.example/${"a/".repeat(n)}`),
);

export const citation = (n: number) =>
  fc.record({
    n: fc.constant(n),
    source: fc.record({
      id: fc.constant(`src-${n}`),
      title: text(120),
      publisher: fc.option(text(60)),
      url: fc.option(url),
      published: fc.option(fc.constantFrom("2026", "2026-05", "2026-05-21")),
      kind: fc.constantFrom("official" as const, "press" as const, "analysis" as const),
      quoteKind: fc.constantFrom("verbatim" as const, "summary" as const),
    }),
    statement: text(400).map((t) => ({
      id: `st-${n}`,
      sourceId: `src-${n}`,
      passageId: `p-${n}`,
      ordinal: 0,
      text: t,
      start: 0,
      end: t.length,
      form: "sentence" as const,
      heading: null,
      via: null,
      deal: null,
      curated: null,
    })),
    passage: text(2_000).map((t) => ({
      id: `p-${n}`,
      sourceId: `src-${n}`,
      text: t,
      start: 0,
      end: t.length,
    })),
  });

export const answers: fc.Arbitrary<Answer> = fc.integer({ min: 0, max: 30 }).chain((count) => {
  const ns = fc.subarray(Array.from({ length: count }, (_, i) => i + 1));
  return fc.record({
    question: text(300),
    asOf: fc.constant("2026-07-01"),
    outcome: fc.constantFrom("answered" as const, "abstained" as const, "refused" as const),
    lead: fc.option(text(200)),
    claims: fc.array(
      fc.record({
        text: text(500),
        label: fc.constantFrom(...LABELS),
        why: text(80),
        stage: fc.option(fc.constantFrom(...STAGES)),
        citations: ns,
        origins: fc.record({ count: fc.nat(5), phrase: text(60) }),
        settledBy: fc.option(text(100)),
      }),
      { maxLength: 12 },
    ),
    conflicts: fc.array(
      fc.record({
        about: text(80),
        sides: fc.array(fc.record({ text: text(200), citations: ns }), { minLength: 2, maxLength: 4 }),
        better: fc.option(text(100)),
      }),
      { maxLength: 3 },
    ),
    table: fc.option(
      fc.record({
        columns: fc.array(text(20), { maxLength: 6 }),
        rows: fc.array(fc.record({ cells: fc.array(text(40), { maxLength: 6 }), citations: ns }), {
          maxLength: 60,
        }),
        total: fc.nat(200),
      }),
    ),
    citations: fc.tuple(...Array.from({ length: count }, (_, i) => citation(i + 1))),
    leftOut: fc.nat(3),
    notes: fc.array(text(100), { maxLength: 3 }),
    drafter: fc.constantFrom("claude" as const, "extractive" as const),
    model: fc.option(fc.constant("claude-sonnet-5-5")),
    receipt: fc.constant("7f3ab"),
  });
});

/** Checked claims of every shape. */
export const claims: fc.Arbitrary<CheckedClaim> = fc.integer({ min: 0, max: 15 }).chain((count) =>
  fc.record({
    claim: text(2_000),
    parts: fc.array(
      fc.record({
        text: text(400),
        verdict: fc.constantFrom(...CLAIM_VERDICTS),
        why: text(100),
        correction: fc.option(text(400)),
        citations: fc.subarray(Array.from({ length: count }, (_, i) => i + 1)),
      }),
      { maxLength: 12 },
    ),
    citations: fc.tuple(...Array.from({ length: count }, (_, i) => citation(i + 1))),
  }),
);
