import type { HomeView, KnownBlock } from "@slack/types";
import type { DealsView } from "../deals.ts";
import { dealLine, happeningLine, listBlocks } from "./deals.ts";
import { line, rich, words } from "./rich.ts";

/** What is offered to somebody who opens a conversation with us; at most four. */
export const PROMPTS = [
  { title: "What changed lately?", message: "What are the newest compute deals?" },
  { title: "Has it been signed?", message: "Has Anthropic signed a deal for Microsoft's Maia chips?" },
  { title: "How big is it?", message: "How large is Nvidia's investment in OpenAI?" },
  { title: "What is disputed?", message: "What do sources disagree about?" },
] as const;

/** How to ask, wherever somebody asks for help. */
export const HELP = [
  "Ask me about AI compute deals: who buys whose chips or capacity, how much, and how far it is established.",
  "In a channel: mention me. In a thread: go on asking. In a direct message: just write.",
  "/deals ask <question> answers you alone · /deals list · /deals show <deal> · /deals check <claim> · /deals listen mention|asker|thread · /deals digest",
  'On any message: "Check this claim" compares it with the sources.',
  "Every claim has its label: Confirmed, One source, Reported, Speculative, Disputed or Denied. Not investment advice.",
].join("\n");

const LATEST = 8;
const ROOM = 8_000;

/** The Home tab: the deals with stage and label, what changed lately, how to ask. */
export function homeView(deals: DealsView, digests: readonly KnownBlock[] = []): HomeView {
  const list = deals.list();
  const latest = deals.latest(LATEST);
  const blocks: KnownBlock[] = [
    header("How to ask"),
    rich(line(words(HELP))),
    ...digests,
    header("Deals"),
    ...(list.length > 0
      ? listBlocks(list.map(dealLine), ROOM)
      : [rich(line(words("The library holds no deals yet.")))]),
  ];
  if (latest.length > 0)
    blocks.push(
      header("What changed lately"),
      ...listBlocks(
        latest.map((h) => happeningLine(h, true)),
        ROOM,
      ),
    );
  return { type: "home", blocks };
}

const header = (text: string): KnownBlock => ({ type: "header", text: { type: "plain_text", text } });
