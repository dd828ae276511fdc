import { cuesIn } from "../cues.ts";
import type { Facts } from "./facts.ts";
import { bond, type Contrast, type Topic } from "./topic.ts";

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
const REACH = 60;

/** Finds what one statement only supposes and another states plainly. */
export function certaintyRule(x: Facts, y: Facts, topic: Topic): Contrast | null {
  return certaintyOf(x, y, topic, false) ?? certaintyOf(y, x, topic, true);
}

function certaintyOf(x: Facts, y: Facts, topic: Topic, turned: boolean): Contrast | null {
  const named = topic.companies.length + topic.things.length;
  if (named < 1 || topic.weight < 0.5 || cuesIn(y.text).some((c) => NOT_PLAIN.has(c.kind))) return null;
  for (const cue of cuesIn(x.text)) {
    if (!DOUBT.has(cue.kind)) continue;
    const close = x.text.slice(Math.max(0, cue.start - 10), cue.end + REACH).toLowerCase();
    const about = topic.terms.filter((t) => close.includes(t));
    const adverb = cue.kind === "adverb" && about.length > 0 && named >= 2;
    const alike = topic.share >= 0.6 && topic.weight >= 1.5 && bond(topic) >= 1.25;
    if (!adverb && !alike) continue;
    if (topic.share < 0.3) continue;
    const plain = "stated plainly";
    return {
      kind: "certainty",
      about: "how certain it is",
      words: turned ? [plain, cue.text] : [cue.text, plain],
      keys: turned ? ["plain", "doubt"] : ["doubt", "plain"],
    };
  }
  return null;
}
