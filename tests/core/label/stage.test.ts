import { describe, expect, it } from "vitest";
import { stageOf } from "../../../src/core/label/stage.ts";
import type { Stage } from "../../../src/core/types.ts";

describe("stageOf", () => {
  const cases: readonly (readonly [Stage | null, string])[] = [
    ["rumoured", "Contoso is rumoured to want the campus."],
    ["in talks", "Contoso is in early talks about the chip, announced in January 2026."],
    ["in talks", "The negotiations remain preliminary."],
    ["letter of intent", "Northwind and Contoso have a letter of intent for 10 gigawatts."],
    ["letter of intent", "It remains a letter of intent with no definitive agreement."],
    ["announced", "Northwind announced the partnership in March."],
    ["definitive agreement", "Contoso signed a definitive agreement with Fabrikam."],
    ["definitive agreement", "After months of talks Contoso signed a contract with Fabrikam."],
    ["in deployment", "The first site is live."],
    ["in deployment", "Fabrikam has begun shipping the chip."],
    ["scaled back", "Northwind scaled back its letter of intent."],
    ["ended", "Northwind terminated the lease."],
    ["ended", "The companies will not go ahead with the plan."],
    [null, "The chip holds 216 GB of memory."],
  ];
  it.each(cases)("is %s: %s", (want, text) => {
    expect(stageOf(text)).toBe(want);
  });

  it("does not take what has not happened for a stage", () => {
    for (const text of [
      "The chip has not begun shipping.",
      "No definitive agreement has been signed.",
      "If it is live by June, prices fall.",
      "Contoso would sign a contract.",
    ])
      expect(stageOf(text), text).toBeNull();
  });
});
