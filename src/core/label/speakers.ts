import type { Lexicon } from "../entities.ts";
import { straighten } from "./cues.ts";

/** Whose word a statement relays. `party` also stands for authorities; `self` is the source's own publisher. */
export interface Speaker {
  readonly name: string;
  readonly kind: "party" | "publication" | "self";
  /** `act`: announced, signed, filed. `speech`: said, wrote. `cited`: "according to". */
  readonly how: "act" | "speech" | "cited";
  readonly start: number;
  readonly end: number;
}

const ACTS = new Set(
  (
    "announce announces announced announcing unveil unveils unveiled disclose discloses disclosed file files filed sign signs signed " +
    "agree agrees agreed commit commits committed pledge pledges pledged introduce introduces introduced launch launches " +
    "launched confirm confirms confirmed reveal reveals revealed complete completes completed close closes closed publish " +
    "published present presented release releases released ink inks inked"
  ).split(" "),
);
const SPEECH = new Set(
  "say says said state states stated tell tells told write writes wrote describe describes described post posted acknowledge acknowledged admit admits admitted".split(
    " ",
  ),
);
const REPORTING = new Set("report reports reported".split(" "));

const OUTLETS =
  /^(?:the )?(?:reuters|bloomberg|cnbc|cnn|bbc|ap|afp|associated press|axios|semafor|wsj|wall street journal|new york times|nyt|financial times|ft|the information|geekwire|techcrunch|wired|engadget|fortune|forbes|politico|nikkei|digitimes|semianalysis|business insider|the verge|ars technica|the register|barron's|marketwatch)$/i;
const OUTLET_WORDS =
  /\b(?:News|Times|Journal|Post|Daily|Weekly|Review|Magazine|Press|Herald|Tribune|Forum|Blog|Gazette|Telegraph|Guardian|Observer|Newsletter)\b|\.(?:com|net|org|blog)$/;
const NAME =
  "(?:[Tt]he )?\\p{Lu}[\\p{L}\\p{N}.&'-]*(?: (?:(?:of|and|&|for) )?\\p{Lu}[\\p{L}\\p{N}.&'-]*){0,5}";
const AUX =
  "(?:(?:has|have|had|also|jointly|today|then|formally|officially|publicly|later|first|itself|themselves|both|similarly|recently|already|now|each|together|separately) ){0,4}";
const HEADLINE_VERBS = [...ACTS].filter(
  (v) => /(?:s|ed)$/.test(v) || /^(?:pledge|commit|agree|announce|sign|unveil)$/.test(v),
);
const capital = (verb: string) => verb.charAt(0).toUpperCase() + verb.slice(1);
const VERBS = [
  ...ACTS,
  ...SPEECH,
  ...REPORTING,
  ...HEADLINE_VERBS.filter((v) => !/^(?:files|releases|closes)$/.test(v)).map(capital),
]
  .sort((a, b) => b.length - a.length)
  .join("|");
const SUBJECT = new RegExp(
  `(?<subject>${NAME}|(?:[Tt]he|[Bb]oth|[Tt]wo|[Tt]hree) (?:\\p{L}+ )?(?:company|companies|firm|firms|startup|chipmaker|partners|parties)|(?<![\\p{L}])(?:[Ii]t|[Tt]hey))(?:, [^,.;:]{1,60},)? ${AUX}(?<verb>${VERBS})(?![\\p{L}-])`,
  "gu",
);
const CITED = new RegExp(
  `(?:[Aa]ccording to|[Aa]s (?:first )?reported by|(?:first )?reported by|[Cc]iting|cited by|[Pp]er|seen by|obtained by) (?:an? |the )?(?:(?:[\\p{Ll}-]+ ){0,3}(?:from|by|in|at) )?(?<name>${NAME})`,
  "gu",
);
const POSSESSED = new RegExp(
  `(?<name>${NAME})(?:'s|'| ) ?(?:own |joint |amended |regulatory |SEC |newsroom |official )*(?<doc>announcement|filings?|S-1|8-K|10-K|10-Q|press release|release|statement|blog post|blog|post|newsroom) (?:says?|said|shows?|showed|states?|stated|describes?|described|lists?|names?|named|puts?|gives?|gave|records?|values?|also)\\b`,
  "gu",
);
const DOCUMENTS =
  /\b(?:in|a|an|its|their|the) (?:\w+ ){0,2}(?:SEC filing|regulatory filing|securities filing|filing|S-1|8-K|10-K|10-Q|press release|joint statement|earnings call|shareholder letter|blog post)\b(?! (?:seen|reviewed|obtained))/gu;
const NEGATED = /\b(?:not|never|neither|nor|no|none|without|yet to|n't|nobody)\b[^.;:]{0,50}$/i;
const ANALYST =
  /\b(?:analysts?|economist|professor|expert|investor|critic|blogger|consultant)s?\b[^,.;]{0,25}$/i;
const OFFICER =
  /\b(?:CEO|CFO|CTO|COO|chief|president|chairman|chair|founder|co-founder|head|boss|spokes\w+|executive|officer)(?: executive)?(?: of [\w ]{1,20})? $/i;
const AUTHORITY =
  /\b(?:Commission|Department|Agency|Ministry|Court|Authority|Exchange|Treasury|Senate|Office)\b/;
const BASE_FORM =
  /^(?:pledge|commit|agree|announce|sign|unveil|launch|close|release|file|disclose|confirm|reveal|complete|publish|ink)$/;

const bare = (name: string) =>
  name
    .replace(/^An? (?=\p{Lu})/u, "")
    .replace(/(?:'s|')$/, "")
    .replace(/[.,]$/, "")
    .trim();

/** Whether a name is a publication's, as far as lexicon and wording tell; null for a name that nothing is known about. */
export function nameKind(name: string, lexicon: Lexicon): "party" | "publication" | null {
  const known = lexicon.byName(name) ?? lexicon.byName(name.replace(/^[Tt]he /, ""));
  if (known) return known.kind === "publication" ? "publication" : "party";
  if (OUTLETS.test(name)) return "publication";
  const inside = lexicon.mentions(name);
  if (inside.some((m) => m.entity.kind === "publication")) return "publication";
  if (inside.length > 0) return "party";
  return OUTLET_WORDS.test(name) ? "publication" : null;
}

/** Who speaks in a statement: parties that announce, publications that are cited. Negated acts ("has not signed") count for nothing. */
export function speakersIn(text: string, publisher: string | null, lexicon: Lexicon): Speaker[] {
  const plain = straighten(text);
  const own = publisher?.toLowerCase() ?? null;
  const isSelf = (name: string) =>
    own !== null && own.length > 2 && name.toLowerCase().replace(/^the /, "") === own.replace(/^the /, "");
  const found: Speaker[] = [];
  const add = (name: string, kind: Speaker["kind"], how: Speaker["how"], start: number, length: number) =>
    found.push({
      name: bare(name),
      kind: isSelf(bare(name)) ? "self" : kind,
      how,
      start,
      end: start + length,
    });

  for (const m of plain.matchAll(CITED)) {
    const { name: written = "" } = m.groups ?? {};
    const name = bare(written);
    add(name, nameKind(name, lexicon) ?? "publication", "cited", m.index, m[0].length);
  }
  for (const m of plain.matchAll(SUBJECT)) {
    const { subject: written = "", verb: said = "" } = m.groups ?? {};
    const subject = bare(written);
    const verb = said.toLowerCase();
    const how = ACTS.has(verb) ? "act" : SPEECH.has(verb) || REPORTING.has(verb) ? "speech" : null;
    const before = plain.slice(Math.max(0, m.index - 60), m.index + m[0].length - verb.length);
    const after = plain.slice(m.index + m[0].length);
    if (how === null || /^ (?:no|neither|none|nothing|not|only vague)\b/.test(after) || /'s?$/.test(written))
      continue;
    if (NEGATED.test(before) || ANALYST.test(plain.slice(0, m.index))) continue;
    if (/\bto(?: \w+)? $/.test(before)) continue;
    const pronoun =
      /^(?:it|they|(?:the|both|two|three) )/i.test(subject) && lexicon.byName(subject) === undefined;
    const kind = pronoun && !/\p{Lu}/u.test(subject.slice(1)) ? "party" : nameKind(subject, lexicon);
    const opening = m.index === 0 && !subject.includes(" ");
    if (kind === null && opening && /[^s]s$/.test(subject)) continue; // "Enterprises signed ...": a common noun
    const assumed = how === "act" && !REPORTING.has(verb) ? "party" : "publication";
    // "the Azure pledge" is a noun; "Nvidia and Intel pledge" is not
    if (BASE_FORM.test(said) && !/ (?:and|&) /.test(subject)) continue;
    if (/^(?:an?|the|this|that|its|their|under|after|in|on|as|for|if|when)$/i.test(subject)) continue;
    const titled =
      OFFICER.test(plain.slice(0, m.index)) ||
      (kind === null &&
        (AUTHORITY.test(subject) || /^ (?:investors|shareholders|an earnings call|analysts)\b/.test(after)));
    add(subject, titled ? "party" : (kind ?? assumed), how, m.index, m[0].length);
  }
  for (const m of plain.matchAll(POSSESSED)) {
    const { name: written = "" } = m.groups ?? {};
    const name = bare(written);
    if (nameKind(name, lexicon) === "party") add(name, "party", "act", m.index, m[0].length);
  }
  for (const m of plain.matchAll(DOCUMENTS))
    if (!NEGATED.test(plain.slice(Math.max(0, m.index - 60), m.index)))
      add(m[0], "party", "act", m.index, m[0].length);
  return found.sort((a, b) => a.start - b.start);
}
