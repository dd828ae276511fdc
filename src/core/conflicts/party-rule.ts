import { sameAmount } from "../figures/figure-compare.ts";
import { roleOf as amountRole } from "./amounts.ts";
import type { Facts } from "./facts.ts";
import { payerOf } from "./figure-rule.ts";
import { bond, type Contrast, sameParties, type Topic } from "./topic.ts";

const ROLE =
  /\b(?<degree>main|primary|principal|sole|exclusive|only|largest|biggest|preferred|lead|top)(?: [\w-]+){0,2} (?<role>cloud|partner|provider|customer|client|supplier|investor|backer|shareholder|host|vendor)\b(?! (?:agreement|deal|contract|pact))/i;
const DEGREES: Readonly<Record<string, string>> = {
  primary: "main",
  principal: "main",
  lead: "main",
  preferred: "main",
  top: "largest",
  biggest: "largest",
  only: "sole",
  exclusive: "sole",
};
const ROLES: Readonly<Record<string, string>> = {
  partner: "provider",
  cloud: "provider",
  supplier: "provider",
  host: "provider",
  vendor: "provider",
  client: "customer",
  backer: "investor",
  shareholder: "investor",
};

/** Finds one place taken by two: a main partner, a payer, a chip, whoever does or gives up something. */
export function partyRule(x: Facts, y: Facts, topic: Topic): Contrast | null {
  return roleOf(x, y, topic) ?? payers(x, y, topic) ?? chips(x, y, topic) ?? doers(x, y, topic);
}

const made = (about: string, a: string, b: string): Contrast => ({
  kind: "party",
  about,
  words: [a, b],
  keys: [`${about} ${a}`, `${about} ${b}`],
});

/** The companies that a stretch names, without owners ("Nvidia's"). */
const companiesOf = (facts: Facts, from: number, to: number): string[] =>
  facts.mentions
    .filter((m) => m.start >= from && m.end <= to && !/^'/.test(facts.text.slice(m.end)))
    .flatMap((m) => (m.entity.kind === "company" ? [m.entity.name] : m.entity.of ? [m.entity.of] : []));

function roleOf(x: Facts, y: Facts, topic: Topic): Contrast | null {
  const [m, n] = [ROLE.exec(x.text), ROLE.exec(y.text)];
  if (!m || !n || topic.companies.length === 0) return null;
  const place = (found: RegExpExecArray) => {
    const { degree = "", role = "" } = found.groups ?? {};
    const [d, r] = [degree.toLowerCase(), role.toLowerCase()];
    return `${DEGREES[d] ?? d} ${ROLES[r] ?? r}`;
  };
  if (place(m) !== place(n)) return null;
  const filler = (f: Facts, other: Facts, at: number) =>
    companiesOf(f, Math.max(0, at - 90), at).filter(
      (c) => !companiesOf(other, Math.max(0, 0), other.text.length).slice(-2).includes(c),
    );
  const [a] = filler(x, y, m.index).slice(-1);
  const [b] = filler(y, x, n.index).slice(-1);
  if (a === undefined || b === undefined || a === b) return null;
  return made(`who is the ${m[0].replace(/^(?:the|an?) /i, "")}`, a, b);
}

/** One amount, two payers. */
function payers(x: Facts, y: Facts, topic: Topic): Contrast | null {
  if (!sameParties(topic) || (!topic.sameDeal && topic.companies.length < 2)) return null;
  for (const f of x.figures)
    for (const g of y.figures) {
      if (f.kind === null || f.kind === "duration" || !sameAmount(f, g) || (f.value ?? 0) < 1e6) continue;
      if ([amountRole(f, x), amountRole(g, y)].some((r) => r === "revenue" || r === "valuation")) continue;
      const [p, q] = [payerOf(x.text, f), payerOf(y.text, g)];
      if (p === null || q === null || p === q) continue;
      if (!x.companies.has(q) || !y.companies.has(p) || !x.companies.has(p) || !y.companies.has(q)) continue;
      return made(`who pays ${f.text}`, p, q);
    }
  return null;
}

/** One thing made of or run on one chip in one statement and on another in the other. */
function chips(x: Facts, y: Facts, topic: Topic): Contrast | null {
  const named = (f: Facts) => [
    ...new Set(f.mentions.flatMap((m) => (m.entity.kind === "chip" ? [m.entity.name] : []))),
  ];
  const [a, b] = [named(x), named(y)];
  const [one, two] = [a[0], b[0]];
  if (a.length !== 1 || b.length !== 1 || one === undefined || two === undefined || one === two) return null;
  if (one.includes(two) || two.includes(one)) return null;
  if (!topic.sameDeal || !topic.nested || topic.daysApart > 40) return null;
  if (
    ![x, y].every((f) =>
      f.mentions.some((m) => m.entity.kind === "chip" && USED.test(f.text.slice(0, m.start))),
    )
  )
    return null;
  if (topic.weight < 1.2 || topic.share < 0.5) return null;
  return made("which chip it is", one, two);
}

/** What stands before a chip that something runs on. */
const USED = /\b(?:on|uses?|using|as|with)\b[^;.]{0,25}$/i;

const DOES =
  /\b(?:los(?:es?|t|ing)|g[ai]ve(?:s)? up|giving up|waive[sd]?|forgo(?:es)?|forwent|relinquish\w*|surrender\w*|guarantee[sd]?|denie[sd]|confirm(?:s|ed))\b/i;

/** Who gives up or loses one and the same thing. */
function doers(x: Facts, y: Facts, topic: Topic): Contrast | null {
  const [m, n] = [DOES.exec(x.text), DOES.exec(y.text)];
  if (!m || !n || topic.weight < 1.2 || bond(topic) < 1) return null;
  const loses = (s: string) => /^(?:los|g[ai]v|waive|forgo|forwent|relinq|surrend)/i.test(s);
  if (loses(m[0]) !== loses(n[0]) || (!loses(m[0]) && stemOf(m[0]) !== stemOf(n[0]))) return null;
  if (!loses(m[0])) return null;
  const [a] = companiesOf(x, Math.max(0, m.index - 40), m.index).slice(-1);
  const [b] = companiesOf(y, Math.max(0, n.index - 40), n.index).slice(-1);
  if (a === undefined || b === undefined || a === b) return null;
  return made("who gives it up", a, b);
}

const stemOf = (word: string) => word.toLowerCase().slice(0, 5);
