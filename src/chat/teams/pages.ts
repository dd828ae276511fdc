import type { ReceiptStore } from "../../core/ports.ts";
import type { DealsView } from "../deals.ts";
import type { Card, Outbound } from "./activity.ts";
import { dealCard, dealsCard } from "./card-deals.ts";
import { evidenceCard } from "./card-evidence.ts";
import { cardMessage } from "./card-parts.ts";
import { verdictCard } from "./card-verdict.ts";
import { labelsOf } from "./entities.ts";

/** What we show besides answers, as a message or in the place of a card. */
export type Page =
  | { readonly page: "help" }
  | { readonly page: "deals"; readonly from: number }
  | { readonly page: "deal"; readonly slug: string }
  | { readonly page: "evidence" | "verdict"; readonly receipt: string };

export interface PageParts {
  readonly deals: DealsView;
  readonly receipts: ReceiptStore;
}

export const writePage = (page: Page): string => JSON.stringify(page);

/** Draws a page as a message; null for what is not there (any more). */
export async function drawPage(text: string, tenant: string, parts: PageParts): Promise<Outbound | null> {
  if (text === "") return null;
  const page = JSON.parse(text) as Page;
  if (page.page === "help")
    return { type: "message", textFormat: "markdown", text: HELP, summary: "How to ask" };
  const drawn = await drawCard(page, tenant, parts, false);
  return drawn ? cardMessage(drawn, SUMMARIES[page.page]) : null;
}

const SUMMARIES = {
  deals: "Compute deals",
  deal: "A compute deal",
  evidence: "The sentences behind the answer",
  verdict: "Claim checked",
} as const;

/** Draws a page as a card; `back` where it takes the place of the card that it was opened from. */
export async function drawCard(
  page: Exclude<Page, { page: "help" }>,
  tenant: string,
  { deals, receipts }: PageParts,
  back: boolean,
): Promise<Card | null> {
  switch (page.page) {
    case "deals":
      return dealsCard(deals.list(), page.from);
    case "deal": {
      const deal = deals.list().find((d) => d.slug === page.slug);
      return deal ? dealCard(deal) : null;
    }
    case "evidence":
    case "verdict": {
      const answer = (await receipts.get(tenant, page.receipt))?.answer;
      if (!answer) return null;
      return page.page === "verdict"
        ? verdictCard(answer)
        : evidenceCard(answer, (c) => labelsOf(c, answer), back);
    }
  }
}

/** How to ask; our own words, so nothing in them is escaped. */
const HELP = [
  "**Ask me about AI compute deals**: who buys whose chips or capacity, how much, and how far it is established.",
  "In a chat of ours, just write. In a channel or a group chat, mention me; go on in the same thread with another mention.",
  "**deals** lists the deals · **show** and the name of a deal shows it · **check** and a claim compares it with the sources · **show** and a receipt shows the sentences behind an answer · **stop** ends what I am working on.",
  "On any message, *More actions* → *Check this claim* does the same for what it says.",
  "Every claim has its label: Confirmed, One source, Reported, Speculative, Disputed or Denied. Not investment advice.",
].join("\n\n");
