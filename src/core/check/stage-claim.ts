import { formatDate } from "../dates.ts";
import { saysUnsigned, stageOf } from "../label/stage.ts";
import { companiesIn, matchDeals } from "../ledger/find-deal.ts";
import type { StageAt } from "../ledger/ledger.ts";
import { periodOf } from "../ledger/period.ts";
import type { Deal } from "../library.ts";
import { words } from "../text.ts";
import { STAGES, type Stage } from "../types.ts";
import { expresses, lemma } from "../verify/wording.ts";
import { type Fit, isAbout, SAME, tellingStems, thingsIn } from "./fit.ts";
import type { Judgement, PieceContext } from "./judgement.ts";
import { ofThePast } from "./outdated.ts";

const NOT =
  /\b(?:not|never|no|isn['’]t|hasn['’]t|haven['’]t|aren['’]t|wasn['’]t|didn['’]t|without|yet to)\b/i;
const DEAL = /\b(?:deals?|agreements?|contracts?|pacts?|partnerships?)\b/i;
const EARLY: readonly Stage[] = ["rumoured", "in talks"];
const OVER: readonly Stage[] = ["scaled back", "ended"];
const rank = (stage: Stage): number => STAGES.indexOf(stage);

/** The stage that an assertion gives a deal: "signed" is a definitive agreement, a bare "deal" at least an announced one. */
function claimedStage(text: string): Stage | null {
  const assertion = text.replace(NOT, "");
  const stage = stageOf(assertion);
  if (stage !== null) return stage;
  if (/\b(?:sign(?:s|ed)?|inked|inks|closed?|finali[sz]ed|sealed)\b/i.test(assertion))
    return "definitive agreement";
  if (/\b(?:agrees?|agreed|announces?)\b/i.test(assertion)) return "announced";
  return DEAL.test(assertion) && /\b(?:has|have|is|got|with)\b/i.test(assertion) ? "announced" : null;
}

/**
 * Judges how far an assertion says that a deal has got. Null where it says nothing of the kind, is negated, or names
 * something that the deal is not about: then statements decide.
 */
export function judgeStage(assertion: string, fits: readonly Fit[], context: PieceContext): Judgement | null {
  const claimed = claimedStage(assertion);
  if (claimed === null) return null;
  const deal = dealOf(assertion, context);
  if (!deal) return null;
  if (NOT.test(assertion)) return denied(claimed, deal, context);
  const { ledger, library } = context;
  const once = ofThePast(context.whole) ? reachedOnce(claimed, deal, context) : null;
  if (once) return once;
  const asked = periodOf(context.whole, context.day ?? "9999-12-31")?.until ?? null;
  const day = asked !== null && (context.day === null || asked < context.day) ? asked : context.day;
  const at = ledger.stageAsOf(deal.slug, day);
  if (!at || at.laterSource) return null;
  const statement = library.statements.get(at.statement);
  const told = (verdict: Judgement["verdict"], why: string): Judgement => ({
    verdict,
    why,
    correction: verdict === "supported" ? null : (statement?.text ?? null),
    statements: [at.statement],
  });
  const since = at.since === null ? "" : `, ${formatDate(at.since)}`;
  if (OVER.includes(claimed)) {
    if (!OVER.includes(at.stage))
      return told("unconfirmed", `${at.stage}; no source here says that it was ${claimed}`);
    return at.label === "confirmed" || at.label === "stated"
      ? told("supported", `${at.stage}${since}`)
      : told("unconfirmed", `${at.stage} by report only${since}`);
  }
  if (OVER.includes(at.stage)) return told("contradicted", `the deal was ${at.stage}${since}`);
  if (EARLY.includes(claimed)) return early(claimed, at, told, since);
  if (rank(at.stage) >= rank(claimed)) return reached(at, told);
  return short(claimed, at, assertion, fits, told);
}

/** Said of the past, a stage need only have been reached; when, is judged apart. */
function reachedOnce(claimed: Stage, deal: Deal, { ledger, day }: PieceContext): Judgement | null {
  const event = ledger.timeline(deal.slug, day).find((e) => e.event.after === claimed);
  if (!event) return null;
  const sure = event.label === "confirmed" || event.label === "stated";
  return {
    verdict: sure ? "supported" : "unconfirmed",
    why: sure ? `confirmed: ${claimed}` : `${claimed}, but only by report`,
    correction: sure ? null : event.statement.text,
    statements: [event.statement.id],
  };
}

