import { expect, test } from "vitest";
import { leadOf } from "../../../src/core/answer/lead.ts";
import type { Resolved } from "../../../src/core/question/resolve.ts";
import type { Claim, Stage } from "../../../src/core/types.ts";

const asked = { premise: null, shape: "yes-no", text: "Has Northwind signed with Fabrikam?" } as Resolved;

const reported = (text: string, stage: Stage | null): Claim => ({
  text,
  stage,
  label: "reported",
  why: "Chip Gazette only",
  citations: [1],
  origins: { count: 1, phrase: "one report" },
  settledBy: null,
});

test.each([
  ["Northwind is in talks with Fabrikam.", "in talks", /^Not confirmed\. Talks are reported/],
  ["Chip Gazette writes that no agreement had been signed.", null, /nothing had been signed\.$/],
  ["Neither Northwind nor Fabrikam has signed a contract.", null, /nothing had been signed\.$/],
  ["Chip Gazette writes that Northwind signed a contract.", null, /The first statement below is a report/],
  ["The 5 gigawatts are a target, not capacity in use.", null, /The first statement below is a report/],
] as const)("a report is told as what it is: %s", (text, stage, lead) => {
  expect(leadOf(asked, [reported(text, stage)])).toMatch(lead);
});
