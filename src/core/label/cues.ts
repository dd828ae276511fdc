/** What a wording tells about how far its statement is established. */
export type CueKind =
  | "denial"
  | "attribution"
  | "unnamed"
  | "talks"
  | "condition"
  | "adverb"
  | "possibility"
  | "ability"
  | "projection"
  | "future"
  | "inference"
  | "estimate"
  | "opinion"
  | "question"
  | "plan"
  | "aim"
  | "prevention"
  | "negation";

/** One cue with its place in the text. Offsets are into the text as given. */
export interface Cue {
  readonly kind: CueKind;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Straightens curly quotes one for one, so that offsets hold. */
export const straighten = (text: string): string =>
  text.replace(/[\u2018\u2019\u02bc]/g, "'").replace(/[\u201c\u201d]/g, '"');

const REPORTS = "(?:rumou?rs?|reports?|speculation|allegations?|claims?|stories|story|coverage|suggestions?)";
const NOT = "(?:not|n't|never|no longer|hardly)";

/**
 * The word lists, matched without regard to case. Order does not matter: every
 * match is a cue, and whoever reads them decides which one counts.
 */
const PATTERNS: Readonly<Record<CueKind, readonly string[]>> = {
  denial: [
    "den(?:y|ies|ied|ying)\\b(?! of\\b)",
    "denials?",
    "refut(?:e|es|ed|ing)",
    "rebut(?:s|ted)?",
    "debunk(?:s|ed|ing)?",
    "hoax(?:es)?",
    "retract(?:s|ed|ion)?",
    `(?:dismiss|reject|quash|slam|blast|disput|downplay|contradict)(?:e?s|e?d|ing)? (?:[\\w'-]+ ){0,3}${REPORTS}`,
    `(?:shoots?|shot|shooting|shuts?|knocks?|knocked|bats?|batted|play(?:s|ed)?) down (?:[\\w'-]+ ){0,3}(?:${REPORTS}|the|a)`,
    `(?:false|fake|fabricated|bogus|untrue|unfounded|baseless|inaccurate|incorrect|made up) (?:[\\w'-]+ ){0,2}${REPORTS}`,
    `${REPORTS}\\b[^.;]{0,60} (?:is|are|was|were|being|as) (?:\\w+ )?(?:false|fake|fabricated|bogus|untrue|unfounded|baseless|inaccurate|incorrect|wrong|made up)`,
    "(?:totally|completely|entirely) (?:fake|false|untrue)",
    '(?:was|is|were|are|as) "?(?:false and incorrect|false|untrue|not true|inaccurate|fabricated)"?(?=[\\s.,;]|$)',
    "untrue",
    "not true",
    "figment",
    "(?:there (?:is|are)|nothing (?:is|was)|no) (?:no )?(?:active(?:ly)? )?plan(?:s|ned)? (?:to|for)",
    "no (?:filing|official announcement)[^.]{0,40} (?:backs|supports|confirms)",
  ],
  attribution: [
    "according to",
    "reportedly",
    "allegedly",
    "purportedly",
    "supposedly",
    "apparently",
    "ostensibly",
    "alleged",
    "reported(?= (?:to|that|desire|talks?|deal|interest|plans?|backdrop|discussions?|negotiations?|agreement|commitment|bid|move|offer|investment|partnership|price|valuation|order|contract|acquisition|\\$|by|in|on|earlier|first|last))",
    "(?:is|are|was|were|has been|have been|being)? ?(?:\\w+ )?rumou?red",
    "rumou?rs?",
    "(?:said|believed|understood|thought|alleged|claimed|reported|known) to(?! (?:investors|reporters|analysts))",
    "(?:media|news|press|local) (?:reports?|outlets?|says?|claims?)",
    "^(?:[\\w']+ ){0,3}(?:officials?|media|reports?|sources?)(?=:)",
    "(?:prob|investigat)(?:es?|ing) (?:whether|if|reports|claims|media|possible)",
    "report(?:s|ed|ing)? (?:suggest|say|says|said|claim|claims|indicate|from|that|of)\\w*",
    "claim(?:s|ed|ing)?(?! of)",
    "accus(?:ed|es) of",
    "citing",
    "cites",
    "cited by",
    "as (?:first )?reported",
    "first reported",
    "is described as",
    "(?:still )?described as (?:early|preliminary|tentative)",
    "leak(?:s|ed)",
    "it emerged",
    ":\\s*(?:[\\w']+ )?(?:report|reports|claims|sources?|officials?)(?= *$| - | \\|)",
    ",? (?:[\\w.]+ )?(?:report|reports|officials?|sources?|analysts) (?:says?|said|claims?)(?= *$)",
  ],
  unnamed: [
    "(?:people|persons?|sources?|someone|individuals?) (?:\\w+ )?(?:familiar|close|briefed|involved|with (?:direct )?knowledge|who (?:know|spoke|asked))",
    "sources? (?:say|says|said|told|claim|close)\\w*",
    "(?:unnamed|anonymous|unidentified) (?:\\w+ )?(?:people|persons?|sources?|officials?|executives?)",
    "(?:one|two|three|several|its|their|whose) (?:people|persons?|sources)\\b",
    "insiders? (?:say|said|told)",
    "officials? (?:say|says|said|claim|claims|claimed)",
    "on condition of anonymity",
    "(?:memo|document|presentation|deck)s? (?:seen|reviewed|obtained|viewed) by",
  ],
  talks: [
    "(?:early|advanced|preliminary|exclusive|active|initial|final|early-stage|ongoing)? ?(?:talks|negotiations?|discussions)(?! about how)",
    "negotiat(?:e|es|ed|ing)",
    "in (?:\\w+ )?(?:talks|discussions|negotiations)",
    "under discussion",
    "discuss(?:ed|es|ing)(?= (?:\\w+ing|a |an |the |using|whether|with)\\b)",
    "(?:is|are|was|were|been|has|have) (?:also |still |reportedly )?(?:consider|weigh|explor|mull|eye|court|evaluat)(?:ing|ed)",
    "mull(?:s|ed|ing)",
    "weigh(?:s|ed|ing) (?:a|an|the|whether|plans?|options?)",
  ],
  condition: [
    "if",
    "unless",
    "provided that",
    "assuming(?: that)?",
    "in the event",
    "were it to",
    "depending (?:up)?on",
    "depends? (?:up)?on (?:whether|how|if|what)",
  ],
  adverb: [
    "likely",
    "unlikely",
    "probabl[ey]",
    "possibly",
    "presumably",
    "perhaps",
    "maybe",
    "potentially",
    "conceivably",
    "seemingly",
    "evidently",
    "arguably",
  ],
  possibility: [
    "could(?! ?n[o']t)",
    "might",
    "potential(?= (?:deal|benefit|agreement|savings|partnership|investment|use|risk|move|customer|order|impact|upside))",
    "possib(?:le|ility|ilities)",
    "chances?",
    "risks?(?= (?:of|that|to|for|is|are))",
    "threat(?:s|en|ens|ened)?",
    "unclear",
    "unknown",
    "uncertain(?:ty)?",
    "in doubt",
    "remains to be seen",
    "no guarantee",
    "fears?",
    "feared",
  ],
  ability: ["can(?!not\\b|'t\\b)", "(?:is|are|was|were|be) able to", "capable of"],
  projection: [
    "would(?!-be)",
    "expect(?:s|ed|ing)?",
    "expectations?",
    "anticipat(?:e|es|ed|ing)",
    "forecast(?:s|ed)?",
    "project(?:s|ed|ing)(?= (?:to|that|a|an|it))",
    "projections?",
    "predict(?:s|ed|ing)?",
    "poised to",
    "on track to",
    "promis(?:e|es|ed|ing)",
  ],
  future: [
    "will",
    "won't",
    "'ll",
    "shall",
    "going to",
    "(?:is|are|was|were|set|slated|scheduled|about) to(?= [a-z])",
    "due to (?:be|begin|start|open|arrive|launch|come|go|take)",
  ],
  inference: [
    "(?:conclud|equat|reckon|infer|deduc)(?:s|es|ed|red)",
    "suggest(?:s|ed|ing)?",
    "signal(?:s|l?ed|l?ing)(?= (?:that|a|an|the|how|it))",
    "hint(?:s|ed|ing)?",
    "impl(?:y|ies|ied|ying)",
    "points? to",
    "underscor(?:es|ing)",
    "seem(?:s|ed|ingly)?",
    "appear(?:s|ed)?(?= (?:to|that|likely))",
    "look(?:s|ed)? (?:like|set|likely)",
    "indicat(?:es|ing)(?= (?:that|a|the))",
  ],
  estimate: [
    "estimat(?:e|es|ed|ing)",
    "ballpark",
    "back-of-the-envelope",
    "works? out that",
    "guess(?:es|ed)?",
    "analysts (?:say|said|think|expect|put|see)",
  ],
  opinion: [
    "argu(?:es|ed)",
    "should",
    "must(?! not be confused)",
    "ought",
    "deserves?",
    "I think",
    "we (?:think|believe)",
    "believes?",
    "in (?:my|our) (?:view|opinion)",
    "critics",
    "the (?:most )?(?:likely|interesting|logical|real) (?:outcome|signal|prize|question|benchmark|takeaway)",
    "hopefully",
  ],
  question: [
    "\\?(?=[\\s\"')\\]]*$)",
    "^(?:is|are|has|have|did|does|do|will|can|could|should|was|were)\\b(?=[^.?]*\\?)",
    "\\?(?= )",
  ],
  plan: [
    "plan(?:s|ned|ning)?(?= (?:to|for|on|a|an|of|\\w+ing))",
    "planned",
    "intend(?:s|ed|ing)?",
    "intentions?",
    "aim(?:s|ed|ing)?(?= (?:to|at|for))",
    "seek(?:s|ing)?",
    "sought",
    "want(?:s|ed|ing)?",
    "wish(?:es|ed)?",
    "hop(?:e|es|ed|ing)",
    "propos(?:e|es|ed|al|als|ing)",
    "agree(?:s|d)? to",
    "offer(?:s|ed|ing)?(?= (?:to|for|of))",
    "consider(?:s|ed|ing)?",
    "designed to",
    "ask(?:s|ed|ing)?(?= (?:for|to|\\w+ to))",
    "urg(?:e|es|ed|ing)",
    "tr(?:y|ies|ied|ying) to",
    "attempt(?:s|ed|ing)?",
    "prepar(?:e|es|ed|ing)",
    "goal",
    "bid",
    "need(?:s|ed)?",
    "require(?:s|d)?",
    "subject to",
    "awaits?",
  ],
  // a bare infinitive says what for, not that it came about: "ready to travel", "an option to buy"
  aim: [
    "call(?:s|ed|ing)? (?:for|on)",
    "(?:in the process|the prospect|the goal|the aim|in favou?r|a condition) of",
    "options? (?:on|for)",
    "letters? of intent",
  ],
  prevention: [
    "(?:prevent|block|halt|avoid|prohibit|forbid|bar|ban|suspend|delay|deter|deflect|thwart|avert|reject|refuse|postpone|restrict)(?:s|n|ed|ned|red|ted|ing)?",
    "forbidden",
    "embargo",
    "turned down",
    "back(?:s|ed)? out",
    "fail(?:s|ed|ure)?",
    "lack of",
    "short of",
    "anything but",
  ],
  negation: [
    NOT,
    "no",
    "none",
    "nobody",
    "nothing",
    "neither",
    "nor",
    "without",
    "cannot",
    "can't",
    "unable",
    "yet to",
    "aren't|isn't|hasn't|haven't|didn't|doesn't|don't",
  ],
};

/** What follows "to" where it is no verb: "to the company", "to date". */
const NO_VERB =
  "the|an?|his|her|its|their|this|that|these|those|him|them|me|us|it|some|any|about|more|less|nearly|around|other|all|both|as|what|such|date|one|two|three|four|five|six|men|women|people|work";

/** Patterns whose case tells: May is a month, and what follows "to" is no verb when it is a name. */
const CASED: Readonly<Partial<Record<CueKind, readonly string[]>>> = {
  possibility: ["may", "May(?= (?:Be|Have|Not|Also|Soon|Still|Never|Get)\\b)"],
  attribution: ["- (?:source|sources|report|reports|[A-Z]\\w+ post) *$"],
  aim: [`[Tt]o (?!(?:${NO_VERB})\\b)[a-z]{2,}(?!'s)`],
};

const compile = (patterns: readonly string[], flags: string): RegExp =>
  new RegExp(
    patterns.map((p) => (/^[\w([]/.test(p) ? `(?<![\\w$-])(?:${p})(?!\\w)` : `(?:${p})`)).join("|"),
    flags,
  );

const COMPILED: readonly (readonly [CueKind, RegExp])[] = [
  ...Object.entries(PATTERNS).map(([kind, ps]) => [kind as CueKind, compile(ps, "giu")] as const),
  ...Object.entries(CASED).map(([kind, ps]) => [kind as CueKind, compile(ps, "gu")] as const),
];

/** What makes a match no cue: the text before it and after it, and the kinds that it excuses. */
const EXCUSES: readonly { kinds: readonly CueKind[]; word: RegExp; before?: RegExp; after?: RegExp }[] = [
  // an indirect question, a comparison or a concession is no condition
  {
    kinds: ["condition"],
    word: /^if$/i,
    before: /\b(?:ask(?:s|ed)?|know|knows|see|wonder(?:s|ed)?|unclear|determine|check|say|as|even|what) $/i,
  },
  { kinds: ["condition"], word: /^if$/i, after: /^ (?:any|not|anything|ever)\b/i },
  // the terms of a contract are not the author's doubt
  {
    kinds: ["condition"],
    word: /^(?:if|unless)$/i,
    after:
      /^[^.;]{0,80}\b(?:milestones?|targets?|deadlines?|conditions|dates|goals|criteria|grace period|buyers)\b[^.;]{0,30}/i,
  },
  // a right under a contract is no guess
  {
    kinds: ["possibility", "ability"],
    word: /^(?:may|can|could)$/i,
    after:
      /^ (?:now |also |each |be )?(?:end|ended|cancel|cancell?ed|terminate|terminated|extend|extended|renew|renewed|buy|purchase|acquire|exercise|withdraw|offer)\b/i,
  },
  {
    kinds: ["projection"],
    word: /^would$/i,
    after: /^ (?:not|n't|neither) (?:comment|say|confirm|discuss|disclose)\b|^ comment\b/i,
  },
  { kinds: ["possibility"], word: /^may$/, before: /\b(?:in|of|by|since|until|early|late|mid) $/i },
  { kinds: ["future"], word: /^will$/i, before: /\b(?:at|free|good|the|of|a) $/i },
  { kinds: ["projection"], word: /^expect/i, before: /\b(?:than|as) $/i },
  { kinds: ["talks"], word: /talks/i, before: /\b(?:she|he|it|who) $/i },
  { kinds: ["talks"], word: /^negotiat/i, after: /^ (?:table|position|power|leverage|room|tactic|from)\b/i },
  // a comparison with what was known before casts no doubt on what is said now
  { kinds: ["attribution"], word: /^reported/i, before: /\b(?:than|previously) (?:[\w']+ ){0,3}$/i },
  { kinds: ["negation"], word: /^no$/i, after: /^ comment\b/i },
  // an amount after "to" or a preposition "to": "rose to", "according to"
  {
    kinds: ["aim"],
    word: /^to /i,
    before:
      /(?:\b(?:according|due|addition|up|down|back|close|led|related|prior|next|contrast|compared|thanks|response|amounted|rose|fell|going|began|managed|learned|had|have|has|able)|[\d%]|cents|million|billion) $/i,
  },
  { kinds: ["opinion"], word: /^should$/i, after: /^ (?:the|a|any|an|it|they)\b[^.]{0,60}, /i },
];

/** Every cue in a text, in order of place. */
export function cuesIn(text: string): Cue[] {
  const plain = straighten(text);
  const found: Cue[] = [];
  for (const [kind, re] of COMPILED)
    for (const m of plain.matchAll(re)) {
      const word = m[0].trim();
      const start = m.index + m[0].indexOf(word);
      const end = start + word.length;
      const excused = EXCUSES.some(
        (e) =>
          e.kinds.includes(kind) &&
          e.word.test(word) &&
          (!e.before || e.before.test(plain.slice(0, start))) &&
          (!e.after || e.after.test(plain.slice(end))),
      );
      if (!excused) found.push({ kind, text: text.slice(start, end), start, end });
    }
  return found.sort((a, b) => a.start - b.start || b.end - a.end);
}
