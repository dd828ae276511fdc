import { stemmer } from "stemmer";

/** Words that carry no subject of their own; a question or a sentence is about the others. */
const STOPWORDS = new Set(
  (
    "a an and are as at be been being but by can could did do does doing done for from had has have having he her " +
    "here hers him his how i if in into is it its itself just me more most my no nor not now of off on once only or " +
    "other our ours out over own s same she should so some such t than that the their theirs them then there these " +
    "they this those through to too under until up upon very was we were what when where which while who whom whose " +
    "why will with would you your yours d ll m re ve don doesn didn isn aren wasn weren hasn haven won wouldn couldn " +
    "shouldn about above after again against all am any because before below between both during each few further " +
    "yet also still even ever across via per vs versus whether whats hows thats im pls please ok okay hey hi thx"
  ).split(" "),
);

export const isStopword = (word: string): boolean => STOPWORDS.has(word);

/** Folds what looks alike: curly quotes, dashes, ligatures, runs of white space. Length may change. */
export function fold(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[\u2018\u2019\u02bc]/g, "'")
    .replace(/[\u201c\u201d]/g, '"')
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(/\s+/g, " ")
    .trim();
}

/** The comparable form of a text: folded, lower case. Equal keys mean "says the same words". */
export const textKey = (text: string): string => fold(text).toLowerCase();

/** Lower-case words and numbers in order: "U.S." is `us`, "3.5" stays whole, "Microsoft's" is `microsoft`. */
export function words(text: string): string[] {
  const plain = textKey(text)
    .replace(/\b(?:[a-z]\.){2,}/g, (m) => m.replaceAll(".", ""))
    .replace(/'s\b/g, "");
  return plain.match(/\p{L}[\p{L}\d]*|\d+(?:[.,]\d+)*(?:\p{L}[\p{L}\d]*)?/gu) ?? [];
}

/** The stems of the words that carry meaning, in order, duplicates kept. */
export function stems(text: string): string[] {
  return words(text)
    .filter((w) => !STOPWORDS.has(w))
    .map((w) => stem(w));
}

/** Where Porter would throw together what this field must keep apart: custom chips and customers, to use and the US. */
const UNSTEMMED: Readonly<Record<string, string>> = {
  customer: "customer",
  customers: "customer",
  use: "use",
  uses: "use",
  used: "use",
  using: "use",
};

/** Irregular forms, each followed by the word that it is a form of; and spellings, each followed by the one kept. */
const FORMS =
  `made make built build lent lend sold sell bought buy paid pay held hold took take taken take went go gone go
ran run won win lost lose began begin begun begin grew grow grown grow fell fall fallen fall rose rise risen rise gave give
given give got get said say told tell kept keep left leave met meet spent spend sent send thought think found find came come
became become broke break broken break chose choose chosen choose drew draw drawn draw drove drive driven drive led lead
shown show stood stand understood understand withdrew withdraw withdrawn withdraw wrote write written write brought bring
centre center centres center datacentre datacenter datacentres datacenter licence license licences license programme program
programmes program cheque check cheques check datacenters datacenter`.split(/\s+/);
const BASE = new Map(
  FORMS.flatMap((word, i) => (i % 2 === 0 ? [[word, FORMS[i + 1] ?? word] as const] : [])),
);

/** One spelling for both: "recapitalisation" and "recapitalization", "finalised" and "finalized". */
const americanized = (word: string): string =>
  word.length > 6 ? word.replace(/is(ation|ations|e|es|ed|ing)$/, "iz$1") : word;

const cache = new Map<string, string>();

/** The Porter stem of a lower-case word; numbers stay as they are, without thousands separators. */
export function stem(word: string): string {
  const known = cache.get(word);
  if (known !== undefined) return known;
  const made = /^\d/.test(word)
    ? word.replaceAll(",", "")
    : (UNSTEMMED[word] ?? stemmer(americanized(BASE.get(word) ?? word)));
  if (cache.size < 50_000) cache.set(word, made);
  return made;
}

/** Cuts at a word boundary on code points, so that no surrogate pair is split, and says so with an ellipsis. */
export function truncate(text: string, max: number): string {
  const points = Array.from(text);
  if (points.length <= max) return text;
  const cut = points.slice(0, max - 1).join("");
  const space = cut.lastIndexOf(" ");
  return `${(space > max * 0.6 ? cut.slice(0, space) : cut).trimEnd()}…`;
}
