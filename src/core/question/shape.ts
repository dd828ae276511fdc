import type { EntityKind, Lexicon, Mention } from "../entities.ts";
import { words } from "../text.ts";
import type { Concept } from "./query.ts";

/** What the asker wants done with the evidence. */
export type Shape = "fact" | "yes-no" | "summary" | "list" | "compare" | "views";

const KINDS: readonly (readonly [EntityKind, string])[] = [
  ["product", "(?:products?|services?|apps?|applications?|tools?|platforms?)"],
  ["chip", "(?:chips?|gpus?|accelerators?|processors?|silicon|hardware)"],
  [
    "company",
    "(?:compan(?:y|ies)|clouds?|providers?|customers?|partners?|part(?:y|ies)|labs?|vendors?|suppliers?|competitors?|rivals?|investors?|firms?)",
  ],
  ["model", "(?:models?|llms?)"],
  ["person", "(?:people|persons?|executives?)"],
];

/** "Which Microsoft products": the kind stands within three words of the asking word. */
const kindMatch = (text: string, nouns: string) =>
  new RegExp(`\\b(?:which|what|whose|name|list|all)(?: [\\w'-]+){0,3}? (${nouns})\\b`, "i").exec(text);

/** The kinds of named thing that a question asks for. */
export const kindsOf = (text: string): EntityKind[] =>
  KINDS.filter(([, nouns]) => kindMatch(text, nouns) !== null).map(([kind]) => kind);

/** The words that ask for them. */
export const kindPhrases = (text: string): string[] =>
  KINDS.flatMap(([, nouns]) => kindMatch(text, nouns)?.[1] ?? []);

