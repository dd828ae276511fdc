import { isCurrency } from "./figure-words.ts";
import type { Figure } from "./figures.ts";

const close = (a: number, b: number, tolerance: number): boolean =>
  Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b));

/**
 * Whether two figures give the same amount, however written: "$13bn" and "13 billion dollars". Rough amounts may
 * differ by rounding; exact ones may not. Bounds are not compared here.
 */
export function sameAmount(a: Figure, b: Figure): boolean {
  if (!sameUnit(a, b)) return false;
  if (a.value === null || b.value === null) return sameMagnitude(a, b);
  const rough = a.bound === "about" || b.bound === "about";
  const tolerance = rough ? 0.05 : 0.0005;
  if (!close(a.value, b.value, tolerance)) return false;
  return a.high === null || b.high === null ? a.high === b.high : close(a.high, b.high, tolerance);
}

function sameMagnitude(a: Figure, b: Figure): boolean {
  if (a.magnitude && b.magnitude)
    return a.magnitude[0] === b.magnitude[0] && a.magnitude[1] === b.magnitude[1];
  return false;
}

/** Whether `value` lies in what a vague figure spans: "tens of billions" covers $38 billion. */
export const covers = (vague: Figure, exact: Figure): boolean =>
  vague.magnitude !== null &&
  exact.value !== null &&
  sameUnit(vague, exact) &&
  exact.value >= vague.magnitude[0] &&
  exact.value < vague.magnitude[1];

const sameUnit = (a: Figure, b: Figure): boolean =>
  a.unit === b.unit && (a.unit !== "other" || a.noun === b.noun || a.noun === null || b.noun === null);

/** Whether two figures measure the same kind of thing, so that a difference between them means something. */
export function comparable(a: Figure, b: Figure): boolean {
  if (!sameUnit(a, b) || a.per !== b.per) return false;
  if (isCurrency(a.unit)) return a.kind === b.kind || a.kind === null || b.kind === null;
  return true;
}
