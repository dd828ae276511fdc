/** Whether a question may still be drafted by a paid model today. */
export type BudgetDecision = { readonly allowed: true } | { readonly allowed: false; readonly line: string };

/**
 * Decides before a question is sent. Without a limit everything is allowed; with one, a model whose price is unknown is
 * not used, because the limit could not be kept. The last allowed answer may pass the limit by its own price.
 */
export function withinBudget(
  spentTodayUsd: number,
  limitUsd: number | null,
  priceKnown: boolean,
): BudgetDecision {
  if (limitUsd === null) return { allowed: true };
  if (!priceKnown)
    return {
      allowed: false,
      line: "A daily budget is set but the price of the model is unknown, so this answer quotes the sources without Claude.",
    };
  if (spentTodayUsd < limitUsd) return { allowed: true };
  return {
    allowed: false,
    line: `Today's Claude budget ($${limitUsd.toFixed(2)}) is used up, so this answer quotes the sources without it.`,
  };
}
