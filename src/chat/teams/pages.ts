import type { CheckedClaim } from "../../core/check/check-claim.ts";
import type { ReceiptStore } from "../../core/ports.ts";
import type { DealsView } from "../deals.ts";
import type { Card, CardElement, Outbound } from "./activity.ts";
import { dealCard, dealsCard } from "./card-deals.ts";
import { digestForm } from "./card-digest.ts";
import { evidenceCard } from "./card-evidence.ts";
import { cardMessage, execute } from "./card-parts.ts";
import { verdictCard, verdictsOn } from "./card-verdict.ts";
import { labelsOf } from "./entities.ts";

/** What we show besides answers, as a message or in the place of a card. */
export type Page =
  | { readonly page: "help" }
  | { readonly page: "deals"; readonly from: number }
  | { readonly page: "deal"; readonly slug: string }
  | { readonly page: "evidence"; readonly receipt: string }
  | { readonly page: "claim-evidence" | "verdict"; readonly claim: string }
  /** `now` says what the channel follows already. */
  | { readonly page: "digest"; readonly now: string };

export interface PageParts {
  readonly deals: DealsView;
  readonly receipts: ReceiptStore;
  readonly check: (claim: string) => CheckedClaim;
}

export const writePage = (page: Page): string => JSON.stringify(page);

/** Draws a page as a message; null for what is not there (any more). */
export async function drawPage(text: string, tenant: string, parts: PageParts): Promise<Outbound | null> {
  if (text === "") return null;
  const page = JSON.parse(text) as Page;
  if (page.page === "help")
    return { type: "message", textFormat: "markdown", text: HELP, summary: "How to ask" };
  const drawn = await drawCard(page, tenant, parts);
  return drawn ? cardMessage(drawn, SUMMARIES[page.page]) : null;
}

const SUMMARIES = {
  deals: "Compute deals",
  deal: "A compute deal",
  evidence: "The sentences behind an answer",
  "claim-evidence": "The sentences behind a verdict",
  verdict: "Claim checked",
  digest: "Follow compute deals",
} as const;

/** Draws a page as a card. */
export async function drawCard(
  page: Exclude<Page, { page: "help" }>,
  tenant: string,
  { deals, receipts, check }: PageParts,
): Promise<Card | null> {
  switch (page.page) {
    case "deals":
      return dealsCard(deals.list(), page.from);
    case "deal": {
      const found = deals.find(page.slug);
      return found ? dealCard(found) : null;
    }
    case "evidence": {
      const answer = (await receipts.get(tenant, page.receipt))?.answer;
      if (!answer) return null;
      const { question: about, citations } = answer;
      return evidenceCard({ about, citations, labelsOf: (c) => labelsOf(c, answer) }, []);
    }
    case "claim-evidence":
      return claimEvidence(check(page.claim), [
        execute("Back to the verdict", "verdict", { claim: page.claim }),
      ]);
    case "verdict":
      return verdictCard(check(page.claim));
    case "digest":
      return digestForm(page.now);
  }
}

/** The sentences that verdicts on a claim rest on. */
export const claimEvidence = (checked: CheckedClaim, actions: readonly CardElement[]): Card =>
  evidenceCard(
    { about: checked.claim, citations: checked.citations, labelsOf: (c) => verdictsOn(c.n, checked) },
    actions,
  );

/** How to ask; our own words, so nothing in them is escaped. */
const HELP = [
  "**Ask me about AI compute deals**: who buys whose chips or capacity, how much, and how far it is established.",
  "In a chat of ours, just write. In a channel or a group chat, mention me; go on in the same thread with another mention.",
  "**deals** lists the deals · **show** and the name of a deal shows it · **check** and a claim compares it with the sources · **show** and a receipt shows the sentences behind an answer · **digest** subscribes this chat to what changes · **stop** ends what I am working on.",
  "On any message, *More actions* → *Check this claim* does the same for what it says.",
  "Every claim has its label: Confirmed, One source, Reported, Speculative, Disputed or Denied. Not investment advice.",
].join("\n\n");
