import { findDates } from "../dates.ts";
import type { Lexicon } from "../entities.ts";
import { type Figure, parseFigures } from "../figures/figures.ts";
import type { Resolved } from "../question/resolve.ts";
import { relatedStems } from "../question/thesaurus.ts";
import type { Want } from "../question/wants.ts";
import { isStopword, stem, words } from "../text.ts";
import type { Evidence } from "../types.ts";

/**
 * How well (0..1) a statement holds the kind of thing that a question asks for. This is what tells a near miss from an answer:
 * a sentence about the right deal without any place in it does not answer "where".
 */
export function offers(want: Want, evidence: Evidence, resolved: Resolved, lexicon: Lexicon): number {
  if (want === "origin") return originGiven(evidence, lexicon);
  return holds(want, evidence, resolved, lexicon) ? 1 : 0;
}

/** An explicit credit ("according to", "primary source:") answers "says who"; a mere entry of an outlet half does. */
function originGiven({ statement }: Evidence, lexicon: Lexicon): number {
  const outlet =
    statement.via !== null || lexicon.mentions(statement.text).some((m) => m.entity.kind === "publication");
  if (
    /\b(?:according to|report(?:ed|s|ing)? (?:by|from)|(?:primary|original|first) source|first reported)\b/i.test(
      statement.text,
    )
  )
    return outlet ? 1 : 0.5;
  return outlet ? 0.4 : 0;
}

function holds(
  want: Exclude<Want, "origin">,
  evidence: Evidence,
  resolved: Resolved,
  lexicon: Lexicon,
): boolean {
  const { statement } = evidence;
  const text = statement.text;
  const asked = new Set(parseFigures(resolved.text).map((f) => `${f.unit}:${f.value}`));
  // A figure that the question itself gives cannot be what it asks for.
  const figures = parseFigures(text).filter((f) => !asked.has(`${f.unit}:${f.value}`) || f.bound !== "exact");
  switch (want) {
    case "money":
      return figures.some(isMoney);
    case "capacity":
      return figures.some((f) => f.unit === "W" || f.unit === "chips");
    case "percent":
      return figures.some((f) => f.unit === "percent");
    case "duration":
      return (
        figures.some((f) => f.kind === "duration" || /years?|months?|days?|weeks?/.test(f.unit)) ||
        /\buntil\b|\bthrough (?:20\d\d|\w+ 20\d\d)/.test(text)
      );
    case "count":
      return countsWhat(resolved.text, text, lexicon);
    case "date":
      return (
        findDates(text).length > 0 ||
        NOT_YET.test(text) ||
        (/\bwhen (?:would|could|might)\b/i.test(resolved.text) && ONCE.test(text))
      );
    case "place":
      return namesPlace(text, lexicon, resolved);
    case "person":
      return namesPerson(text, lexicon);
    case "number":
      return /\d/.test(text) || figures.length > 0 || NUMBER_WORD.test(text);
    case "reason":
      return true;
  }
}

const isMoney = (f: Figure) => /^(?:USD|EUR|GBP|JPY|CNY|KRW|INR|CAD|AUD|CHF|SEK|NOK|SAR|AED)$/.test(f.unit);

const NOT_YET = /\b(?:not yet|has not|yet to)\b/i;
/** "When would it" may be answered by a condition instead of a date. */
const ONCE = /\b(?:once|if|when|until|after|as soon as|by the time)\b/i;

const NUMBER_WORD =
  /\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|millions?|billions?|second|third|half)\b/i;

/** "How many systems": the sentence must give a number of systems, not any number. */
function countsWhat(question: string, text: string, lexicon: Lexicon): boolean {
  const noun =
    /\bhow many (?:of (?:the |its |their )?)?((?:[\w-]+ ){0,3}[\w-]+)|\bnumber of ((?:[\w-]+ ){0,2}[\w-]+)|\b([\w-]+) counts?\b/i.exec(
      question,
    );
  const phrase = noun?.[1] ?? noun?.[2] ?? noun?.[3] ?? "";
  const owners = lexicon
    .mentions(phrase)
    .filter((m) => m.entity.kind === "company" || m.entity.kind === "person");
  const ownerWords = new Set(owners.flatMap((m) => words(m.text)));
  const [counted] = words(phrase).filter((w) => !isStopword(w) && !ownerWords.has(w));
  if (counted === undefined) return NUMBER_WORD.test(text) || /\d/.test(text);
  const forms = new Set([stem(counted), ...relatedStems(stem(counted))]);
  const dated = findDates(text);
  const plain = dated.reduceRight((t, d) => t.slice(0, d.start) + t.slice(d.end), text);
  const tokens = words(plain);
  return tokens.some((t, i) => {
    if (!/^\d/.test(t) && !NUMBER_WORD.test(t)) return false;
    return tokens.slice(i + 1, i + 6).some((u) => forms.has(stem(u)));
  });
}

const PLACE_CUE =
  /\b(?:in|near|at|outside|across|from)\s+((?:(?:the|north(?:ern)?|south(?:ern)?|east(?:ern)?|west(?:ern)?|central)\s+)?\p{Lu}[\p{L}-]+(?:\s+\p{Lu}[\p{L}-]+)*)/gu;

function namesPlace(text: string, lexicon: Lexicon, resolved: Resolved): boolean {
  const asked = new Set(resolved.entities.map((e) => e.name));
  const mentions = lexicon.mentions(text);
  if (mentions.some((m) => m.entity.kind === "place" && !asked.has(m.entity.name))) return true;
  return [...text.matchAll(PLACE_CUE)].some((m) => {
    const name = m[1] ?? "";
    const known = lexicon.mentions(name);
    return (
      known.length === 0 &&
      !isCalendar(name) &&
      !/^(?:The|This|That|It|Its|These|AI|API|CEO|GPU|TPU|Q\d)\b/.test(name)
    );
  });
}

const isCalendar = (name: string) =>
  /^(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Q[1-4]|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)\b/.test(
    name,
  );

function namesPerson(text: string, lexicon: Lexicon): boolean {
  if (lexicon.mentions(text).some((m) => m.entity.kind === "person")) return true;
  return [
    ...text.matchAll(
      /(\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+)(?:,? (?:said|told|wrote)\b|, (?:the |its )?(?:CEO|CFO|CTO|chief|head|vice|president|founder)\b)/gu,
    ),
  ].some((m) => lexicon.mentions(m[1] ?? "").length === 0);
}
