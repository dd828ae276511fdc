import { staleness } from "../label/settle.ts";
import type { Clock, DroppedSpan, ReceiptStore } from "../ports.ts";
import type { Answer, Draft, Evidence, Outcome, Question } from "../types.ts";
import type { Composed } from "./compose.ts";

/** What an answer is made of before it gets its receipt. */
export interface Ending {
  readonly outcome: Outcome;
  readonly lead: string | null;
  readonly composed: Composed;
  readonly draft: Draft | null;
  /** What verification did not pass: left out, or replaced by the statement itself. */
  readonly dropped: readonly DroppedSpan[];
  /** How many of those were left out. */
  readonly leftOut: number;
  readonly found: readonly Evidence[];
  readonly notes: readonly string[];
}

/** An ending without claims: only its lead speaks. */
export const ended = (outcome: Outcome, lead: string): Ending => ({
  outcome,
  lead,
  composed: { claims: [], conflicts: [], table: null, citations: [], cut: 0 },
  draft: null,
  dropped: [],
  leftOut: 0,
  found: [],
  notes: [],
});

/** Makes the answer and stores its receipt: what was searched, cited and dropped, by which prompt and model, at what cost. */
export async function finish(
  question: Question,
  ending: Ending,
  ports: { readonly receipts: ReceiptStore; readonly clock: Clock },
  tenant: string,
  startedAt: number,
): Promise<Answer> {
  const { composed, draft } = ending;
  const id = await ports.receipts.newId();
  const answer: Answer = {
    question: question.text,
    asOf: question.asOf,
    outcome: ending.outcome,
    lead: ending.lead,
    claims: composed.claims,
    conflicts: composed.conflicts,
    table: composed.table,
    citations: composed.citations,
    leftOut: ending.leftOut,
    notes: [...ending.notes, ...(draft?.notes ?? []), ...readerNotes(question, ending)],
    drafter: draft?.drafter ?? "extractive",
    model: draft?.model ?? null,
    receipt: id,
  };
  const now = ports.clock();
  await ports.receipts.save({
    id,
    tenant,
    createdAt: now.toISOString(),
    question: question.text,
    asOf: question.asOf,
    outcome: ending.outcome,
    answer,
    searched: ending.found.map((f) => ({ statement: f.statement.id, score: f.score })),
    cited: composed.citations.map((c) => c.statement.id),
    dropped: ending.dropped,
    drafter: answer.drafter,
    model: answer.model,
    promptHash: draft?.prompt ?? null,
    usage: draft?.usage ?? null,
    usd: draft?.usage?.usd ?? 0,
    ms: Date.now() - startedAt,
  });
  return answer;
}

/** What else the reader should know: how old the sources are, what no longer fitted, that the date was chosen. */
function readerNotes(question: Question, { outcome, composed }: Ending): string[] {
  if (outcome !== "answered") return [];
  const dates = composed.citations.flatMap((c) => c.source.published ?? []).toSorted();
  const age = staleness(dates.at(-1) ?? null, question.asOf);
  const notes = age ? [`${age}.`] : [];
  if (composed.cut > 0)
    notes.push("More could be said than fits here; ask for a part of it to see the rest.");
  if (question.asOfChosen) notes.push(`Only what was known by ${question.asOf} counts here.`);
  return notes;
}
