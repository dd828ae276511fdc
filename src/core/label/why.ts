import { truncate } from "../text.ts";
import type { Evidence, Source, Statement } from "../types.ts";
import { straighten } from "./cues.ts";
import type { ClaimContext, Finding, LabelContext, LabelledBy } from "./label.ts";

const COMMENT: readonly (readonly [RegExp, string])[] = [
  [/\bneither (?:company|firm|party|side)\b[^.]{0,40}\bcomment/i, "neither company has commented"],
  [/\bdeclin(?:e|es|ed|ing) to comment\b/i, "comment was declined"],
  [
    /\b(?:did not|didn't|has not|had not|have not) (?:immediately )?(?:respond|repl|comment|confirm)/i,
    "no comment or confirmation when it was written",
  ],
];
const DOCUMENT = /\b(?:filings?|S-1|8-K|10-K|10-Q|6-K|exhibit|prospectus)\b/i;
const WRITTEN = /\b(?:announcements?|releases?|posts?|statements?|newsroom|on X|citing)\b/i;
const PERSON = /^[^,]+, (?!as relayed|via )|\b(?:spokes\w+|official|CEO|CFO|executive)\b/i;

const publisherOf = (source: Source): string => source.publisher ?? `“${truncate(source.title, 40)}”`;
/** Through whom it reaches us: the outlet that a reference entry lists, else the source. */
const relayOf = (statement: Statement, source: Source): string =>
  statement.form === "reference" && statement.via !== null ? statement.via : publisherOf(source);
const possessive = (name: string): string => (/s$/.test(name) ? `${name}'` : `${name}'s`);
const quoted = (cue: string | null): string => (cue ? ` (“${truncate(cue, 40)}”)` : "");

/** The reason for a statement's label, as one short phrase. Says only what attribution, publisher or wording give. */
export function whyStatement(
  finding: Finding,
  statement: Statement,
  source: Source,
  context: LabelContext,
): string {
  switch (finding.label) {
    case "confirmed":
      return whyConfirmed(finding, statement, source);
    case "reported":
      return (
        whyReported(finding, statement, source) + commentRemark(`${context.passage ?? ""} ${statement.text}`)
      );
    case "speculative":
      return whySpeculative(finding, statement, source);
    case "denied":
      return whyDenied(finding, statement, source);
    case "disputed":
      return statement.curated
        ? `disputed: ${statement.curated.attribution}`
        : "another source contradicts it";
    case "stated":
      return `one source, ${publisherOf(source)}, says so without naming where it has it from`;
  }
}

function commentRemark(text: string): string {
  const plain = straighten(text);
  const remark = COMMENT.find(([re]) => re.test(plain))?.[1];
  return remark ? `; ${remark}` : "";
}

function whyConfirmed(finding: Finding, statement: Statement, source: Source): string {
  const attribution = statement.curated?.attribution;
  if (attribution) {
    if (DOCUMENT.test(attribution)) return `filed: ${attribution}`;
    if (WRITTEN.test(attribution)) return `a party's own words: ${attribution}`;
    return `${PERSON.test(attribution) ? "said" : "announced"} by ${attribution}`;
  }
  const relay = relayOf(statement, source);
  if (finding.by === "official") return `${possessive(relay)} own announcement`;
  const who = finding.speaker?.name ?? "";
  if (/^\p{Lu}/u.test(who) && !/^(?:it|they|the|both|two|three)\b/i.test(who))
    return `${finding.speaker?.how === "act" ? "announced" : "said"} by ${who}, as relayed by ${relay}`;
  return `a party's own word${quoted(finding.cue)}, as relayed by ${relay}`;
}

function whyReported(finding: Finding, statement: Statement, source: Source): string {
  const attribution = statement.curated?.attribution;
  const by = publisherOf(source);
  if (attribution) {
    const alone = attribution.toLowerCase() === by.toLowerCase();
    return alone ? `${by} only; no party's word for it is cited` : attribution;
  }
  const relay = relayOf(statement, source);
  const unnamed = finding.by === "unnamed" ? ", citing unnamed people" : "";
  if (finding.speaker) return `${finding.speaker.name}${unnamed}, as relayed by ${relay}`;
  if (finding.by === "outlet") return `${possessive(relay)} words, as ${by} lists them`;
  if (finding.by === "unnamed") return `${relay}, citing unnamed people`;
  if (finding.by === "talks")
    return `talks${quoted(finding.cue)}, as ${relay} has it; no agreement is stated`;
  return `hearsay${quoted(finding.cue)} in ${relay}, whose origin is not named`;
}

function whySpeculative(finding: Finding, statement: Statement, source: Source): string {
  const by = statement.curated?.attribution ?? publisherOf(source);
  const owner = possessive(by);
  switch (finding.by) {
    case "condition": {
      const from = statement.text.toLowerCase().indexOf((finding.cue ?? "").toLowerCase());
      const clause = statement.text.slice(from).split(/[,.;:—]/)[0] ?? "";
      return `conditional: “${truncate(clause.trim(), 60)}”`;
    }
    case "question":
      return `an open question in ${by}`;
    case "opinion":
      return `${owner} opinion${quoted(finding.cue)}`;
    case "inference":
      return `${owner} inference${quoted(finding.cue)}`;
    case "estimate":
      return `an estimate${quoted(finding.cue)} in ${by}`;
    case "possibility":
    case "ability":
    case "adverb":
      return `${by} puts it as a possibility${quoted(finding.cue)}`;
    case "curated":
      return `a forecast, an estimate or an opinion: ${by}`;
    default:
      return `${owner} forecast${quoted(finding.cue)}`;
  }
}

function whyDenied(finding: Finding, statement: Statement, source: Source): string {
  if (statement.curated) return `denied: ${statement.curated.attribution}`;
  const who = finding.speaker?.name;
  const by = publisherOf(source);
  return who && /^\p{Lu}/u.test(who)
    ? `denied by ${who}, as relayed by ${by}`
    : `a denial${quoted(finding.cue)}, as relayed by ${by}`;
}

interface Found {
  readonly e: Evidence;
  readonly finding: Finding;
}

/** The reason for a claim's label: that of the statement which decided it, or that sources disagree. */
export function whyClaim(deciding: Found, all: readonly Found[], context: ClaimContext): LabelledBy {
  const { e, finding } = deciding;
  const why = whyStatement(finding, e.statement, e.source, {
    lexicon: context.lexicon,
    passage: e.passage.text,
  });
  if (context.disputed && finding.label !== "denied")
    return { label: "disputed", why: `sources disagree; this one: ${why}`, cue: finding.cue };
  const others = new Set(
    all.filter((f) => f !== deciding && f.finding.label === finding.label).map((f) => f.e.source.id),
  );
  others.delete(e.source.id);
  if (finding.label === "stated" && others.size > 0)
    return {
      label: "stated",
      why: `${publisherOf(e.source)} and others say so without naming where they have it from`,
      cue: null,
    };
  return { label: finding.label, why, cue: finding.cue };
}
