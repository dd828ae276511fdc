import type { Cue } from "../label/cues.ts";
import { stem, words } from "../text.ts";
import { cuesOf, type Facts, termsOf } from "./facts.ts";
import { bond, type Contrast, contrast, sameParties, type Topic } from "./topic.ts";

const DOUBT = new Set(["adverb", "possibility", "question"]);
/** Any of these in the other statement makes it less than a plain assertion. */
const NOT_PLAIN = new Set([
  "adverb",
  "possibility",
  "question",
  "condition",
  "projection",
  "inference",
  "estimate",
  "opinion",
  "talks",
  "unnamed",
  "denial",
  "negation",
]);
/** What is presumed stands right behind the word. */
const REACH = 22;

/** Finds what one statement only supposes and another states plainly. */
export function certaintyRule(x: Facts, y: Facts, topic: Topic): Contrast | null {
  if (topic.sameSource || !sameParties(topic)) return null;
  return certaintyOf(x, y, topic, false) ?? certaintyOf(y, x, topic, true);
}

function certaintyOf(x: Facts, y: Facts, topic: Topic, turned: boolean): Contrast | null {
  if (topic.companies.length === 0 || cuesOf(y).some((c) => NOT_PLAIN.has(c.kind))) return null;
  const cue = cuesOf(x).find((c) => DOUBT.has(c.kind) && (presumes(c, x, y, topic) || alike(x, y, topic)));
  return cue
    ? contrast("certainty", "how certain it is", [cue.text, "stated plainly"], turned, "doubt")
    : null;
}

/** "presumably has access" against "include access", of one thing of one company. */
function presumes(cue: Cue, x: Facts, y: Facts, topic: Topic): boolean {
  const named = topic.things.some((t) => [x, y].every((f) => f.mentions.some((m) => m.entity.name === t)));
  if (cue.kind !== "adverb" || !named) return false;
  const behind = x.plain.slice(cue.end, cue.end + REACH);
  const known = termsOf(behind);
  const first = words(behind)
    .map((w) => stem(w))
    .find((s) => known.has(s));
  return first !== undefined && y.terms.has(first);
}

const alike = (x: Facts, y: Facts, topic: Topic): boolean =>
  topic.share >= 0.6 &&
  topic.weight >= 1.7 &&
  bond(topic) >= 1.25 &&
  Math.min(x.terms.size, y.terms.size) > 2;
