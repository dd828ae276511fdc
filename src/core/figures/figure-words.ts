/** The words that amounts are written with, and what each is worth. */

const UNITS_BELOW_20 =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen";
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety";

/** "two" to "ninety", without the hyphenated ones. */
export const NUMBER_WORDS: ReadonlyMap<string, number> = new Map([
  ...UNITS_BELOW_20.split(" ").map((w, i) => [w, i] as const),
  ...TENS.split(" ").map((w, i) => [w, (i + 2) * 10] as const),
  ["hundred", 100] as const,
]);

const MAGNITUDES: ReadonlyMap<string, number> = new Map([
  ["hundred", 1e2],
  ["thousand", 1e3],
  ["k", 1e3],
  ["million", 1e6],
  ["mn", 1e6],
  ["mln", 1e6],
  ["m", 1e6],
  ["mm", 1e6],
  ["billion", 1e9],
  ["bn", 1e9],
  ["b", 1e9],
  ["trillion", 1e12],
  ["tn", 1e12],
  ["trn", 1e12],
  ["t", 1e12],
]);

/** What a magnitude word multiplies by; plurals count too. */
export const magnitudeOf = (word: string): number =>
  MAGNITUDES.get(word.toLowerCase()) ?? MAGNITUDES.get(word.toLowerCase().replace(/s$/, "")) ?? 1;

const CURRENCIES: readonly (readonly [RegExp, string])[] = [
  [/^(?:us\$|usd|\$|(?:us |u\.s\. )?dollars?)$/i, "USD"],
  [/^(?:€|eur|euros?)$/i, "EUR"],
  [/^(?:£|gbp|pounds?(?: sterling)?)$/i, "GBP"],
  [/^(?:¥|jpy|yen)$/i, "JPY"],
  [/^(?:cny|rmb|yuan|renminbi)$/i, "CNY"],
  [/^(?:₩|krw|won)$/i, "KRW"],
  [/^(?:₹|inr|rupees?)$/i, "INR"],
  [/^(?:ca?\$|cad)$/i, "CAD"],
  [/^(?:au?\$|aud)$/i, "AUD"],
  [/^(?:s\$|sgd)$/i, "SGD"],
  [/^(?:hk\$|hkd)$/i, "HKD"],
  [/^(?:chf|francs?)$/i, "CHF"],
  [/^(?:sek|kronor)$/i, "SEK"],
  [/^(?:nok|kroner)$/i, "NOK"],
  [/^(?:sar|riyals?)$/i, "SAR"],
  [/^(?:aed|dirhams?)$/i, "AED"],
];
const CODES = new Set(CURRENCIES.map(([, code]) => code));

/** The ISO code of a currency sign, code or word. */
export const currencyOf = (sign: string): string | null =>
  CURRENCIES.find(([re]) => re.test(sign.trim()))?.[1] ?? null;

export const isCurrency = (unit: string): boolean => CODES.has(unit);

/** A currency before the number, and one after it. */
export const CURRENCY_BEFORE =
  /(?:(?:US|CA?|AU?|S|HK)\$|[$€£¥₩₹]|\b(?:USD|EUR|GBP|JPY|CNY|RMB|KRW|INR|CAD|AUD|CHF|SEK|NOK|SGD|HKD|SAR|AED)) ?$/;
export const CURRENCY_AFTER =
  /[- ]?(?:of )?(?:€|£|\$|USD\b|EUR\b|GBP\b|JPY\b|CNY\b|RMB\b|KRW\b|INR\b|CHF\b|(?:US |U\.S\. )?dollars?\b|euros?\b|pounds?(?: sterling)?\b|yen\b|yuan\b|renminbi\b|rupees?\b|francs\b|kronor\b|kroner\b|riyals?\b|dirhams?\b)/iy;

/** A measured unit: what it is counted in, and how many of those one is. */
export interface Measure {
  readonly unit: string;
  readonly factor: number;
  readonly noun: string | null;
}

const measure = (unit: string, factor = 1, noun: string | null = null): Measure => ({ unit, factor, noun });

