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

const escapeRegex = (s: string) => s.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const pattern = (name: string) =>
  escapeRegex(fold(name)).replace(/ /g, "[\\s\\u00a0-]+").replace(/'/g, "['’]");

/** A name ready to be looked for at one place of a text. */
interface Name {
  readonly entity: Entity;
  readonly length: number;
  readonly at: RegExp;
}

const WORD = /[\p{L}\p{N}]+/gu;

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
      const [first] = fold(name).toLowerCase().match(WORD) ?? [];
      if (first === undefined) continue;
      // Askers leave out the apostrophe ("openais deal"), so a loose name may carry an s.
      const at = new RegExp(
        `${pattern(name)}${entity.exact ? "" : "s?"}(?![\\p{L}\\p{N}])`,
        entity.exact ? "uy" : "iuy",
      );
      const names = byFirst.get(first) ?? [];
      names.push({ entity, length: name.length, at });
      byFirst.set(first, names);
    }
  for (const names of byFirst.values()) names.sort((a, b) => b.length - a.length);

  return {
    entities: all,
    byName: (name) => byName.get(fold(name).toLowerCase()) ?? byName.get(fold(name)),
    mentions(text) {
      const found: Mention[] = [];
      for (const word of text.matchAll(WORD)) {
        if (word.index < (found.at(-1)?.end ?? 0)) continue;
        const key = word[0].toLowerCase();
        const names = [
          ...(byFirst.get(key) ?? []),
          ...(key.endsWith("s") ? (byFirst.get(key.slice(0, -1)) ?? []) : []),
        ];
        for (const { entity, at } of names) {
          at.lastIndex = word.index;
          const match = at.exec(text)?.[0];
          if (match === undefined) continue;
          found.push({ entity, start: word.index, end: word.index + match.length, text: match });
          break;
        }
      }
      return found;
    },
  };
}
