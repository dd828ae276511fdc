import { expect, test } from "vitest";
import { withinBudget } from "../../../src/core/answer/budget.ts";

test.each([
  [0, 5, true],
  [4.999, 5, true],
  [5, 5, false],
  [7, 5, false],
  [0, 0, false],
])("with $%d spent of $%d, allowed: %s", (spent, limit, allowed) => {
  expect(withinBudget(spent, limit).allowed).toBe(allowed);
});

test("an answer without Claude for lack of budget says so with the amount", () => {
  expect(withinBudget(5, 5)).toMatchObject({ what: expect.stringContaining("$5.00") });
});
