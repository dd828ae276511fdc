import type { Lexicon, Mention } from "../entities.ts";
import { sameAmount } from "../figures/figure-compare.ts";
import type { Figure } from "../figures/figures.ts";
import { stem } from "../text.ts";
import type { GroundReading, Problem, Reading } from "./reading.ts";
import { exchanged } from "./roles.ts";
import { clausesOf, contentStems, stretchAt } from "./wording.ts";

/** Verbs that go from one party to another, grouped by the direction in which money or goods move. */
const GROUPS: readonly (readonly [string, string])[] = [
  ["invest", "invest investment investor fund back stake inject pour finance"],
  ["buy", "buy purchase acquire order commit commitment pledge spend pay rent lease"],
  ["sell", "sell supply provide deliver offer license host lend grant give"],
  ["use", "use run deploy adopt train"],
  [
    "beat",
    "beat outperform surpass exceed overtake trail fast faster slow slower cheap cheaper expensive better worse",
  ],
  ["own", "own control hold"],
  ["replace", "replace sue accuse reject block deny praise"],
];
const GROUP_OF = new Map(
  GROUPS.flatMap(([name, list]) => list.split(" ").map((w) => [stem(w), name] as const)),
);

/** One party doing something to another: "Microsoft invests in Anthropic", however it is put. */
interface Relation {
  readonly group: string;
  readonly from: string;
  readonly to: string;
}

/** Parties in each other's place: the relation turned round, or an amount that belongs to another party. */
export function partyProblems(span: Reading, grounds: readonly GroundReading[], lexicon: Lexicon): Problem[] {
  return [
    ...turnedRound(span, grounds, lexicon),
    ...wrongHolder(span, grounds, lexicon),
    ...exchanged(span, grounds),
  ].slice(0, 1);
}

function turnedRound(span: Reading, grounds: readonly GroundReading[], lexicon: Lexicon): Problem[] {
  const given = grounds.flatMap((g) => relationsIn(g, lexicon));
  return relationsIn(span, lexicon)
    .filter((r) => !given.some((g) => same(g, r)))
    .filter((r) => given.some((g) => same(g, { group: r.group, from: r.to, to: r.from })))
    .map((r) => ({
      kind: "parties",
      detail: `The parties are in each other's place: in the source it goes from ${r.to} to ${r.from}, not from ${r.from} to ${r.to}.`,
    }));
}

const same = (a: Relation, b: Relation): boolean => a.group === b.group && a.from === b.from && a.to === b.to;

/** A product acts for its company: "commits $30 billion to Azure" goes to Microsoft. */
const partyOf = (m: Mention, lexicon: Lexicon): string =>
  m.entity.kind === "company" || !m.entity.of
    ? m.entity.name
    : (lexicon.byName(m.entity.of)?.name ?? m.entity.of);

const PASSIVE = /\b(?:is|are|was|were|be|been|being|gets?|got)\b[^,;]*\bby(?: the)? $/i;
/** "an investment by", "gets $5 billion from": the doer stands behind. */
const DOER_BEHIND =
  /(?:\b(?:investments?|stakes?|funding|backing|commitments?|purchases?|orders?)\b[^,;]*\b(?:by|from)|\b(?:gets?|got|receiv\w+|rais\w+|secur\w+|obtain\w*|land\w*|w[io]ns?|attract\w*|dr[ae]ws?|taken?|takes|took)\b[^,;]*\bfrom)(?: the| both)? $/i;
const EQUALS = /^(?:,? (?:and|or|with|&) |, |\/| – |-)/;

