import { comparable, covers, sameAmount } from "../figure-compare.ts";
import type { Figure } from "../figures.ts";
import { type Facts, sharedWeight, termsOf } from "./facts.ts";
import { bond, type Contrast, type Topic } from "./topic.ts";

/** Later amounts of one deal are news, not contradiction, once this many days lie between. */
const UPDATE_DAYS = 40;
/** Words this far from an amount still say what it is an amount of. */
const NEAR = 70;
/** Amounts that lie closer than this are roundings of each other, where one of them is rough. */
const ROUNDING = 0.07;

/** A part is no rival of the whole, nor an addition of what was there before. */
const APART = new Set(["additional", "initial", "each", "combined"]);
const PAYER =
  /(\p{Lu}[\p{L}\d.&-]*(?: \p{Lu}[\p{L}\d.&-]*)?)(?:'s| is| are| was| were| has| have| had| will| would| may| also| itself| reportedly| could| might)*(?: to)? (?:invest|commit|pay|buy|put|pour|add|lend|pledg|provid|hold|own|borrow|earmark|contribut|spend|agree|up to|as much|order)\w*/gu;

/** The clause around an amount: it ends at punctuation that parts thoughts, and at some distance. */
function around(text: string, f: Figure): string {
  const before = text.slice(Math.max(0, f.start - NEAR), f.start);
  const after = text.slice(f.end, f.end + NEAR);
  const cutBefore = Math.max(
    ...[";", ":", "(", " while ", " whereas ", " but "].map((s) => before.lastIndexOf(s)),
  );
  const cutAfter = after.search(/[;:(]| while | whereas | but /);
  return `${before.slice(cutBefore < 0 ? 0 : cutBefore)} ¤ ${cutAfter < 0 ? after : after.slice(0, cutAfter)}`;
}

/** Who is said to pay, where a name stands right before a verb of paying or a possessive does; null elsewhere. */
function payerOf(text: string, f: Figure): string | null {
  const found = [...text.slice(0, f.start).matchAll(PAYER)].at(-1);
  return found && f.start - found.index < 60 ? (found[1] ?? null) : null;
}

/** Amounts with the same digits and another power of ten: one of them is a slip ("$38bn", "$380bn"). */
function slipped(a: Figure, b: Figure): boolean {
  if (a.value === null || b.value === null || a.value === 0 || b.value === 0) return false;
  const power = Math.log10(a.value / b.value);
  const digits = a.value.toExponential().replace(/e.*/, "").replace(".", "").length;
  return Math.abs(power) > 0.9 && Math.abs(power - Math.round(power)) < 1e-9 && digits >= 2;
}

const top = (f: Figure) => f.high ?? f.value ?? 0;

/** Whether both amounts can be true of one thing: rounding, a point inside a range, a bound that holds. */
function compatible(a: Figure, b: Figure): boolean {
  if (sameAmount(a, b) || covers(a, b) || covers(b, a)) return true;
  if (a.value === null || b.value === null)
    return a.magnitude !== null && b.magnitude !== null && overlap(a, b);
  if (a.high !== null && b.value >= a.value && b.value <= a.high) return true;
  if (b.high !== null && a.value >= b.value && a.value <= b.high) return true;
  const near = Math.abs(top(a) - top(b)) / Math.max(top(a), top(b));
  if (near < 0.02 || (near < ROUNDING && (a.bound !== "exact" || b.bound !== "exact"))) return true;
  if (a.bound === "at least" && b.bound !== "at least" && b.value >= a.value) return near < 0.4;
  if (b.bound === "at least" && a.bound !== "at least" && a.value >= b.value) return near < 0.4;
  return false;
}

const overlap = (a: Figure, b: Figure): boolean => {
  const [x, y] = [a.magnitude, b.magnitude];
  return x !== null && y !== null && x[0] < y[1] && y[0] < x[1];
};

/** Whether two amounts are of one kind, said of one thing by words and of one time. */
function rivals(a: Figure, b: Figure, x: Facts, y: Facts): boolean {
  if (!comparable(a, b)) return false;
  if (a.qualifiers.some((q) => APART.has(q) !== b.qualifiers.includes(q) && APART.has(q))) return false;
  if (b.qualifiers.some((q) => APART.has(q) && !a.qualifiers.includes(q))) return false;
  const [p, q] = [payerOf(x.text, a), payerOf(y.text, b)];
  return p === null || q === null || p === q;
}

/** Dates that stand in both clauses and cannot be the same say that the amounts are of different times. */
function otherTime(a: Figure, b: Figure, x: Facts, y: Facts): boolean {
  const close = (facts: Facts, f: Figure) =>
    facts.dates.filter((d) => Math.min(Math.abs(d.start - f.end), Math.abs(f.start - d.end)) < 30);
  const [m, n] = [close(x, a), close(y, b)];
  return (
    m.length > 0 && n.length > 0 && !m.some((d) => n.some((e) => d.first <= e.last && e.first <= d.last))
  );
}

/** Finds amounts of one thing that differ. */
export function figureRule(x: Facts, y: Facts, topic: Topic): Contrast | null {
  if (topic.daysApart > UPDATE_DAYS) return null;
  let best: { contrast: Contrast; score: number } | null = null;
  for (const a of x.figures)
    for (const b of y.figures) {
      if (!rivals(a, b, x, y) || otherTime(a, b, x, y)) continue;
      const kind = differs(a, b, x, y);
      if (!kind) continue;
      const near = sharedWeight(termsOf(around(x.text, a)), termsOf(around(y.text, b)), topic.weigh);
      const known = a.kind !== null && a.kind === b.kind ? 0.3 : 0;
      const slip = slipped(a, b) ? 0.8 : 0;
      const score = near.sum + 0.5 * topic.weight + topic.share + bond(topic) + known + slip;
      const needed = a.unit === "years" || a.unit === "days" ? 3.6 : 3.2;
      if (score < needed || near.sum + slip + known < 0.5) continue;
      if (best === null || score > best.score)
        best = {
          score,
          contrast: {
            kind,
            about: kind === "bound" ? "whether the amount is a limit" : aboutFigure(a, b),
            words: [a.text, b.text],
            keys: [keyOf(a, kind), keyOf(b, kind)],
          },
        };
    }
  return best?.contrast ?? null;
}

function differs(a: Figure, b: Figure, x: Facts, y: Facts): "figure" | "bound" | "magnitude" | null {
  if (sameAmount(a, b)) {
    const limits = [a.bound, b.bound];
    const lone = a.unit !== "years" && a.unit !== "days";
    return lone && limits.includes("up to") && limits.includes("exact") && !a.qualifiers.includes("potential")
      ? "bound"
      : null;
  }
  if (compatible(a, b)) return null;
  // What both give is agreed on; what else one of them gives is then of something else.
  if (y.figures.some((f) => f.unit === a.unit && sameAmount(f, a))) return null;
  if (x.figures.some((f) => f.unit === b.unit && sameAmount(f, b))) return null;
  return a.value === null || b.value === null ? "magnitude" : "figure";
}

const keyOf = (f: Figure, kind: string): string =>
  `${f.unit}:${f.value === null ? f.magnitude?.join("-") : Number(f.value.toPrecision(3))}${kind === "bound" ? f.bound : ""}`;

const NAMES: Readonly<Record<string, string>> = {
  W: "the capacity",
  chips: "the number of chips",
  shares: "the number of shares",
  percent: "the percentage",
  years: "how long it lasts",
  days: "how long it lasts",
  nm: "the process",
  times: "how many times",
};
const MONEY: Readonly<Record<string, string>> = {
  valuation: "the valuation",
  investment: "the investment",
  debt: "the debt",
  revenue: "the revenue",
  price: "the price",
  commitment: "the value of the contract",
};

function aboutFigure(a: Figure, b: Figure): string {
  const noun = a.noun ?? b.noun;
  if (a.unit === "other" && noun) return `the number of ${noun}s`;
  return NAMES[a.unit] ?? MONEY[a.kind ?? b.kind ?? ""] ?? "the amount";
}
