import { stem, words } from "../text.ts";
import { type Facts, memo } from "./facts.ts";
import { bond, type Contrast, contrast, type Topic } from "./topic.ts";

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
    other:
      /\b(?:differently|subtly different|behaves? different|not the same|variance|(?:will|whether|do|does)\b[^.]{0,60} support the same)\b/i,
    weight: 0.3,
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
    one: /(?<!\b(?:not|no longer|non)[ -])(?<!\b(?:takes? away|took away|ends?|ended|los[et]s?|breach\w*)\b[^,;.]{0,40})\b(?:exclusive(?:ly)?|sole(?:ly)?)\b/i,
    other: /\b(?:non-exclusive|not exclusive|no longer exclusive|any cloud|other clouds?)\b/i,
    weight: 0.8,
  },
  {
    about: "who may use it",
    one: /\b(?:internal(?:ly)? only|only internally|internal to|closed to|only for (?:internal|its own)|not (?:sold|available|offered) to (?:outside )?customers|exclusive tools?)\b/i,
    other:
      /\b(?:offers? \w+ (?:in|to|for)|rents? out|(?:available|offered|open) to (?:\w+ )?(?:customers|developers|everyone)|broadly available|generally available|for third-party)\b/i,
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

/** Which words of each pair a statement holds. */
const marksOf = memo((facts) =>
  OPPOSITES.map(({ one, other }) => ({
    one: one.exec(facts.text)?.[0] ?? null,
    other: other.exec(facts.text)?.[0] ?? null,
  })),
);

/** Finds words that exclude each other, and what grows in one statement and shrinks in the other. */
export function oppositesRule(x: Facts, y: Facts, topic: Topic): Contrast | null {
  return topic.sameSource ? null : (oppositesOf(x, y, topic) ?? directionOf(x, y, topic));
}

function oppositesOf(x: Facts, y: Facts, topic: Topic): Contrast | null {
  const [xs, ys] = [marksOf(x), marksOf(y)];
  for (const [i, { about, weight }] of OPPOSITES.entries())
    for (const turned of [false, true]) {
      const [p, q] = turned ? [ys[i], xs[i]] : [xs[i], ys[i]];
      if (!p?.one || !q?.other || p.other || q.one) continue;
      const close = topic.sameDeal && topic.companies.length > 1 ? 0.6 : 0;
      if (topic.weight + close < weight || bond(topic) < 0.9) continue;
      return contrast("polarity", about, [p.one, q.other], turned, about);
    }
  return null;
}

const LESS =
  "reduc\\w*|cut(?:s|ting)?|lower\\w*|lessen\\w*|eas(?:e|es|ed|ing)|weaken\\w*|shrink\\w*|decreas\\w*|diminish\\w*";
const MORE =
  "deepen\\w*|increas\\w*|rais(?:e|es|ed|ing)|strengthen\\w*|grow(?:s|ing)?|worsen\\w*|entrench\\w*|add(?:s|ing)? to|expand\\w*";
const LESS_OF = new RegExp(`\\b(?:${LESS})\\b((?: [\\p{L}'-]+){1,4})`, "giu");
const MORE_OF = new RegExp(`\\b(?:${MORE})\\b((?: [\\p{L}'-]+){1,4})`, "giu");

const moves = memo((facts) => {
  const heads = (re: RegExp) =>
    [...facts.text.matchAll(re)].flatMap((m) => {
      const head = words(m[1] ?? "").find((w) => w.length > 4);
      return head === undefined ? [] : [{ words: m[0], head: stem(head) }];
    });
  return { less: heads(LESS_OF), more: heads(MORE_OF) };
});

/** "reduces dependence" against "deepens dependence". */
function directionOf(x: Facts, y: Facts, topic: Topic): Contrast | null {
  if (topic.weight < 1) return null;
  for (const turned of [false, true]) {
    const [p, q] = turned ? [y, x] : [x, y];
    for (const m of moves(p).less)
      for (const n of moves(q).more)
        if (m.head === n.head)
          return contrast("polarity", "whether it grows or shrinks", [m.words, n.words], turned, m.head);
  }
  return null;
}
