import { cuesIn } from "../cues.ts";
import { stem, words } from "../text.ts";
import { type Facts, hasSense, sharedWeight } from "./facts.ts";
import { assertedTerms, deniedIn } from "./scope.ts";
import { bond, type Contrast, type Topic } from "./topic.ts";

/** What only may be, or is only wanted, asserts nothing that could be denied. */
const OPEN = new Set(["condition", "possibility", "question", "talks", "projection"]);

const opens = (facts: Facts): boolean => cuesIn(facts.text).some((c) => OPEN.has(c.kind));

/** Finds what one statement denies and the other asserts. */
export function polarityRule(x: Facts, y: Facts, topic: Topic): Contrast | null {
  return (
    denialOf(x, y, topic, false) ??
    denialOf(y, x, topic, true) ??
    oppositesOf(x, y, topic) ??
    directionOf(x, y, topic)
  );
}

function denialOf(x: Facts, y: Facts, topic: Topic, turned: boolean): Contrast | null {
  const denied = deniedIn(x);
  if (denied.length === 0 || opens(y)) return null;
  const against = deniedIn(y);
  const asserted = assertedTerms(y, against);
  for (const d of denied) {
    if (d.terms.size === 0) continue;
    const shared = sharedWeight(d.terms, asserted, topic.weigh);
    if (against.some((o) => [...d.terms].some((t) => o.terms.has(t)))) continue;
    const certain = topic.things.length > 0 ? 0.5 : 0;
    const named = x.mentions.filter(
      (m) => m.start >= d.start && m.end <= d.end && y.companies.has(m.entity.name),
    );
    const used = named.some((m) => topic.things.includes(m.entity.name)) && USES.test(y.text) ? 0.6 : 0;
    if (shared.terms.length < Math.min(2, d.terms.size) && named.length < 2 && used === 0) continue;
    const all = shared.sum + used + 0.4 * Math.min(2, named.length);
    if (all + certain < 1 || (shared.share < 0.5 && used === 0) || bond(topic) + topic.share < 1.4) continue;
    const scope = x.text.slice(d.start, d.end).trim();
    const words: [string, string] = [
      scope,
      shared.terms.length > 0 ? wordsFor(shared.terms, y) : "the opposite",
    ];
    return contrast("polarity", `whether ${lower(whetherOf(scope))}`, words, turned, "denial");
  }
  return null;
}

/** Whoever uses or offers a thing says that it is used. */
const USES = /\b(?:us(?:e|es|ed|ing)|runs?|running|rent\w*|offer\w*|relies|rely|train\w*|serv\w+|powered)\b/i;

const lower = (s: string) => s.replace(/\s+/g, " ");
const whetherOf = (scope: string) =>
  `it is so that ${scope.replace(/^(?:not|no|never|without|denie[sd](?: that)?|rather than|instead of) /i, "")}`;