const MEASURES: readonly (readonly [RegExp, Measure])[] = [
  [/^(?:%|per ?cent|pct|percentage points?)$/i, measure("percent")],
  [/^(?:gw|gigawatts?)$/i, measure("W", 1e9)],
  [/^(?:mw|megawatts?)$/i, measure("W", 1e6)],
  [/^(?:kw|kilowatts?)$/i, measure("W", 1e3)],
  [/^(?:tw|terawatts?)$/i, measure("W", 1e12)],
  [/^(?:w|watts?)$/i, measure("W")],
  [/^(?:years?|yrs?)$/i, measure("years")],
  [/^decades?$/i, measure("years", 10)],
  [/^months?$/i, measure("years", 1 / 12)],
  [/^weeks?$/i, measure("days", 7)],
  [/^days?$/i, measure("days")],
  [/^hours?$/i, measure("days", 1 / 24)],
  [/^(?:x|×|times|-?fold)$/i, measure("times")],
  [/^(?:nm|nanometers?|nanometres?)$/i, measure("nm")],
  [/^(?:gb|gigabytes?)$/i, measure("other", 1, "gb")],
  [/^(?:mb|megabytes?)$/i, measure("other", 1, "mb")],
  [/^(?:tb|terabytes?)$/i, measure("other", 1, "tb")],
  [/^(?:tb\/s|tbps|terabytes? per second)$/i, measure("other", 1, "tb/s")],
  [/^(?:gb\/s|gbps|gigabytes? per second)$/i, measure("other", 1, "gb/s")],
  [/^(?:tbit\/s|tb\/sec|terabits? per second)$/i, measure("other", 1, "tbit/s")],
  [/^(?:pflops?|petaflops?)$/i, measure("other", 1, "petaflops")],
  [/^(?:eflops?|exaflops?)$/i, measure("other", 1, "exaflops")],
  [/^(?:gwh|gigawatt-hours?)$/i, measure("other", 1, "gwh")],
  [/^(?:mwh|megawatt-hours?)$/i, measure("other", 1, "mwh")],
];

/** What a unit is counted in, or null for a word that is no unit of measure. */
export const measureOf = (word: string): Measure | null =>
  MEASURES.find(([re]) => re.test(word))?.[1] ?? null;

/** A unit of measure right after a number ("3nm", "6-gigawatt", "five years"). One-letter units must be glued or capital. */
export const MEASURE_AFTER =
  /[- ]?(?<unit>%|per ?cent\b|pct\b|percentage points?\b|gigawatt-hours?\b|megawatt-hours?\b|GWh\b|MWh\b|gigawatts?\b|GW\b|megawatts?\b|MW\b|kilowatts?\b|kW\b|terawatts?\b|TW\b|watts?\b|W\b|years?\b|yrs?\b|decades?\b|months?\b|weeks?\b|days?\b|hours?\b|x\b|×|times\b|-?fold\b|nm\b|nanomet(?:er|re)s?\b|(?:tera|giga)(?:byte|bit)s? per second\b|TB\/s(?:ec)?\b|GB\/s\b|Tbit\/s\b|TBps\b|Tbps\b|gigabytes?\b|GB\b|megabytes?\b|MB\b|terabytes?\b|TB\b|petaflops?\b|PFLOPS?\b|exaflops?\b|EFLOPS?\b)/iy;

/** A counted noun that stands for processors. */
export const CHIP_NOUN = /^(?:(?:gpu|tpu|chip|accelerator|processor|xpu|npu|asic)s?)$/i;

