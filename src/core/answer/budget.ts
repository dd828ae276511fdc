/** Whether a question may still be drafted by a paid model today; if not, what happened. */
export type BudgetDecision = { readonly allowed: true } | { readonly allowed: false; readonly what: string };

/** Decides before a question is sent; so the last answer of a day may pass the limit by its own price. */
export function withinBudget(spentTodayUsd: number, limitUsd: number): BudgetDecision {
  if (spentTodayUsd < limitUsd) return { allowed: true };
  return {
    allowed: false,
    what: `Today's Claude budget ($${limitUsd.toFixed(2)}) is used up`,
  };
}
