import { truncate } from "../../core/text.ts";

/** Cuts to so many UTF-16 units, which is how Teams counts, at a word and never within a character. */
export function clip(text: string, max: number): string {
  for (let points = max; points > 0; points = Math.floor(points * 0.8)) {
    const cut = truncate(text, points);
    if (cut.length <= max) return cut;
  }
  return "";
}
