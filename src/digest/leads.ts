import { withinBudget } from "../core/answer/budget.ts";
import { DraftFailure } from "../core/answer/draft.ts";
import { leadRequest, verifiedLead, type WriteLead } from "../core/digest/lead.ts";
import type { Digest, DigestLead } from "../core/digest/types.ts";
import type { Lexicon } from "../core/entities.ts";

/** Gives a digest its lead, or gives it back as it was. What goes wrong with it leaves the digest without one. */
export type Leads = (digest: Digest, lexicon: Lexicon) => Promise<Digest>;

/** What leads cost and may cost; the clock gives milliseconds. */
export interface LeadParts {
  readonly write: WriteLead;
  /** US dollars of a UTC day (ISO date), and what is added to them. */
  readonly spentOn: (day: string) => Promise<number>;
  readonly spend: (what: string, usd: number, at: string) => Promise<void>;
  readonly dailyBudgetUsd: number;
  readonly clock: () => number;
  readonly log: { info(line: string): void };
}

/** Many digests come due together; one that waits for a service that fails must not make the others late. */
const REST_MS = 10 * 60_000;
/** Leads kept: channels that follow the same at the same hour get the same one, which is paid for once. */
const KEPT = 16;

export function createLeads({ write, spentOn, spend, dailyBudgetUsd, clock, log }: LeadParts): Leads {
  const kept = new Map<string, readonly DigestLead[]>();
  let restUntil = 0;

  async function leadOf(digest: Digest, lexicon: Lexicon): Promise<readonly DigestLead[]> {
    const request = leadRequest(digest);
    if (!request) return [];
    const key = JSON.stringify([digest.until, digest.items, digest.citations.map((c) => c.statement.id)]);
    const known = kept.get(key);
    if (known) return known;
    const at = new Date(clock()).toISOString();
    const budget = withinBudget(await spentOn(at.slice(0, 10)), dailyBudgetUsd);
    if (!budget.allowed || clock() < restUntil) {
      log.info(`digests: no lead: ${budget.allowed ? "Claude failed a short while ago" : budget.what}`);
      return [];
    }
    const { spans, usage } = await write(request);
    await spend("digest lead", usage.usd, at);
    const lead = verifiedLead(spans, request, digest, lexicon);
    if (lead.length < spans.length)
      log.info(`digests: ${spans.length - lead.length} of ${spans.length} sentences of a lead were dropped`);
    kept.set(key, lead);
    for (const oldest of [...kept.keys()].slice(0, Math.max(0, kept.size - KEPT))) kept.delete(oldest);
    return lead;
  }

  return async (digest, lexicon) => {
    try {
      const lead = await leadOf(digest, lexicon);
      return lead.length > 0 ? { ...digest, lead } : digest;
    } catch (error) {
      restUntil = clock() + REST_MS;
      log.info(`digests: no lead: ${error instanceof Error ? error.message : error}`);
      if (error instanceof DraftFailure && error.usage)
        await spend("digest lead that failed", error.usage.usd, new Date(clock()).toISOString());
      return digest;
    }
  };
}
