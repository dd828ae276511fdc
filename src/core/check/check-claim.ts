import { evidenceOf } from "../evidence/retrieve.ts";
import type { Citation } from "../types.ts";
import { candidatesFor } from "./candidates.ts";
import { judgeDate } from "./date-claim.ts";
import { paymentKnown, turnedRound } from "./direction.ts";
import { judgeFigure } from "./figure-claim.ts";
import { type Fit, fitOf, tellingStems, thingsIn } from "./fit.ts";
import { borneOut, holdingOf, isHedged, nearMiss, notCovered } from "./judge.ts";
import type { CheckContext, ClaimVerdict, Judgement, PieceContext } from "./judgement.ts";
import { type Assertion, aspectsOf, assertionsOf } from "./parts.ts";
import { judgeStage } from "./stage-claim.ts";

/** A part of somebody's claim, and what the sources make of it. */
export interface CheckedPart {
  readonly text: string;
  readonly verdict: ClaimVerdict;
  readonly why: string;
  /** What the sources say instead, in their words, or null. */
  readonly correction: string | null;
  /** Citation numbers. */
  readonly citations: readonly number[];
}

/** A claim taken apart and checked. */
export interface CheckedClaim {
  readonly claim: string;
  readonly parts: readonly CheckedPart[];
  readonly citations: readonly Citation[];
}

/** A claim is a sentence or two; of a longer text only so many assertions are checked. */
export const MAX_ASSERTIONS = 12;

/**
 * Checks what somebody wrote against the library, piece by piece. In doubt a piece is unconfirmed or not covered: only
 * what a statement bears out whole, and nothing known later takes back, is supported. Pure.
 */
export function checkClaim(claim: string, context: CheckContext): CheckedClaim {
  const citations: Citation[] = [];
  const cite = (id: string): number[] => {
    const known = citations.find((c) => c.statement.id === id);
    if (known) return [known.n];
    const e = evidenceOf({ statement: id, score: 0 }, context.library);
    return e
      ? [
          citations.push({
            n: citations.length + 1,
            statement: e.statement,
            source: e.source,
            passage: e.passage,
          }),
        ]
      : [];
  };
  const parts = assertionsOf(claim, context.library.lexicon)
    .slice(0, MAX_ASSERTIONS)
    .flatMap((a) => checkAssertion(a, context))
    .map(({ text, judged }): CheckedPart => {
      const { verdict, why, correction, statements } = judged;
      return { text, verdict, why, correction, citations: statements.flatMap(cite) };
    });
  return { claim, parts, citations };
}

interface Judged {
  readonly text: string;
  readonly judged: Judgement;
}

function checkAssertion({ text, alone }: Assertion, outer: CheckContext): Judged[] {
  const context: PieceContext = { ...outer, whole: alone };
  const { lexicon } = context.library;
  const candidates = candidatesFor(alone, context);
  const fitsOf = (assertion: string): Fit[] => candidates.map((e) => fitOf(assertion, e, lexicon));
  const fits = fitsOf(alone);
  if (lexicon.mentions(alone).length === 0) return [{ text, judged: nameless(alone, fits, context) }];
  const whole = wholly(alone, fits, context);
  if (whole && whole.verdict !== "unconfirmed") return [{ text, judged: whole }];
  const pieces = piecesOf(alone, fitsOf, context);
  if (whole)
    return pieces.length > 0 && pieces.every((p) => p.judged.verdict === "supported")
      ? pieces
      : [{ text, judged: whole }];
  if (pieces.length === 0) return [{ text, judged: nearly(alone, fits, context) ?? notCovered() }];
  return pieces.every((p) => p.judged.verdict === "not covered") ? [{ text, judged: notCovered() }] : pieces;
}

/** What the assertion says without its amounts and dates, and each of these by itself; nothing where it has none. */
function piecesOf(alone: string, fitsOf: (assertion: string) => Fit[], context: PieceContext): Judged[] {
  const { base, figures, dates } = aspectsOf(alone);
  if (figures.length + dates.length === 0) return [];
  const fits = fitsOf(base);
  const bare =
    thingsIn(base, context.library.lexicon).length < 2 &&
    tellingStems(base, context.library.lexicon).length < 2;
  const judged = wholly(base, fits, context) ?? nearly(base, fits, context) ?? notCovered();
  return [
    // "Mistral raised" or "Anthropic will use" says nothing without its amount.
    ...(bare ? [] : [{ text: base, judged }]),
    ...figures.map((f) => ({
      text: f.text,
      judged: judgeFigure(f.figure, f.alone, fitsOf(f.alone), context),
    })),
    ...dates.map((d) => ({ text: d.text, judged: judgeDate(d, fitsOf(d.alone), context) })),
  ];
}

/** What statements that bear the assertion out make of it, unless its deal has not got so far, or is past that. */
function wholly(assertion: string, fits: readonly Fit[], context: PieceContext): Judgement | null {
  const turned = turnedRound(assertion, context);
  if (turned) return turned;
  const borne = borneOut(assertion, holdingOf(assertion, fits, context.library.lexicon), context);
  if (borne === null || borne.verdict === "contradicted") return borne;
  const stage = judgeStage(assertion, fits, context);
  const fair = stage?.verdict === "unconfirmed" && isHedged(assertion);
  return stage === null || stage.verdict === "supported" || fair ? borne : stage;
}

function nearly(assertion: string, fits: readonly Fit[], context: PieceContext): Judgement | null {
  const miss = nearMiss(assertion, fits, context);
  const against = miss?.verdict === "contradicted" ? miss : null;
  return judgeStage(assertion, fits, context) ?? against ?? paymentKnown(assertion, context) ?? miss;
}

/** An assertion that names nothing known is borne out only by a statement that says all of it. */
function nameless(assertion: string, fits: readonly Fit[], context: PieceContext): Judgement {
  const { lexicon } = context.library;
  const close = holdingOf(assertion, fits, lexicon).filter((f) => f.coverage === 1);
  const tells = tellingStems(assertion, lexicon).length >= 3;
  return (
    (tells ? borneOut(assertion, close, context) : null) ??
    notCovered("it names nothing that the sources here cover")
  );
}
