import type { Entity, EntityKind, Mention } from "../entities.ts";
import type { Library } from "../library.ts";
import { isStopword, stem, words } from "../text.ts";
import type { Question } from "../types.ts";
import { conceptsOf, FRAME_WEIGHT } from "./concepts.ts";
import { standalone } from "./follow-up.ts";
import { unsupportedPremise } from "./premise.ts";
import type { Concept, Search } from "./query.ts";
import { focusOf, kindPhrases, kindsOf, partsOf, type Shape, shapeOf } from "./shape.ts";
import { namedSources } from "./source-names.ts";
import { entityTerm } from "./terms.ts";
import { relatedStems } from "./thesaurus.ts";
import { type Want, wantsOf } from "./wants.ts";

/** A question made standalone and taken apart. */
export interface Resolved {
  readonly question: Question;
  /** The standalone question. */
  readonly text: string;
  /** Whether it leans on earlier turns. */
  readonly followsUp: boolean;
  readonly shape: Shape;
  readonly wants: readonly Want[];
  /** The kinds of named thing that it asks for ("which products"). */
  readonly kinds: readonly EntityKind[];
  readonly concepts: readonly Concept[];
  /** The concepts of each side of a comparison; empty where nothing is compared. */
  readonly parts: readonly (readonly Concept[])[];
  readonly entities: readonly Entity[];
  /** Named things of the question that no statement mentions, as the asker wrote them. */
  readonly unknown: readonly string[];
  /** What the question takes for granted and no source says, in the asker's words, or null. */
  readonly premise: string | null;
  /** The words for the very thing asked about; empty where the question shows none. */
  readonly focus: readonly string[];
  /** The sources that the question names ("the 10Dobro post"), or null. */
  readonly sources: ReadonlySet<string> | null;
}

/** How much earlier turns count beside the question itself. */
const CONTEXT_WEIGHT = 0.45;

const MONEY_WORDS =
  /\b(?:commit\w*|invest\w*|money|pay\w*|spend\w*|numbers?|bigger|larger|biggest|worth|value|contracts?|deals?)\b/i;

/** Where a question supposes what nobody says, the state of the matter is what there is to tell. */
const STATUS: Concept = {
  name: "status",
  kind: "word",
  weight: 0.4,
  forms: ["talk", "negoti", "discuss", "sign", "deal", "agreement", "announc", "plan"].map((word) => ({
    term: stem(word),
    weight: 0.8,
  })),
};

/** Takes a question apart. Pure: depends on the library, not on anything asked before. */
export function resolve(question: Question, library: Library, search: Search): Resolved {
  const alone = standalone(question, library.lexicon);
  const sources = namedSources(alone.text, library);
  const text = sources ? sources.rest : alone.text;
  const shape = shapeOf(alone.text);
  const asked = wantsOf(alone.text);
  const { phrases } = asked;
  // Deals are compared by their money unless the question says by what else.
  const wants: readonly Want[] =
    shape === "compare" && asked.wants.length === 0 && MONEY_WORDS.test(alone.text) ? ["money"] : asked.wants;
  const premise = unsupportedPremise(alone.text, library, search);
  const presumed = new Set(words(premise ?? ""));
  const asking = new Set([...phrases, ...kindPhrases(alone.text)].flatMap((p) => words(p)));
  const own = conceptsOf(text, 1, library.lexicon, search).map((c) =>
    c.kind === "word" && (asking.has(c.name) || presumed.has(c.name))
      ? { ...c, weight: Math.min(c.weight, FRAME_WEIGHT) }
      : c,
  );
  const names = new Set(own.map((c) => c.name));
  const fromContext = alone.context.flatMap((t, i) =>
    conceptsOf(t, i === 0 ? CONTEXT_WEIGHT : CONTEXT_WEIGHT / 2, library.lexicon, search),
  );
  const concepts = premise === null ? [...own] : [...own, STATUS];
  for (const concept of fromContext) {
    if (names.has(concept.name)) continue;
    names.add(concept.name);
    concepts.push(concept);
  }
  const mentions = library.lexicon.mentions(text);
  return {
    question,
    text: alone.text,
    followsUp: alone.context.length > 0,
    shape,
    wants,
    kinds: kindsOf(alone.text),
    concepts,
    parts: partsOf(text, shape, concepts, library.lexicon),
    entities: uniqueEntities([...mentions, ...alone.context.flatMap((t) => library.lexicon.mentions(t))]),
    premise,
    focus: focusOf(alone.text),
    unknown: unknownNames(text, mentions, search),
    sources: sources?.ids ?? null,
  };
}

function uniqueEntities(mentions: readonly Mention[]): Entity[] {
  return [...new Map(mentions.map((m) => [m.entity.name, m.entity])).values()];
}

function unknownNames(text: string, mentions: readonly Mention[], search: Search): string[] {
  const missing = mentions
    .filter(
      (m) =>
        search.frequency(entityTerm(m.entity.name)) === 0 &&
        words(m.text).some((w) => search.frequency(stem(w)) === 0),
    )
    .map((m) => m.entity.name);
  return [...new Set([...missing, ...strangersIn(text, mentions, search)])];
}

/** Words that the asker writes as names, that no source has and that are no slip of one: names not even the lexicon knows. */
function strangersIn(text: string, mentions: readonly Mention[], search: Search): string[] {
  // Who capitalises everything tells nothing by it.
  const named = /(?:^|\s)\p{Ll}{3,}/u.test(text)
    ? [...text.matchAll(/(?<=\p{Ll}[^.?!:]*\s)\p{Lu}[\p{L}\d]{2,}/gu)]
    : [];
  // "The CEO of walmart": what a thing is asked of is a name, however it is written.
  const asked = [
    ...text.matchAll(/(?<=\b(?:ceo|head|capital|price|owner|founder|boss|president) of )[\p{L}\d]{3,}/giu),
  ];
  return [...named, ...asked]
    .filter((m) => !mentions.some((k) => m.index < k.end && k.start < m.index + m[0].length))
    .map((m) => m[0])
    .filter((w) => {
      const lower = w.toLowerCase();
      const known = isStopword(lower) || relatedStems(stem(lower)).length > 0;
      return !known && search.frequency(stem(lower)) === 0 && search.nearest(lower) === null;
    });
}
