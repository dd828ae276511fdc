import type { Deal, FigureKind, Library } from "../library.ts";
import { standalone } from "../question/follow-up.ts";
import { isStopword, stem, words } from "../text.ts";
import type { Question, Stage } from "../types.ts";
import type { LedgerAnswer, LedgerContext } from "./answer.ts";
import { historyAnswer, statusAnswer } from "./deal-answers.ts";
import { companiesIn, matchDeals } from "./find-deal.ts";
import type { Ledger } from "./ledger.ts";
import { changesAnswer, type ListOf, listAnswer } from "./list-answers.ts";
import { type Period, periodOf } from "./period.ts";
import { compareAnswer, type RankOf, rankAnswer } from "./rank-answers.ts";

const DEALS = "(?:deals|contracts|agreements|partnerships|pacts)";
const ANY_DEALS = "(?:deals?|contracts?|agreements?|partnerships?|pacts?|commitments?|investments?)";
const HISTORY =
  /\bwhat(?:'s| is| has| ever)? (?:happened|became|become|came) (?:to|with|of|in|at)\b|\b(?:history|timeline|story|chronology|evolution) (?:of|behind)\b|\b(?:deal|contract|agreement|partnership) (?:history|timeline)\b|\bhow (?:did|has|have) .{3,80}\b(?:grow|grown|evolve|evolved|develop|developed|unfold|unfolded|come about|get here)\b|\bfrom the (?:start|beginning)\b|\bfrom start to\b|\bstep by step\b|\b(?:contract|event|deal) by (?:contract|event|deal)\b|\bdid it turn into\b/i;
const KNOWN =
  /\bwhat (?:(?:did|do|does|could) (?:we|you|anyone|people|the (?:sources|public)) know|(?:was|were|is) (?:publicly |already )?(?:known|public|reported))\b/i;
const STATUS =
  /\b(?:status|current state|stage) of\b|\bwhere (?:do|does|did|are|is) .{2,80} stand\b|\bhow far (?:along )?(?:is|are|has|have) .{2,80}\b(?:deal|talks|agreement|contract)\b|\b(?:what|which) stage\b|\bstatus\b.{0,4}$/i;
const CHANGES =
  /\bwhat(?:'s|s| is| has| have| else)? (?:has |have |all )?(?:been )?(?:changed|moved|happened|new|announced|different)\b|\b(?:any|which|all)(?: the)? (?:changes|news|updates|developments)\b|^\W*(?:changes|updates|news) (?:since|in|from)\b/i;
const COUNT = new RegExp(`\\bhow many (?:[\\w'&.-]+ ){0,4}${DEALS}\\b`, "i");
const RANK = new RegExp(
  `\\bwho(?:m)?\\b.{0,60}\\b(?:most|the largest|the biggest)\\b|\\b(?:biggest|largest|top(?: \\w+)?) (?:[\\w'&.-]+ ){0,4}${ANY_DEALS}\\b`,
  "i",
);
const LIST = new RegExp(
  `^\\W*(?:please |pls |can you )?(?:list|show|name|give me|which|what|all|an overview of)\\b.{0,80}\\b${DEALS}\\b|\\ball (?:of )?(?:the )?(?:[\\w'&.-]+ ){0,3}${DEALS}\\b|^\\W*${DEALS} (?:of|with|by|involving|between|that involve)\\b`,
  "i",
);
const COMPARE = new RegExp(`\\bcompar(?:e|ing|ison)\\b.{0,90}\\b${DEALS}\\b`, "i");

const STAGE_WORDS: readonly (readonly [RegExp, string, readonly Stage[]])[] = [
  [
    /\b(?:not|un)[ -]?(?:yet )?(?:signed|final(?:i[sz]ed)?|confirmed|binding|definitive)\b/i,
    "not shown signed",
    ["rumoured", "in talks", "letter of intent", "announced"],
  ],
  [
    /\b(?:signed|final(?:i[sz]ed)?|binding|definitive|closed|done|completed?|inked)\b/i,
    "signed (a definitive agreement, or in deployment)",
    ["definitive agreement", "in deployment"],
  ],
  [
    /\b(?:live|deployed|in deployment|deployment|running|operational|in use)\b/i,
    "in deployment",
    ["in deployment"],
  ],
  [/\b(?:letters? of intent|lois?)\b/i, "at a letter of intent", ["letter of intent"]],
  [/\b(?:in talks|under discussion|negotiat\w+|talks)\b/i, "in talks", ["in talks"]],
  [/\b(?:rumou?r\w*|unconfirmed|speculative)\b/i, "rumoured or in talks", ["rumoured", "in talks"]],
  [/\b(?:scaled back|cut back|shrunk|reduced)\b/i, "scaled back", ["scaled back"]],
  [
    /\b(?:ended|cancell?ed|dead|dropped|collapsed|called off|terminated|abandoned|fell through)\b/i,
    "ended or scaled back",
    ["ended", "scaled back"],
  ],
  [/\bannounced\b/i, "announced, with no signed agreement shown", ["announced"]],
];

const has = (deal: Deal, kinds: readonly FigureKind[]): boolean =>
  deal.figures.some((f) => kinds.includes(f.kind));
/** Whoever is named buys capacity, or the deal is about capacity where nobody is. */
const isCompute = (deal: Deal, party: string | null): boolean =>
  deal.figures.some(
    (f) =>
      (["commitment", "price"].includes(f.kind) && (party === null || f.from === party)) ||
      (["capacity", "chips"].includes(f.kind) && (party === null || f.to === party)),
  ) ||
  /\b(?:clouds?|capacity|compute|tpus?|gpus?|data cent(?:er|re)s?|azure|aws)\b/i.test(
    `${deal.name} ${deal.summary}`,
  );

const TOPICS: readonly (readonly [RegExp, string, (deal: Deal, party: string | null) => boolean])[] = [
  [/\bclouds?\b/i, "cloud and compute", isCompute],
  [
    /\b(?:investments?|equity|funding|financing)\b/i,
    "investment",
    (d) => has(d, ["investment", "shares", "debt"]),
  ],
  [
    /\b(?:chips?|gpus?|tpus?|hardware|silicon)\b/i,
    "chip",
    (d) =>
      has(d, ["chips"]) ||
      /\b(?:chips?|gpus?|tpus?|trainium|maia|accelerators?|mtia)\b/i.test(`${d.name} ${d.summary}`),
  ],
];

/** Words of a list question that name no further condition. A word beyond these is one that the ledger can't answer. */
const PLAIN = new Set(
  (
    "list show name give deal deals contract contracts agreement agreements partnership partnerships pact pacts commitment " +
    "commitments investment investments compute computing ai cloud clouds all every many number total involving involve " +
    "involved party parties between together far today currently current right now yet still known know here library " +
    "overview table company companies compare comparison comparing side big biggest largest top most please pls stage " +
    "status equity funding financing chip chips gpu gpus tpu tpus hardware silicon capacity capacities have has made make signed"
  )
    .split(" ")
    .map((w) => stem(w)),
);

/** A question as the pipeline has it when it asks the ledger; the standalone text of a follow-up is found here. */
export interface LedgerQuestion {
  readonly question: Question;
}

/**
 * Answers questions about how deals got to where they stand, and lists and comparisons of deals. Null for every other
 * question, for deals that the library does not know and for a library without deals: then retrieval answers.
 */
export function answerFromLedger(
  { question }: LedgerQuestion,
  ledger: Ledger,
  library: Library,
): LedgerAnswer | null {
  if (ledger.deals.length === 0) return null;
  const alone = standalone(question, library.lexicon);
  const text = alone.text;
  const asked =
    library.lexicon.mentions(text).length > 0 ? text : [text, ...alone.context.slice(0, 1)].join(" ");
  const period = periodOf(text, question.asOf);
  const day = question.asOfChosen ? question.asOf : null;
  const context: LedgerContext = { ledger, library, day };
  if (KNOWN.test(text)) {
    const by = period?.until ?? day;
    return by === null ? null : historyAnswer(asked, { ...context, day: earlier(by, day) });
  }
  const parties = partiesIn(asked, library);
  if (CHANGES.test(text) && !/\bwhy\b/i.test(text) && (period !== null || !HISTORY.test(text))) {
    const changes = period && changesIn(asked, period, parties, question.asOf, context);
    if (changes) return changes;
  }
  if (COMPARE.test(text)) return compare(text, parties, context);
  if (RANK.test(text)) return ranking(text, parties, context);
  if (COUNT.test(text) || LIST.test(text)) return list(text, parties, period, context);
  if (HISTORY.test(text)) return historyAnswer(asked, context);
  if (STATUS.test(text)) return statusAnswer(asked, context);
  return null;
}

const earlier = (a: string, b: string | null): string => (b !== null && b < a ? b : a);

/** The companies that a question names, as far as they are parties to a deal. */
function partiesIn(text: string, library: Library): string[] {
  const { named } = companiesIn(text, library.lexicon);
  return [...named].filter((n) => library.deals.some((d) => d.parties.includes(n)));
}

function changesIn(
  asked: string,
  period: Period,
  parties: readonly string[],
  today: string,
  context: LedgerContext,
): LedgerAnswer | null {
  const [best] = matchDeals(asked, context.library, context.ledger.deals);
  const one = best && best.parties.length > 1 ? new Set([best.deal.slug]) : null;
  return changesAnswer(period, one ? [] : parties, one, today, context);
}

function stagesIn(text: string): ListOf["stages"] {
  const found = STAGE_WORDS.find(([re]) => re.test(text));
  return found ? { words: found[1], stages: new Set(found[2]) } : null;
}

function topicIn(text: string): ListOf["topic"] {
  const found = TOPICS.find(([re]) => re.test(text));
  return found ? { word: found[1], fits: found[2] } : null;
}

/** Whether a list question sets a condition that the ledger does not know: "deals with a warrant", "in Texas". */
function hasFurtherCondition(text: string, library: Library): boolean {
  const named = library.lexicon.mentions(text);
  if (named.some((m) => m.entity.kind !== "company")) return true;
  const stageWords = STAGE_WORDS.flatMap(([re]) => re.exec(text)?.[0] ?? []).join(" ");
  const allowed = new Set(words(`${named.map((m) => m.text).join(" ")} ${stageWords}`).map((w) => stem(w)));
  return words(text).some(
    (w) => !isStopword(w) && !/^\d/.test(w) && !PLAIN.has(stem(w)) && !allowed.has(stem(w)),
  );
}

function list(
  text: string,
  parties: readonly string[],
  period: Period | null,
  context: LedgerContext,
): LedgerAnswer | null {
  const by = period?.since === null ? period.until : null;
  if (
    (period !== null && by === null) ||
    hasFurtherCondition(
      by === null ? text : text.replace(/\b(?:by|before|until|as of)\b.*$/i, ""),
      context.library,
    )
  )
    return null;
  const unknown = companiesIn(text, context.library.lexicon).named.size > parties.length;
  if (unknown) return null;
  const of: ListOf = { parties, stages: stagesIn(text), topic: topicIn(text), count: COUNT.test(text) };
  return listAnswer(of, by === null ? context : { ...context, day: earlier(by, context.day) });
}

const RANKED_KINDS: readonly (readonly [RegExp, FigureKind])[] = [
  [/\b(?:gigawatts?|gw|megawatts?|mw|capacity|capacities|power)\b/i, "capacity"],
  [/\b(?:invest\w*|stakes?|equity|put (?:the )?most)\b/i, "investment"],
  [/\b(?:chips?|gpus?|tpus?|accelerators?)\b/i, "chips"],
  [/\b(?:debts?|loans?|lent|borrow\w*)\b/i, "debt"],
  [/\b(?:valuations?|valued)\b/i, "valuation"],
  [
    /\b(?:commit\w*|pledg\w*|spend\w*|spent|pay\w*|paid|ow(?:es?|ed)|promis\w*|deals?|contracts?|agreements?|orders?)\b/i,
    "commitment",
  ],
];

function ranking(text: string, parties: readonly string[], context: LedgerContext): LedgerAnswer | null {
  const kind = RANKED_KINDS.find(([re]) => re.test(text))?.[1];
  if (kind === undefined || parties.length > 1) return null;
  const [party = null] = parties;
  if (party === null && companiesIn(text, context.library.lexicon).named.size > 0) return null;
  return rankAnswer({ kind, ...direction(text, party, context.library) }, context);
}

/** "to Oracle" receives; "OpenAI's biggest", "does OpenAI" and "from Nvidia" pay. */
function direction(text: string, party: string | null, library: Library): Pick<RankOf, "from" | "to"> {
  if (party === null) return { from: null, to: null };
  const at = library.lexicon.mentions(text).find((m) => m.entity.name === party);
  const receives = /\b(?:to|with|in|into|at|on|owes?|owed|pays?)\s+(?:the )?$/i.test(
    text.slice(0, at?.start ?? 0),
  );
  return receives ? { from: null, to: party } : { from: party, to: null };
}

function compare(text: string, parties: readonly string[], context: LedgerContext): LedgerAnswer | null {
  if (parties.length === 0 || hasFurtherCondition(text, context.library)) return null;
  const { ledger, day } = context;
  const topic = topicIn(text);
  const possessive = parties.find((p) => {
    const at = context.library.lexicon.mentions(text).find((m) => m.entity.name === p);
    return at !== undefined && /^['’]s?\b|^['’]/.test(text.slice(at.end));
  });
  const whose = possessive ?? (parties.length === 1 ? (parties[0] ?? null) : null);
  const rest = parties.filter((p) => p !== whose);
  const deals = ledger
    .knownDeals(day)
    .filter((d) => whose === null || d.parties.includes(whose))
    .filter((d) => rest.length === 0 || rest.some((p) => d.parties.includes(p)))
    .filter((d) => topic === null || topic.fits(d, whose));
  return whose === null && rest.length < 2 ? null : compareAnswer(deals, context);
}
