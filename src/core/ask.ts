import { abstention } from "./abstain.ts";
import { assess } from "./answerable.ts";
import { withinBudget } from "./budget.ts";
import { type Composed, compose, type Disagreement } from "./compose.ts";
import { type Drafter, DraftFailure, type DraftRequest } from "./draft.ts";
import { leadOf } from "./lead.ts";
import type { Library } from "./library.ts";
import type { Clock, DroppedSpan, ReceiptStore } from "./ports.ts";
import type { Search } from "./query.ts";
import { type Resolved, resolve } from "./resolve.ts";
import { type Found, retrieve } from "./retrieve.ts";
import { refusalOf } from "./scope.ts";
import { staleness } from "./settle.ts";
import type { Answer, Draft, Evidence, Outcome, Question } from "./types.ts";
import { verifyDraft } from "./verify.ts";

/** Everything that answering needs from outside; the composition root joins it. */
export interface AskPorts {
  readonly library: Library;
  readonly search: Search;
  /** Claude, or null without a key. */
  readonly claude: Drafter | null;
  /** Answers by quoting; always there, and the fallback. */
  readonly extractive: (resolved: Resolved, found: readonly Found[]) => Draft;
  /** Where the statements found disagree, with statements drawn in that contradict them. */
  readonly disagreements: (found: readonly Evidence[], resolved: Resolved) => Disagreements;
  readonly receipts: ReceiptStore;
  readonly clock: Clock;
  readonly dailyBudgetUsd: number;
  readonly spentTodayUsd: (tenant: string) => Promise<number>;
}

export interface Disagreements {
  readonly list: readonly Disagreement[];
  readonly disputed: ReadonlySet<string>;
  /** Statements on either side that retrieval had not found. */
  readonly drawnIn: readonly Evidence[];
}

export interface AskOptions {
  readonly tenant: string;
  readonly signal: AbortSignal;
  readonly onProgress?: (text: string) => void;
}

/** One question, end to end. The steps are the product: read this file first. */
export async function ask(question: Question, ports: AskPorts, options: AskOptions): Promise<Answer> {
  const startedAt = ports.clock().getTime();
  const refusal = refusalOf(question.text);
  if (refusal) return finish(question, ports, options, startedAt, ended("refused", refusal.line));

  const resolved = resolve(question, ports.library, ports.search);
  const found = retrieve(resolved, ports.library, ports.search);
  const assessed = assess(resolved, found, ports.search);
  if (!assessed.answerable) {
    const line = abstention(assessed.reason, resolved, assessed.nearest, ports.library);
    return finish(question, ports, options, startedAt, { ...ended("abstained", line), found });
  }

  const { list, disputed, drawnIn } = ports.disagreements(assessed.found, resolved);
  const evidence = new Map([...found, ...drawnIn].map((e) => [e.statement.id, e]));
  const { draft, notes } = await drafted(resolved, assessed.found, list, ports, options, startedAt);
  if (draft.abstains) {
    const line = abstention({ kind: "too-far" }, resolved, found[0] ?? null, ports.library);
    return finish(question, ports, options, startedAt, { ...ended("abstained", line), found, draft, notes });
  }
  const { kept, dropped } = verifyDraft(draft, evidence, ports.library.lexicon);
  const composed = compose({ spans: kept, disagreements: list, disputed, evidence, library: ports.library });
  if (composed.claims.length === 0) {
    const line = abstention({ kind: "too-far" }, resolved, found[0] ?? null, ports.library);
    return finish(question, ports, options, startedAt, {
      ...ended("abstained", line),
      found,
      draft,
      notes,
      dropped,
    });
  }
  return finish(question, ports, options, startedAt, {
    outcome: "answered",
    lead: leadOf(resolved, composed.claims),
    composed,
    draft,
    dropped,
    found,
    notes,
  });
}

/** What an answer is made of before it gets its receipt. */
interface Ending {
  readonly outcome: Outcome;
  readonly lead: string | null;
  readonly composed: Composed;
  readonly draft: Draft | null;
  readonly dropped: readonly DroppedSpan[];
  readonly found: readonly Found[];
  readonly notes: readonly string[];
}

const ended = (outcome: Outcome, lead: string): Ending => ({
  outcome,
  lead,
  composed: { claims: [], conflicts: [], citations: [], cut: 0 },
  draft: null,
  dropped: [],
  found: [],
  notes: [],
});

/** Claude drafts where it may and can; whatever keeps it from a whole draft ends in quotation and a line that says why. */
async function drafted(
  resolved: Resolved,
  found: readonly Found[],
  disagreements: readonly Disagreement[],
  ports: AskPorts,
  options: AskOptions,
  startedAt: number,
): Promise<{ draft: Draft; notes: readonly string[] }> {
  if (!ports.claude) return { draft: ports.extractive(resolved, found), notes: [] };
  const budget = withinBudget(await ports.spentTodayUsd(options.tenant), ports.dailyBudgetUsd);
  if (!budget.allowed) return { draft: ports.extractive(resolved, found), notes: [budget.line] };
  const request: DraftRequest = {
    question: resolved.question,
    evidence: found,
    search: async (query) => searchAgain(query, resolved, ports),
    conflicts: disagreements.map((d) => ({
      about: d.about,
      statements: d.sides.flatMap((s) => s.statements),
    })),
    startedAt,
    ...(options.onProgress ? { onProgress: options.onProgress } : {}),
  };
  try {
    return { draft: await ports.claude.draft(request, options.signal), notes: [] };
  } catch (error) {
    if (!(error instanceof DraftFailure)) throw error;
    const draft = { ...ports.extractive(resolved, found), usage: error.usage };
    return { draft, notes: [error.userLine] };
  }
}

async function searchAgain(query: string, resolved: Resolved, ports: AskPorts): Promise<readonly Evidence[]> {
  const again = resolve({ ...resolved.question, text: query, history: [] }, ports.library, ports.search);
  return retrieve(again, ports.library, ports.search);
}

async function finish(
  question: Question,
  ports: AskPorts,
  options: AskOptions,
  startedAt: number,
  ending: Ending,
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
    table: null,
    citations: composed.citations,
    leftOut: ending.dropped.length,
    notes: [...ending.notes, ...(draft?.notes ?? []), ...readerNotes(question, ending)],
    drafter: draft?.drafter ?? "extractive",
    model: draft?.model ?? null,
    receipt: id,
  };
  const now = ports.clock();
  await ports.receipts.save({
    id,
    tenant: options.tenant,
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
    ms: now.getTime() - startedAt,
  });
  return answer;
}

/** What else the reader should know: how old the sources are, what no longer fitted, that the date was chosen. */
function readerNotes(question: Question, { outcome, composed }: Ending): string[] {
  if (outcome !== "answered") return [];
  const dates = composed.citations.flatMap((c) => c.source.published ?? []).toSorted();
  const age = staleness(dates.at(-1) ?? null, question.asOf);
  const notes = age ? [`${age}.`] : [];
  if (composed.cut > 0) notes.push(`${composed.cut} more could be said; ask for it to see it.`);
  if (question.asOfChosen) notes.push(`Only what was known by ${question.asOf} is counted.`);
  return notes;
}
