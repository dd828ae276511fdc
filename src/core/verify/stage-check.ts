import type { GroundReading, Problem, Reading } from "./reading.ts";
import { shareOf } from "./wording.ts";

interface Act {
  readonly name: string;
  /** Wordings that assert that the act took place. */
  readonly said: RegExp;
  /** Wordings of a source that bear it out. */
  readonly shown: RegExp;
}

/** Acts that move a deal on. A paraphrase may call them by another word of the same rank, never by one of a higher. */
const ACTS: readonly Act[] = [
  {
    name: "signed",
    said: /\b(?:signed|inked|finali[sz]ed|sealed|definitive agreements?|binding (?:agreement|contract)s?)\b/gi,
    shown:
      /\b(?:sign(?:s|ed|ing)?|ink(?:s|ed)?|seal(?:s|ed)|finali[sz](?:e|es|ed)|definitive|binding|contract(?:s|ed)?|leas(?:e|es|ed)|clos(?:ed|es)|complet(?:ed|es)|conclud(?:ed|es)|execut(?:ed|es)|struck|reached)\b/i,
  },
  {
    name: "completed",
    said: /\b(?:(?:has|have|had|was|were|been|is|are) (?:now |since |already )?(?:completed|closed|concluded|finished)|(?:completed|closed|concluded) (?:the|its|their|an?)|(?:deal|round|purchase|acquisition|transaction|talks|sale|merger) (?:closed|completed))\b/gi,
    shown:
      /\b(?:clos(?:e|ed|es|ing)|complet(?:e|ed|es|ion)|conclud(?:ed|es)|finish(?:ed|es)?|finali[sz](?:ed|es)|done|ended)\b/i,
  },
  {
    name: "in operation",
    said: /\b(?:(?:is|are|was|were) (?:now |already |currently |fully )*(?:live|operational|online|in (?:full )?production|in (?:use|operation|service)|up and running|deployed)|went live|came online|(?:has|have) (?:already |now )?(?:deployed|delivered|shipped|begun|started)|already (?:runs?|uses?|ships?|operates?|serves?))\b/gi,
    shown:
      /\b(?:live|operation(?:al|s)?|operat(?:es|ed|ing)|online|production|in (?:\w+ )?(?:use|service)|us(?:es|ed|ing)|runs?|running|ran|deploy(?:s|ed|ing|ment)?|deliver(?:s|ed|ing|y)?|ship(?:s|ped|ping)?|beg[au]n|start(?:s|ed)|serv(?:es|ed|ing)|power(?:s|ed|ing)|active|available|open(?:s|ed)?|launch(?:es|ed)?|train(?:s|ed)|handl(?:es|ed|ing)|install(?:s|ed)?)\b/i,
  },
  {
    name: "confirmed",
    said: /\b(?:(?:has|have|was|were|been|is) (?:officially )?confirmed|(?<!un)confirm(?:s|ed) (?:the|its|that|a|an|it)|officially (?:announced|confirmed))\b/gi,
    shown:
      /\b(?:confirm(?:s|ed|ation)?|official(?:ly)?|announc\w+|acknowledg\w+|disclos\w+|fil(?:ed|ing)s?|stat(?:es|ed|ement)|said|says|prospectus|S-1|press release)\b/i,
  },
  {
    name: "announced",
    said: /\b(?:announced|unveiled|publicly disclosed)\b/gi,
    shown:
      /\b(?:announc\w+|unveil\w*|disclos\w+|reveal\w*|present\w*|introduc\w+|launch\w*|made public|publish\w*|releas\w+|sa(?:id|ys)|stat(?:es|ed|ement)|sign\w*|agree\w*|commit\w*|confirm\w*|press release|fil(?:ed|ing)s?|posts?|posted|pledg\w+|deal|pact|partnership)\b/i,
  },
  {
    name: "ended",
    said: /\b(?:(?:was|were|been|is|has|have) (?:cancell?ed|terminated|scrapped|abandoned|called off|shelved|dropped)|collapsed|fell through|walked away)\b/gi,
    shown:
      /\b(?:cancel\w*|terminat\w*|scrap\w*|abandon\w*|call(?:s|ed) off|shelv\w+|drop(?:s|ped)?|collaps\w+|fell through|walk(?:s|ed) away|end(?:s|ed)?|withdr\w+|pull(?:s|ed)|died|over|backed out|broke down|not (?:go(?:ing)? ahead|proceed\w*|final\w*))\b/i,
  },
  {
    name: "denied",
    said: /\b(?:denied|denies|has refuted|rejected)\b/gi,
    shown:
      /\b(?:den(?:y|ies|ied|ial)|refut\w+|reject\w*|dismiss\w*|disput\w+|no (?:active )?plans?|not|never|false|untrue|contradict\w*)\b/i,
  },
];

