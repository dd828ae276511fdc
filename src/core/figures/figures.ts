import type { FigureKind } from "../library.ts";
import {
  type Bound,
  boundAround,
  moneyKind,
  type Period,
  type Place,
  periodAround,
  qualifiersAround,
} from "./figure-context.ts";
import {
  CHIP_NOUN,
  CURRENCY_AFTER,
  CURRENCY_BEFORE,
  currencyOf,
  isCurrency,
  MEASURE_AFTER,
  type Measure,
  magnitudeOf,
  measureOf,
  NUMBER_WORDS,
} from "./figure-words.ts";

/** An amount as a text gives it. `text` holds its bound ("up to $15 billion") and stands at `start`..`end`. */
export interface Figure {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** In whole units (dollars, watts); the lower end of a range; null for "tens of billions". */
  readonly value: number | null;
  /** The upper end of a range, else null. */
  readonly high: number | null;
  /** The order of magnitude that a vague amount spans, end exclusive; null where `value` is given. */
  readonly magnitude: readonly [number, number] | null;
  /** A currency code, "W", "chips", "percent", "years", "days", "times", "nm", "shares" or "other". */
  readonly unit: string;
  /** What "other" units count, singular and lower case ("transistor", "gb"); null elsewhere. */
  readonly noun: string | null;
  readonly bound: Bound;
  /** "combined", "additional", "total", "each", "estimated", "planned", "potential", "initial". */
  readonly qualifiers: readonly string[];
  readonly per: Period | null;
  readonly kind: FigureKind | null;
}

/** A number with its unit, before what stands around it is read. */
interface Bare extends Place {
  readonly value: number | null;
  readonly high: number | null;
  readonly magnitude: readonly [number, number] | null;
  readonly unit: string | null;
  readonly noun: string | null;
}

const WORDS = [...NUMBER_WORDS.keys()].join("|");
const DIGITS = "\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?";
const MAG_WORD = "(?:hundred|thousand|million|billion|trillion)s?";
const MAG = `(?:[ -]?(?:(?:thousand|million|billion|trillion)s?|bn|mn|mln|tn|trn)\\b|(?:[BMKTbmk])(?![\\p{L}\\d]))`;
/** Word numbers, with "half a", "a dozen", "a" before a magnitude or unit, and the vague "tens of". */
const NUMBER = new RegExp(
  [
    `(?<vague>\\b(?:(?:tens|dozens|hundreds|thousands|millions|billions|trillions)(?: of (?:thousands|millions|billions|trillions))?|multi-?${MAG_WORD}|(?:several|a few|many|multiple|some) ${MAG_WORD})\\b)`,
    `(?<![\\p{L}\\d.,_/-])(?<digits>${DIGITS})(?<magnitude>${MAG})?`,
    `\\b(?<half>half (?:an? |of an? )?)(?<hm>dozen|thousand|million|billion|trillion|gigawatt|decade)?\\b`,
    `\\b(?<word>(?:${WORDS})(?:[- ](?:${WORDS}))*(?: and a half)?|an?|a couple(?: of)?)(?:[ -](?<wm>dozen|${MAG_WORD}))?\\b(?![’'])`,
    "\\b(?<dozen>dozen)\\b",
  ].join("|"),
  "giu",
);
const WORD_RANGE = new RegExp(`^(?: (?:to|or) |-to-)(${WORDS})(?=[ -])`, "i");
const RANGE = new RegExp(
  `(?: ?[-–—] ?| to | and )(?:(?:US)?[$€£¥] ?)?(?<high>${DIGITS})(?<mag>${MAG})?`,
  "iuy",
);
const FOREIGN =
  /^ ?(?:millones|millions d|millionen|milliarden|milliards|miljard|miliardi|mil millones|bilh)/i;
const MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\\.?";
const AFTER_MONTH = new RegExp(`\\b${MONTH} (?:\\d{1,2}, ?)?$`);
const BEFORE_MONTH = new RegExp(`^(?:st|nd|rd|th)? ${MONTH}\\b`);
/** Lower-case words and sentence openers aside, a capitalised word right before makes the number part of a name. */
const NAME_BEFORE = /(?<![\p{L}\d])(\p{Lu}[\p{L}\d.-]*)[ \u00a0]$/u;
const OPENERS =
  /^(?:The|A|An|In|On|At|By|For|From|Of|To|With|Over|Under|Up|About|Around|Some|Nearly|Almost|Roughly|And|Or|But|Its|Their|All|These|Those|Only|Another|Just|More|Than|Least|Between|After|Before|Within|Approximately|Is|Was|Are|Worth|Adds?|Gets?|Buys?|Wins?|Invests?|Commits?|Deploys?|Orders?|Has|Have|Using|Into|First|Last|Next|Every|Both|Until|Since)$/;

