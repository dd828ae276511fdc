/** What kind of thing would answer a question; a statement without one cannot. */
export type Want =
  | "money"
  | "count"
  | "capacity"
  | "duration"
  | "date"
  | "percent"
  | "place"
  | "person"
  | "origin"
  | "reason"
  | "number";

const RULES: readonly (readonly [Want, RegExp])[] = [
  [
    "duration",
    /\bhow long\b|\bhow many (?:more )?(?:years|months|weeks|days)\b|\bover what (?:period|term)\b|\b(?:length|duration) of\b|\bterm length\b/,
  ],
  [
    "capacity",
    /\bhow (?:many|much) (?:gigawatts?|gw|megawatts?|mw|power)\b|\bwhat (?:power|capacity)\b|\bhow much (?:[a-z]+ )?(?:capacity|compute)\b/,
  ],
  [
    "percent",
    /\binterest rate\b|\brate of interest\b|\bat what rate\b|\bin (?:%|per ?cent|percent)|\bwhat (?:percent(?:age)?|share|fraction)\b|\bhow many percent\b|\bwhat %/,
  ],
  [
    "money",
    /\bhow much (?:money|cash|revenue|debt|funding|equity|did|does|do|is|are|was|were|has|have|had|will|would|can|could|in|for|it|they)\b|\bhow much\W*$|\bwhat (?:does|did|do|is|are) [\w' -]{2,40} (?:pay|paying|charge|charging|owe|spend|spending|earn)\b|\bdollar (?:value|amount|figure)\b|\bhow (?:big|large) (?:is|was|are) (?:the |its |their )?(?:deal|investment|contract|commitment|stake|round|order)\b|\bwhat (?:does|did|do|would|will) (?:it|that|this|they|the [\w -]{3,40}|\w+) costs?\b|\bwhat(?:'s| is| was)? the (?:[\w-]+ )*(?:price|cost|valuation|fee)\b|\bper (?:hour|token|month)\b.*\b(?:price|rate|cost)\b|\b(?:price|rate|cost)\b.*\bper (?:hour|token|month|chip|gpu)\b|'s money in\b|\bmoney\b.*\bvs\b/,
  ],
  ["count", /\bhow many\b|\bnumber of\b|\b(?:transistor|chip|gpu|head|core) ?counts?\b/],
  [
    "date",
    /^(?:so |and |ok |but )?when\b|\bwhat (?:date|day|year|month|quarter)\b|\bwhich (?:year|month|quarter)\b|\bsince when\b|\bby when\b|\bwhen (?:was|is|did|does|do|will|were|are|exactly)\b|\bannounce(?:ment)? date\b/,
  ],
  [
    "place",
    /^(?:so |and |ok |but )?where\b|\bwhere (?:is|are|will|does|did|would)\b|\b(?:which|what) (?:[\w-]+ )?(?:region|regions|country|countries|city|cities|state|states|site|sites|location|locations|place)\b|\bin which (?:region|country|city|state)s?\b/,
  ],
  [
    "origin",
    /\bsays who\b|\bwho (?:says|said|reported|first reported|broke|claims?|wrote|coined|called)\b|\b(?:which|what) (?:outlet|publication|paper|newspaper|source|site|website|article|magazine)s?\b(?:.*\b(?:credit|cite|name|quote|use)s?\b)?|\bcredited (?:to|with)\b|\b(?:original|primary|main) source\b|\bwhere (?:does|did) (?:this|that|it|the (?:story|news|report|claim)) come from\b|\bsource for\b|\baccording to (?:who|whom)\b|\bwho used the (?:phrase|term|word)\b/,
  ],
  [
    "person",
    /\bwho(?:'s| is| was) (?:leading|heading|running|negotiating|the (?:ceo|cfo|cto|head|chief))\b|\bname(?:s)? of the (?:person|people|executive|ceo|negotiator)\b|\bwhich (?:executive|person|people)\b|\bwho .*\bname\b/,
  ],
  ["reason", /\bwhy\b|\bwhat (?:drives|motivates|prompted)\b|\bfor what reason\b|\bhow come\b/],
  [
    "number",
    /\bhow much\b|\$\?|\bwhat(?:'s| is| was)? the (?:[\w-]+ )*(?:number|figure|amount)\b|\bwhat (?:[\w-]+ )*(?:number|figure|amount)\b|\bnumber\?|\bhow (?:big|large|fast|powerful)\b/,
  ],
];

/** The kinds of answer that a question asks for, and the words that ask for them. */
export interface Wanted {
  /** Most specific first; empty for questions about what, whether or which. */
  readonly wants: readonly Want[];
  /** The asking words themselves ("which outlet", "over how many years"): they are not what the question is about. */
  readonly phrases: readonly string[];
}

export function wantsOf(question: string): Wanted {
  const text = question.toLowerCase();
  const found = RULES.flatMap(([want, re]) => {
    const phrase = re.exec(text)?.[0];
    return phrase === undefined ? [] : [{ want, phrase }];
  });
  // "How many years" is a count by its form and a duration by its sense; the sense decides.
  const has = (...wants: Want[]) => found.some((f) => wants.includes(f.want));
  const sense = has("duration", "capacity", "percent");
  const vague = (want: Want) => want === "count" || want === "number";
  const kept = found.filter(
    (f) => !(sense && (vague(f.want) || f.want === "money")) && !(has("money") && vague(f.want)),
  );
  return { wants: kept.map((f) => f.want), phrases: kept.map((f) => f.phrase) };
}
