import type { Importance, ItemKind } from "../core/digest/types.ts";
import { isCurrency } from "../core/figures/figure-words.ts";
import { parseFigures } from "../core/figures/figures.ts";
import type { Label } from "../core/types.ts";
import type { Happening } from "./happening.ts";

const BY_KIND: Readonly<Record<ItemKind, number>> = {
  denied: 75,
  stage: 70,
  figure: 60,
  confirmed: 60,
  disputed: 58,
  "new deal": 58,
  conflict: 45,
  withdrawn: 50,
  news: 35,
  source: 20,
  quiet: 42,
};

const BY_LABEL: Readonly<Record<Label, number>> = {
  confirmed: 5,
  stated: 0,
  reported: 0,
  disputed: 0,
  denied: 0,
  speculative: -15,
};

/** The least that counts for each level. */
const LEVEL: Readonly<Record<Importance, number>> = { all: 0, notable: 40, major: 65 };

/** How much a change matters, 0 to 100: by what it is, how large its largest amount is, and how far it is established. */
export function importanceOf(h: Pick<Happening, "kind" | "text" | "label">): number {
  const score = BY_KIND[h.kind] + sizeOf(h.text) + BY_LABEL[h.label];
  return Math.max(0, Math.min(100, score));
}

/** Whether it is told to who wants at least so much. */
export const matters = (importance: number, minimum: Importance): boolean => importance >= LEVEL[minimum];

function sizeOf(text: string): number {
  const figures = parseFigures(text);
  const largest = (of: (unit: string) => boolean) =>
    Math.max(
      0,
      ...figures.flatMap((f) => (of(f.unit) ? [f.high ?? f.value ?? (f.magnitude?.[0] || 0)] : [])),
    );
  const money = largest(isCurrency);
  const power = largest((unit) => unit === "W");
  if (money >= 1e11 || power >= 1e10) return 15;
  if (money >= 1e10 || power >= 1e9) return 10;
  if (money >= 1e9 || power >= 1e8) return 5;
  return 0;
}
