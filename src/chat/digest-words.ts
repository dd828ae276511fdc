import { formatDate } from "../core/dates.ts";
import type { Correction, Digest, DigestItem, DigestLead } from "../core/digest/types.ts";
import { labelWords } from "../core/label/label-words.ts";

/** "Compute deals · 1 April to 7 June 2026 · 3 changes". */
export function digestHead(digest: Digest): string {
  const n = digest.items.length;
  return `Compute deals · ${spanWords(digest)} · ${n === 1 ? "1 change" : `${n} changes`}`;
}

/** "1 April 2026 to 7 June 2026", or the one day. */
export const spanWords = ({ since, until }: Pick<Digest, "since" | "until">): string =>
  since === until ? formatDate(since) : `${formatDate(since)} to ${formatDate(until)}`;

/** "◌ Reported, unconfirmed · 20 February 2026 · Financial Times, citing people with knowledge". */
export const itemFacts = (item: DigestItem): string =>
  [labelWords(item.label), item.date ? formatDate(item.date) : null, item.why].filter(Boolean).join(" · ");

/** "◌ Reported, unconfirmed · Financial Times, citing people with knowledge", after a sentence of the lead. */
export const leadFacts = (lead: DigestLead): string =>
  [labelWords(lead.label), lead.why].filter(Boolean).join(" · ");

/** "and 12 more in the thread"; null where the screen shows all. */
export function moreLine(digest: Digest): string | null {
  const more = digest.items.length - digest.shown;
  return more > 0 ? `${more} more in the thread` : null;
}

/** Said instead of a digest where a channel chose to hear that too. */
export const nothingChanged = (span: Pick<Digest, "since" | "until">, why: string | null): string =>
  `Compute deals · ${spanWords(span)} · nothing changed${why ? `\n${why}` : ""}`;

/** "This changed since I answered on 3 June 2026". */
export const correctionHead = ({ of, given }: Correction): string =>
  `This changed since ${of === "answer" ? "I answered" : "this digest"} on ${formatDate(given.slice(0, 10))}`;

/** The screen of a digest as plain words, where nothing richer can be shown. */
export const digestText = (digest: Digest): string =>
  [
    digestHead(digest),
    ...(digest.lead ?? []).map((l) => `${l.text} (${leadFacts(l)})`),
    ...digest.items.slice(0, digest.shown).map((i, n) => `${n + 1}. ${i.name}: ${i.text} (${itemFacts(i)})`),
    moreLine(digest),
  ]
    .filter((l) => l !== null)
    .join("\n");