/** "Not signed", where a party confirmed that it is, is wrong; anything else that is denied is left to the statements. */
function denied(claimed: Stage, deal: Deal, { ledger, library, day }: PieceContext): Judgement | null {
  const at = ledger.stageAsOf(deal.slug, day);
  if (!at || at.laterSource || at.label !== "confirmed" || OVER.includes(at.stage) || EARLY.includes(claimed))
    return null;
  if (rank(at.stage) < rank(claimed)) return null;
  return {
    verdict: "contradicted",
    why: `confirmed: ${at.stage}`,
    correction: library.statements.get(at.statement)?.text ?? null,
    statements: [at.statement],
  };
}

type Told = (verdict: Judgement["verdict"], why: string) => Judgement;

/** Talks, where there are talks, are told as they are; where there is a contract, talks are yesterday's news. */
function early(claimed: Stage, at: StageAt, told: Told, since: string): Judgement | null {
  if (at.stage === claimed) return told("supported", `${at.stage} is what is reported`);
  if (EARLY.includes(at.stage)) return null;
  return at.label === "confirmed" || at.label === "stated"
    ? told("contradicted", `it is past that: ${at.stage}${since}`)
    : told("unconfirmed", `reported as ${at.stage}${since}`);
}

function reached(at: StageAt, told: Told): Judgement {
  if (at.label === "confirmed") return told("supported", `confirmed: ${at.stage}`);
  if (at.label === "stated") return told("supported", `one source: ${at.stage}`);
  return told("unconfirmed", `${at.stage}, but only by report`);
}

/** It has not got so far: a statement that says so contradicts; else it is only not shown. */
function short(claimed: Stage, at: StageAt, assertion: string, fits: readonly Fit[], told: Told): Judgement {
  const against = fits.find(
    (f) =>
      isAbout(f, 0.5) &&
      f.label !== "speculative" &&
      saysUnsigned(f.evidence.statement.text) &&
      (claimed === "definitive agreement" || f.problems.some((p) => p.kind === "negation")),
  );
  if (against && claimed === "definitive agreement")
    return {
      verdict: "contradicted",
      why: `${at.stage} only: the sources say that nothing was signed`,
      correction: against.evidence.statement.text,
      statements: [...new Set([against.evidence.statement.id, at.statement])],
    };
  const what = EARLY.includes(at.stage) ? "reported, unconfirmed" : at.stage;
  const reached = at.stage === "in talks" ? "talks are reported" : what;
  return told("unconfirmed", `${reached}; no source here shows ${shown(claimed, assertion)}`);
}

const shown = (claimed: Stage, assertion: string): string =>
  claimed === "definitive agreement"
    ? "a signed agreement"
    : claimed === "in deployment"
      ? "it in use"
      : DEAL.test(assertion)
        ? "an agreement announced"
        : `it ${claimed}`;

/** Words that say how far a deal has got; they need not stand in what is told of it. */
const STAGE_STEMS = new Set(
  (
    "talk talks negotiate negotiations negotiating discuss discussions early advanced preliminary rumour rumoured rumor letter intent loi " +
    "binding definitive final finalised finalized scale scaled back cut ended end cancel cancelled canceled terminated dropped live deployed " +
    "deployment running operational commit committed agree agreed"
  )
    .split(" ")
    .map(lemma),
);

/** The deal that an assertion is about: all its companies are parties, and its other words stand in what is told of the deal. */
function dealOf(assertion: string, { library, ledger, day }: PieceContext): Deal | null {
  const { named, owners } = companiesIn(assertion, library.lexicon);
  const wanted = new Set([...named, ...owners]);
  if (wanted.size < 2) return null;
  const things = thingsIn(assertion, library.lexicon).filter(
    (t) => t.kind !== "company" && t.kind !== "person",
  );
  const telling = tellingStems(assertion, library.lexicon).filter((w) => !STAGE_STEMS.has(w));
  const found = matchDeals(assertion, library, ledger.knownDeals(day)).find(({ deal }) => {
    if (![...wanted].every((p) => deal.parties.includes(p))) return false;
    const texts = [
      deal.name,
      ...[...library.statements.values()].filter((s) => s.deal === deal.slug).map((s) => s.text),
    ];
    const all = texts.join(" ");
    const named = library.lexicon.mentions(all).map((m) => m.entity.name);
    if (!things.every((t) => named.some((n) => n === t.name || n.startsWith(`${t.name} `)))) return false;
    const have = new Set(words(`${all} ${deal.summary}`).map(lemma));
    return telling.length === 0 || telling.filter((s) => expresses(have, s)).length / telling.length >= SAME;
  });
  return found?.deal ?? null;
}
