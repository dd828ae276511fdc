import { comparable, covers, sameAmount } from "../figures/figure-compare.ts";
import type { Figure } from "../figures/figures.ts";
import type { FigureKind } from "../library.ts";
import type { Facts } from "./facts.ts";

/** Words this far from an amount still say what it is an amount of. */
const NEAR = 70;
/** Rough amounts that lie closer than this are roundings of each other. */
const ROUNDING = 0.07;
/** What a source counts beyond a floor that it gives; farther off, the floor is another story. */
const ABOVE_FLOOR = 0.4;

const THOUGHTS = /[;:(]| while | whereas | but |, (?:and|with|plus|after|against|out of) /g;

/** The words around an amount, as far as its thought goes. */
export function around(text: string, f: Figure): { readonly before: string; readonly after: string } {
  const before = text.slice(Math.max(0, f.start - NEAR), f.start);
  const after = text.slice(f.end, f.end + NEAR);
  const last = [...before.matchAll(THOUGHTS)].at(-1);
  const next = after.search(new RegExp(THOUGHTS, ""));
  return {
    before: last ? before.slice(last.index + last[0].length) : before,
    after: next < 0 ? after : after.slice(0, next),
  };
}

/** Words that make an amount a part, an addition, a step or a thing of the past: no rival of the whole. */
const PART_BEFORE =
  /\b(?:opening|initial|another|additional|additionally|further|extra|adds?|adding|added|phase|tranche|split|splits|breaks|of which|some of|part of|at once|upfront|instead of|replac\w+|beside|next to|on top of|enlarge\w*|remaining|rest|expand\w*|notes of|each of|newer|plus)\b[^,;]{0,24}$|\b(?:first|second|third|including|already|earlier|previous(?:ly)?|had|from|after|against|later|more)\b[^,;]{0,14}$/i;
const PART_AFTER =
  /^[^,;]{0,14}\b(?:more|first|at once|straight away|immediately|upfront|later|initially|to start|on top|further|each|apiece|of (?:it|that|this|these|them|the)|is for|for buying|tranche|phase|portion|prepayment|notes|talked about|in the past|framework)\b/i;

/** Whether the words around an amount make it only a part of something. */
export function isPart(text: string, f: Figure): boolean {
  const { before, after } = around(text, f);
  if (PART_BEFORE.test(before) || PART_AFTER.test(after)) return true;
  return f.qualifiers.some((q) => q === "additional" || q === "initial" || q === "each");
}

const ROLE: readonly (readonly [FigureKind, RegExp])[] = [
  ["valuation", /\b(?:valu(?:ation|ed|es|ing)s?|market cap\w*|post-money|pre-money)\b/gi],
  ["revenue", /\b(?:revenues?|run[- ]rate|backlog|sales)\b/gi],
  ["price", /\b(?:costs?|prices?|priced|fees?)\b/gi],
  ["debt", /\b(?:debts?|loans?|bonds?|credit)\b/gi],
];

/** What an amount of money is of: the last telling word before it with no other amount between, else what figures say. */
export function roleOf(f: Figure, facts: Facts): FigureKind | null {
  const previous = Math.max(0, ...facts.figures.filter((o) => o.end <= f.start).map((o) => o.end));
  const before = facts.text.slice(previous, f.start);
  const told = ROLE.flatMap(([kind, re]) =>
    [...before.matchAll(re)].map((m) => ({ kind, at: m.index })),
  ).toSorted((a, b) => b.at - a.at)[0];
  if (/^ (?:in |of )?(?:[\w-]+ )?(?:backlog|revenue|sales|run[- ]rate)\b/i.test(facts.text.slice(f.end)))
    return "revenue";
  return told?.kind ?? f.kind;
}

const top = (f: Figure) => f.high ?? f.value ?? 0;

/** How far two amounts lie apart, as a factor of at least 1; null for vague ones. */
export function factor(a: Figure, b: Figure): number | null {
  const [x, y] = [top(a), top(b)];
  return x > 0 && y > 0 ? Math.max(x, y) / Math.min(x, y) : null;
}

/** Amounts with the same digits and another power of ten: one of them is a slip ("$38bn", "$380bn"). */
export function slipped(a: Figure, b: Figure): boolean {
  if (!a.value || !b.value) return false;
  const power = Math.log10(a.value / b.value);
  return Math.abs(power) > 0.9 && Math.abs(power - Math.round(power)) < 1e-9;
}

/** How many digits an amount has that tell: one for $400 million, two for $38 billion. */
export const tellingDigits = (f: Figure): number =>
  (f.value ?? 0).toExponential().replace(/e.*/, "").replace(".", "").length;

/** Two vague amounts agree where they are as large and as vague as each other. */
const sameSpan = (a: Figure, b: Figure): boolean => {
  const [x, y] = [a.magnitude, b.magnitude];
  return x === null || y === null ? false : x[0] === y[0] && x[1] === y[1];
};

/** Whether both amounts can be true of one thing: rounding, a point inside a range, a bound that holds. */
export function compatible(a: Figure, b: Figure): boolean {
  if (sameAmount(a, b) || covers(a, b) || covers(b, a)) return true;
  if (a.value === null || b.value === null) return sameSpan(a, b);
  const inside = (range: Figure, f: Figure) =>
    range.high !== null &&
    range.value !== null &&
    f.value !== null &&
    f.value >= range.value &&
    top(f) <= range.high;
  if (inside(a, b) || inside(b, a)) return true;
  const near = 1 - 1 / (factor(a, b) ?? 1);
  if (near < 0.02 || (near < ROUNDING && (a.bound === "about" || b.bound === "about"))) return true;
  const above = (floor: Figure, f: Figure) =>
    floor.bound === "at least" && f.bound !== "at least" && (f.value ?? 0) >= (floor.value ?? 0);
  return (above(a, b) || above(b, a)) && near < ABOVE_FLOOR;
}

/** Bytes and bits a second are of one kind, and confused with each other. */
const BITS: Readonly<Record<string, number>> = { "tb/s": 8e12, "gb/s": 8e9, "tbit/s": 1e12 };

/** What an amount counts, where its unit does not tell: the chip, or else the word, that stands right behind it. */
export function counted(f: Figure, text: string, mentions: Facts["mentions"]): Figure {
  const rate = f.unit === "other" ? BITS[f.noun ?? ""] : undefined;
  if (rate !== undefined) return { ...f, noun: "bit/s", value: f.value === null ? null : f.value * rate };
  if (f.unit !== "other" || f.noun !== null) return f;
  const named = mentions.find((m) => m.start >= f.end && m.start - f.end <= 2);
  if (named?.entity.kind === "chip") return { ...f, unit: "chips" };
  const word = /^[ -](\p{Ll}{3,})/u.exec(text.slice(f.end))?.[1] ?? null;
  return { ...f, noun: word };
}

const MONEY_IN = new Set<FigureKind | null>(["commitment", "investment"]);

/** What "other" units count must be known and the same; the rest is as figures compare. */
export function ofOneKind(a: Figure, b: Figure, x: Facts, y: Facts): boolean {
  if (a.unit === "other" && (a.noun === null || a.noun !== b.noun)) return false;
  const [p, q] = [roleOf(a, x), roleOf(b, y)];
  // what a company is worth is only compared with what is called so too
  if ((p === "valuation") !== (q === "valuation")) return false;
  // what is committed as an investment is one
  const invests = MONEY_IN.has(p) && MONEY_IN.has(q) && [x, y].every((f) => /\binvest/i.test(f.text));
  return comparable({ ...a, kind: invests ? null : p }, { ...b, kind: q });
}