/** The act is asked for, foreseen, reported as open or negated in the words before it. */
const OPEN_BEFORE =
  /\b(?:not|never|no|none|nobody|neither|nor|without|yet to|n['’]t|if|unless|whether|before|until|once|when|would|will|could|may|might|to be|expected|planned|due|awaits?|un)\b[^.;:]{0,45}$/i;

/** Acts that the span asserts and no cited statement bears out: talks made a signature, a signature a completion. */
export function stageProblems(span: Reading, grounds: readonly GroundReading[]): Problem[] {
  return ACTS.flatMap((act): Problem[] => {
    const asserted = [...span.text.matchAll(act.said)].find(
      (m) => !OPEN_BEFORE.test(span.text.slice(0, m.index)),
    );
    if (!asserted || grounds.some((g) => bearsOut(act, g.text))) return [];
    return [
      { kind: "stage", detail: `The source does not say that anything was ${act.name} (“${asserted[0]}”).` },
    ];
  });
}

function bearsOut(act: Act, text: string): boolean {
  const all = new RegExp(act.shown.source, "gi");
  return [...text.matchAll(all)].some(
    (m) => !OPEN_BEFORE.test(text.slice(0, m.index)) || act.name === "denied",
  );
}

/** Words whose opposites reuse everything else in a sentence. */
const OPPOSITES: readonly (readonly [RegExp, RegExp])[] = [
  [
    /\b(?:ris(?:e|es|en|ing)|rose|increas(?:e|es|ed|ing)|grow(?:s|n|ing|th)?|grew|gain(?:s|ed)?|rais(?:es|ed)|jump(?:s|ed)?|climb(?:s|ed)?|surg(?:es|ed)|expand(?:s|ed)|more than doubled|doubled)\b/i,
    /\b(?:fall(?:s|en|ing)?|fell|decreas(?:e|es|ed|ing)|declin(?:es|ed|ing)|drop(?:s|ped)?|shr[aiu]nk|lower(?:s|ed)|reduc(?:es|ed|ing|tion)|cut(?:s|ting)?|slump(?:s|ed)?|halved|plunged)\b/i,
  ],
  [/\b(?:faster|quicker)\b/i, /\b(?:slower)\b/i],
  [/\b(?:cheaper|less (?:expensive|costly))\b/i, /\b(?:dearer|costlier|more (?:expensive|costly))\b/i],
  [/\b(?:better|stronger|higher|larger|bigger)\b/i, /\b(?:worse|weaker|lower|smaller)\b/i],
  [
    /\b(?:accept(?:s|ed)?|approv(?:es|ed)|welcom(?:es|ed))\b/i,
    /\b(?:reject(?:s|ed)?|refus(?:es|ed)|block(?:s|ed)?)\b/i,
  ],
];

/** The span says up where its sources say down. */
export function directionProblems(span: Reading, grounds: readonly GroundReading[]): Problem[] {
  const near = grounds.filter((g) => shareOf(span.stems, g.stemSet) >= 0.5);
  const given = near.map((g) => g.text).join(" ");
  return OPPOSITES.flatMap(([a, b]) => [[a, b] as const, [b, a] as const]).flatMap(
    ([mine, other]): Problem[] => {
      const said = mine.exec(span.text)?.[0];
      if (said === undefined || other.test(span.text) || mine.test(given) || !other.test(given)) return [];
      return [
        { kind: "direction", detail: `The source says “${other.exec(given)?.[0] ?? ""}”, not “${said}”.` },
      ];
    },
  );
}
