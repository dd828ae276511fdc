import { type FoundDate, findDates } from "../dates.ts";
import type { Lexicon } from "../entities.ts";
import { sameAmount } from "../figures/figure-compare.ts";
import type { Figure } from "../figures/figures.ts";
import type { Library } from "../library.ts";
import { stems, truncate } from "../text.ts";
import { compatible, isPart, ofOneKind } from "./amounts.ts";
import { type Attribute, type ExtractedClaim, type Extraction, figuresOf } from "./extracted-claims.ts";
import { type Facts, hasSense, type Weigh } from "./facts.ts";
import { type ConflictKind, type Contrast, daysBetween, sameParties, topicOf } from "./topic.ts";

/** A claim with what it is about: equal keys are about one thing. */
interface KeyedClaim {
  readonly claim: ExtractedClaim;
  readonly key: string;
  /** Whether its subject is narrow enough to be one thing: two companies, or a chip or programme. */
  readonly narrow: boolean;
}

/** The claims that were extracted from the sources of a library. */
export interface Extracted {
  of(statement: string): readonly KeyedClaim[];
  /** Statements of other claims about the same things. */
  partners(statement: string): readonly string[];
}

/** Joins what was kept with the library's statements; each extraction must be of the text that the library holds. */
export function createExtracted(kept: readonly Extraction[], library: Library): Extracted {
  const ids = new Map([...library.statements.values()].map((s) => [`${s.sourceId}\n${s.ordinal}`, s.id]));
  const byStatement = new Map<string, KeyedClaim[]>();
  const byKey = new Map<string, string[]>();
  for (const { source, claims } of kept)
    for (const claim of claims) {
      const id = ids.get(`${source}\n${claim.ordinal}`);
      if (id === undefined) continue;
      const keyed = keyedClaim(claim, library.lexicon);
      byStatement.set(id, [...(byStatement.get(id) ?? []), keyed]);
      byKey.set(keyed.key, [...(byKey.get(keyed.key) ?? []), id]);
    }
  const of = (statement: string) => byStatement.get(statement) ?? [];
  return {
    of,
    partners: (statement) =>
      [...new Set(of(statement).flatMap(({ key }) => byKey.get(key) ?? []))].filter((id) => id !== statement),
  };
}

function keyedClaim(claim: ExtractedClaim, lexicon: Lexicon): KeyedClaim {
  const mentions = lexicon.mentions(claim.subject);
  const rest = mentions.reduce(
    (t, m) => t.slice(0, m.start) + " ".repeat(m.end - m.start) + t.slice(m.end),
    claim.subject,
  );
  const names = new Set(mentions.map((m) => m.entity.name));
  const of = (kind: string) => mentions.filter((m) => m.entity.kind === kind).map((m) => m.entity.name);
  const subject = [...new Set([...[...names].map((n) => `@${n}`), ...stems(rest)])].toSorted();
  return {
    claim,
    key: `${subject.join(" ")} / ${claim.attribute}`,
    narrow: new Set(of("company")).size > 1 || of("chip").length + of("programme").length > 0,
  };
}

/** Only one of two different words can be right of these; a deal may have two suppliers or sites. */
const ONE_ONLY: Partial<Record<Attribute, ConflictKind>> = {
  purpose: "polarity",
  stage: "stage",
  payer: "party",
  owner: "party",
};
/** What lies farther apart is an update, unless it is the date of one event. */
const MEANTIME_DAYS = 60;

/** Finds what two statements of different sources differ in by the claims extracted from them. */
export function extractedRule(x: Facts, y: Facts, extracted: Extracted, weigh: Weigh): Contrast | null {
  if (x.evidence.source.id === y.evidence.source.id) return null;
  for (const a of extracted.of(x.id))
    for (const b of extracted.of(y.id)) {
      if (a.key !== b.key) continue;
      const topic = topicOf(x, y, weigh);
      if (topic?.otherDeal || !(a.narrow || (topic !== null && sameParties(topic)))) continue;
      const found = differ(a, b, x, y);
      if (found) return found;
    }
  return null;
}

function differ(a: KeyedClaim, b: KeyedClaim, x: Facts, y: Facts): Contrast | null {
  const [p, q] = [readValue(a.claim, x), readValue(b.claim, y)];
  const { attribute, polarity, subject } = a.claim;
  const isDate = attribute.startsWith("date");
  if (!isDate && daysBetween(x.when, y.when) > MEANTIME_DAYS) return null;
  const made = (kind: ConflictKind): Contrast => ({
    kind,
    about: `${attribute} (${subject})`,
    words: [wordsOf(a.claim), wordsOf(b.claim)],
    keys: [`${a.key}: ${polarity} ${p.key}`, `${b.key}: ${b.claim.polarity} ${q.key}`],
  });
  if (polarity !== b.claim.polarity) return sameValue(p, q) ? made("polarity") : null;
  if (polarity === "denies") return null;
  if (isDate)
    return p.date && q.date && (p.date.first > q.date.last || q.date.first > p.date.last)
      ? made("date")
      : null;
  if (p.figure && q.figure) return rival(p.figure, q.figure, x, y) ? made("figure") : null;
  const kind = ONE_ONLY[attribute];
  const exact = p.figure || q.figure || p.date || q.date;
  return kind && !exact && ![...p.terms].some((t) => hasSense(q.terms, t)) ? made(kind) : null;
}

const wordsOf = (c: ExtractedClaim) => truncate(c.polarity === "denies" ? `not ${c.value}` : c.value, 90);

interface Value {
  /** As the statement gives it, with the words around it; null where there is none or more than one. */
  readonly figure: Figure | null;
  readonly date: FoundDate | null;
  readonly terms: ReadonlySet<string>;
  readonly key: string;
}

function readValue(claim: ExtractedClaim, facts: Facts): Value {
  const { published } = facts.evidence.source;
  const figures = figuresOf(claim.value, published);
  const dates = findDates(claim.value, published);
  const [one] = figures;
  const figure = one && figures.length === 1 ? facts.figures.find((f) => sameAmount(f, one)) : undefined;
  const terms = new Set(stems(claim.value));
  const date = dates.length === 1 ? (dates[0] ?? null) : null;
  const amount = figure ? `${figure.unit} ${figure.value} ${figure.high}` : null;
  return {
    figure: figure ?? null,
    date,
    terms,
    key: amount ?? date?.value ?? [...terms].toSorted().join(" "),
  };
}

function rival(f: Figure, g: Figure, x: Facts, y: Facts): boolean {
  return !isPart(x.text, f) && !isPart(y.text, g) && ofOneKind(f, g, x, y) && !compatible(f, g);
}

function sameValue(p: Value, q: Value): boolean {
  if (p.figure || q.figure) return p.figure !== null && q.figure !== null && sameAmount(p.figure, q.figure);
  if (p.date || q.date) return p.date?.value === q.date?.value;
  return p.key === q.key;
}
