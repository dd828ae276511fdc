import { type FoundDate, lastDay } from "../dates.ts";
import { type Facts, memo } from "./facts.ts";
import { bond, type Contrast, sameParties, type Topic } from "./topic.ts";

/** Events that happen once, and the words for them. A date belongs to the nearest of these words in its clause. */
const EVENTS: readonly (readonly [string, RegExp])[] = [
  [
    "was announced",
    /\b(?:announc\w+|unveil\w*|introduc\w+|presented|presenting|launch(?:ed|es)?|made public|first shown|debut\w*|revealed|disclosed|newsroom|press release|published|post(?:s|ed)?)\b/gi,
  ],
  ["was signed", /\b(?:signed|signing|inked|concluded|struck|agreed)\b/gi],
  [
    "starts",
    /\b(?:start(?:s|ed|ing)?|begin(?:s|ning)?|began|open(?:s|ed|ing)?|go(?:es)? live|went live|come(?:s)? online|comes? on stream|first deployments?|ship(?:s|ping)?|roll(?:s|ed)? out|deliver\w*|available|due|going in)\b/gi,
  ],
  [
    "ends",
    /\b(?:end(?:s|ed|ing)?|expir\w+|runs? (?:through|until|to)|lasts? (?:through|until|to)|through|until|up to)\b/gi,
  ],
  ["closed", /\b(?:clos(?:ed|es|ing)|complet(?:ed|es|ing)|finali[sz]ed|clear(?:ed|s)|approv(?:ed|es))\b/gi],
  ["is finished", /\b(?:deployed|finished|fully|in full|by)\b/gi],
];

/** These name an end only where a date follows. */
const PREPOSITION = /^(?:through|until|up to|by)$/i;

interface Dated {
  readonly event: string;
  readonly text: string;
  readonly first: string;
  readonly last: string;
  readonly distance: number;
}

const REACH = 70;

const MONTHS = "january february march april may june july august september october november december".split(
  " ",
);
const BARE =
  /\b(?:(early|mid|late)(?:-| in | ))?(January|February|March|April|June|July|August|September|October|November|December)\b(?! ?\d|,? (?:19|20)\d\d| of)/g;

/** "early April", "in July": the year is that of the statement. Dates with a day or a year are read elsewhere. */
function bareMonths(facts: Facts): Pick<FoundDate, "text" | "start" | "end" | "first" | "last">[] {
  const year = facts.when?.slice(0, 4);
  if (year === undefined) return [];
  return [...facts.text.matchAll(BARE)].flatMap((m) => {
    const [start, end] = [m.index, m.index + m[0].length];
    if (facts.dates.some((d) => d.start < end && start < d.end)) return [];
    if (/\d(?:st|nd|rd|th)? ?$/.test(facts.text.slice(0, start))) return [];
    const month = `${year}-${String(MONTHS.indexOf((m[2] ?? "").toLowerCase()) + 1).padStart(2, "0")}`;
    const [first, last] = [`${month}-01`, lastDay(month)];
    const third = m[1]?.toLowerCase();
    const range =
      third === "early" ? [first, `${month}-15`] : third === "late" ? [`${month}-15`, last] : [first, last];
    return [{ text: m[0].trim(), start, end, first: range[0] ?? first, last: range[1] ?? last }];
  });
}

/** The dates of a statement with the event that each is of. */
const datedEvents = memo((facts): readonly Dated[] =>
  [...facts.dates, ...bareMonths(facts)].flatMap((d) => {
    let best: { event: string; distance: number } | null = null;
    for (const [event, re] of EVENTS)
      for (const m of facts.text.matchAll(re)) {
        const end = m.index + m[0].length;
        const between = end <= d.start ? facts.text.slice(end, d.start) : facts.text.slice(d.end, m.index);
        if (m.index < d.end && d.start < end) continue;
        if (PREPOSITION.test(m[0]) && !/^ (?:about |around |roughly )?$/.test(between)) continue;
        if (/[;:]/.test(between)) continue;
        // a word after the date reaches less far
        const distance = end <= d.start ? between.length : between.length + 15;
        if (distance < REACH && (best === null || distance < best.distance)) best = { event, distance };
      }
    return best ? [{ ...best, text: d.text, first: d.first, last: d.last }] : [];
  }),
);

/** A deal is announced in steps: only dates close by, or a year apart to the day, are of one announcement. */
function slipOf(a: Dated, b: Dated): boolean {
  const days = Math.abs(Date.parse(a.first) - Date.parse(b.first)) / 86_400_000;
  return days <= 31 || a.first.slice(4) === b.first.slice(4);
}

const apart = (a: Dated, b: Dated) => a.last < b.first || b.last < a.first;

/** "by 2026" says that all is there when the year is out, "from 2026" that it only begins. */
const by = memo((facts) =>
  facts.dates.map((d) => {
    const before = facts.text.slice(0, d.start);
    const ends = /\bby (?:the end of |late |early |mid-?)?$/i.test(before);
    const begins = /\b(?:from|(?:start|begin)(?:s|ning|ing)?(?: \w+)?(?: in)?|starting in|as of) $/i.test(
      before,
    );
    return { text: d.text, value: d.value, way: ends ? "by" : begins ? "from" : null };
  }),
);

function byOrFrom(x: Facts, y: Facts, topic: Topic): Contrast | null {
  if (topic.amounts + topic.things.length === 0 || bond(topic) < 1) return null;
  for (const a of by(x))
    for (const b of by(y)) {
      if (a.value !== b.value || a.way === null || b.way === null || a.way === b.way) continue;
      return {
        kind: "date",
        about: "whether all of it is there by then or it only begins",
        words: [`${a.way} ${a.text}`, `${b.way} ${b.text}`],
        keys: [`${a.way} ${a.value}`, `${b.way} ${b.value}`],
      };
    }
  return null;
}

/** Finds two dates for what happens once. */
export function dateRule(x: Facts, y: Facts, topic: Topic): Contrast | null {
  if (!sameParties(topic)) return null;
  const [xs, ys] = [datedEvents(x), datedEvents(y)];
  // a chip that only one of the two names is what that one dates
  if (!topic.sameDeal && topic.things.length === 0 && x.things.size + y.things.size > 0) return null;
  const strength = 0.5 * topic.weight + topic.share + bond(topic);
  for (const a of xs)
    for (const b of ys) {
      if (a.event !== b.event || !apart(a, b)) continue;
      if (xs.some((d) => d !== a && !apart(d, b)) || ys.some((d) => d !== b && !apart(d, a))) continue;
      const announced = a.event === "was announced";
      if (strength < (announced ? 1.2 : 1.6) || (!announced && topic.share < 0.3)) continue;
      if (a.event === "was announced" && topic.things.length === 0 && !slipOf(a, b)) continue;
      return {
        kind: "date",
        about: `when {it} ${a.event}`,
        words: [a.text, b.text],
        keys: [`${a.event} ${a.first}`, `${b.event} ${b.first}`],
      };
    }
  return byOrFrom(x, y, topic);
}
