import fc from "fast-check";
import type { DealCard } from "../../../src/chat/deals.ts";
import { LABELS, STAGES } from "../../../src/core/types.ts";

const text = (max: number) =>
  fc.oneof(
    fc.lorem({ maxCount: 40 }),
    fc.string({ unit: "grapheme", maxLength: max }),
    fc.constant("<at>x</at> [1](https://evil.example)"),
  );
const date = fc.option(fc.constantFrom("2026", "2026-05", "2026-05-21"));

/** Deals of every shape. */
export const dealCards: fc.Arbitrary<DealCard> = fc.record({
  slug: fc.stringMatching(/^[a-z]{3,20}(-[a-z]{3,20})?$/),
  name: text(300),
  parties: fc.array(text(40), { maxLength: 8 }),
  stage: fc.constantFrom(...STAGES),
  since: date,
  label: fc.option(fc.constantFrom(...LABELS)),
  summary: text(1_000),
  history: fc.array(
    fc.record({
      deal: text(40),
      date,
      text: text(800),
      label: fc.constantFrom(...LABELS),
      after: fc.option(fc.constantFrom(...STAGES)),
      source: fc.record({
        id: fc.constant("src"),
        title: text(100),
        publisher: fc.option(text(40)),
        url: fc.option(fc.webUrl()),
        published: date,
        kind: fc.constantFrom("official" as const, "press" as const, "analysis" as const),
        quoteKind: fc.constantFrom("verbatim" as const, "summary" as const),
      }),
    }),
    { maxLength: 40 },
  ),
});
