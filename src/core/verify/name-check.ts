import type { Lexicon, Mention } from "../entities.ts";
import { fold, isStopword, stem, words } from "../text.ts";
import type { GroundReading, Problem, Reading } from "./reading.ts";

/** Abbreviations that name a kind of thing and not a thing. */
const GENERIC = new Set(
  "ai api apis gpu gpus tpu tpus cpu cpus npu asic asics it ceo cfo cto coo us usa uk eu llm llms ml hbm i usd eur gbp gw mw kw ip rd pr hpc saas ipo".split(
    " ",
  ),
);
const CALENDAR =
  /^(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Q[1-4]|H[12])\.?$/;
const PRONOUN =
  /\b(?:it|its|they|their|them|he|she|his|her|(?:the|both|two|three) (?:\p{L}+ )?(?:compan(?:y|ies)|firms?|start-?up|chipmaker|lab|group|partners|parties|vendor|provider|developer))\b/iu;
const NAME_TOKEN = /(?<![\p{L}\d])\p{Lu}[\p{L}\d]*(?:[.&'’-][\p{L}\d]+)*/gu;
/** What may follow a name at the head of a sentence, but not a plain plural or an adverb. */
const VERB_NEXT =
  /^ (?:(?:also|reportedly|now|then|still|already|later) )?(?:is|was|has|had|will|would|could|may|might|can|says|said|plans|[\p{Ll}]{3,}(?:ed|[^s]s)) /u;

/** Names of the span that neither the cited statements nor, for their pronouns, what stands around them gives. */
export function nameProblems(span: Reading, grounds: readonly GroundReading[], lexicon: Lexicon): Problem[] {
  const unknown = [...knownNames(span, grounds, lexicon), ...otherNames(span, grounds)];
  return [...new Set(unknown)].map((name) => ({
    kind: "name",
    detail: `“${name}” is not named in what the sentence cites.`,
  }));
}

function knownNames(span: Reading, grounds: readonly GroundReading[], lexicon: Lexicon): string[] {
  const inside = new Set(grounds.flatMap((g) => g.mentions.map((m) => m.entity.name)));
  const around = new Set<string>();
  for (const g of grounds) {
    const named = lexicon.mentions(g.around).map((m) => m.entity);
    const companies = g.mentions.some((m) => m.entity.kind === "company");
    // A statement that names its companies does not mean another one of its paragraph, unless a pronoun may.
    for (const e of named)
      if (e.kind === "publication" || !companies || PRONOUN.test(g.text)) around.add(e.name);
  }
  const given = (name: string) => inside.has(name) || around.has(name);
  const outlets = grounds.map((g) =>
    fold(`${g.ground.source?.publisher ?? ""} ${g.ground.statement.via ?? ""}`).toLowerCase(),
  );
  return span.mentions
    .filter(
      (m, i) =>
        !given(m.entity.name) && !ownsNext(m, span.mentions[i + 1], given) && !impliedBy(m, inside, lexicon),
    )
    .filter((m) => !outlets.some((o) => o.includes(fold(m.text).toLowerCase())))
    .filter((m) => !wrote(m, grounds))
    .map((m) => m.text);
}

/** "Microsoft's Azure" where the source says Azure: whose it is, is known. */
const ownsNext = (m: Mention, next: Mention | undefined, given: (name: string) => boolean): boolean =>
  next !== undefined &&
  next.entity.of === m.entity.name &&
  next.start - m.end <= 3 &&
  given(next.entity.name);

/** "Google" where the source says Google Cloud: the owner's name is part of the product's. */
function impliedBy(m: Mention, inside: ReadonlySet<string>, lexicon: Lexicon): boolean {
  const own = fold(m.entity.name).toLowerCase();
  return [...inside].some((name) => {
    const entity = lexicon.byName(name);
    return entity?.of === m.entity.name && fold(name).toLowerCase().startsWith(`${own} `);
  });
}

/** The same words stand in the source, as part of another name or in another spelling. */
const wrote = (m: Mention, grounds: readonly GroundReading[]): boolean =>
  grounds.some((g) =>
    new RegExp(`(?<![\\p{L}\\d])${escaped(fold(m.text))}(?![\\p{L}\\d])`, "u").test(fold(g.text)),
  );
const escaped = (s: string) => s.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Capitalised words that the lexicon does not know. */
function otherNames(span: Reading, grounds: readonly GroundReading[]): string[] {
  const text = span.text;
  const pool = grounds.map((g) => `${g.text} ${g.around}`).join(" ");
  const given = new Set(words(pool));
  const capitals = [...given];
  // "WSJ" for Wall Street Journal, and the other way round.
  const initials = new Set(longNames(`${pool} ${text}`).map((n) => n.initials));
  const spelled = new Set(longNames(text).flatMap((n) => (given.has(n.initials) ? words(n.name) : [])));
  return [...text.matchAll(NAME_TOKEN)].flatMap((m) => {
    const token = m[0].replace(/['’]s?$/, "");
    const covered = span.mentions.some((n) => m.index < n.end && n.start < m.index + token.length);
    if (covered || CALENDAR.test(token) || token.length < 2) return [];
    const parts = words(token).filter((w) => !GENERIC.has(w) && !isStopword(w));
    if (
      parts.every(
        (w) => given.has(w) || capitals.some((c) => akin(c, w)) || initials.has(w) || spelled.has(w),
      )
    )
      return [];
    return isName(text, m.index, token) ? [token] : [];
  });
}

/** "American" for America, "Chipmakers" for chipmaker: a common beginning of all but an ending. */
function akin(a: string, b: string): boolean {
  if (stem(a) === stem(b)) return true;
  const n = Math.min(a.length, b.length);
  return n >= 4 && Math.abs(a.length - b.length) <= 3 && a.slice(0, n - 1) === b.slice(0, n - 1);
}

/** Names of several words with their initials, in lower case: "Wall Street Journal" and "wsj". */
const longNames = (text: string): { name: string; initials: string }[] =>
  [...text.matchAll(/\p{Lu}[\p{L}\d]+(?:(?: (?:of|and|the|for|&))? \p{Lu}[\p{L}\d]+)+/gu)].map((m) => ({
    name: m[0],
    initials: (m[0].match(/(?<![\p{L}\d])\p{Lu}/gu) ?? []).join("").toLowerCase(),
  }));

/** Whether a capitalised word is a name: not at the head of a sentence, unless it stands there as a name does. */
function isName(text: string, at: number, token: string): boolean {
  const before = text.slice(0, at);
  const opens = /^\W*$/.test(before) || /[.!?:]["'”’)]*\s+["'“‘(]*$/.test(before);
  if (!opens) return true;
  const after = text.slice(at + token.length);
  if (/\p{Lu}/u.test(token.slice(1))) return true;
  if (/(?:s|ly|ing)$/.test(token) || isStopword(token.toLowerCase())) return false;
  return /^['’]s /.test(after) || /^ \p{Lu}\p{Ll}+/u.test(after) || VERB_NEXT.test(after);
}
