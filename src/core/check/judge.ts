import type { Lexicon } from "../entities.ts";
import { cuesIn } from "../label/cues.ts";
import { LABELS, type Label } from "../types.ts";
import { guardsIn } from "../verify/guards.ts";
import { contentStems } from "../verify/wording.ts";
import { type Fit, isAbout, isNegative, only, SAME, tellingStems } from "./fit.ts";
import type { Judgement, PieceContext } from "./judgement.ts";
import { outdatedBy, outdatedWhy } from "./outdated.ts";

const HEDGES = new Set([
  "attribution",
  "unnamed",
  "talks",
  "condition",
  "adverb",
  "possibility",
  "projection",
  "estimate",
  "plan",
]);

/** Whether an assertion itself says that it is hearsay, talks or a possibility. */
export const isHedged = (assertion: string): boolean => cuesIn(assertion).some((c) => HEDGES.has(c.kind));

const isDenial = (assertion: string): boolean => cuesIn(assertion).some((c) => c.kind === "denial");

/** The best established first, then what covers most. */
export const byStrength = (fits: readonly Fit[]): Fit[] =>
  [...fits].sort((a, b) => LABELS.indexOf(a.label) - LABELS.indexOf(b.label) || b.coverage - a.coverage);

const one = (verdict: Judgement["verdict"], why: string, fit: Fit, corrects = true): Judgement => ({
  verdict,
  why,
  correction: corrects ? fit.evidence.statement.text : null,
  statements: [fit.evidence.statement.id],
});

/** What a statement that bears an assertion out makes of it: as good as its label, unless the ledger or a conflict is against it. */
export function borneOut(
  assertion: string,
  holding: readonly Fit[],
  context: PieceContext,
): Judgement | null {
  const ordered = byStrength(holding);
  if (ordered.length === 0) return null;
  const judged = ordered.map((fit) => ({
    fit,
    outdated: outdatedBy(assertion, fit.evidence.statement, context),
  }));
  const standing = judged.find((j) => j.outdated === null);
  const [first] = judged;
  if (first?.outdated && (!standing || first.outdated.certain)) {
    const { outdated, fit } = first;
    return {
      verdict: outdated.certain ? "contradicted" : "unconfirmed",
      why: outdatedWhy(outdated),
      correction: outdated.by.statement.text,
      statements: [...new Set([fit.evidence.statement.id, outdated.by.statement.id])],
    };
  }
  return standing ? byLabel(assertion, standing.fit, context) : null;
}

function byLabel(assertion: string, fit: Fit, context: PieceContext): Judgement {
  const rival = rivalOf(fit, context);
  const fair = isHedged(assertion) && fit.label === "reported" && rival?.curated?.label !== "denied";
  if (rival !== null && !fair) {
    const { text, id } = rival;
    return {
      verdict: "unconfirmed",
      why: "the sources disagree",
      correction: text,
      statements: [fit.evidence.statement.id, id],
    };
  }
  switch (fit.label) {
    case "confirmed":
      return one("supported", "confirmed by a party", fit, false);
    case "stated":
      return one("supported", "one source states it", fit, false);
    case "reported":
      return isHedged(assertion)
        ? one("supported", "reported, as the claim says", fit, false)
        : one("unconfirmed", "reported only; no party confirms it", fit);
    case "speculative":
      return isHedged(assertion)
        ? one("supported", "considered possible, as the claim says", fit, false)
        : one("unconfirmed", "only a forecast or an opinion", fit);
    case "disputed":
      return one("unconfirmed", "the sources disagree", fit);
    case "denied":
      return isDenial(assertion) || isNegative(assertion)
        ? one("supported", "the denial is on record", fit, false)
        : one("contradicted", "a party denied it", fit);
  }
}