/** Directed relations between each pair of neighbouring parties of a clause. */
function relationsIn(reading: Reading, lexicon: Lexicon): Relation[] {
  const { text, mentions } = reading;
  const parties = mentions.filter((m) => m.entity.kind !== "publication" && m.entity.kind !== "place");
  const clauses = clausesOf(text);
  return parties.flatMap((a, i) =>
    parties.slice(i + 1).flatMap((b): Relation[] => {
      const between = text.slice(a.end, b.start);
      const clause = stretchAt(clauses, a.start, text);
      if (b.start >= clause.end || between.length > 90) return [];
      const group = contentStems(between)
        .map((s) => GROUP_OF.get(s))
        .find((g) => g !== undefined);
      const [from, to] = [partyOf(a, lexicon), partyOf(b, lexicon)];
      if (!group || from === to || EQUALS.test(between) || / and (?:the )?$/.test(between)) return [];
      if (/\b(?:between|with) (?:\w+ )?$/i.test(between)) return [];
      const behind = PASSIVE.test(between) || DOER_BEHIND.test(between);
      return [behind ? { group, from: to, to: from } : { group, from, to }];
    }),
  );
}

interface Held {
  readonly figure: Figure;
  readonly holders: readonly string[];
}

/** An amount that the span gives to one party and every cited statement to another. */
function wrongHolder(span: Reading, grounds: readonly GroundReading[], lexicon: Lexicon): Problem[] {
  const given = grounds.flatMap((g) => holdersIn(g, lexicon));
  return holdersIn(span, lexicon).flatMap(({ figure, holders }): Problem[] => {
    const matches = given.filter((g) => sameAmount(figure, g.figure));
    if (holders.length === 0 || matches.length === 0 || matches.some((m) => m.holders.length === 0))
      return [];
    if (matches.some((m) => m.holders.some((h) => holders.includes(h)))) return [];
    // Where the sources give this party an amount of its own, or the same verb to another one, it is a mix-up.
    const own = given.some(
      (g) => g.figure.unit === figure.unit && g.holders.some((h) => holders.includes(h)),
    );
    if (!own) return [];
    const right = [...new Set(matches.flatMap((m) => m.holders))].join(" and ");
    return [
      {
        kind: "parties",
        detail: `“${figure.text}” belongs to ${right} in the source, not to ${holders.join(" and ")}.`,
      },
    ];
  });
}

/** Whose each amount is: the party named "from" or "by" right behind it, else the one that stands last before it. */
function holdersIn(reading: Reading, lexicon: Lexicon): Held[] {
  const { text, figures, mentions } = reading;
  const parties = mentions.filter((m) => m.entity.kind === "company");
  const paired = respectively(reading, parties);
  if (paired) return paired.map(([figure, m]) => ({ figure, holders: [partyOf(m, lexicon)] }));
  return figures.map((figure, i) => {
    const behind = parties.find(
      (m) => m.start >= figure.end && /^ (?:from|by) (?:the )?$/.test(text.slice(figure.end, m.start)),
    );
    if (behind) return { figure, holders: [partyOf(behind, lexicon)] };
    const since = figures[i - 1]?.end ?? 0;
    const clause = stretchAt(clausesOf(text), figure.start, text);
    const before = parties.filter((m) => m.start >= Math.max(since, clause.start) && m.end <= figure.start);
    return { figure, holders: coordinated(before, text).map((m) => partyOf(m, lexicon)) };
  });
}

/** The subject before an amount: the first party of the stretch, with those joined to it by "and". */
function coordinated(before: readonly Mention[], text: string): Mention[] {
  const [first, ...rest] = before;
  if (!first) return [];
  const joined = [first];
  for (const m of rest) {
    const last = joined.at(-1) ?? first;
    if (!/^(?:,? and |, |\/| & )(?:the )?$/.test(text.slice(last.end, m.start))) break;
    joined.push(m);
  }
  return joined;
}

/** "Microsoft and Nvidia will invest up to $5 billion and up to $10 billion, respectively." */
function respectively(
  { text, figures }: Reading,
  parties: readonly Mention[],
): (readonly [Figure, Mention])[] | null {
  if (!/\brespectively\b/i.test(text) || parties.length < figures.length || figures.length < 2) return null;
  const [first] = figures;
  const before = parties.filter((m) => first && m.end <= first.start);
  const subjects = coordinated(before, text);
  if (subjects.length !== figures.length) return null;
  return figures.flatMap((f, i) => (subjects[i] ? [[f, subjects[i]] as const] : []));
}
