import type { Lexicon } from "../entities.ts";
import { parseFigures } from "../figures/figures.ts";
import { stems } from "../text.ts";

/** The index term of an entity, whatever name a text gives it. */
export const entityTerm = (name: string): string => `@${name.toLowerCase()}`;

/** The index term of an amount, however it is written; unit and value to three significant digits. */
export const figureTerm = (unit: string, value: number): string => `#${unit}:${Number(value.toPrecision(3))}`;

/** Everything that a text can be found by: stems, entities and figures, duplicates kept. */
export function indexTerms(text: string, lexicon: Lexicon): string[] {
  const terms = stems(text);
  for (const mention of lexicon.mentions(text)) {
    terms.push(entityTerm(mention.entity.name));
  }
  for (const figure of parseFigures(text)) {
    if (figure.value !== null) terms.push(figureTerm(figure.unit, figure.value));
  }
  return terms;
}
