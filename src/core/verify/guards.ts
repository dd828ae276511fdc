import { type Cue, type CueKind, cuesIn, straighten } from "../label/cues.ts";
import { clausesOf, contentStems, segmentsOf, stretchAt } from "./wording.ts";

/** What a wording does to the words that it governs: who answers for them, or how far they are real. */
export type GuardKind =
  | "attribution"
  | "talks"
  | "doubt"
  | "forecast"
  | "plan"
  | "future"
  | "preliminary"
  | "negation";

/** A wording that governs other words of its sentence; `scope` holds their stems. */
export interface Guard {
  readonly kind: GuardKind;
  readonly text: string;
  readonly start: number;
  readonly scope: readonly string[];
  /** It governs its whole segment, other clauses included, as "if" does; so a few shared words mean little. */
  readonly wide: boolean;
}

const KIND_OF: Readonly<Partial<Record<CueKind, GuardKind>>> = {
  attribution: "attribution",
  unnamed: "attribution",
  talks: "talks",
  condition: "doubt",
  adverb: "doubt",
  possibility: "doubt",
  inference: "doubt",
  estimate: "doubt",
  opinion: "doubt",
  question: "doubt",
  projection: "forecast",
  future: "future",
  denial: "negation",
  negation: "negation",
};

/** Of the plan cues those that leave open whether it comes about; "agreed to" and "designed to" bind more. */
const OPEN_PLAN = /^(?:plan|intend|intention|aim|seek|sought|want|wish|hop|propos|consider|bid|ask|goal)/i;
const PRELIMINARY =
  /\b(?:letters? of intent|LOIs?|non-?binding|preliminary|tentative(?:ly)?|in principle|term sheets?|memorand(?:um|a) of understanding|MOUs?|not final(?:ised|ized)?|subject to|pending|provisional(?:ly)?)\b/gi;
/** "said it would": the tense follows the verb of saying, and no doubt is meant. */
const REPORTED_WOULD =
  /\b(?:said|announced|told|wrote|stated|confirmed|committed|agreed|pledged|disclosed|promised|filed|added)\b[^.;]{0,80}$/i;

/** The guards of a sentence in order of place. */
export function guardsIn(text: string): Guard[] {
  const plain = straighten(text);
  const guards = cuesIn(text).flatMap((cue): Guard[] => {
    const kind = kindOf(cue, plain);
    return kind
      ? [{ kind, text: cue.text, start: cue.start, scope: scopeOf(plain, cue, kind), wide: isWide(cue) }]
      : [];
  });
  for (const m of plain.matchAll(/\b(?:may|might|could)\b/g))
    if (!guards.some((g) => g.start === m.index)) {
      const { end } = stretchAt(clausesOf(plain), m.index, plain);
      const scope = contentStems(plain.slice(m.index + m[0].length, end));
      guards.push({ kind: "doubt", text: m[0], start: m.index, scope, wide: false });
    }
  for (const m of plain.matchAll(PRELIMINARY)) {
    const { start, end } = stretchAt(segmentsOf(plain), m.index, plain);
    guards.push({
      kind: "preliminary",
      text: m[0],
      start: m.index,
      scope: contentStems(plain.slice(start, end)),
      wide: false,
    });
  }
  return guards.sort((a, b) => a.start - b.start);
}

function kindOf(cue: Cue, plain: string): GuardKind | null {
  if (/^must$/i.test(cue.text)) return null; // a duty, not a doubt
  if (cue.kind === "plan") return OPEN_PLAN.test(cue.text) ? "plan" : "future";
  if (
    cue.kind === "projection" &&
    /^would$/i.test(cue.text) &&
    REPORTED_WOULD.test(plain.slice(0, cue.start))
  )
    return "future";
  return KIND_OF[cue.kind] ?? null;
}

const isWide = (cue: Cue): boolean => cue.kind === "condition" || cue.kind === "question";

/** Attributions and conditions hold for their whole segment; the rest for what follows in the clause. */
function scopeOf(plain: string, cue: Cue, kind: GuardKind): string[] {
  const whole = kind === "attribution" || isWide(cue);
  const around = stretchAt(whole ? segmentsOf(plain) : clausesOf(plain), cue.start, plain);
  if (whole)
    return contentStems(`${plain.slice(around.start, cue.start)} ${plain.slice(cue.end, around.end)}`);
  const after = contentStems(plain.slice(cue.end, Math.max(cue.end, around.end)));
  if (kind === "negation") return after.slice(0, 8);
  if (after.length >= 2 && cue.kind !== "estimate") return after;
  return contentStems(
    `${plain.slice(around.start, cue.start)} ${plain.slice(cue.end, Math.max(cue.end, around.end))}`,
  );
}
