import { formatDate } from "../dates.ts";
import { parseFigures } from "../figures/figures.ts";
import type { LedgerFigure } from "../ledger/ledger.ts";
import type { FigureKind } from "../library.ts";
import { words } from "../text.ts";
import { lemma } from "../verify/wording.ts";
import { tellingStems } from "./fit.ts";
import type { Judgement, PieceContext } from "./judgement.ts";

/** Verbs by which money goes from one company to another, and the kinds of figures that it is recorded under. */
const VERBS: readonly (readonly [RegExp, readonly FigureKind[]])[] = [
  [/\b(?:invest(?:s|ed|ing)?|(?:put(?:s|ting)?|pour(?:s|ed|ing)?)(?=.* into\b))\b/i, ["investment"]],
  [/\b(?:lend(?:s|ing)?|lent|loan(?:s|ed))\b/i, ["debt"]],
  [
    /\b(?:commit(?:s|ted|ting)?|pay(?:s|ing)?|paid|spend(?:s|ing)?|spent|buy(?:s|ing)?|bought|order(?:s|ed)?|rent(?:s|ed)?|leas(?:es|ed|ing))\b/i,
    ["commitment", "price"],
  ],
];
/** So many words, the verb among them, still say that one pays the other and little more. */
const SHORT = 3;
const PASSIVE = /\b(?:is|are|was|were|been|being|gets?|got) (?:\w+ )?$/i;

interface Payment {
  readonly verb: string;
  readonly kinds: readonly FigureKind[];
  readonly from: string;
  readonly to: string;
}

/** "A invests in B", "A pays B": who gives money to whom, in the active voice; null where it says nothing of the kind. */
function paymentIn(assertion: string, { library }: PieceContext): Payment | null {
  const found = VERBS.flatMap(([re, kinds]) => {
    const verb = re.exec(assertion);
    return verb ? [{ verb, kinds }] : [];
  })[0];
  if (!found || PASSIVE.test(assertion.slice(0, found.verb.index))) return null;
  const companies = library.lexicon.mentions(assertion).filter((m) => m.entity.kind === "company");
  const from = companies.findLast((m) => m.end <= found.verb.index)?.entity.name;
  const to = companies.find((m) => m.start >= found.verb.index)?.entity.name;
  if (from === undefined || to === undefined || from === to) return null;
  return { verb: found.verb[0], kinds: found.kinds, from, to };
}

/** The kind of an amount that the verb of an assertion tells, where the words around it don't. */
export const kindByVerb = (assertion: string, context: PieceContext): FigureKind | null =>
  paymentIn(assertion, context)?.kinds[0] ?? null;

const paid = (figures: readonly LedgerFigure[], from: string, to: string): LedgerFigure[] =>
  figures.filter((f) => (f.from ?? "").includes(from) && (f.to ?? "").includes(to));

/**
 * Whether an assertion has money go the wrong way between two companies: the ledger knows amounts of that kind from the second to
 * the first and none from the first to the second.
 */
export function turnedRound(assertion: string, context: PieceContext): Judgement | null {
  const payment = paymentIn(assertion, context);
  if (!payment) return null;
  const { from, to, kinds } = payment;
  // In a longer sentence the verb may be about something else: "stops paying a revenue share".
  if (tellingStems(assertion, context.library.lexicon).length > SHORT) return null;
  const figures = context.ledger.figures(context.day).filter((f) => kinds.includes(f.kind));
  const [other] = paid(figures, to, from);
  if (!other || paid(figures, from, to).length > 0) return null;
  const statement = context.library.statements.get(other.statement);
  const date = statement?.curated?.dateOfEvent ?? null;
  return {
    verdict: "contradicted",
    why: `it is the other way round${date === null ? "" : ` (${formatDate(date)})`}`,
    correction: statement?.text ?? null,
    statements: [other.statement],
  };
}

/** Judges "A invests in B", without an amount and without more, by the amounts that the ledger has from A to B. */
export function paymentKnown(assertion: string, context: PieceContext): Judgement | null {
  const payment = paymentIn(assertion, context);
  if (!payment || parseFigures(assertion).length > 0) return null;
  const { from, to, kinds, verb } = payment;
  const { library, ledger, day } = context;
  const said = new Set(words(verb).map(lemma));
  if (tellingStems(assertion, library.lexicon).some((s) => !said.has(s))) return null;
  const known = paid(
    ledger.figures(day).filter((f) => kinds.includes(f.kind) && f.changedBy === null),
    from,
    to,
  ).flatMap((f) => library.statements.get(f.statement) ?? []);
  const sure = known.find((s) => s.curated?.label === "confirmed" || s.curated?.label === "stated");
  const [statement = undefined] = sure ? [sure] : known;
  if (!statement) return null;
  return sure
    ? { verdict: "supported", why: "confirmed by a party", correction: null, statements: [sure.id] }
    : {
        verdict: "unconfirmed",
        why: "reported only; no party confirms it",
        correction: statement.text,
        statements: [statement.id],
      };
}
