import { expect, test } from "vitest";
import { dealJson, dealsJson } from "../../src/chat/deals-json.ts";
import { renderDeal, renderDeals } from "../../src/chat/terminal/deals.ts";
import { dealLines, dealPage } from "../../src/core/ledger/deal-page.ts";
import { createLedger } from "../../src/core/ledger/ledger.ts";
import { starterLibrary } from "../core/starter.ts";

const library = starterLibrary();
const ledger = createLedger(library);
const page = (day: string | null) => {
  const found = dealPage("openai-nvidia", ledger, library, day);
  if (!found) throw new Error("no such deal");
  return found;
};

test("the list shows every deal with its stage, and fits the screen", () => {
  const text = renderDeals(dealLines(ledger, null), null, 120);
  for (const d of library.deals) expect(text).toContain(d.slug);
  expect(text).toContain(`${library.deals.length} in all`);
  expect(Math.max(...text.split("\n").map((l) => l.length))).toBeLessThanOrEqual(120);
});

test("a page tells the whole history with labels, and which figures were changed", () => {
  const text = renderDeal(page(null), null, 100);
  expect(text).toContain("letter of intent → scaled back");
  expect(text).toContain("✕ Denied");
  expect(text).toMatch(/up to \$100 billion.*changed since/);
  expect(text).toContain("our summary of OpenAI");
});

test("a page as of a day has neither what came later nor the summary of today", () => {
  const text = renderDeal(page("2025-11-30"), "2025-11-30", 100);
  expect(text).toContain("letter of intent");
  expect(text).not.toContain("scaled back");
  expect(text).not.toContain("$30 billion");
  expect(text).toContain("2 of its events have no date and are left out");
});

test("JSON numbers what it cites and lists the sources as `ask` does", () => {
  const json = dealJson(page(null), "2026-11-21");
  expect(json.stage).toBe("scaled back");
  expect(json.history).toHaveLength(9);
  const numbers = new Set(json.sources.map((s) => s.n));
  for (const e of [...json.history, ...json.figures])
    for (const n of e.citations) expect(numbers.has(n)).toBe(true);
  expect(json.sources[0]).toHaveProperty("quoteKind", "summary");
});

test("the list as JSON says its total, and on an earlier day holds fewer deals", () => {
  const today = dealsJson(dealLines(ledger, null), "2026-11-21");
  expect(today.total).toBe(today.deals.length);
  expect(dealsJson(dealLines(ledger, "2025-06-30"), "2025-06-30").total).toBeLessThan(today.total);
});

test("a library without deals says so", () => expect(renderDeals([], null)).toMatch(/holds no deals/));
