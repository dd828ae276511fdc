import { compareDates, findDates, firstDay, isPartialDate } from "./dates.ts";
import { labelClaim, weaker } from "./label/label.ts";
import { isCopy } from "./label/origins.ts";
import { stageOf } from "./label/stage.ts";
import type { Deal, Library } from "./library.ts";
import { words } from "./text.ts";
import { type Evidence, LABELS, type Label, type PartialDate, STAGES, type Stage } from "./types.ts";
import { verifySpan } from "./verify/verify.ts";

/** A statement that a model proposes for the ledger: nothing in it is trusted. An empty text stands for "none". */
export interface ProposedStatement {
  readonly deal: string;
  readonly text: string;
  /** Numbers of the document's sentences that it rests on, from 1. */
  readonly sentences: readonly number[];
  readonly label: string;
  readonly attribution: string;
  readonly date: string;
  readonly heading: string;
  readonly changes: string;
  readonly stage: string;
}

/** A statement that holds against the document, for a person to accept. */
export interface Addition {
  readonly deal: Deal;
  readonly text: string;
  readonly label: Label;
  readonly attribution: string;
  readonly date: PartialDate | null;
  readonly heading: string;
  /** What it does to the deal's history, or null for nothing. */
  readonly event: {
    readonly changes: string | null;
    readonly before: Stage | null;
    readonly after: Stage | null;
  } | null;
  /** The document's sentences that it rests on, to be shown beside it. */
  readonly rests: readonly string[];
}

/** What is left of a proposal after every statement was held against the document. */
export interface CheckedProposal {
  readonly additions: readonly Addition[];
  readonly leftOut: readonly { readonly text: string; readonly reason: string }[];
  /** What a person should look at, a line each. */
  readonly remarks: readonly string[];
}

/** So many words in a row are the source's own sentence, which the library must not hold. */
const COPIED_RUN = 12;

interface Checking {
  readonly document: readonly Evidence[];
  readonly library: Library;
  readonly additions: Addition[];
  readonly remarks: string[];
}

/** Holds what a model proposes against the document: by rule, sentence by sentence, with the doubt on the document's side. */
export function checkProposal(
  proposed: readonly ProposedStatement[],
  document: readonly Evidence[],
  library: Library,
): CheckedProposal {
  const checking: Checking = { document, library, additions: [], remarks: [] };
  const leftOut: { text: string; reason: string }[] = [];
  // In the order of their dates, so that each can move the stage on from where the one before left it.
  const ordered = proposed.toSorted((a, b) => compareOpen(a.date, b.date));
  for (const statement of ordered) {
    const reason = whyNot(statement, checking) ?? admit(statement, checking);
    if (reason !== null) leftOut.push({ text: statement.text, reason });
  }
  return { additions: checking.additions, leftOut, remarks: checking.remarks };
}

const compareOpen = (a: string, b: string): number =>
  isPartialDate(a) && isPartialDate(b) ? compareDates(a, b) : 0;

const groundsOf = ({ sentences }: ProposedStatement, document: readonly Evidence[]): Evidence[] =>
  [...new Set(sentences)].flatMap((n) => document[n - 1] ?? []);