/** The words of a statement, as it writes them, from the first to the last that carry some stems. */
export function wordsFor(terms: readonly string[], facts: Facts): string {
  const places = [...facts.text.matchAll(/\p{L}[\p{L}\d'-]*/gu)].filter((m) =>
    words(m[0]).some((w) => terms.includes(stem(w))),
  );
  const [first, last] = [places[0], places.at(-1)];
  if (!first || !last) return "";
  const whole = facts.text.slice(first.index, last.index + last[0].length);
  return whole.length <= 60 ? whole : first[0];
}

function contrast(
  kind: Contrast["kind"],
  about: string,
  pair: readonly [string, string],
  turned: boolean,
  key: string,
): Contrast {
  const [a, b] = turned ? [pair[1], pair[0]] : pair;
  return { kind, about, words: [a, b], keys: turned ? [`${key}+`, `${key}-`] : [`${key}-`, `${key}+`] };
}

/** Words that exclude each other when said of one thing, and what is then in question. */
const OPPOSITES: readonly { about: string; one: RegExp; other: RegExp; weight: number }[] = [
  {
    about: "whether it was verified or only repeated",
    one: /\b(?:verified|independently|for themselves|own reporting)\b/i,
    other: /\b(?:(?:only |merely )?(?:repeat|restat|echo|relay|copi)\w*|merely cit\w+|passed on)\b/i,
    weight: 0.6,
  },
  {
    about: "whether it is confirmed",
    one: /\b(?:(?:not|nor|neither|never) (?:\w+ ){0,3}(?:confirm|verif|back)\w*|confirmed neither|unable (?:\w+ ){0,3}to (?:verify|confirm)|(?:no|neither|nobody)\b[^,;.]{0,40}\b(?:confirm(?:s|ed)|back(?:s|ed)|verif\w+)|unconfirmed|unverified)\b/i,
    other:
      /(?<!\b(?:not|no|neither|never|nobody|un)\b[^,;.]{0,40})\b(?:confirm(?:s|ed)|verified|officially announced|themselves stated)\b/i,
    weight: 1.2,
  },
  {
    about: "whether the plan still stands",
    one: /\b(?:fallen apart|fell apart|collapsed|(?:will|would) not (?:go ahead|proceed)|not going ahead|(?:was|were|is|been) (?:cancell?ed|abandoned|scrapped|dropped|shelved|called off)|walked away|put up for sale|fell through|pulled out|wound down|shut down)\b/i,
    other:
      /\b(?:still (?:\w+ ){0,6}(?:on (?:course|track)|committed|stands?|planned|under way)|on course|on track|carr(?:y|ies|ying) on|continu(?:e|es|ing)|remains? (?:in place|intact|committed)|goes ahead|going ahead|without interruption|reaffirm\w*|recommit\w*|reshap\w+)\b/i,
    weight: 0.6,
  },
  {
    about: "whether it behaves the same",
    one: /\b(?:transparent|the same way|identical(?:ly)?|unchanged|no difference|indistinguishable)\b/i,
    other: /\b(?:differently|subtly different|behaves? different|not the same|variance|support the same)\b/i,
    weight: 0.8,
  },
  {
    about: "whether it is good for buyers",
    one: /\b(?:good for|benefits?|helps?|positive for)\b[^.;]{0,20}\b(?:buyers?|customers?|users?|enterprises?)\b/i,
    other:
      /\b(?:bad for|hurts?|harms?|worse for|lock-?in|reduces? portability|less interchangeable|deepen\w* dependence)\b/i,
    weight: 0.3,
  },
  {
    about: "whether the shares rose or fell",
    one: /\b(?:shares?|stock)\b[^.;,]{0,60}\b(?:r[io]se|jump\w*|gain\w*|up|climb\w*|surg\w*|soar\w*)\b/i,
    other:
      /\b(?:shares?|stock)\b[^.;,]{0,60}\b(?:f[ae]ll(?:ing)?|drop\w*|down|declin\w*|slid\w*|slump\w*|lost)\b/i,
    weight: 1,
  },
  {
    about: "whether it is exclusive",
    one: /(?<!\b(?:not|no longer|non)[ -])\b(?:exclusive(?:ly)?|sole(?:ly)?)\b/i,
    other: /\b(?:non-exclusive|not exclusive|no longer exclusive|any cloud|other clouds?)\b/i,
    weight: 0.8,
  },
  {
    about: "who may use it",
    one: /\b(?:internal(?:ly)? only|only internally|not (?:sold|available|offered) to (?:outside )?customers|exclusive tools?)\b/i,
    other:
      /\b(?:(?:available|offered|open) to (?:\w+ )?(?:customers|developers|everyone)|broadly available|generally available|for third-party)\b/i,
    weight: 0.4,
  },
  {
    about: "whether it is binding",
    one: /\b(?:non-binding|not binding|letters? of intent|LOI|memorandum of understanding|not (?:a|yet a) (?:firm )?commitment)\b/i,
    other:
      /(?<!\b(?:non|not)[ -])(?<!\b(?:assurance|toward|towards|if|until|unless|would|may|might|expected|ends in|hop\w+)\b[^.;]{0,60})\b(?:binding|firm commitment|definitive agreement|signed contract)\b/i,
    weight: 0.9,
  },
  {
    about: "whether it can rival the market leader",
    one: /\bnot (?:an? |the )?(?:\p{Lu}\w+ )?(?:killer|rival|challenger|competitor)\b/iu,
    other: /\b(?:can|could|will|to) (?:compete with|rival|challenge|match|beat|replace)\b/i,
    weight: 0,
  },
  {
    about: "how it is split",
    one: /\b(?:evenly|equally|halved|fifty-fifty|half each|in equal parts)\b/i,
    other:
      /\b(?:up to|as much as|capped at)\b.{1,60}\b(?:and|while)\b.{1,60}\b(?:up to|as much as|at (?:US)?\$)/i,
    weight: 0.8,
  },
];

function oppositesOf(x: Facts, y: Facts, topic: Topic): Contrast | null {
  for (const { about, one, other, weight } of OPPOSITES)
    for (const turned of [false, true]) {
      const [p, q] = turned ? [y, x] : [x, y];
      const [m, n] = [one.exec(p.text), other.exec(q.text)];
      if (!m || !n || one.test(q.text) || other.test(p.text)) continue;
      const close = topic.sameDeal && topic.companies.length > 1 ? 0.6 : 0;
      if (topic.weight + close < weight || bond(topic) < 0.9) continue;
      return contrast("polarity", about, [m[0], n[0]], turned, about);
    }
  return null;
}

const LESS =
  "reduc\\w*|cut(?:s|ting)?|lower\\w*|lessen\\w*|eas(?:e|es|ed|ing)|weaken\\w*|shrink\\w*|decreas\\w*|diminish\\w*";
const MORE =
  "deepen\\w*|increas\\w*|rais(?:e|es|ed|ing)|strengthen\\w*|grow(?:s|ing)?|worsen\\w*|entrench\\w*|add(?:s|ing)? to|expand\\w*";
const LESS_OF = new RegExp(`\\b(?:${LESS})\\b((?: [\\p{L}'-]+){1,4})`, "giu");
const MORE_OF = new RegExp(`\\b(?:${MORE})\\b((?: [\\p{L}'-]+){1,4})`, "giu");

/** "reduces dependence" against "deepens dependence". */
function directionOf(x: Facts, y: Facts, topic: Topic): Contrast | null {
  if (topic.daysApart > 200) return null;
  for (const turned of [false, true]) {
    const [p, q] = turned ? [y, x] : [x, y];
    for (const m of p.text.matchAll(LESS_OF))
      for (const n of q.text.matchAll(MORE_OF)) {
        const [a, b] = [headOf(m[1] ?? ""), headOf(n[1] ?? "")];
        if (a === null || b === null || !(a === b || hasSense(new Set([a]), b))) continue;
        if (topic.weight < 0.6) continue;
        return contrast("polarity", "whether it grows or shrinks", [m[0], n[0]], turned, `direction ${a}`);
      }
  }
  return null;
}

/** The stem of the noun that a verb acts on: the first word that tells. */
function headOf(phrase: string): string | null {
  const told = words(phrase)
    .filter((w) => w.length > 4)
    .map((w) => stem(w));
  return told[0] ?? null;
}
