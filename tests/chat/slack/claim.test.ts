import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkedView, renderChecked } from "../../../src/chat/slack/claim.ts";
import type { CheckedClaim } from "../../../src/core/check/check-claim.ts";
import { CLAIM_VERDICTS } from "../../../src/core/check/judgement.ts";
import { refusals } from "../../fakes/slack/validate.ts";
import { anyAnswer, nasty } from "./answers.ts";

/** Checked claims of every shape, over the citations of any answer. */
const anyChecked: fc.Arbitrary<CheckedClaim> = anyAnswer.chain(({ citations }) => {
  const numbers = citations.map((c) => c.n);
  const part = fc.record({
    text: nasty,
    verdict: fc.constantFrom(...CLAIM_VERDICTS),
    why: nasty,
    correction: fc.option(nasty),
    citations:
      numbers.length === 0 ? fc.constant([]) : fc.uniqueArray(fc.constantFrom(...numbers), { maxLength: 4 }),
  });
  return fc.record({
    claim: nasty,
    parts: fc.array(part, { maxLength: 30 }),
    citations: fc.constant(citations),
  });
});

describe("a checked claim", () => {
  it("is never one that Slack refuses, as a message or as a modal", () => {
    fc.assert(
      fc.property(anyChecked, (checked) => {
        const { blocks, text } = renderChecked(checked);
        expect(refusals("message", blocks)).toEqual([]);
        expect(text.length).toBeGreaterThan(0);
        expect(text.length).toBeLessThanOrEqual(4000);
        expect(text.replace(/<https?:[^>|]*\|[^>]*>/g, "")).not.toMatch(/[<>]|https?:\/\//);
        expect(refusals("modal", checkedView(checked).blocks)).toEqual([]);
      }),
      { numRuns: 300, endOnFailure: true },
    );
  });
});
