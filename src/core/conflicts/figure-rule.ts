import { sameAmount } from "../figures/figure-compare.ts";
import { isCurrency } from "../figures/figure-words.ts";
import type { Figure } from "../figures/figures.ts";
import { around, compatible, factor, isPart, ofOneKind, roleOf, slipped, tellingDigits } from "./amounts.ts";
import { type Facts, sharedWeight, termsOf } from "./facts.ts";
import { deniedIn } from "./scope.ts";
import { bond, type Contrast, sameParties, type Topic } from "./topic.ts";

/** Later amounts of one deal are news, not contradiction, once this many days lie between. */
const UPDATE_DAYS = 60;
/** What has to speak for one and the same thing. */
const NEEDED = 1.7;

const PAYER =
  /(\p{Lu}[\p{L}\d.&-]*(?: \p{Lu}[\p{L}\d.&-]*)?)(?:'s planned investment|'s (?=share|stake|part)| is| are| was| were| has| have| had| will| would| may| also| itself| reportedly| could| might| possibly| intends| wants| plans| at)*(?: to)? (?:invest|commit|pay|buy|put|pour|add|lend|pledg|provid|hold|own|borrow|earmark|contribut|spend|up to|as much|takes?|bring|sell)\w*/gu;

/** Who is said to pay, where a name stands right before a verb of paying; null elsewhere. */
export function payerOf(text: string, f: Figure): string | null {
  const found = [...text.slice(0, f.start).matchAll(PAYER)].at(-1);
  return found && f.start - found.index < 70 ? (found[1] ?? null) : null;
}

/** Dates that stand beside both amounts and cannot be the same say that the amounts are of different times. */
function otherTime(a: Figure, b: Figure, x: Facts, y: Facts): boolean {
  const close = (facts: Facts, f: Figure) =>
    facts.dates.filter((d) => Math.max(d.start - f.end, f.start - d.end) < 30);
  const [m, n] = [close(x, a), close(y, b)];
  return (
    m.length > 0 && n.length > 0 && !m.some((d) => n.some((e) => d.first <= e.last && e.first <= d.last))
  );
}

/** Amounts that one statement sets beside others of its kind are parts of something; only their own words can match. */
const listed = (f: Figure, facts: Facts): boolean =>
  facts.figures.filter((o) => o.unit === f.unit && o.noun === f.noun && !sameAmount(o, f)).length > 0;

/** How many companies stand close to an amount that the other statement does not name. */
const strangers = (f: Figure, facts: Facts, other: Facts): number =>
  facts.mentions.filter(
    (m) =>
      m.entity.kind === "company" &&
      !other.companies.has(m.entity.name) &&
      Math.max(m.start - f.end, f.start - m.end) < 25,
  ).length;

/** What one company has in all contradicts nothing that it deals with another about. */
const oneAgainstTwo = (x: Facts, y: Facts): boolean =>
  Math.min(x.companies.size, y.companies.size) === 1 && Math.max(x.companies.size, y.companies.size) > 1;

/** Finds amounts of one thing that differ. */
export function figureRule(x: Facts, y: Facts, topic: Topic): Contrast | null {
  if (topic.daysApart > UPDATE_DAYS || !sameParties(topic) || (!topic.sameDeal && oneAgainstTwo(x, y)))
    return null;
  let best: { contrast: Contrast; score: number } | null = null;
  for (const a of x.figures)
    for (const b of y.figures) {
      const kind = differs(a, b, x, y);
      if (!kind) continue;
      const score = strength(a, b, x, y, topic);
      if (score < 0 || (best !== null && score <= best.score)) continue;
      const about = kind === "bound" ? `${aboutFigure(a, b, x)}, flat or as a limit` : aboutFigure(a, b, x);
      best = {
        score,
        contrast: { kind, about, words: [a.text, b.text], keys: [keyOf(a, kind), keyOf(b, kind)] },
      };
    }
  return best?.contrast ?? null;
}

