import type { Lexicon } from "../entities.ts";
import { labelClaim, weaker } from "../label/label.ts";
import type { Evidence, Span, Usage } from "../types.ts";
import { verifySpan } from "../verify/verify.ts";
import type { Digest, DigestItem, DigestLead, ItemKind } from "./types.ts";

/** What a lead is written from. */
export interface LeadRequest {
  /** The statements of the items, the most important first. */
  readonly evidence: readonly Evidence[];
  /** Statements (by id) that disagree, and about what. */
  readonly conflicts: readonly { readonly about: string; readonly statements: readonly string[] }[];
  /** The day that the digest speaks on (ISO). */
  readonly until: string;
}

/** Writes the sentences of a lead, unverified. Throws a `DraftFailure`. */
export type WriteLead = (
  request: LeadRequest,
) => Promise<{ readonly spans: readonly Span[]; readonly usage: Usage }>;

/** A lead is two sentences at most, and none of them a paragraph. */
const MOST = 2;
const MOST_CHARS = 400;
/** What rests on more is a survey, whose sources would take the screen. */
const MOST_CITED = 4;

/** What refers back to another sentence loses its meaning when that one is dropped. */
const REFERS_BACK = /^\W*(?:it|its|they|their|this|that|these|those|both|he|she)\b/i;

/** What was taken out of the library, and that nothing was heard, can't be told from a statement that stands there. */
const WITHOUT_STATEMENT: ReadonlySet<ItemKind> = new Set(["withdrawn", "quiet"]);
const BOTH_SIDES: ReadonlySet<ItemKind> = new Set(["conflict", "disputed"]);

/** The citations that a lead may use of an item: what carries it, and the other side where sources disagree; never what stood before. */
const usableOf = ({ kind, citations }: DigestItem): readonly number[] =>
  WITHOUT_STATEMENT.has(kind) ? [] : BOTH_SIDES.has(kind) ? citations : citations.slice(0, 1);

/** What the lead of a digest may be written from: the items of its screen. Null where that is nothing. */
export function leadRequest(digest: Digest): LeadRequest | null {
  const items = digest.items.slice(0, digest.shown);
  const evidence = new Map<string, Evidence>();
  for (const n of items.flatMap(usableOf)) {
    const found = digest.citations.find((c) => c.n === n);
    if (found && !evidence.has(found.statement.id)) evidence.set(found.statement.id, { ...found, score: 0 });
  }
  if (evidence.size === 0) return null;
  const idOf = (n: number) => digest.citations.find((c) => c.n === n)?.statement.id ?? [];
  const conflicts = items
    .filter((i) => BOTH_SIDES.has(i.kind) && i.citations.length > 1)
    .map((i) => ({ about: i.name, statements: i.citations.flatMap(idOf) }));
  return { evidence: [...evidence.values()], conflicts, until: digest.until };
}

/** The written sentences that hold, each held to what it cites, numbered as in the digest. Nothing takes a dropped one's place. */
export function verifiedLead(
  spans: readonly Span[],
  { evidence }: LeadRequest,
  digest: Digest,
  lexicon: Lexicon,
): DigestLead[] {
  return spans
    .filter((s) => s.citations.length > 0 && s.text.length <= MOST_CHARS && !REFERS_BACK.test(s.text))
    .filter((s) => s.citations.length <= MOST_CITED)
    .filter((s) => verifySpan(s, evidence, lexicon).ok)
    .slice(0, MOST)
    .map((s) => labelled(s, evidence, digest, lexicon));
}

/** Labelled by its own words and evidence, and never better than an item that rests on the same. */
function labelled(span: Span, evidence: readonly Evidence[], digest: Digest, lexicon: Lexicon): DigestLead {
  const cited = evidence.filter((e) => span.citations.includes(e.statement.id));
  const numbers = digest.citations
    .filter((c) =>
      cited.some((e) => e.statement.id === c.statement.id && e.statement.text === c.statement.text),
    )
    .map((c) => c.n);
  const items = digest.items.filter((i) => usableOf(i).some((n) => numbers.includes(n)));
  const disputed = items.some((i) => i.label === "disputed");
  const own = labelClaim(span.text, cited, { lexicon, disputed });
  const { label, why } = items.reduce(
    (weakest, i) => (weaker(weakest.label, i.label) === weakest.label ? weakest : i),
    { label: own.label, why: own.why },
  );
  return { text: span.text, label, why, citations: numbers };
}
