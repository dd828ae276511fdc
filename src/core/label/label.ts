import type { Lexicon } from "../entities.ts";
import { stems } from "../text.ts";
import type { Evidence, Label, Labelled, Source, Statement } from "../types.ts";
import { type Cue, type CueKind, cuesIn, straighten } from "./cues.ts";
import { type Speaker, speakersIn } from "./speakers.ts";
import { whyClaim, whyStatement } from "./why.ts";

/** What labelling needs besides the statement: the known names, and the paragraph around it where there is one. */
export interface LabelContext {
  readonly lexicon: Lexicon;
  /** The text of the passage that holds the statement, or null. Only read for remarks such as "declined to comment". */
  readonly passage: string | null;
}

/** A label, its reason, and the words that decided (null where nothing in the wording did). */
export interface LabelledBy extends Labelled {
  readonly cue: string | null;
}

/** What was found in one statement; `why.ts` turns it into a phrase. */
export interface Finding {
  readonly label: Label;
  readonly cue: string | null;
  /** The kind of the deciding cue; `announcement`, `official` and `curated` are not cues of doubt. */
  readonly by: CueKind | "announcement" | "official" | "outlet" | "curated" | "plain";
  readonly speaker: Speaker | null;
}

const STRENGTH: Readonly<Record<Label, number>> = {
  confirmed: 3,
  stated: 2,
  reported: 1,
  speculative: 0,
  disputed: -1,
  denied: -2,
};

/** The weaker of two labels on the scale confirmed > stated > reported > speculative; denied outweighs all. */
export const weaker = (a: Label, b: Label): Label => (STRENGTH[a] <= STRENGTH[b] ? a : b);

/** Doubt that no speaker takes away. */
const DOUBT: ReadonlySet<CueKind> = new Set([
  "condition",
  "adverb",
  "possibility",
  "inference",
  "estimate",
  "opinion",
  "question",
]);
/** What is not yet so: a plan when a party says it, a forecast when anybody else does. */
const AHEAD: ReadonlySet<CueKind> = new Set(["projection", "future", "ability"]);
const RELAYED: ReadonlySet<CueKind> = new Set(["attribution", "unnamed", "talks"]);
/** A curated label was given by a reader who knew whether "may" is a right or a guess; only plain words of doubt lower it. */
const CURATED_DOUBT: ReadonlySet<CueKind> = new Set(["adverb", "question"]);
const HEARSAY =
  /^(?:reportedly|allegedly|purportedly|supposedly|apparently|.*rumou?r.*|.*said to|sources? .*|(?:people|persons?) .*)$/i;
const CONTRACT =
  /\b(?:agreements?|contracts?|deal|pact|partnership|order|lease|commitment|warrant|tranche|filing|terms|under which)\b/i;
/** An announcement has its amount; "has committed tens of billions" is a narrator's summary. */
const VAGUE_ACT =
  /\b(?:commit|commits|committed|pledged?|pledges)\b[^.;]{0,20}\b(?:(?:tens|hundreds) of|multi|billions|substantial|significant|massive|heavily)\b/i;
const IN_ORDER_TO = /\bto $/i;

/** A publisher's own site counts as a party's when its domain is a company's name: "blogs.microsoft.com". */
export function isPartyOutlet(via: string, lexicon: Lexicon): boolean {
  const host = /(?:^|[\s/])((?:[\w-]+\.)+[a-z]{2,})(?:[\s/]|$)/i.exec(via)?.[1]?.toLowerCase();
  if (!host) return lexicon.byName(via)?.kind === "company";
  if (/(?:^|\.)(?:sec\.gov|europa\.eu|gov\.uk)$|\.gov$/.test(host)) return true;
  const label =
    host
      .replace(/\.(?:co|com)\.[a-z]{2}$/, ".x")
      .split(".")
      .at(-2) ?? "";
  return label.length > 1 && lexicon.byName(label)?.kind === "company";
}

/** Labels one statement: from its curated label, which rules may only lower, else from source and wording. */
export function labelStatement(statement: Statement, source: Source, context: LabelContext): LabelledBy {
  const finding = findingOf(statement, source, context.lexicon);
  return { label: finding.label, why: whyStatement(finding, statement, source, context), cue: finding.cue };
}

/** The label of one statement with what decided it. */
export function findingOf(statement: Statement, source: Source, lexicon: Lexicon): Finding {
  const cues = cuesIn(statement.text);
  const speakers = speakersIn(statement.text, source.publisher, lexicon);
  if (statement.curated) return lowerCurated(statement.curated.label, cues, speakers);
  const denial = cues.find((c) => c.kind === "denial" && !negatedBefore(statement.text, c));
  if (denial) {
    const speaker = speakers.find((s) => s.kind === "party") ?? null;
    return { label: "denied", cue: denial.text, by: "denial", speaker };
  }
  const base = baseOf(statement, source, speakers, lexicon);
  const party = base.label === "confirmed";
  const doubts = cues.filter((c) => doubtCounts(c, cues, statement.text, party));
  const doubt =
    doubts.find((c) => c.kind === "question") ?? doubts.find((c) => c.kind === "condition") ?? doubts[0];
  if (doubt) return { label: "speculative", cue: doubt.text, by: doubt.kind, speaker: base.speaker };
  const relayed = base.by === "official" ? undefined : relayedBy(cues, speakers, statement.text);
  if (relayed && STRENGTH[base.label] >= STRENGTH.reported) return relayed;
  return base;
}

