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
const foldName = (name: string) => fold(name);
const pattern = (name: string) =>
  escapeRegex(foldName(name)).replace(/ /g, "[\\s\\u00a0-]+").replace(/'/g, "['’]");

/** Builds the lexicon; a later entity of the same name adds its aliases to the earlier one. */
export function createLexicon(entities: readonly Entity[]): Lexicon {
  const merged = new Map<string, Entity>();
  for (const e of entities) {
    const known = merged.get(e.name.toLowerCase());
    merged.set(
      e.name.toLowerCase(),
      known ? { ...known, aliases: [...new Set([...known.aliases, ...e.aliases])] } : e,
    );
  }
  const all = [...merged.values()];
  const loose = new Map<string, Entity>();
  const exact = new Map<string, Entity>();
  for (const e of all)
    for (const name of [e.name, ...e.aliases])
      (e.exact ? exact : loose).set(e.exact ? foldName(name) : foldName(name).toLowerCase(), e);
  // Askers leave out the apostrophe ("openais deal"), so a loose name may carry an s.
  const find = (names: Iterable<string>, flags: string, ending: string) => {
    const alternatives = [...names].sort((a, b) => b.length - a.length).map(pattern);
    return alternatives.length === 0
      ? null
      : new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives.join("|")})${ending}(?![\\p{L}\\p{N}])`, flags);
  };
  const looseRe = find(loose.keys(), "giu", "s?");
  const exactRe = find(exact.keys(), "gu", "");
  const lookup = (table: Map<string, Entity>, text: string) => {
    const name = fold(text).replaceAll("-", " ");
    return table.get(fold(text)) ?? table.get(name) ?? table.get(name.replace(/s$/, ""));
  };

  return {
    entities: all,
    byName: (name) => loose.get(foldName(name).toLowerCase()) ?? exact.get(foldName(name)),
    mentions(text) {
      const found: Mention[] = [];
      const scan = (re: RegExp | null, table: Map<string, Entity>, lower: boolean) => {
        if (!re) return;
        for (const m of text.matchAll(re)) {
          const entity = lookup(table, lower ? m[0].toLowerCase() : m[0]);
          if (entity) found.push({ entity, start: m.index, end: m.index + m[0].length, text: m[0] });
        }
      };
      scan(exactRe, exact, false);
      scan(looseRe, loose, true);
      found.sort((a, b) => a.start - b.start || b.end - a.end);
      const kept: Mention[] = [];
      for (const m of found) {
        const last = kept.at(-1);
        if (!last || m.start >= last.end) kept.push(m);
      }
      return kept;
    },
  };
}
