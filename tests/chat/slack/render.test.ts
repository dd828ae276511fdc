import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { safeUrl } from "../../../src/chat/slack/escape.ts";
import { LIMITS } from "../../../src/chat/slack/limits.ts";
import { answerView, evidenceView } from "../../../src/chat/slack/modal.ts";
import { renderAnswer, renderNotice } from "../../../src/chat/slack/render.ts";
import { labelWords } from "../../../src/core/label/label-words.ts";
import type { Answer } from "../../../src/core/types.ts";
import { refusals } from "../../fakes/slack/validate.ts";
import { anyAnswer } from "./answers.ts";

const runs = { numRuns: 300, endOnFailure: true };

/** Every text that Slack reads markup in: mrkdwn elements and the message's own text. */
function markup(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(markup);
  if (typeof value !== "object" || value === null) return [];
  const o = value as { type?: string; text?: unknown };
  const own = o.type === "mrkdwn" && typeof o.text === "string" ? [o.text] : [];
  return [...own, ...Object.values(value).flatMap(markup)];
}

function links(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(links);
  if (typeof value !== "object" || value === null) return [];
  const url = (value as { url?: unknown }).url;
  return [...(typeof url === "string" ? [url] : []), ...Object.values(value).flatMap(links)];
}

const own = (answer: Answer): ReadonlySet<string> =>
  new Set(answer.citations.flatMap((c) => safeUrl(c.source.url) ?? []));

describe("a drawn answer", () => {
  it("is never one that Slack refuses", () => {
    fc.assert(
      fc.property(anyAnswer, fc.boolean(), (answer, canShare) => {
        const { blocks, text } = renderAnswer(answer, { canShare });
        expect(refusals("message", blocks)).toEqual([]);
        expect(text.length).toBeGreaterThan(0);
        expect(text.length).toBeLessThanOrEqual(4000);
      }),
      { ...runs, numRuns: 1000 },
    );
  });

  it("opens to evidence that Slack does not refuse", () => {
    fc.assert(
      fc.property(anyAnswer, (answer) => {
        expect(refusals("modal", evidenceView(answer).blocks)).toEqual([]);
        expect(refusals("modal", answerView(answer).blocks)).toEqual([]);
      }),
      runs,
    );
  });

  it("links only to addresses of its sources, and pings nobody", () => {
    fc.assert(
      fc.property(anyAnswer, (answer) => {
        const { blocks, text } = renderAnswer(answer, { canShare: true });
        const allowed = own(answer);
        for (const url of links(blocks)) expect(allowed).toContain(url);
        for (const m of [...markup(blocks), text]) {
          for (const [, target = "?"] of m.matchAll(/<([^>|]*)\|?[^>]*>/g))
            expect([...allowed]).toContain(target);
          const rest = m.replace(/<[^>]*>/g, "");
          expect(rest).not.toMatch(/[<>]/);
          expect(rest).not.toMatch(/https?:\/\/|mailto:|@(?:here|channel|everyone)\b|\bevil\.example/);
        }
      }),
      runs,
    );
  });

  it("lists exactly the sources that it cites, and keeps each claim's label", () => {
    fc.assert(
      fc.property(anyAnswer, (answer) => {
        const { blocks } = renderAnswer(answer, { canShare: false });
        const rich = JSON.stringify(blocks.filter((b) => b.type === "rich_text" || b.type === "table"));
        const inline = new Set([...rich.matchAll(/"text":"\[(\d+)\]"/g)].map((m) => m[1]));
        const listed = new Set(
          markup(blocks.filter((b) => b.type === "context")).flatMap((t) => /^\[(\d+)\] /.exec(t)?.[1] ?? []),
        );
        expect([...inline].filter((n) => !listed.has(n ?? ""))).toEqual([]);
        for (const claim of answer.claims.slice(0, 1))
          if (claim.text.length < 300 && claim.citations.length === 0 && claim.text.trim() !== "")
            expect(rich).toContain(labelWords(claim.label));
      }),
      runs,
    );
  });

  it("says how many claims did not fit", () => {
    const claim = {
      text: "word ".repeat(200),
      label: "reported",
      why: "The Information, citing unnamed people",
      stage: "in talks",
      citations: [],
      origins: { count: 1, phrase: "one origin" },
      settledBy: null,
    } as const;
    const answer: Answer = {
      question: "q",
      asOf: "2026-07-01",
      outcome: "answered",
      lead: null,
      claims: Array.from({ length: 12 }, () => claim),
      conflicts: [],
      table: null,
      citations: [],
      leftOut: 0,
      notes: [],
      drafter: "extractive",
      model: null,
      receipt: "49j2r",
    };
    const drawn = JSON.stringify(renderAnswer(answer, { canShare: false }).blocks);
    const shown = drawn.split("◌ Reported, unconfirmed").length - 1;
    expect(shown).toBeGreaterThan(4);
    expect(drawn).toContain(`${12 - shown} more did not fit here`);
  });
});

describe("a notice", () => {
  it("is never one that Slack refuses", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 9000 }), (text) => {
        const message = renderNotice(text);
        expect(refusals("message", message.blocks)).toEqual([]);
        expect(message.text.length).toBeLessThanOrEqual(LIMITS.section.text * 4);
      }),
    );
  });
});

describe("an address", () => {
  it.each([
    ["javascript:alert(1)", null],
    ["https://user:secret@example.com/", null],
    ["ftp://example.com/", null],
    [null, null],
    ["https://example.com/a b|c>d", "https://example.com/a%20b%7Cc%3Ed"],
    ["HTTPS://Example.com", "https://example.com/"],
  ])("%s goes out as %s", (given, out) => {
    expect(safeUrl(given)).toBe(out);
  });
});