function lowerCurated(label: Label, cues: readonly Cue[], speakers: readonly Speaker[]): Finding {
  const start: Finding = { label, cue: null, by: "curated", speaker: speakers[0] ?? null };
  if (STRENGTH[label] <= STRENGTH.speculative) return start;
  const doubt = cues.find((c) => CURATED_DOUBT.has(c.kind));
  if (doubt) return { ...start, label: "speculative", cue: doubt.text, by: doubt.kind };
  const hearsay = cues.find((c) => RELAYED.has(c.kind) && HEARSAY.test(c.text));
  if (hearsay && STRENGTH[label] > STRENGTH.reported)
    return { ...start, label: "reported", cue: hearsay.text, by: hearsay.kind };
  return start;
}

function baseOf(
  statement: Statement,
  source: Source,
  speakers: readonly Speaker[],
  lexicon: Lexicon,
): Finding {
  const act = VAGUE_ACT.test(statement.text) ? undefined : speakers.find((s) => s.kind === "party");
  if (statement.form === "reference" && statement.via !== null) {
    if (isPartyOutlet(statement.via, lexicon))
      return { label: "confirmed", cue: null, by: "official", speaker: null };
    if (act)
      return { label: "confirmed", cue: wording(statement.text, act), by: "announcement", speaker: act };
    return { label: "reported", cue: null, by: "outlet", speaker: null };
  }
  if (source.kind === "official") return { label: "confirmed", cue: null, by: "official", speaker: null };
  if (act) return { label: "confirmed", cue: wording(statement.text, act), by: "announcement", speaker: act };
  return { label: "stated", cue: null, by: "plain", speaker: null };
}

const wording = (text: string, s: Speaker) => text.slice(s.start, s.end).trim();

function relayedBy(cues: readonly Cue[], speakers: readonly Speaker[], text: string): Finding | undefined {
  const publication = speakers.find((s) => s.kind === "publication") ?? null;
  const toParty = speakers.some((s) => s.kind === "party" && s.how === "cited");
  const cue = cues.find(
    (c) => RELAYED.has(c.kind) && !(toParty && /^(?:according to|citing|cites)$/i.test(c.text)),
  );
  if (!cue && !publication) return undefined;
  return {
    label: "reported",
    cue: cue?.text ?? (publication ? wording(text, publication) : null),
    by: cue?.kind ?? "attribution",
    speaker: publication,
  };
}

/** Whether a cue of doubt governs what the statement says. */
function doubtCounts(cue: Cue, cues: readonly Cue[], text: string, party: boolean): boolean {
  if (AHEAD.has(cue.kind)) return !party && !(cue.kind === "future" && CONTRACT.test(text));
  if (!DOUBT.has(cue.kind)) return false;
  // "in talks to potentially use": the talks are reported as fact, what they are about is only their aim
  const talks = cues.find((c) => RELAYED.has(c.kind) && c.end <= cue.start);
  if (talks && cue.kind === "adverb" && IN_ORDER_TO.test(text.slice(0, cue.start))) return false;
  // "carry no guarantee of an agreement" describes the talks themselves
  if (talks && /guarantee/i.test(cue.text)) return false;
  return true;
}

const negatedBefore = (text: string, cue: Cue) =>
  /\b(?:not|never|neither|nor|without|n't)\b[^.,;:]{0,20}$/i.test(straighten(text.slice(0, cue.start)));

/** How a claim's label is to be found: the known names, and whether its evidence was found to conflict with other evidence. */
export interface ClaimContext {
  readonly lexicon: Lexicon;
  readonly disputed: boolean;
}

/**
 * Labels a claim that rests on several statements. The best statement carries it only if that one alone says all of
 * the claim (its words and every number); otherwise the claim is as weak as the weakest statement that it needs.
 */
export function labelClaim(text: string, evidence: readonly Evidence[], context: ClaimContext): LabelledBy {
  if (evidence.length === 0) return { label: "speculative", why: "no source is cited for it", cue: null };
  const found = evidence.map((e) => ({ e, finding: findingOf(e.statement, e.source, context.lexicon) }));
  const denied = found.find((f) => f.finding.label === "denied");
  if (denied) return whyClaim(denied, found, context);
  const carrying = found.filter((f) => saysAll(f.e.statement.text, text));
  const strongest = (fs: typeof found) =>
    [...fs].sort((a, b) => STRENGTH[b.finding.label] - STRENGTH[a.finding.label])[0];
  const weakest = [...found].sort((a, b) => STRENGTH[a.finding.label] - STRENGTH[b.finding.label])[0];
  const deciding = strongest(carrying) ?? weakest;
  if (!deciding) return { label: "speculative", why: "no source is cited for it", cue: null };
  return whyClaim(deciding, found, context);
}

const COVERED = 0.8;

function saysAll(statement: string, claim: string): boolean {
  const have = new Set(stems(statement));
  const want = [...new Set(stems(claim))];
  if (want.length === 0) return false;
  if (want.some((w) => /^\d/.test(w) && !have.has(w))) return false;
  return want.filter((w) => have.has(w)).length / want.length >= COVERED;
}