/** Words before an amount that bound it, longest first, directly before the number or its currency. */
export const BOUND_BEFORE: readonly (readonly ["up to" | "at least" | "about", RegExp])[] = [
  ["about", /\b(?:(?:just|slightly|a little) (?:over|under|above|below|more than|less than))(?: an?)? $/i],
  [
    "up to",
    /\b(?:up to|as (?:much|many|high|long|far) as|at most|(?:no|not) (?:more|longer|greater) than|(?:a )?maximum of|capped at|limited to|not (?:to exceed|exceeding)|a (?:cap|ceiling|limit) of|less than|fewer than|below|under)(?: (?:an?|the|some|about|around|roughly))* $/i,
  ],
  [
    "at least",
    /\b(?:at least|(?:well |far |much )?(?:more|greater|longer) than|(?:well |far )?(?:above|over)|upwards? of|north of|in excess of|exceed(?:s|ed|ing)?|(?:no|not) (?:less|fewer) than|(?:a )?minimum of|surpass(?:es|ed|ing)?|topp(?:ed|ing))(?: (?:an?|the|some|about|around|roughly))* $/i,
  ],
  [
    "about",
    /(?:\b(?:about|around|roughly|approximately|approx\.?|circa|ca\.|near(?:ly)?|almost|close to|some|(?:an )?estimated|in the (?:region|neighbou?rhood|order) of|on the order of|(?:in )?the range of)(?: (?:an?|the|some))* |~ ?)$/i,
  ],
];

/** Words after an amount that bound it. */
export const BOUND_AFTER: readonly (readonly ["up to" | "at least" | "about", RegExp])[] = [
  [
    "at least",
    /^(?:\+|-plus\b| plus\b| or more\b| and (?:up(?! to\b)|counting|above)\b| at (?:the )?least\b)/i,
  ],
  ["up to", /^(?: or (?:less|fewer)\b| at (?:the )?most\b| (?:cap|ceiling|maximum)\b)/i],
  ["about", /^(?: or so\b|-odd\b|-ish\b)/i],
];

/** What a word around an amount makes of it, under one name for each meaning. */
export const QUALIFIERS: readonly (readonly [string, RegExp])[] = [
  [
    "combined",
    /\b(?:combined|collective(?:ly)?|joint(?:ly)?|together|between them|in aggregate|aggregate)\b/i,
  ],
  ["additional", /\b(?:additional(?:ly)?|further|another|extra|incremental(?:ly)?|on top|more on top)\b/i],
  ["total", /\b(?:total(?:s|led|ling|ing)?|in all|altogether|overall|cumulative(?:ly)?)\b/i],
  ["each", /\b(?:each|apiece)\b/i],
  ["estimated", /\b(?:estimat(?:e|es|ed)|projected|forecast)\b/i],
  ["planned", /\b(?:planned|plans?|intended|targeted)\b/i],
  ["potential", /\b(?:potential(?:ly)?|possible|possibly|contingent)\b/i],
  ["initial", /\b(?:initial(?:ly)?|to start|at first)\b/i],
];

/** What an amount is by the words around it. */
export const KIND_WORDS: readonly (readonly [
  "commitment" | "investment" | "valuation" | "debt" | "revenue" | "price",
  RegExp,
])[] = [
  [
    "valuation",
    /\b(?:valuations?|valu(?:ed|es|ing)|post-money|pre-money|market (?:cap(?:italisation|italization)?|value))\b/gi,
  ],
  [
    "debt",
    /\b(?:debts?|loans?|bonds?|borrow(?:s|ed|ing)?|lend(?:s|ing)?|lent|lender|credit (?:facility|line)|notes offering|senior notes|financing package)\b/gi,
  ],
  ["revenue", /\b(?:revenues?|sales|run[- ]rate|backlog|earnings|profits?|income|turnover|order book)\b/gi],
  [
    "investment",
    /\b(?:invest(?:s|ed|ing|ments?|or|ors)?|stakes?|equity|fund(?:ing|raising|raise)|raises?|raised|rounds?|backing|infusion|inject(?:s|ed|ion)?|pour(?:s|ed|ing)?)\b/gi,
  ],
  [
    "commitment",
    /\b(?:commit(?:s|ted|ting|ments?)?|pledg(?:e|es|ed|ing)|purchas(?:e|es|ed|ing)|buy(?:s|ing)?|bought|contract(?:s|ed)?|agreements?|deals?|spend(?:s|ing)?|spent|orders?|ordered|lease[sd]?|leasing|pay(?:s|ing|ments?)?|paid|obligations?|outlays?|worth|package)\b/gi,
  ],
  ["price", /\b(?:pric(?:e|es|ed|ing)|costs?|fees?|rates?)\b/gi],
];