/** All amounts of a text in order of place, none overlapping. */
export function parseFigures(text: string): Figure[] {
  const known = remembered.get(text);
  if (known) return [...known];
  const bare = bareFigures(text);
  const figures = bare.map((b, i) => complete(text, b, [...bare.slice(0, i), ...bare.slice(i + 1)]));
  if (remembered.size < REMEMBERED) remembered.set(text, figures);
  return [...figures];
}

/** The same texts are read by several steps. */
const REMEMBERED = 5_000;
const remembered = new Map<string, readonly Figure[]>();

function complete(text: string, bare: Bare, neighbours: readonly Bare[]): Figure {
  const unit = bare.unit ?? inheritedUnit(bare, neighbours);
  const duration = unit === "years" || unit === "days";
  const { start, end, bound } = boundAround(text, bare, duration);
  const per = duration ? null : periodAround(text, bare);
  const kind: FigureKind | null = isCurrency(unit)
    ? moneyKind(text, { start, end }, neighbours, per)
    : unit === "W"
      ? "capacity"
      : unit === "chips" || unit === "shares"
        ? unit
        : duration
          ? "duration"
          : null;
  return {
    text: text.slice(start, end),
    start,
    end,
    value: bare.value,
    high: bare.high,
    magnitude: bare.magnitude,
    unit,
    noun: bare.noun,
    bound,
    qualifiers: qualifiersAround(text, { start, end }, neighbours),
    per,
    kind,
  };
}

/** "up from 72.2 billion" is in the currency of the amount beside it; alone, billions are of dollars in this trade. */
function inheritedUnit(bare: Bare, neighbours: readonly Bare[]): string {
  const known = neighbours
    .filter((n) => n.unit !== null && isCurrency(n.unit))
    .sort((a, b) => Math.abs(a.start - bare.start) - Math.abs(b.start - bare.start));
  return known[0]?.unit ?? ((bare.value ?? bare.magnitude?.[0] ?? 0) >= 1e9 ? "USD" : "other");
}

function bareFigures(text: string): Bare[] {
  const found: Bare[] = [];
  let from = 0;
  for (const m of text.matchAll(NUMBER)) {
    if (m.index < from) continue;
    const { vague, digits } = m.groups ?? {};
    const bare = vague ? readVague(text, m) : digits ? readDigits(text, m) : readWords(text, m);
    if (!bare) continue;
    found.push(bare);
    from = bare.end;
  }
  return found;
}

/** Where the number's own text begins once a currency sign before it is counted in. */
function currencyBefore(text: string, at: number): { start: number; unit: string } | null {
  const m = CURRENCY_BEFORE.exec(text.slice(Math.max(0, at - 5), at));
  const unit = m ? currencyOf(m[0]) : null;
  return m && unit ? { start: at - m[0].length, unit } : null;
}

function currencyAfter(text: string, at: number): { end: number; unit: string } | null {
  CURRENCY_AFTER.lastIndex = at;
  const m = CURRENCY_AFTER.exec(text);
  const unit = m ? currencyOf(m[0].replace(/^[- ]?(?:of )?/, "")) : null;
  return m && unit ? { end: at + m[0].length, unit } : null;
}

function measureAfter(text: string, at: number): (Measure & { end: number }) | null {
  MEASURE_AFTER.lastIndex = at;
  const m = MEASURE_AFTER.exec(text);
  const { unit: written } = m?.groups ?? {};
  if (!m || !written) return null;
  // "5 w" or "3 x" in running prose is no unit; glued or capital it is.
  if (/^[wx]$/.test(written) && /^[ -]/.test(m[0])) return null;
  const found = measureOf(written);
  return found ? { ...found, end: at + m[0].length } : null;
}

