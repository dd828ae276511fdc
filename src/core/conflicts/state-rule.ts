import { sameAmount } from "../figures/figure-compare.ts";
import { stageOf } from "../label/stage.ts";
import { cuesOf, type Facts } from "./facts.ts";
import { bond, type Contrast, sameParties, type Topic } from "./topic.ts";

const NOT_YET =
  /\b(?:(?:has|have|had|is|are|was|were|does|do)(?:n't| not) yet(?: begun| started)? [\w-]+(?: [\w-]+)?|not yet [\w-]+(?: [\w-]+)?|yet to [\w-]+|before (?:it|they) (?:ships?|launch\w*))/i;
const UNSIGNED =
  /\b(?:no (?:\w+ )?(?:agreement|deal|contract)\b[^,;.]{0,30}\b(?:signed|reached|finali[sz]ed|closed)|nothing (?:is|was|has been) (?:signed|agreed)|nobody signed|(?:has|have|had|was|is)(?:n't| not) (?:yet )?(?:been )?(?:signed|closed|finali[sz]ed)|no guarantee of)/i;
const RUNNING =
  /\b(?:already (?:\w+ )?(?:running|runs?|in use|uses?|live|deployed|shipping|serv\w+)|(?:is|are|was|were) (?:now |already )?(?:live|in use|running|shipping|in production|operational|used)|began (?:being used|shipping|running|operating)|now (?:runs?|in use|available|live)|went live|came online|(?<!\b(?:to|would|could|will|if) )runs on|in full use|fully deployed)\b/i;
const COMING =
  /\b(?:(?:is|are|was|were) (?:due|set|scheduled|slated|expected|planned) to|expect(?:s|ed)? \p{Lu}?[\p{L} ]{0,30}to|will (?:be|run|start|begin|open|deliver)|would be|aims? to|a target|not capacity in operation)\b/iu;

/** Stages that a deal cannot have at one time. */
const SIGNED = new Set(["definitive agreement", "in deployment"]);
/** What was talked about may be signed a little later. */
const SAME_TIME = 5;

type Seen = readonly [string, string];

/** Finds one thing said to have got as far as the other says it has not. */
export function stateRule(x: Facts, y: Facts, topic: Topic): Contrast | null {
  return stateOf(x, y, topic, false) ?? stateOf(y, x, topic, true);
}

function stateOf(x: Facts, y: Facts, topic: Topic, turned: boolean): Contrast | null {
  if (!sameParties(topic)) return null;
  const seen = inUse(x, y, topic) ?? signed(x, y, topic) ?? already(x, y, topic);
  if (!seen) return null;
  const [about, a, b] = [seen.about, ...seen.words];
  return {
    kind: "stage",
    about,
    words: turned ? [b, a] : [a, b],
    keys: turned ? [`${about}-`, `${about}+`] : [`${about}+`, `${about}-`],
  };
}

type State = { readonly about: string; readonly words: Seen } | null;

/** In use in one, not yet in the other. */
function inUse(x: Facts, y: Facts, topic: Topic): State {
  const [m, n] = [RUNNING.exec(x.text), NOT_YET.exec(y.text)];
  if (!m || !n || NOT_YET.test(x.text) || RUNNING.test(y.text.replace(n[0], ""))) return null;
  if (topic.things.length === 0 && (topic.weight < 1.2 || bond(topic) < 1)) return null;
  return { about: "whether {it} is in use yet", words: [m[0], n[0]] };
}

/** Signed or running in one, unsigned in the other, at one time. */
function signed(x: Facts, y: Facts, topic: Topic): State {
  const stage = stageOf(x.text);
  const n = UNSIGNED.exec(y.text);
  if (!n || stage === null || !SIGNED.has(stage) || UNSIGNED.test(x.text)) return null;
  if (topic.daysApart > SAME_TIME && !topic.sameSource) return null;
  if (bond(topic) < 0.9 || topic.weight + topic.things.length < 0.9) return null;
  const m = RUNNING.exec(x.text);
  return { about: "how far {it} has got", words: [m?.[0] ?? stage, n[0]] };
}

/** The same amount already there in one, still to come in the other. */
function already(x: Facts, y: Facts, topic: Topic): State {
  const [m, n] = [/\balready [\w-]+(?: [\w-]+)?/i.exec(x.text), COMING.exec(y.text)];
  if (!m || !n || topic.daysApart > SAME_TIME) return null;
  const same = x.figures.some((f) => y.figures.some((g) => alike(f, g)));
  if (!same || topic.weight + topic.things.length < 0.9 || bond(topic) < 1) return null;
  if (cuesOf(x).some((c) => c.kind === "projection" || c.kind === "condition")) return null;
  return { about: "whether it is so already", words: [m[0], n[0]] };
}

/** Chips are counted by many names. */
const alike = (f: Facts["figures"][number], g: Facts["figures"][number]): boolean => {
  const units = [f.unit, g.unit].every((u) => u === "chips" || u === "other");
  return sameAmount(f, g) || ((f.unit === g.unit || units) && f.value !== null && f.value === g.value);
};
