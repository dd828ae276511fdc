import { distance } from "fastest-levenshtein";
import type { Library } from "../library.ts";
import { fold, words } from "../text.ts";

/** Topics as they are kept, or what is wrong with one and which names come near. */
export type Topics =
  | { readonly ok: true; readonly topics: readonly string[] }
  | { readonly ok: false; readonly message: string };

const EVERYTHING = /^(?:everything|all|any(?:thing)?)$/i;

/**
 * Reads "openai, nvidia" or "openai-nvidia": slugs of deals, and names of the lexicon by their proper spelling. "everything"
 * is no topic at all.
 */
export function readTopics(texts: readonly string[], library: Pick<Library, "deals" | "lexicon">): Topics {
  const asked = texts
    .flatMap((t) => t.split(","))
    .map((t) => fold(t))
    .filter(Boolean);
  if (asked.every((t) => EVERYTHING.test(t))) return { ok: true, topics: [] };
  const topics: string[] = [];
  for (const text of asked) {
    if (EVERYTHING.test(text))
      return { ok: false, message: `"everything" stands alone, without other topics.` };
    const slug = library.deals.find((d) => d.slug === text.toLowerCase())?.slug;
    const topic = slug ?? library.lexicon.byName(text)?.name;
    if (topic === undefined) return { ok: false, message: unknown(text, library) };
    if (!topics.includes(topic)) topics.push(topic);
  }
  return { ok: true, topics };
}

function unknown(text: string, { deals, lexicon }: Pick<Library, "deals" | "lexicon">): string {
  const near = [...deals.map((d) => d.slug), ...lexicon.entities.map((e) => e.name)]
    .map((name) => ({ name, far: farFrom(text, name) }))
    .filter((n) => n.far <= Math.max(1, Math.floor(text.length / 3)))
    .sort((a, b) => a.far - b.far)
    .slice(0, 3)
    .map((n) => n.name);
  const meant = near.length > 0 ? ` Did you mean ${near.join(" or ")}?` : "";
  return `No deal and no name in the library is called "${text}".${meant} Take a deal's short name, a company, a chip, or "everything".`;
}

const farFrom = (a: string, b: string): number => distance(words(a).join(" "), words(b).join(" "));