/** The thing that a number counts: chips of whatever make, else the first plural within a few words. */
function countedAfter(text: string, at: number): { end: number; unit: string; noun: string | null } | null {
  const words = /^(?:[ -]\p{L}[\p{L}\d.'’]*){1,5}/u.exec(text.slice(at, at + 80))?.[0] ?? "";
  let end = at;
  for (const [i, word] of words.split(/(?=[ -])/).entries()) {
    const bare = word.slice(1).replace(/['’.]+$/, "");
    end += 1 + bare.length;
    if (i === 0 && bare === "of") continue;
    if (STOP.test(bare)) return null;
    if (CHIP_NOUN.test(bare)) return { end, unit: "chips", noun: null };
    if (/^shares?$/i.test(bare)) return { end, unit: "shares", noun: null };
    if (/[^su]s$/.test(bare) || (i === 0 && word.startsWith("-") && /^\p{Ll}+$/u.test(bare)))
      return { end: i === 0 ? end : at, unit: "other", noun: singular(bare.toLowerCase()) };
  }
  return null;
}

const STOP =
  /^(?:and|or|in|on|at|by|for|from|to|with|as|is|was|are|were|that|which|of|the|a|an|has|have|had|will|would|its|their|than|over|per|if|but|while|this|it|into|after|before|during|through|until)$/i;
const singular = (word: string): string => word.replace(/ies$/, "y").replace(/([^s])s$/, "$1");
const numberOf = (digits: string): number => Number(digits.replaceAll(",", ""));

function readDigits(text: string, m: RegExpExecArray): Bare | null {
  const { digits = "", magnitude = "" } = m.groups ?? {};
  const after = m.index + m[0].length;
  if (FOREIGN.test(text.slice(after))) return null;
  const before = currencyBefore(text, m.index);
  const range = readRange(text, after, m.index);
  const mag = magnitudeOf(magnitude.replace(/^[ -]/, ""));
  const highMag = range ? magnitudeOf(range.mag) : 1;
  const end = range?.end ?? after;
  const value = numberOf(digits) * (magnitude ? mag : highMag);
  const high = range ? range.number * (range.mag ? highMag : mag) : null;
  const place = { start: before?.start ?? m.index, magnitude: null };
  const unit = unitAt(text, end, before?.unit ?? null);
  const scaled = magnitude !== "" || (range?.mag ?? "") !== "";
  if (!unit && !scaled && !isCount(text, m, digits)) return null;
  if (!unit) return { ...place, end, value, high, unit: scaled ? null : "other", noun: null };
  if (unit.unit === "other" || unit.unit === "chips" || unit.unit === "shares") {
    if (!scaled && unit.counted && !isCount(text, m, digits)) return null;
  }
  const times = (n: number) => clean(n * unit.factor);
  return {
    ...place,
    end: unit.end,
    value: times(value),
    high: high === null ? null : times(high),
    unit: unit.unit,
    noun: unit.noun,
  };
}

const clean = (n: number): number => Number(n.toPrecision(12));

/** "$35-36 billion", "17.4B to 19.4B", "between 30 and 40 percent"; "from 5 to 10" is a change, not a range. */
function readRange(
  text: string,
  at: number,
  start: number,
): { end: number; number: number; mag: string } | null {
  RANGE.lastIndex = at;
  const unitFirst = /^(?:%| ?GW| ?MW)/.exec(text.slice(at));
  if (unitFirst) RANGE.lastIndex = at + unitFirst[0].length;
  const m = RANGE.exec(text);
  if (!m?.groups) return null;
  const before = text.slice(Math.max(0, start - 12), start);
  if (/ and /.test(m[0]) && !/\bbetween (?:US)?[$€£]?$/i.test(before)) return null;
  if (/ to /.test(m[0]) && /\bfrom (?:US)?[$€£]?$/i.test(before)) return null;
  const end = at + (unitFirst?.[0].length ?? 0) + m[0].length;
  const { high = "", mag = "" } = m.groups;
  return { end, number: numberOf(high), mag: mag.replace(/^[ -]/, "") };
}

interface UnitAt extends Measure {
  readonly end: number;
  readonly counted: boolean;
}

function unitAt(text: string, at: number, sign: string | null): UnitAt | null {
  if (sign)
    return { end: currencyAfter(text, at)?.end ?? at, unit: sign, factor: 1, noun: null, counted: false };
  const money = currencyAfter(text, at);
  if (money) return { ...money, factor: 1, noun: null, counted: false };
  const measured = measureAfter(text, at);
  if (measured) return { ...measured, counted: false };
  const counted = countedAfter(text, at);
  return counted ? { ...counted, factor: 1, counted: true } : null;
}

/** Whether a plain number counts something, and is no year, day, version or part of a name. */
function isCount(text: string, m: RegExpExecArray, digits: string): boolean {
  const before = text.slice(Math.max(0, m.index - 40), m.index);
  const after = text.slice(m.index + digits.length, m.index + digits.length + 14);
  if (digits.includes(",")) return true;
  if (/^(?:19|20)\d\d$/.test(digits)) return false;
  if (AFTER_MONTH.test(before) || BEFORE_MONTH.test(after) || /^(?:st|nd|rd|th)\b/.test(after)) return false;
  const name = NAME_BEFORE.exec(before)?.[1];
  if (name !== undefined && !OPENERS.test(name)) return false;
  return !/^(?:[:/]\d|-\p{Lu})/u.test(after) && !/[#§]$/.test(before);
}

function readWords(text: string, m: RegExpExecArray): Bare | null {
  const { word: written = "", wm, half, hm, dozen } = m.groups ?? {};
  const word = written.toLowerCase();
  const mag = (wm ?? hm ?? dozen ?? "").toLowerCase();
  const upper = mag === "" && word !== "" ? WORD_RANGE.exec(text.slice(m.index + m[0].length)) : null;
  const article = /^an?$/.test(word);
  let value = half ? 0.5 : article || dozen ? 1 : /^a couple/.test(word) ? 2 : wordValue(word);
  let end = m.index + m[0].length + (upper?.[0].length ?? 0);
  if (mag === "gigawatt" || mag === "decade") end -= mag.length + 1;
  else value *= mag.startsWith("dozen") ? 12 : magnitudeOf(mag || "x");
  const scaled = mag !== "" && mag !== "gigawatt" && mag !== "decade";
  const unit = unitAt(text, end, currencyBefore(text, m.index)?.unit ?? null);
  if (!unit) return scaled && !mag.startsWith("dozen") ? plain(m.index, end, value) : null;
  // "a year", "a month" and "a chip" give no amount; "a gigawatt" and "a decade" do. "one" of something is seldom one.
  const measured = unit.unit === "W" || /decade/i.test(text.slice(end, unit.end));
  if ((article || half) && !scaled && !measured) return null;
  if (word === "one" && !scaled && unit.counted && unit.unit !== "chips") return null;
  if (word === "zero") return null;
  return {
    start: m.index,
    end: unit.end,
    value: clean(value * unit.factor),
    high: upper ? clean(wordValue((upper[1] ?? "").toLowerCase()) * unit.factor) : null,
    magnitude: null,
    unit: unit.unit,
    noun: unit.noun,
  };
}

const plain = (start: number, end: number, value: number): Bare => ({
  start,
  end,
  value,
  high: null,
  magnitude: null,
  unit: null,
  noun: null,
});

/** "twenty-five", "three hundred and a half". */
function wordValue(word: string): number {
  let total = 0;
  for (const part of word.replace(/ and a half$/, "").split(/[- ]/)) {
    const n = NUMBER_WORDS.get(part) ?? 0;
    total = part === "hundred" ? Math.max(1, total) * 100 : total + n;
  }
  return / and a half$/.test(word) ? total + 0.5 : total;
}

const VAGUE: ReadonlyMap<string, readonly [number, number]> = new Map([
  ["tens", [10, 100]],
  ["dozens", [24, 100]],
  ["hundreds", [100, 1000]],
  ["thousands", [1e3, 1e6]],
  ["millions", [1e6, 1e9]],
  ["billions", [1e9, 1e12]],
  ["trillions", [1e12, 1e15]],
]);

/** "tens of billions of dollars", "a multi-billion-dollar deal", "several thousand GPUs". */
function readVague(text: string, m: RegExpExecArray): Bare | null {
  const written = m[0].toLowerCase();
  const last = /(?:hundred|thousand|million|billion|trillion)s?$/.exec(written)?.[0] ?? "";
  const of = / of /.test(written);
  const few = /^(?:several|a few|some|many|multiple)/.test(written);
  const first = VAGUE.get(written.split(" ")[0] ?? "");
  const one = magnitudeOf(last || "x");
  const magnitude: readonly [number, number] | null = few
    ? [2 * one, 1000 * one]
    : of && first
      ? [first[0] * one, first[1] * one]
      : written.startsWith("multi")
        ? [one, 1000 * one]
        : (first ?? null);
  const end = m.index + m[0].length;
  const sign = currencyBefore(text, m.index);
  const money = currencyAfter(text, end);
  const counted = money ? null : (measureAfter(text, end) ?? countedAfter(text, withoutOf(text, end)));
  const unit = sign?.unit ?? money?.unit ?? counted?.unit ?? null;
  if (!magnitude || (unit === null && one < 1e6)) return null;
  return {
    start: sign?.start ?? m.index,
    end: money?.end ?? counted?.end ?? end,
    value: null,
    high: null,
    magnitude,
    unit,
    noun: counted?.noun ?? null,
  };
}

/** "thousands of GPUs": the noun stands behind "of". */
const withoutOf = (text: string, at: number): number => (/^ of /.test(text.slice(at, at + 4)) ? at + 3 : at);
