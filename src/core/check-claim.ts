import { candidatesFor } from "./check/candidates.ts";
import { judgeDate } from "./check/date-claim.ts";
import { turnedRound } from "./check/direction.ts";
import { judgeFigure } from "./check/figure-claim.ts";
import { type Fit, fitOf } from "./check/fit.ts";
import { borneOut, holdingOf, isHedged, nearMiss, notCovered } from "./check/judge.ts";
import type { CheckContext, ClaimVerdict, Judgement } from "./check/judgement.ts";
import { type Assertion, aspectsOf, assertionsOf } from "./check/parts.ts";
import { judgeStage } from "./check/stage-claim.ts";
import { evidenceOf } from "./retrieve.ts";
import type { Citation } from "./types.ts";

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

function checkAssertion({ text, alone }: Assertion, context: CheckContext): Judged[] {
  const { lexicon } = context.library;
  const candidates = candidatesFor(alone, context);
  const fits = (assertion: string): Fit[] => candidates.map((e) => fitOf(assertion, e, lexicon));
  if (lexicon.mentions(alone).length === 0) return [{ text, judged: nameless(alone, fits(alone), context) }];
  const whole = wholly(alone, fits(alone), context);
  if (whole) return [{ text, judged: whole }];
  const aspects = aspectsOf(alone);
  if (aspects.figures.length + aspects.dates.length === 0)
    return [{ text, judged: nearly(alone, fits(alone), context) ?? notCovered() }];
  const base = fits(aspects.base);
  const judged = [
    {
      text: aspects.base,
      judged: wholly(aspects.base, base, context) ?? nearly(aspects.base, base, context) ?? notCovered(),
    },
    ...aspects.figures.map((f) => ({
      text: f.text,
      judged: judgeFigure(f.figure, f.alone, fits(f.alone), context),
    })),
    ...aspects.dates.map((d) => ({ text: d.text, judged: judgeDate(d, fits(d.alone), context) })),
  ];
  return judged.every((j) => j.judged.verdict === "not covered") ? [{ text, judged: notCovered() }] : judged;
}

/** What statements that bear the assertion out make of it, unless its deal has not got so far, or is past that. */
function wholly(assertion: string, fits: readonly Fit[], context: CheckContext): Judgement | null {
  const turned = turnedRound(assertion, context);
  if (turned) return turned;
  const borne = borneOut(assertion, holdingOf(assertion, fits, context.library.lexicon), context);
  if (borne?.verdict !== "supported") return borne;
  const stage = judgeStage(assertion, fits, context);
  const fair = stage?.verdict === "unconfirmed" && isHedged(assertion);
  return stage === null || stage.verdict === "supported" || fair ? borne : stage;
}

function nearly(assertion: string, fits: readonly Fit[], context: CheckContext): Judgement | null {
  return judgeStage(assertion, fits, context) ?? nearMiss(assertion, fits, context);
}

/** An assertion that names nothing known is borne out only by a statement that says all of it. */
function nameless(assertion: string, fits: readonly Fit[], context: CheckContext): Judgement {
  const close = holdingOf(assertion, fits, context.library.lexicon).filter((f) => f.coverage === 1);
  return (
    (close.length > 0 && /\d|\p{Lu}\p{Ll}+ \p{Lu}/u.test(assertion)
      ? borneOut(assertion, close, context)
      : null) ?? notCovered("it names nothing that the sources here cover")
  );
}
