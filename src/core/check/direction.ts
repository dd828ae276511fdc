import { formatDate } from "../dates.ts";
import type { FigureKind } from "../library.ts";
import type { CheckContext, Judgement } from "./judgement.ts";

const INVESTS = /\b(?:invest(?:s|ed|ing)?|put(?:s|ting)?|pour(?:s|ed|ing)?|back(?:s|ed|ing)?)\b/i;
const PAYS =
  /\b(?:commit(?:s|ted|ting)?|pay(?:s|ing)?|paid|spend(?:s|ing)?|spent|buy(?:s|ing)?|bought|order(?:s|ed)?|rent(?:s|ed)?|leas(?:es|ed|ing))\b/i;
const PASSIVE = /\b(?:is|are|was|were|been|being|gets?|got) (?:\w+ )?$/i;

/**
 * Whether an assertion has money go the wrong way between two companies: the ledger knows amounts of that kind from the second to
 * the first and none from the first to the second.
 */
export function turnedRound(assertion: string, { library, ledger, day }: CheckContext): Judgement | null {
  const invests = INVESTS.exec(assertion);
  const verb = invests ?? PAYS.exec(assertion);
  if (!verb || PASSIVE.test(assertion.slice(0, verb.index))) return null;
  const kinds: readonly FigureKind[] = invests ? ["investment"] : ["commitment", "price"];
  const companies = library.lexicon.mentions(assertion).filter((m) => m.entity.kind === "company");
  const from = companies.findLast((m) => m.end <= verb.index)?.entity.name;
  const to = companies.find((m) => m.start >= verb.index)?.entity.name;
  if (from === undefined || to === undefined || from === to) return null;
  const known = ledger.figures(day).filter((f) => kinds.includes(f.kind));
  const goes = (a: string, b: string) =>
    known.find((f) => (f.from ?? "").includes(a) && (f.to ?? "").includes(b));
  const other = goes(to, from);
  if (!other || goes(from, to)) return null;
  const statement = library.statements.get(other.statement);
  const date = statement?.curated?.dateOfEvent ?? null;
  return {
    verdict: "contradicted",
    why: `it is the other way round${date === null ? "" : ` (${formatDate(date)})`}`,
    correction: statement?.text ?? null,
    statements: [other.statement],
  };
}
