import type { App } from "./app.ts";
import { createLeads, type Leads } from "./digest/leads.ts";

/** What writes the leads of digests, or null without a key. Loaded only with one, because the SDK is large. */
export async function leadsOf(app: App, log: { info(line: string): void }): Promise<Leads | null> {
  const { claude, promptsDir, now } = app.config;
  if (!claude) return null;
  const { createLeadWriter } = await import("./model/digest-lead.ts");
  const { receipts } = app.store;
  return createLeads({
    write: createLeadWriter({ ...claude, promptsDir }),
    spentOn: (day) => receipts.spentOn(day),
    spend: (what, usd, at) => receipts.spend(what, usd, at),
    dailyBudgetUsd: claude.dailyBudgetUsd,
    clock: () => now().getTime(),
    log,
  });
}