/** What keeps a statement out, in words for the person, or null. */
function whyNot(proposed: ProposedStatement, { document, library, additions }: Checking): string | null {
  const { text, sentences } = proposed;
  const deal = library.deals.find((d) => d.slug === proposed.deal);
  if (!deal) return `there is no brief “${proposed.deal}”`;
  if (!/^\S.*[.?!]$/.test(text) || /[\n`]/.test(text) || text.length > 400)
    return "it is not one plain sentence";
  const grounds = groundsOf(proposed, document);
  if (grounds.length === 0 || grounds.length < new Set(sentences).size)
    return "it rests on sentences that the document does not have";
  const span = { text, citations: grounds.map((g) => g.statement.id) };
  const verdict = verifySpan(span, grounds, library.lexicon);
  if (!verdict.ok) return verdict.problems.map((p) => p.detail).join(" ");
  if (grounds.some((g) => copies(text, g.statement.text))) return "it copies the document's own sentence";
  const said = [...library.statements.values()].find((s) => s.deal === deal.slug && isCopy(s.text, text));
  if (said) return `the brief says so already (${said.id})`;
  if (additions.some((a) => a.deal === deal && isCopy(a.text, text))) return "it is proposed twice";
  return null;
}

function admit(proposed: ProposedStatement, checking: Checking): string | null {
  const { document, library, additions } = checking;
  const deal = library.deals.find((d) => d.slug === proposed.deal);
  if (!deal) return "there is no such brief";
  const grounds = groundsOf(proposed, document);
  const own = labelClaim(proposed.text, grounds, { lexicon: library.lexicon, disputed: false }).label;
  const given = LABELS.find((l) => l === proposed.label.trim().toLowerCase()) ?? own;
  const label = weaker(own, given);
  const date = dateOf(proposed.date.trim(), grounds);
  additions.push({
    deal,
    text: proposed.text,
    label,
    attribution: attributionOf(proposed.attribution, document),
    date,
    heading: proposed.heading.trim(),
    event: eventOf(proposed, deal, label, date, checking),
    rests: grounds.map((g) => g.statement.text),
  });
  return null;
}

function copies(text: string, source: string): boolean {
  const [own, theirs] = [words(text), ` ${words(source).join(" ")} `];
  return own.some(
    (_, i) => i + COPIED_RUN <= own.length && theirs.includes(` ${own.slice(i, i + COPIED_RUN).join(" ")} `),
  );
}

/** A date counts if the sentences give it, or the document's own date if that is it; else the statement is undated. */
function dateOf(given: string, grounds: readonly Evidence[]): PartialDate | null {
  if (!isPartialDate(given)) return null;
  const known = grounds.flatMap(({ statement, source }) => [
    ...(source.published ?? "").split(" ").filter((d) => d !== ""),
    ...findDates(statement.text, source.published).map((d) => d.value),
  ]);
  return known.some((d) => d === given || d.startsWith(`${given}-`)) ? given : null;
}

/** Names in an attribution must stand in the document; where one does not, the publisher alone is named. */
function attributionOf(given: string, document: readonly Evidence[]): string {
  const source = document[0]?.source;
  const publisher = source?.publisher ?? source?.title ?? "unknown";
  const said = new Set(words([publisher, ...document.map((e) => e.statement.text)].join(" ")));
  const names = words((given.match(/\p{Lu}[\p{L}\p{N}.&-]*/gu) ?? []).join(" "));
  const plain = given.trim() !== "" && !/[`·\n]/.test(given) && given.length <= 150;
  return plain && names.every((n) => said.has(n)) ? given.trim() : publisher;
}

/** The event that a statement makes, as far as its own wording and the history's order allow. */
function eventOf(
  proposed: ProposedStatement,
  deal: Deal,
  label: Label,
  date: PartialDate | null,
  { library, additions, remarks }: Checking,
): Addition["event"] {
  const earlier = additions.filter((a) => a.deal === deal && a.event !== null);
  const changed = library.statements.get(proposed.changes.trim());
  const changes = changed?.deal === deal.slug ? changed.id : null;
  const stage = STAGES.find((s) => s === proposed.stage.trim().toLowerCase()) ?? null;
  const before = earlier.findLast((a) => a.event?.after)?.event?.after ?? deal.stage;
  const last = [...deal.history.map((e) => e.date), ...earlier.map((a) => a.date)]
    .filter((d) => d !== null)
    .at(-1);
  const inOrder = date !== null && (last === undefined || firstDay(last) <= firstDay(date));
  const moves = stage !== null && stage !== before;
  const firm = label === "confirmed" || label === "stated" || label === "reported";
  if (!moves && changes === null) return null;
  if (!inOrder) {
    remarks.push(
      `“${proposed.text}” is older than the history of ${deal.slug}, or undated: it is added as a statement only.`,
    );
    return null;
  }
  const holds = moves && firm && stageOf(proposed.text) === stage;
  if (moves && !holds)
    remarks.push(
      `Whether “${proposed.text}” moves ${deal.slug} to “${stage}” is not plain: it is left as “${before}”.`,
    );
  if (!holds && changes === null) return null;
  return { changes, before: holds ? before : null, after: holds ? stage : null };
}

/** How many briefs a model is shown. */
const NEAREST = 6;

/** The deals that a document may be about: those all or at least two of whose parties it names, the most named first. */
export function dealsNear(document: readonly Evidence[], library: Library): Deal[] {
  const named = new Map<string, number>();
  for (const e of document)
    for (const { entity } of library.lexicon.mentions(`${e.statement.text}`))
      for (const name of new Set([entity.name, entity.of ?? entity.name]))
        named.set(name, (named.get(name) ?? 0) + 1);
  return library.deals
    .map((deal) => {
      const counts = deal.parties.map((p) => named.get(p) ?? 0);
      const present = counts.filter((n) => n > 0).length;
      return {
        deal,
        fits: present > 0 && (present >= 2 || present === counts.length),
        weight: Math.min(...counts),
      };
    })
    .filter((d) => d.fits)
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, NEAREST)
    .map((d) => d.deal);
}
