import type { Lexicon } from "../entities.ts";
import type { Draft, Evidence, Usage } from "../types.ts";
import { failuresOf, verifyDraft } from "../verify/verify.ts";
import { withinBudget } from "./budget.ts";
import { type Drafter, DraftFailure, type DraftRequest } from "./draft.ts";

/** Who drafts, and what that may cost. */
export interface Drafting {
  /** Claude, or null without a key. */
  readonly claude: Drafter | null;
  /** Answers by quoting: always there, and what every failure falls back to. */
  readonly quote: () => Draft;
  /** US dollars that the tenant's answers have cost today, and may cost in a day. */
  readonly spentToday: () => Promise<number>;
  readonly dailyBudgetUsd: number;
}

/** A draft with what the reader should know about how it came about. */
export interface Drafted {
  readonly draft: Draft;
  readonly notes: readonly string[];
}

/**
 * Claude drafts where it may and can, and mends once what verification does not pass; whatever keeps it from a whole
 * draft ends in quotation and a line that says why. `evidence` grows by what Claude finds when it searches again.
 */
export async function drafted(
  drafting: Drafting,
  request: DraftRequest,
  evidence: Map<string, Evidence>,
  lexicon: Lexicon,
  signal: AbortSignal,
): Promise<Drafted> {
  const { claude } = drafting;
  if (!claude) return { draft: drafting.quote(), notes: [] };
  const budget = withinBudget(await drafting.spentToday(), drafting.dailyBudgetUsd);
  if (!budget.allowed) return quoted(drafting, budget.what, null);
  const searching: DraftRequest = {
    ...request,
    search: async (query) => {
      const more = await request.search(query);
      for (const e of more) evidence.set(e.statement.id, e);
      return more;
    },
  };
  try {
    const first = await claude.draft(searching, signal);
    const failures = failuresOf(first.spans, evidence, lexicon);
    const whole = { ...searching, evidence: [...evidence.values()] };
    const draft =
      failures.length === 0 || !claude.mend ? first : await claude.mend(whole, first, failures, signal);
    if (draft.abstains || holds(draft, evidence, lexicon)) return { draft, notes: [] };
    return quoted(drafting, "Nothing that Claude wrote held against its sources", draft.usage);
  } catch (error) {
    if (!(error instanceof DraftFailure)) throw error;
    return quoted(drafting, error.what, error.usage);
  }
}

const holds = (draft: Draft, evidence: ReadonlyMap<string, Evidence>, lexicon: Lexicon): boolean =>
  verifyDraft(draft, evidence, lexicon).kept.some((span) => span.citations.length > 0);

/** The draft without Claude and why; what a failed attempt cost counts against the budget all the same. */
function quoted(drafting: Drafting, what: string, usage: Usage | null): Drafted {
  const draft = drafting.quote();
  const instead = draft.abstains
    ? "so only the search by rule looked for an answer"
    : "so this answer quotes the sources without it";
  return { draft: { ...draft, usage }, notes: [`${what}, ${instead}.`] };
}
