import { describe, expect, test } from "vitest";
import { compose, MAX_CITATIONS } from "../../../src/core/answer/compose.ts";
import { evidenceOf } from "../../../src/core/evidence/retrieve.ts";
import { answerFromLedger } from "../../../src/core/ledger/history-question.ts";
import { wasKnownBy } from "../../../src/core/ledger/known.ts";
import { createLedger } from "../../../src/core/ledger/ledger.ts";
import type { Turn } from "../../../src/core/types.ts";
import { verifyDraft } from "../../../src/core/verify/verify.ts";
import { starterLibrary } from "../starter.ts";

const library = starterLibrary();
const ledger = createLedger(library);
const TODAY = "2026-11-21";

const answer = (text: string, asOf?: string, history: readonly Turn[] = []) =>
  answerFromLedger(
    { question: { text, history, asOf: asOf ?? TODAY, asOfChosen: asOf !== undefined } },
    ledger,
    library,
  );
const must = (text: string, asOf?: string, history?: readonly Turn[]) => {
  const found = answer(text, asOf, history);
  if (!found) throw new Error(`no answer from the ledger: ${text}`);
  return found;
};
const cited = (a: ReturnType<typeof must>) => new Set(a.claims.flatMap((c) => c.citations));

const ANSWERED = [
  "what happened to the Nvidia-OpenAI 100 billion?",
  "what changed since April?",
  "which of Anthropic's deals are signed?",
  "who has committed most to Oracle?",
  "list all deals of Meta",
  "how many deals does OpenAI have?",
  "compare Anthropic's cloud deals",
  "biggest deals",
  "status of the Maia deal",
  "timeline of the asml mistral thing",
  "what moved in june 2026",
  "which deals are in talks?",
];

describe.each(ANSWERED)("%s", (text) => {
  const a = must(text);
  test("is answered in the words of statements", () => {
    expect(a.claims.length).toBeGreaterThan(0);
    for (const c of a.claims) {
      expect(c.citations.length).toBe(1);
      expect(c.text.endsWith(library.statements.get(c.citations[0] ?? "")?.text ?? "?")).toBe(true);
    }
  });
  test("passes verification and keeps to the bounds of an answer, the table included", () => {
    const ids = [...cited(a), ...(a.table?.rows.flatMap((r) => r.statements) ?? [])];
    const evidence = new Map(
      ids.flatMap((id) => {
        const e = evidenceOf({ statement: id, score: 1 }, library);
        return e ? [[id, e] as const] : [];
      }),
    );
    expect(verifyDraft({ spans: a.claims }, evidence, library.lexicon).kept).toEqual(a.claims);
    const composed = compose({
      spans: a.claims,
      disagreements: [],
      table: a.table,
      lead: a.lead,
      disputed: new Set(),
      evidence,
      library,
    });
    expect(composed.claims.length).toBe(a.claims.length);
    expect(composed.citations.length).toBeLessThanOrEqual(MAX_CITATIONS);
    for (const row of composed.table?.rows ?? []) expect(row.citations.length).toBeGreaterThan(0);
    const chars = (a.lead?.length ?? 0) + a.claims.reduce((n, c) => n + c.text.length + 5, 0);
    expect(chars).toBeLessThanOrEqual(1_500);
  });
});

describe("the history of a deal", () => {
  test("runs from the first stage to the last, oldest first", () => {
    const a = must("what happened to the Nvidia-OpenAI 100 billion?");
    expect(a.lead).toMatch(/letter of intent \(22 September 2025\), then scaled back \(20 February 2026\)/);
    const order = a.claims.flatMap((c) => c.citations);
    expect(order[0]).toBe("onv-20");
    expect(order).toContain("onv-08");
    expect(order.indexOf("onv-20")).toBeLessThan(order.indexOf("onv-08"));
  });
  test("leaves out what came later when asked what was known", () => {
    const turns = [{ role: "user", text: "what happened to the Nvidia-OpenAI 100 billion?" }] as const;
    const a = must("what did we know about it in November 2025?", undefined, turns);
    expect(a.lead).toContain("letter of intent");
    expect(a.lead).not.toContain("scaled back");
    expect(a.notes.join(" ")).toMatch(/2 events .* have no date and are left out/);
  });
  test("says which other deal may be meant", () =>
    expect(must("where do nvidia and openai stand?").notes.join(" ")).toContain("Ohio campus"));
});