/** How much more speaks for one and the same thing than is needed; below 0 it is not enough. */
function strength(a: Figure, b: Figure, x: Facts, y: Facts, topic: Topic): number {
  const words = (facts: Facts, f: Figure) => {
    const { before, after } = around(facts.plain, f);
    return termsOf(`${before} ${after}`);
  };
  const near = sharedWeight(words(x, a), words(y, b), topic.weigh);
  const role = roleOf(a, x);
  // what is counted is part of the amount, so its words are not among those near it
  const known = a.noun !== null ? 0.6 : role !== null && role === roleOf(b, y) ? 0.3 : 0;
  const slip = slipped(a, b) ? (tellingDigits(a) > 1 ? 1.2 : topic.sameSource ? 1.2 : 0.4) : 0;
  const far = slip > 0 ? 0 : Math.min(1.5, 0.6 * Math.max(0, Math.log2(factor(a, b) ?? 1) - 0.6));
  const lists = (listed(a, x) ? 0.6 : 0) + (listed(b, y) ? 0.6 : 0);
  const duration = a.unit === "years" || a.unit === "days" ? 0.8 : 0;
  const same = sameAmount(a, b) ? 0.6 : 0;
  const others = strangers(a, x, y) + strangers(b, y, x) > 0 ? 1 : 0;
  if (near.sum + slip + same + known < 0.5) return -1;
  return (
    near.sum +
    0.5 * topic.weight +
    topic.share +
    bond(topic) +
    known +
    slip +
    same -
    far -
    lists -
    others -
    duration -
    NEEDED
  );
}

function differs(a: Figure, b: Figure, x: Facts, y: Facts): "figure" | "bound" | "magnitude" | null {
  if (!ofOneKind(a, b, x, y) || otherTime(a, b, x, y)) return null;
  if (otherCode(a, b, x, y) || otherThing(a, x, y)) return null;
  if (isDenied(a, x) || isDenied(b, y)) return null;
  if (isPart(x.text, a) || isPart(y.text, b)) return null;
  if (a.qualifiers.includes("combined") !== b.qualifiers.includes("combined") && !sameAmount(a, b))
    return null;
  const [p, q] = [payerOf(x.text, a), payerOf(y.text, b)];
  if (p !== null && q !== null && p !== q) return null;
  if (sameAmount(a, b)) return limitDiffers(a, b, x, y) ? "bound" : null;
  if (compatible(a, b) || GROWS.test(x.text.slice(0, a.start)) || GROWS.test(y.text.slice(0, b.start)))
    return null;
  if (x.evidence.source.id === y.evidence.source.id && !slipped(a, b)) return null;
  // What both give is agreed on; what else one of them gives is then of something else.
  if (y.figures.some((f) => sameAmount(f, a)) || x.figures.some((f) => sameAmount(f, b))) return null;
  return a.value === null || b.value === null ? "magnitude" : "figure";
}

/** Codes right behind both amounts ("at FP4", "at FP8") that differ say that they are of different things. */
function otherCode(a: Figure, b: Figure, x: Facts, y: Facts): boolean {
  const codes = (f: Figure, facts: Facts) =>
    [...facts.text.slice(f.end, f.end + 12).matchAll(/\b\p{Lu}+\d+\b/gu)].map((m) => m[0]);
  const [m, n] = [codes(a, x), codes(b, y)];
  return m.length > 0 && n.length > 0 && !m.some((c) => n.includes(c));
}

/** Measures and counts, other than money, are of the chip that their statement names. */
const otherThing = (f: Figure, x: Facts, y: Facts): boolean =>
  !isCurrency(f.unit) &&
  x.things.size > 0 &&
  y.things.size > 0 &&
  ![...x.things].some((t) => y.things.has(t));

/** What it may come to one day is no rival of what it is. */
const GROWS = /\b(?:reach|grow|climb|ris|expand|increas)\w*(?: to)? $/i;

const isDenied = (f: Figure, facts: Facts): boolean =>
  deniedIn(facts).some((d) => f.start >= d.start && f.end <= d.end);

/** "might grow to $40 billion" is a limit too; "under the $100 billion framework" is none. */
const CEILING = /\b(?:might|may|could|can|expandable|potentially|possibly)\b[^,;.]{0,30}$/i;

function limitDiffers(a: Figure, b: Figure, x: Facts, y: Facts): boolean {
  if (a.unit === "years" || a.unit === "days") return false;
  const limit = (f: Figure, facts: Facts) =>
    /^under\b/i.test(f.text)
      ? null
      : f.bound === "up to" || CEILING.test(facts.text.slice(0, f.start))
        ? "limit"
        : f.bound;
  const both = [limit(a, x), limit(b, y)];
  return both.includes("limit") && both.includes("exact");
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

function aboutFigure(a: Figure, b: Figure, x: Facts): string {
  const noun = a.noun ?? b.noun;
  if (a.unit === "other" && noun)
    return /^[a-z]{4,}$/.test(noun) ? `the number of ${noun.replace(/s$/, "")}s` : "the figure";
  return NAMES[a.unit] ?? MONEY[roleOf(a, x) ?? b.kind ?? ""] ?? "the amount";
}