/** A statement that a person found to disagree, unless it is the weaker one. */
function rivalOf(fit: Fit, { library }: PieceContext) {
  const { id } = fit.evidence.statement;
  const others = library.conflicts.flatMap(({ statements: [a, b] }) =>
    a === id ? [b] : b === id ? [a] : [],
  );
  const strength = (label: Label) => LABELS.indexOf(label);
  return (
    others
      .flatMap((o) => library.statements.get(o) ?? [])
      .find(
        (s) => strength(s.curated?.label ?? "stated") <= strength(fit.label) || s.curated?.label === "denied",
      ) ?? null
  );
}

/** What is against an assertion that no statement bears out, or what falls short of it; null where nothing is about it. */
export function nearMiss(assertion: string, fits: readonly Fit[], context: PieceContext): Judgement | null {
  const about = byStrength(fits.filter((f) => isAbout(f)));
  const denied = about.find((f) => f.label === "denied");
  if (denied && !isDenial(assertion) && !isNegative(assertion))
    return one("contradicted", "a party denied it", denied);
  const flat = about.find(
    (f) => f.label === "confirmed" && !isNegative(f.evidence.statement.text) && only(f, "negation"),
  );
  if (flat && isNegative(assertion) && tellingStems(assertion, context.library.lexicon).length > 0)
    return one("contradicted", "the sources say the opposite", flat);
  const against = about.find(
    (f) =>
      f.label !== "speculative" &&
      f.problems.some((p) => OPPOSITE[p.kind]) &&
      only(f, "negation", "direction", "parties", "hedge", "stage"),
  );
  const short = about.find((f) => only(f, "hedge", "stage") && f.problems.length > 0);
  if (short) {
    const outdated = outdatedBy(assertion, short.evidence.statement, context);
    if (outdated?.certain)
      return {
        verdict: "contradicted",
        why: outdatedWhy(outdated),
        correction: outdated.by.statement.text,
        statements: [short.evidence.statement.id, outdated.by.statement.id],
      };
  }
  if (against && (!short || LABELS.indexOf(against.label) <= LABELS.indexOf(short.label))) {
    const kind = against.problems.find((p) => OPPOSITE[p.kind])?.kind ?? "negation";
    return one("contradicted", OPPOSITE[kind] ?? "the sources say the opposite", against);
  }
  if (short) return one("unconfirmed", shortWhy(short), short);
  return null;
}

const OPPOSITE: Readonly<Partial<Record<string, string>>> = {
  negation: "the sources say the opposite",
  direction: "the sources say the opposite",
  parties: "the parties are the other way round",
};

function shortWhy(fit: Fit): string {
  const detail = fit.problems[0]?.detail ?? "";
  const what =
    /^The source (gives this on somebody's word|speaks of talks only|leaves this open|expects this|speaks of a plan only|speaks of what is still to come|calls it preliminary)/.exec(
      detail,
    )?.[1];
  return what
    ? `the source ${what}`
    : fit.label === "reported"
      ? "reported only, and not in these terms"
      : "the source does not say so much";
}

/** Nothing in the library is about it. */
export const notCovered = (why = "no source here is about it"): Judgement => ({
  verdict: "not covered",
  why,
  correction: null,
  statements: [],
});

/**
 * The statements that bear an assertion out whole. One without a telling word or an amount ("A signed with B") is borne out
 * by the ledger alone: every sentence that names both would do. A "no" must be met by a "no".
 */
export function holdingOf(assertion: string, fits: readonly Fit[], lexicon: Lexicon): Fit[] {
  const bare = tellingStems(assertion, lexicon).length === 0;
  const denied = new Set(
    guardsIn(assertion).flatMap((g) => (g.kind === "negation" ? g.scope.slice(0, 1) : [])),
  );
  if (bare && !/\d/.test(assertion) && denied.size === 0) return [];
  return fits.filter((f) => {
    if (!isAbout(f, SAME) || f.problems.length > 0) return false;
    const says = isNegative(f.evidence.statement.text);
    if (!isNegative(assertion)) return !(says && bare);
    const have = new Set(contentStems(f.evidence.statement.text));
    return says && [...denied].every((d) => have.has(d));
  });
}
