import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Card, Outbound } from "../../../src/chat/teams/activity.ts";
import { dealCard, dealsCard } from "../../../src/chat/teams/card-deals.ts";
import { evidenceCard } from "../../../src/chat/teams/card-evidence.ts";
import { verdictCard } from "../../../src/chat/teams/card-verdict.ts";
import { labelsOf } from "../../../src/chat/teams/entities.ts";
import { escapeMarkdown, safeUrl } from "../../../src/chat/teams/escape.ts";
import { renderAnswer, renderNotice, renderPlain } from "../../../src/chat/teams/render.ts";
import { VERDICT_WORDS } from "../../../src/core/check/verdict-words.ts";
import { labelWords } from "../../../src/core/label/label-words.ts";
import type { Answer } from "../../../src/core/types.ts";
import { broken, bytesOf, rootOf, type Wire } from "../../fakes/teams/rules.ts";
import { answers, claims } from "./answers.ts";
import { dealPages } from "./deals.ts";

const wire = (activity: Outbound): Wire => JSON.parse(JSON.stringify(activity));

/** Everything in a text that a client would follow: links of markdown, and bare addresses. */
const addresses = (text: string): string[] => [
  ...[...text.matchAll(/\]\(([^)]*)\)/g)].map((m) => m[1] ?? ""),
  ...(text.replace(/\]\([^)]*\)/g, "").match(/https?:\/\/\S+|\bwww\.\w\S*|mailto:\S+/g) ?? []),
];

const allowed = (answer: Answer) =>
  new Set(answer.citations.flatMap((c) => safeUrl(c.source.url, 1_000) ?? []));

describe("an answer of any shape", () => {
  it("is a message that Teams takes, with one root and no citation without its mark", () => {
    fc.assert(
      fc.property(answers, (answer) => {
        for (const drawn of [renderAnswer(answer), renderPlain(answer)]) {
          const sent = wire(drawn);
          expect(broken(sent)).toEqual([]);
          expect(sent.text?.length).toBeLessThanOrEqual(4_000);
          expect(bytesOf(sent)).toBeLessThanOrEqual(80 * 1024);
          expect(rootOf(sent).additionalType).toEqual(["AIGeneratedContent"]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("links nothing but the addresses of its sources, and mentions nobody", () => {
    fc.assert(
      fc.property(answers, (answer) => {
        const text = renderAnswer(answer).text ?? "";
        for (const address of addresses(text)) expect(allowed(answer)).toContain(address);
        expect(text.replace(/\]\([^)]*\)/g, "")).not.toMatch(/<\/?\w|@[\p{L}\p{N}]/u);
      }),
      { numRuns: 300 },
    );
  });

  it("shows a claim with its label in words right under it, and all its sources, or not at all", () => {
    fc.assert(
      fc.property(answers, (answer) => {
        for (const claim of answer.claims.slice(0, 3)) {
          const citations = answer.citations.slice(0, 8);
          const cited = claim.citations.filter((n) => n <= 8);
          const alone = {
            ...answer,
            claims: [{ ...claim, citations: cited }],
            conflicts: [],
            table: null,
            citations,
          };
          const text = renderAnswer(alone).text ?? "";
          expect(text).not.toContain("did not fit");
          expect(text).toContain(`  \n**${labelWords(claim.label)}**`);
          for (const n of cited) expect(text).toContain(`- **${n}** `);
        }
      }),
    );
  });

  it("cites no number that its sources don't have", () => {
    fc.assert(
      fc.property(answers, (answer) => {
        const text = renderAnswer(answer).text ?? "";
        const known = new Set(answer.citations.map((c) => c.n));
        for (const [, n] of text.matchAll(/\[(\d+)\](?!\()/g)) expect(known).toContain(Number(n));
      }),
      { numRuns: 300 },
    );
  });
});

describe("a card", () => {
  const holds = (card: Card, urls: Iterable<string | null>) => {
    const json = JSON.stringify(card);
    expect(Buffer.byteLength(json)).toBeLessThanOrEqual(28 * 1024);
    const may = new Set([...urls].map((u) => safeUrl(u, 1_000)));
    for (const block of texts(card)) {
      expect(block).not.toMatch(/<at\b/);
      for (const address of addresses(block)) expect(may).toContain(address);
    }
  };

  it("of evidence or of verdicts is small enough, mentions nobody and links to sources alone", () => {
    fc.assert(
      fc.property(answers, claims, (answer, claim) => {
        const { question: about, citations } = answer;
        const evidence = evidenceCard({ about, citations, labelsOf: (c) => labelsOf(c, answer) }, []);
        holds(
          evidence,
          citations.map((c) => c.source.url),
        );
        holds(
          verdictCard(claim),
          claim.citations.map((c) => c.source.url),
        );
        for (const { verdict } of claim.parts.slice(0, 1))
          expect(JSON.stringify(verdictCard(claim))).toContain(VERDICT_WORDS[verdict]);
      }),
      { numRuns: 150 },
    );
  });

  it("of deals is small enough, mentions nobody and links to sources alone", () => {
    fc.assert(
      fc.property(fc.array(dealPages, { maxLength: 12 }), fc.integer(), (pages, at) => {
        holds(dealsCard(pages, at), []);
        for (const page of pages.slice(0, 2))
          holds(
            dealCard(page),
            page.timeline.map((t) => t.event.source.url),
          );
      }),
      { numRuns: 60 },
    );
  });
});

/** The texts of all text blocks of a card. */
function texts(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(texts);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([k, v]) => (k === "text" && typeof v === "string" ? [v] : texts(v)));
}

describe("escaping", () => {
  it("leaves plain words and figures as they are", () => {
    expect(escapeMarkdown("OpenAI put $3.5 billion (about 1.2 GW) in, said Ada.")).toBe(
      "OpenAI put $3.5 billion (about 1.2 GW) in, said Ada.",
    );
  });

  it("takes the meaning of marks and keeps their look", () => {
    const plain = escapeMarkdown("see [3] and [x](https://a.example) <at>all</at> *now*").replaceAll(
      "\u2060",
      "",
    );
    expect(plain).toBe("see [3] and [x](https://a.example) &lt;at&gt;all&lt;/at&gt; \\*now\\*");
  });

  it("keeps what would begin a heading or a list a sentence", () => {
    for (const start of ["# a", "- a", "1. a", "+ a"])
      expect(escapeMarkdown(start).startsWith("\u2060")).toBe(true);
  });
});

describe("a notice", () => {
  it("fits, whatever it says", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 5_000 }), (said) => {
        expect(broken(wire(renderNotice(said)))).toEqual([]);
      }),
    );
  });
});
