import { fold } from "./text.ts";

export const ENTITY_KINDS = [
  "company",
  "product",
  "chip",
  "model",
  "programme",
  "person",
  "place",
  "publication",
] as const;
export type EntityKind = (typeof ENTITY_KINDS)[number];

/** A thing with a name that sources and askers write in different ways. */
export interface Entity {
  readonly name: string;
  readonly kind: EntityKind;
  /** The company that it belongs to, if any: Azure is Microsoft's. */
  readonly of: string | null;
  readonly aliases: readonly string[];
  /** Names that are also common words ("The Information", "Meta") count only as they are capitalised here. */
  readonly exact: boolean;
}

export interface Mention {
  readonly entity: Entity;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** All known entities, with a lookup of their names in running text. */
export interface Lexicon {
  readonly entities: readonly Entity[];
  byName(name: string): Entity | undefined;
  /** Mentions in order of place; the longest name wins where names overlap. Offsets are into `text`. */
  mentions(text: string): Mention[];
}

/** A name as its words; `exact` ones are compared as they are capitalised. */
interface Name {
  readonly entity: Entity;
  readonly words: readonly string[];
}

interface Word {
  readonly text: string;
  readonly lower: string;
  readonly start: number;
  readonly end: number;
}

const WORD = /[\p{L}\p{N}]+/gu;
/** What may stand between the words of a name: "Maia 200", "GPT-4", "U.S.", "AT&T". */
const JOINT = /^[\s\u00a0.&'’/-]{1,3}$/;

const wordsOf = (text: string): Word[] =>
  [...text.matchAll(WORD)].map((m) => ({
    text: m[0],
    lower: m[0].toLowerCase(),
    start: m.index,
    end: m.index + m[0].length,
  }));

/** The same texts are looked through by several steps. */
const REMEMBERED = 5_000;

/** Builds the lexicon; a later entity of the same name adds its aliases to the earlier one. */
export function createLexicon(entities: readonly Entity[]): Lexicon {
  const merged = new Map<string, Entity>();
  for (const e of entities) {
    const known = merged.get(e.name.toLowerCase());
    const aliases = known ? [...new Set([...known.aliases, ...e.aliases])] : e.aliases;
    merged.set(e.name.toLowerCase(), { ...(known ?? e), aliases });
  }
  const all = [...merged.values()];
  const byName = new Map<string, Entity>();
  // By first word, so that a text is not tried against every name at every place.
  const byFirst = new Map<string, Name[]>();
  for (const entity of all)
    for (const name of [entity.name, ...entity.aliases]) {
      byName.set(entity.exact ? fold(name) : fold(name).toLowerCase(), entity);
      const words = wordsOf(fold(name)).map((w) => (entity.exact ? w.text : w.lower));
      const first = words[0]?.toLowerCase();
      if (first === undefined) continue;
      byFirst.set(first, [...(byFirst.get(first) ?? []), { entity, words }]);
    }
  for (const names of byFirst.values()) names.sort((a, b) => b.words.join().length - a.words.join().length);
  const remembered = new Map<string, Mention[]>();

  return {
    entities: all,
    byName: (name) => byName.get(fold(name).toLowerCase()) ?? byName.get(fold(name)),
    mentions(text) {
      const known = remembered.get(text);
      if (known) return [...known];
      const found = mentionsIn(text, byFirst);
      if (remembered.size < REMEMBERED) remembered.set(text, found);
      return [...found];
    },
  };
}

function mentionsIn(text: string, byFirst: ReadonlyMap<string, readonly Name[]>): Mention[] {
  const words = wordsOf(text);
  const found: Mention[] = [];
  for (let i = 0; i < words.length; i++) {
    const { lower } = words[i] as Word;
    const plain = lower.endsWith("s") ? (byFirst.get(lower.slice(0, -1)) ?? []) : [];
    const name = [...(byFirst.get(lower) ?? []), ...plain].find((n) => standsAt(n, words, i, text));
    if (!name) continue;
    const start = (words[i] as Word).start;
    const end = (words[i + name.words.length - 1] as Word).end;
    found.push({ entity: name.entity, start, end, text: text.slice(start, end) });
    i += name.words.length - 1;
  }
  return found;
}

function standsAt({ entity, words: name }: Name, words: readonly Word[], at: number, text: string): boolean {
  return name.every((part, k) => {
    const word = words[at + k];
    if (!word) return false;
    const before = words[at + k - 1];
    if (k > 0 && before && !JOINT.test(text.slice(before.end, word.start))) return false;
    if (entity.exact) return word.text === part;
    // Askers leave out the apostrophe ("openais deal"), so the last word of a loose name may carry an s.
    return word.lower === part || (k === name.length - 1 && word.lower === `${part}s`);
  });
}
