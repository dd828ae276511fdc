import { abstention } from "./answer/abstain.ts";
import { compose } from "./answer/compose.ts";
import type { Drafter } from "./answer/draft.ts";
import { drafted } from "./answer/drafting.ts";
import { type Ending, ended, finish } from "./answer/finish.ts";
import { leadOf } from "./answer/lead.ts";
import { lean } from "./answer/lean.ts";
import { type Disagreements, disagreementsOf, shownWith } from "./conflicts/disagree.ts";
import type { Conflicts } from "./conflicts/library-conflicts.ts";
import { assess, type Gap } from "./evidence/answerable.ts";
import { evidenceOf, type Found, retrieve } from "./evidence/retrieve.ts";
import { SILENCE, worthJudging } from "./evidence/second-opinion.ts";
import { answerFromLedger } from "./ledger/history-question.ts";
import type { Ledger } from "./ledger/ledger.ts";
import type { Library } from "./library.ts";
import type { Clock, ReceiptStore } from "./ports.ts";
import type { Search } from "./question/query.ts";
import { type Resolved, resolve } from "./question/resolve.ts";
import { refusalOf } from "./question/scope.ts";
import type { Answer, Draft, Evidence, Question } from "./types.ts";
import { verifyDraft } from "./verify/verify.ts";

/** Everything that answering needs from outside; the composition root joins it. */
export interface AskPorts {
  readonly library: Library;
  readonly search: Search;
  /** Claude, or null without a key. */
  readonly claude: Drafter | null;
  readonly quote: (resolved: Resolved, found: readonly Found[]) => Draft;
  readonly conflicts: Conflicts;
  readonly ledger: Ledger;
  readonly receipts: ReceiptStore;
  readonly clock: Clock;
  readonly dailyBudgetUsd: number;
}

export interface AskOptions {
  readonly tenant: string;
  readonly signal: AbortSignal;
  readonly onProgress?: (text: string) => void;
}

/** One question, end to end. The steps are the product: read this file first. */
export async function ask(question: Question, ports: AskPorts, options: AskOptions): Promise<Answer> {
  // The clock may be set to another day; how long something takes is told by real time.
  const startedAt = Date.now();
  const refusal = refusalOf(question.text);
  const ending = refusal
    ? ended("refused", refusal.line)
    : (fromLedger(question, ports) ?? (await answerFrom(question, ports, options, startedAt)));
  return finish(question, ending, ports, options.tenant, startedAt);
}

/** A question about how deals got to where they stand, or which there are, is answered from the ledger. */
function fromLedger(question: Question, { ledger, library }: AskPorts): Ending | null {
  const found = answerFromLedger({ question }, ledger, library);
  if (!found) return null;
  const ids = [
    ...found.claims.flatMap((c) => c.citations),
    ...(found.table?.rows.flatMap((r) => r.statements) ?? []),
  ];
  const evidence = new Map(
    ids.flatMap((id): [string, Evidence][] => {
      const e = evidenceOf({ statement: id, score: 1 }, library);
      return e ? [[id, e]] : [];
    }),
  );
  const { kept, dropped } = verifyDraft({ spans: found.claims }, evidence, library.lexicon);
  const composed = compose({
    spans: kept,
    disagreements: [],
    table: found.table,
    lead: found.lead,
    disputed: new Set(),
    evidence,
    library,
  });
  if (composed.claims.length === 0 && !composed.table) return null;
  return {
    ...ended("answered", found.lead ?? ""),
    lead: found.lead,
    composed,
    dropped,
    leftOut: dropped.length,
    found: [...evidence.values()],
    notes: found.notes,
  };
}

/** Finds, drafts, verifies, labels and composes; abstains where the library does not hold the answer. */
async function answerFrom(
  question: Question,
  ports: AskPorts,
  options: AskOptions,
  startedAt: number,
): Promise<Ending> {
  const { library, search } = ports;
  const resolved = resolve(question, library, search);
  const found = retrieve(resolved, library, search);
  const assessed = assess(resolved, found, search);
  const silent = (reason: Gap): Ending => ({
    ...ended("abstained", abstention(reason, resolved, found[0] ?? null, library)),
    found,
  });
  const gap: Gap = assessed.answerable ? { kind: "too-far" } : assessed.reason;
  const useful = assessed.answerable ? assessed.found : ports.claude ? worthJudging(gap, found) : [];
  if (useful.length === 0) return silent(gap);

  const knownBy = question.asOfChosen ? question.asOf : null;
  const near = disagreementsOf(useful, ports.conflicts, library, knownBy);
  const evidence = new Map([...found, ...near.drawnIn].map((e): [string, Evidence] => [e.statement.id, e]));
  const { draft, notes } = await drafted(
    {
      claude: ports.claude,
      quote: () => (assessed.answerable ? ports.quote(resolved, useful) : SILENCE),
      spentToday: () => ports.receipts.spentOn(ports.clock().toISOString().slice(0, 10)),
      dailyBudgetUsd: ports.dailyBudgetUsd,
    },
    {
      question,
      evidence: [...useful, ...near.drawnIn],
      search: async (query) => findAgain(query, question, ports),
      conflicts: near.list.map((d) => ({ about: d.about, statements: d.sides.flatMap((s) => s.statements) })),
      startedAt,
      ...(options.onProgress ? { onProgress: options.onProgress } : {}),
    },
    evidence,
    library.lexicon,
    options.signal,
  );
  const { kept, dropped, replaced } = verifyDraft(draft, evidence, library.lexicon);
  const spans = kept.map((span) => lean(span, evidence, library.lexicon));
  const cited = new Set(spans.flatMap((s) => s.citations));
  const { list, disputed } =
    draft.drafter === "claude" ? disagreementsWith(cited, useful, evidence, ports, knownBy) : near;
  const disagreements = shownWith(cited, list, resolved.shape === "views");
  const composed = compose({ spans, disagreements, table: null, disputed, evidence, library });
  const onReceipt = [
    ...dropped,
    ...replaced.map((r) => ({ ...r, reason: `replaced by the statement: ${r.reason}` })),
  ];
  const said = {
    draft,
    dropped: onReceipt,
    leftOut: dropped.length,
    notes: replaced.length > 0 ? [...notes, replacedLine(replaced.length)] : notes,
  };
  if (draft.abstains || composed.claims.length === 0) return { ...silent(gap), ...said };
  return {
    outcome: "answered",
    lead: leadOf(resolved, composed.claims),
    composed,
    found,
    ...said,
  };
}

/** Claude may rest on other statements than the nearest: what contradicts those counts, and is drawn in too. */
function disagreementsWith(
  cited: ReadonlySet<string>,
  useful: readonly Evidence[],
  evidence: Map<string, Evidence>,
  { conflicts, library }: AskPorts,
  knownBy: string | null,
): Disagreements {
  const first = [...cited].flatMap((id) => evidence.get(id) ?? []);
  const rest = useful.filter((e) => !cited.has(e.statement.id));
  const found = disagreementsOf([...first, ...rest], conflicts, library, knownBy);
  for (const e of found.drawnIn) evidence.set(e.statement.id, e);
  return found;
}

/** A second look with other words, for a drafter that asks for one. */
function findAgain(query: string, question: Question, { library, search }: AskPorts): Evidence[] {
  return retrieve(resolve({ ...question, text: query, history: [] }, library, search), library, search);
}

const replacedLine = (count: number): string =>
  `${count === 1 ? "One sentence was" : `${count} sentences were`} replaced by the source's own, which said it otherwise.`;
