import type { Entity, Lexicon } from "../entities.ts";
import { sameAmount } from "../figures/figure-compare.ts";
import { parseFigures } from "../figures/figures.ts";
import type { Deal, Library } from "../library.ts";
import { isStopword, stem, words } from "../text.ts";

/** A deal that a text may be about, and how much of the text points to it. */
export interface DealMatch {
  readonly deal: Deal;
  readonly score: number;
  /** Its parties that the text names, directly or by a product of theirs. */
  readonly parties: readonly string[];
}

/** Words that deals have in common, so that they tell none of them apart. */
const COMMON = new Set(
  (
    "deal deals agreement agreements contract contracts partnership pact talks commitment investment capacity chip chips " +
    "billion million trillion gigawatt gigawatts status stage happened history timeline latest company compute ai year years"
  )
    .split(" ")
    .map((w) => stem(w)),
);

/** A word that so few deals have in their names points to them by itself: "Abilene", "Rainier". */
const RARE = 2;
const PROPER = /(?<![\p{L}\d])\p{Lu}[\p{L}\d-]*/gu;

/** The company that a named thing belongs to, through programmes and products of products. */
export function companyOf(entity: Entity, lexicon: Lexicon): string | null {
  let at: Entity | undefined = entity;
  for (let depth = 0; at && depth < 4; depth++) {
    if (at.kind === "company" && at.of === null) return at.name;
    if (at.of === null) return at.kind === "company" ? at.name : null;
    at = lexicon.byName(at.of);
  }
  return null;
}

/** The companies that a text names itself, and those whose products, chips or people it names. */
export function companiesIn(text: string, lexicon: Lexicon): { named: Set<string>; owners: Set<string> } {
  const named = new Set<string>();
  const owners = new Set<string>();
  for (const { entity } of lexicon.mentions(text)) {
    if (entity.kind === "company") named.add(entity.name);
    if (entity.kind === "publication" || entity.kind === "place") continue;
    const company = companyOf(entity, lexicon);
    if (company) owners.add(company);
  }
  return { named, owners };
}

/**
 * The deals that a text may mean, the likeliest first: by the parties and things that it names, its amounts and the words of
 * the deal's name. A company that is no party counts against a deal.
 */
export function matchDeals(
  text: string,
  library: Library,
  among: readonly Deal[] = library.deals,
): DealMatch[] {
  const { lexicon } = library;
  const { named, owners } = companiesIn(text, lexicon);
  const things = new Set(
    lexicon
      .mentions(text)
      .filter((m) => ["product", "chip", "programme", "model"].includes(m.entity.kind))
      .map((m) => m.entity.name),
  );
  const figures = parseFigures(text).filter((f) => f.value !== null);
  const asked = [
    ...new Set(
      words(text)
        .filter((w) => !isStopword(w))
        .map(stem),
    ),
  ].filter((s) => !COMMON.has(s) && !/^\d/.test(s));
  const inNames = new Set(
    lexicon.mentions(text).flatMap((m) => (m.entity.kind === "place" ? [] : words(m.text).map(stem))),
  );
  const own = asked.filter((s) => !inNames.has(s));
  const titles = new Map(among.map((d) => [d.slug, new Set(words(`${d.name} ${d.slug}`).map(stem))]));
  const proper = new Map(
    among.map((d) => [d.slug, new Set(words((d.name.match(PROPER) ?? []).join(" ")).map(stem))]),
  );
  const isRare = (s: string) => [...proper.values()].filter((t) => t.has(s)).length <= RARE;

  return among
    .flatMap((deal): DealMatch[] => {
      const parties = deal.parties.filter((p) => named.has(p) || owners.has(p));
      const strangers = [...named].filter((n) => !deal.parties.includes(n)).length;
      const inTitle = new Set(lexicon.mentions(deal.name).map((m) => m.entity.name));
      const texts = [...new Set(deal.history.map((e) => e.statement))].map(
        (id) => library.statements.get(id)?.text ?? "",
      );
      const shown = [...deal.figures.map((f) => f.amount), ...texts].flatMap(parseFigures);
      let score = 0;
      for (const p of parties) score += named.has(p) ? 2 : 1.2;
      score -= 1.5 * strangers;
      const titledBy = (t: string) => [...inTitle].some((name) => name === t || name.startsWith(`${t} `));
      for (const t of things) score += titledBy(t) ? 2 : texts.some((s) => s.includes(t)) ? 0.6 : 0;
      for (const f of figures) score += shown.some((s) => sameAmount(s, f)) ? 1.5 : 0;
      const title = titles.get(deal.slug) ?? new Set();
      const slug = new Set(words(deal.slug.replaceAll("-", " ")).map(stem));
      const summary = new Set(words(deal.summary).map(stem));
      for (const s of asked) {
        const name = inNames.has(s);
        if (title.has(s))
          score += name ? (slug.has(s) ? 0.3 : 0) : proper.get(deal.slug)?.has(s) && isRare(s) ? 2.5 : 0.8;
        else if (summary.has(s) && !name) score += 0.4;
      }
      if (parties.length === deal.parties.length && parties.length > 1) score += 0.5;
      const titled = own.some((s) => title.has(s)) || [...things].some(titledBy);
      return score >= 2.5 && (parties.length > 1 || titled || deal.parties.length === 1)
        ? [{ deal, score, parties }]
        : [];
    })
    .sort((a, b) => b.score - a.score || (a.deal.slug < b.deal.slug ? -1 : 1));
}

/** The deals that come so near to the best that the text may mean them as well. */
export const asLikely = (matches: readonly DealMatch[]): readonly DealMatch[] =>
  matches.slice(1).filter((m) => m.score >= (matches[0]?.score ?? 0) - 0.6);