describe.each(["2025-06-30", "2025-11-30", "2026-02-10", "2026-05-22"])("as of %s", (day) => {
  test.each(ANSWERED)("%s cites nothing that was not known", (text) => {
    const a = answer(text, day);
    const ids = [
      ...(a?.claims ?? []).flatMap((c) => c.citations),
      ...(a?.table?.rows ?? []).flatMap((r) => r.statements),
    ];
    for (const id of ids) {
      const s = library.statements.get(id);
      expect(s && wasKnownBy(s, library.sources.get(s.sourceId), day), id).toBe(true);
    }
  });
});

describe("lists", () => {
  test("name all deals of a party", () => {
    const a = must("list all deals of Meta");
    const meta = library.deals.filter((d) => d.parties.includes("Meta"));
    expect(a.table?.total).toBe(meta.length);
    for (const d of meta) expect(a.lead).toContain(d.name);
  });
  test("of signed deals hold those alone, and tell how many are not", () => {
    const a = must("which of Anthropic's deals are signed?");
    expect(a.lead).toMatch(/^4 of the 14 deals of Anthropic here are signed/);
    expect(a.lead).not.toContain("Maia");
    expect(a.notes.join(" ")).toContain("1 in talks");
  });
  test("know a party by its ticker", () =>
    expect(must("deals involving AVGO").lead).toMatch(/^5 deals of Broadcom/));
  test("of what has become different name every deal with its change", () => {
    const a = must("what changed since April?");
    expect(a.table?.rows.some((r) => r.cells[2] === "announced → definitive agreement; now confirmed")).toBe(
      true,
    );
    expect(a.notes.join(" ")).toMatch(/without a date can't be placed/);
  });
});

describe("rankings and comparisons", () => {
  test("put commitments to a party in order, with how far each deal has got", () => {
    const a = must("who has committed most to Oracle?");
    expect(a.lead).toBe(
      "Largest of the commitments to Oracle that the sources here give: OpenAI, exceeding $300-billion (definitive agreement); then Meta, about $20 billion (in talks).",
    );
    expect(a.notes.join(" ")).toContain("Stargate");
  });
  test("never rank an amount of another kind or one that was changed since", () => {
    const a = must("who invested most in OpenAI?");
    const kinds = new Set(
      (a.table?.rows ?? []).flatMap((r) =>
        library.deals.flatMap((d) =>
          d.figures.filter((f) => f.amount === r.cells[2] && f.to === "OpenAI").map((f) => f.kind),
        ),
      ),
    );
    expect([...kinds]).toEqual(["investment"]);
    expect(JSON.stringify(a.table)).not.toContain("up to $100 billion");
    expect(a.notes.join(" ")).toContain("up to $100 billion");
  });
  test("keep kinds of figures in columns of their own", () => {
    const a = must("compare openai's AMD and Nvidia deals");
    expect(a.table?.columns).toEqual(["Deal", "Stage", "Investment", "Capacity"]);
    expect(a.table?.rows.map((r) => r.cells[0]).join()).not.toContain("Oracle");
  });
});

describe("what the ledger leaves to retrieval", () => {
  test.each([
    "how much is the openai aws contract worth",
    "what deals came with a warrant",
    "which contracts can be cancelled early",
    "who supplies openai with chips",
    "how many deals does Apple have?",
    "what is OpenAI's commitment to Oracle?",
    "why did Nvidia scale back?",
    "is the openai nvidia deal signed?",
    "hello",
    "",
  ])("%j", (text) => expect(answer(text)).toBeNull());
  test("everything, in a library of plain documents", () => {
    const plain = { ...library, deals: [] };
    for (const text of ANSWERED) {
      const question = { text, history: [], asOf: TODAY, asOfChosen: false };
      expect(answerFromLedger({ question }, createLedger(plain), plain)).toBeNull();
    }
  });
});
