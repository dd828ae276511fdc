import { expect, test } from "vitest";
import { createLedger } from "../../src/core/ledger/ledger.ts";
import { happeningsByDate } from "../../src/digest/by-date.ts";
import { starterLibrary } from "../core/starter.ts";

test("a line's head calls no deal announced or signed on an unconfirmed statement without saying so", () => {
  const library = starterLibrary();
  const notes = { leftOut: () => {} };
  const { happenings } = happeningsByDate(library, createLedger(library), "2025-01-01", "2026-11-21", notes);
  const heads = happenings
    .map((h) => ({ label: h.label, head: /^[^:.]*:/.exec(h.text)?.[0] ?? "" }))
    .filter(({ head }) =>
      /(?:→|^Now|^New deal,) ?(?:announced|definitive agreement|letter of intent)/.test(head),
    );
  const [sure, unsure] = [true, false].map((s) => heads.filter((h) => (h.label === "confirmed") === s));
  expect(sure?.length).toBeGreaterThan(5);
  expect(unsure?.length).toBeGreaterThan(2);
  for (const { head } of unsure ?? []) expect(head).toMatch(/\((?:unconfirmed|disputed)\)/);
  for (const { head } of sure ?? []) expect(head).not.toMatch(/\((?:unconfirmed|disputed)\)/);
});
