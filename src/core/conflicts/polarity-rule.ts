import { stem, truncate, words } from "../text.ts";
import { cuesOf, type Facts, sharedWeight } from "./facts.ts";
import { assertedIn, deniedIn } from "./scope.ts";
import { bond, type Contrast, contrast, type Topic } from "./topic.ts";

/** What only may be, or is only wanted, asserts nothing that could be denied. */
const OPEN = new Set(["condition", "possibility", "question", "talks", "projection"]);

/** "announced that it would": the plan of whoever announces it, not a supposition. */
const PLANNED = /\b(?:announc|said|stat|agree|plan|commit)\w*\b[^.;]{0,40}$/i;

const opens = (facts: Facts): boolean =>
  cuesOf(facts).some(
    (c) => OPEN.has(c.kind) && !(c.kind === "projection" && PLANNED.test(facts.text.slice(0, c.start))),
  );

/** Finds what one statement denies and the other asserts. */
export function polarityRule(x: Facts, y: Facts, topic: Topic): Contrast | null {
  // within one source a negation belongs to its argument
  return topic.sameSource ? null : (denialOf(x, y, topic, false) ?? denialOf(y, x, topic, true));
}

function denialOf(x: Facts, y: Facts, topic: Topic, turned: boolean): Contrast | null {
  const denied = deniedIn(x);
  if (denied.length === 0 || opens(y)) return null;
  const asserted = assertedIn(y);
  for (const d of denied) {
    if (d.terms.size === 0 || deniedIn(y).some((o) => [...d.terms].some((t) => o.terms.has(t)))) continue;
    const shared = sharedWeight(d.terms, asserted, topic.weigh);
    const inside = x.mentions.filter((m) => m.start >= d.start && m.end <= d.end).map((m) => m.entity.name);
    const named = inside.filter((n) => y.companies.has(n)).length;
    const used =
      inside.some((n) => topic.things.includes(n)) && USED.test(d.text) && USES.test(y.text) ? 0.6 : 0;
    // "rather than training ...": of one chip, the word that leads the denial says enough
    const [first] = d.terms;
    const leads = topic.things.length > 0 && first !== undefined && asserted.has(first);
    if (shared.terms.length < Math.min(2, d.terms.size) && named < 2 && used === 0 && !leads) continue;
    if (d.terms.size === 1 && topic.amounts === 0 && used === 0) continue;
    const certain = topic.things.length > 0 && d.terms.size > 1 ? 0.5 : 0;
    const all = shared.sum + used + certain + 0.4 * Math.min(2, named);
    if (
      all < 1 ||
      (shared.share < (certain > 0 || named > 1 ? 0.35 : 0.5) && used === 0 && !leads) ||
      bond(topic) + topic.share < (leads ? 1.1 : 1.4)
    )
      continue;
    const asserts = wordsFor(shared.terms, y) || y.text;
    return contrast("polarity", aboutOf(d.terms), [d.text, truncate(asserts, 60)], turned, "denial");
  }
  return null;
}

const ABOUT: readonly (readonly [string, string])[] = [
  ["train", "whether {it} is for training"],
  ["custom", "who the customer is"],
  ["commit", "whether there is a commitment"],
  ["invest", "whether there is an investment"],
  ["sign", "whether anything is signed"],
  ["agreement", "whether anything is agreed"],
  ["ship", "whether {it} is available"],
  ["avail", "whether {it} is available"],
];

/** What a denial is about, in words for readers. */
function aboutOf(terms: ReadonlySet<string>): string {
  return ABOUT.find(([t]) => [...terms].some((s) => s.startsWith(t)))?.[1] ?? "what holds of {it}";
}

/** A denial that a thing is used. */
const USED =
  /^not on\b|\b(?:us(?:e|es|ed|ing)|runs?|running|rent(?:s|ed|ing)?|rely|relies|deploy\w*|train\w*)\b/i;
/** Whoever uses or offers a thing says that it is used. */
const USES = /\b(?:us(?:e|es|ed|ing)|runs?|running|rent\w*|offer\w*|relies|rely|train\w*|serv\w+|powered)\b/i;

/** The words of a statement, as it writes them, from the first to the last that carry some stems. */
function wordsFor(terms: readonly string[], facts: Facts): string {
  const places = [...facts.text.matchAll(/\p{L}[\p{L}\d'-]*/gu)].filter((m) =>
    words(m[0]).some((w) => terms.includes(stem(w))),
  );
  const [first, last] = [places[0], places.at(-1)];
  if (!first || !last) return "";
  const whole = facts.text.slice(first.index, last.index + last[0].length);
  return whole.length <= 60 ? whole : first[0];
}
