import { answerText } from "../core/answer/answer-text.ts";
import type { Answer, Citation } from "../core/types.ts";

/** What `ask --json` prints: a contract that others build on. Add to it, never rename. */
export function answerJson(answer: Answer, ms: number, id?: string) {
  return {
    ...(id === undefined ? {} : { id }),
    question: answer.question,
    asOf: answer.asOf,
    abstained: answer.outcome !== "answered",
    refused: answer.outcome === "refused",
    answer: answerText(answer),
    claims: answer.claims.map((c) => ({
      text: c.text,
      label: c.label,
      why: c.why,
      stage: c.stage,
      citations: c.citations,
      origins: c.origins,
      settledBy: c.settledBy,
    })),
    conflicts: answer.conflicts,
    table: answer.table,
    sources: answer.citations.map(sourceJson),
    leftOut: answer.leftOut,
    notes: answer.notes,
    drafter: answer.drafter,
    model: answer.model,
    receipt: answer.receipt,
    ms,
  };
}

/** One cited statement with its source, as every command's JSON lists it. */
export function sourceJson(citation: Citation) {
  const { n, source, statement, passage } = citation;
  return {
    n,
    id: source.id,
    title: source.title,
    publisher: source.publisher,
    url: source.url,
    published: source.published,
    kind: source.kind,
    quote: statement.text,
    quoteKind: source.quoteKind,
    passage: { id: passage.id, text: passage.text, start: passage.start, end: passage.end },
  };
}