const SHAPES: readonly (readonly [Shape, RegExp])[] = [
  [
    "summary",
    /\btl;?dr\b|\bsummar|\boverview\b|\bgist\b|\bin short\b|\bkey points\b|\brundown\b|\bcatch me up\b|\bwhat(?:'s| is) (?:the )?(?:latest|news|going on|happening)\b|\bin (?:\d|two|three)(?:-\d)? sentences\b/,
  ],
  ["compare", /\bvs\.?\b|\bversus\b/],
  [
    "views",
    /\b(?:do|does|are|is) (?:the |all |these |both )?(?:docs?|sources?|articles?|papers?|they|\d{3}\b.*\d{3})\b.*\b(?:agree|disagree|differ|consistent|split|conflict|contradict)|\b(?:sources?|docs?|articles?|pieces?|posts?)\b.{0,40}\b(?:agree|disagree|differ|differently|split|conflict|contradict|divided)|\bdisagree\b|\bagree\b|\bdifferently\b|\bwhat does each\b|\beach (?:source|article|doc)\b|\bhow sure are\b|\bcontradict/,
  ],
  [
    "compare",
    /\bvs\.?\b|\bversus\b|\b(?:which|who|what)\b.*\b(?:bigger|larger|more|higher|biggest|most|faster|better)\b.*\bor\b|\bcompare\b|\bcompared (?:to|with)\b|\bdifference between\b|\bhow do(?:es)? .+ differ\b|\bwhich of the (?:docs|sources|articles)\b|\b(?:each|both)\b.*\?|\bmore than\b.*\bor\b/,
  ],
  [
    "list",
    /^\W*(?:list|which|what are|name)\b|\bshort list\b|\bpros and cons\b|\ball (?:the )?(?:deals|chips|companies|parties)\b|\bwhich\b.+\b(?:deals|companies|products|apps|chips|customers|partners|clouds)\b/,
  ],
  [
    "yes-no",
    /^\W*(?:so |and |ok |but |wait |hey |hm+ )*(?:is|are|was|were|has|have|had|did|does|do|can|could|will|would|should|isn't|hasn't|didn't|doesn't|aren't)\b|,? (?:right|correct|true|yes|no|or not)\s*\?\s*$|\b(?:established fact|a fact|for sure|4 sure)\b/,
  ],
];

/** Tells the shape of a question from its wording; a plain fact where nothing else shows. */
export function shapeOf(text: string): Shape {
  const lower = text.toLowerCase();
  return SHAPES.find(([, re]) => re.test(lower))?.[0] ?? "fact";
}

/**
 * Splits a comparison into its sides. Named things of one kind are a side each, with all that the question says of both;
 * otherwise the words on either side of "vs" are.
 */
export function partsOf(
  text: string,
  shape: Shape,
  concepts: readonly Concept[],
  lexicon: Lexicon,
): Concept[][] {
  if (shape !== "compare") return [];
  const listed = listedNames(text, lexicon);
  if (listed.length > 1) return sidesOf(listed, concepts);
  const around = /\s(?:vs\.?|versus|compared (?:to|with)|or)\s/i.exec(text);
  if (!around) return [];
  const left = text.slice(0, around.index);
  const right = text.slice(around.index + around[0].length);
  const namesIn = (side: string) => new Set(lexicon.mentions(side).map((m) => m.entity.name.toLowerCase()));
  const before = lexicon.mentions(left);
  const next = lexicon.mentions(right)[0];
  // "Amazon's money in X vs Google's": a possessive stands against a possessive.
  const owns = (m: Mention | undefined, side: string) =>
    m !== undefined && /^['’]s\b/.test(side.slice(m.end));
  const last = owns(next, right) ? (before.find((m) => owns(m, left)) ?? before.at(-1)) : before.at(-1);
  if (last && next && last.entity.kind === next.entity.kind && last.entity.name !== next.entity.name) {
    return sidesOf([last.entity.name.toLowerCase(), next.entity.name.toLowerCase()], concepts);
  }
  // What only one side names tells the sides apart: "A on X or A at Y".
  const onlyLeft = [...namesIn(left)].filter((n) => !namesIn(right).has(n)).at(-1);
  const [onlyRight] = [...namesIn(right)].filter((n) => !namesIn(left).has(n));
  if (onlyLeft && onlyRight) return sidesOf([onlyLeft, onlyRight], concepts);
  const leftWords = new Set([...words(left), ...namesIn(left)]);
  const rightWords = new Set([...words(right), ...namesIn(right)]);
  return [
    concepts.filter((c) => leftWords.has(c.name)),
    concepts.filter((c) => rightWords.has(c.name)),
  ].filter((p) => p.length > 0);
}

/** Each side has what the question says of all, and of the rivals only its own name. */
const sidesOf = (rivals: readonly string[], concepts: readonly Concept[]): Concept[][] =>
  rivals.map((own) => concepts.filter((c) => c.name === own || !rivals.includes(c.name)));

/** Names that the question puts in a row: "compare A, B and C". */
function listedNames(text: string, lexicon: Lexicon): string[] {
  const mentions = lexicon.mentions(text);
  let row: string[] = [];
  mentions.forEach((m, i) => {
    const before = mentions[i - 1];
    const joined =
      before && /^(?:'s)?\s*(?:,|and|&|\/|, and|,? or)\s*$/i.test(text.slice(before.end, m.start));
    if (joined && row.length === 0) row = [before.entity.name.toLowerCase()];
    if (joined) row.push(m.entity.name.toLowerCase());
  });
  return [...new Set(row)];
}

const FOCUS: readonly RegExp[] = [
  /^\W*(?:what(?:'s| is| are| was| were)? )?(?:the )?([\w-]+(?: [\w-]+)?) (?:of|on) /i,
  /\b(?:which|what) ([\w-]+(?: [\w-]+)?) (?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|might)\b/i,
  /\b(?:which|what) ([\w-]+) \w+ed\b/i,
  /\bhow (?:much|many) ([\w-]+) (?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|might)\b/i,
];

/** The words for the very thing asked about: "penalty" in "what penalty does it pay", "PUE" in "PUE of Colossus". */
export function focusOf(text: string): string[] {
  for (const re of FOCUS) {
    const found = re.exec(text)?.[1];
    if (found) return words(found);
  }
  return [];
}
