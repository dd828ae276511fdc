import type { Lexicon } from "../entities.ts";
import { stems } from "../text.ts";
import type { Evidence } from "../types.ts";
import { isPartyOutlet } from "./label.ts";
import { nameKind, speakersIn } from "./speakers.ts";

/** One report or announcement that others copy: pieces of evidence with the same origin count once. */
export interface Origin {
  /** "The Information", "Microsoft", or the publisher when it has the news from nobody named. */
  readonly name: string;
  /** `party`: an announcement or filing. `publication`: cited by others. `publisher`: the source itself. `unknown`: "reportedly". */
  readonly kind: "party" | "publication" | "publisher" | "unknown";
  /** Ids of the statements and sources that go back to it. */
  readonly statements: readonly string[];
  readonly sources: readonly string[];
}

interface Trace {
  readonly kind: Origin["kind"];
  readonly names: readonly string[];
}

const RELAY = /,? (?:as relayed by|as cited by|via|through|republished by) .*$/i;
const UNNAMED = /\b(?:sources?|people|persons?|officials?|insiders?|familiar|unnamed|anonymous)\b/i;
const OWN_WORD =
  /^(?:(?:the|a) )?(?:(?:press |regulatory |SEC )?(?:release|filing|announcement|statement)|compan(?:y|ies)|parties)\b/i;
const HEARSAY = /\b(?:reportedly|rumou?red|allegedly|said to|reported to|reported(?= \w+))\b/i;
const TALKS = /\b(?:talks|negotiat\w*|discussions)\b/i;

const splitNames = (text: string): string[] =>
  text
    .split(/,| and | & |;/)
    .map((s) => s.trim().replace(/^(?:an?|the) (?=\p{Ll})/u, ""))
    .filter((s) => /\p{L}/u.test(s));

/** The companies behind a name: "Microsoft 8-K Exhibit 99.2" is Microsoft's word, "Hock Tan, Broadcom" Broadcom's. */
function partiesIn(text: string, lexicon: Lexicon): string[] {
  const found = lexicon.mentions(text).filter((m) => m.entity.kind !== "publication");
  return [
    ...new Set(
      found.map((m) => (m.entity.kind === "company" ? m.entity.name : (m.entity.of ?? m.entity.name))),
    ),
  ];
}

function traceAttribution(attribution: string, publisher: string, lexicon: Lexicon): Trace {
  const said = attribution.replace(RELAY, "").trim();
  const [head = said, cited] = said.split(/,? citing |, (?:with reference to|quoting) /i);
  if (cited && !UNNAMED.test(cited)) return traceNames(cited, lexicon);
  if (UNNAMED.test(head) && partiesIn(head, lexicon).length === 0)
    return { kind: "publisher", names: [publisher] };
  if (head.toLowerCase().startsWith(publisher.toLowerCase()))
    return { kind: "publisher", names: [publisher] };
  return traceNames(head, lexicon);
}

function traceNames(text: string, lexicon: Lexicon): Trace {
  const names = splitNames(text);
  const publications = names.filter((n) => nameKind(n, lexicon) === "publication");
  if (publications.length > 0) return { kind: "publication", names: publications };
  const parties = partiesIn(text, lexicon);
  if (parties.length === 0 && OWN_WORD.test(text)) return { kind: "party", names: [] };
  return parties.length > 0
    ? { kind: "party", names: parties }
    : { kind: "publication", names: names.slice(0, 1) };
}

function traceWording(e: Evidence, publisher: string, lexicon: Lexicon): Trace {
  const { statement, passage } = e;
  const speakers = speakersIn(statement.text, e.source.publisher, lexicon);
  const publication = speakers.filter((s) => s.kind === "publication");
  if (publication.length > 0) return { kind: "publication", names: publication.map((s) => s.name) };
  const party = speakers.filter((s) => s.kind === "party");
  if (party.length > 0) {
    const names = partiesIn(party.map((s) => s.name).join(", "), lexicon);
    return { kind: "party", names: names.length > 0 ? names : party.map((s) => s.name) };
  }
  if (statement.form === "reference" && statement.via)
    return { kind: isPartyOutlet(statement.via, lexicon) ? "party" : "publication", names: [statement.via] };
  if (HEARSAY.test(statement.text) || TALKS.test(statement.text)) {
    const around = speakersIn(passage.text, e.source.publisher, lexicon).filter(
      (s) => s.kind === "publication",
    );
    if (around.length > 0) return { kind: "publication", names: around.map((s) => s.name) };
    // who only comments has no news of talks of their own
    if (HEARSAY.test(statement.text) || e.source.kind === "analysis") return { kind: "unknown", names: [] };
  }
  if (e.source.kind === "official") {
    const names = partiesIn(publisher, lexicon);
    return { kind: "party", names: names.length > 0 ? names : [publisher] };
  }
  return { kind: "publisher", names: [publisher] };
}

const SHINGLE = 4;
const COPIED = 0.5;

function shingles(text: string): Set<string> {
  const words = stems(text);
  const made = new Set<string>();
  for (let i = 0; i + SHINGLE <= words.length; i++) made.add(words.slice(i, i + SHINGLE).join(" "));
  return made;
}

/** Whether one text is a copy or light rewrite of the other: half the shorter one's word runs stand in the longer. */
export function isCopy(a: string, b: string): boolean {
  const [x, y] = [shingles(a), shingles(b)];
  const smaller = Math.min(x.size, y.size);
  if (smaller < 3) return false;
  let shared = 0;
  for (const s of x) if (y.has(s)) shared++;
  return shared / smaller >= COPIED;
}

const keyOf = (name: string) => name.toLowerCase().replace(/^the /, "").replace(/'s$/, "").trim();

/**
 * The independent origins of some evidence. Statements that cite one publication, relay one party's announcement, come from one
 * publisher or copy each other are one origin. "Reportedly" without a name is never counted beside another report.
 */
export function originsOf(evidence: readonly Evidence[], lexicon: Lexicon): Origin[] {
  const traces = evidence.map((e) => {
    const publisher = e.source.publisher ?? e.source.title;
    const curated = e.statement.curated;
    return curated
      ? traceAttribution(curated.attribution, publisher, lexicon)
      : traceWording(e, publisher, lexicon);
  });
  const group = evidence.map((_, i) => i);
  const root = (i: number): number => (group[i] === i || group[i] === undefined ? i : root(group[i]));
  const join = (a: number, b: number) => {
    group[root(b)] = root(a);
  };
  const byKey = new Map<string, number>();
  traces.forEach((t, i) => {
    for (const name of t.names) {
      const known = byKey.get(keyOf(name));
      if (known === undefined) byKey.set(keyOf(name), i);
      else join(known, i);
    }
  });
  for (const [i, a] of evidence.entries())
    for (const [j, b] of evidence.entries())
      if (i < j && root(i) !== root(j) && isCopy(a.statement.text, b.statement.text)) join(i, j);
  joinOwnWords(evidence, traces, join);
  joinNameless(traces, join);
  return collect(evidence, traces, root);
}

type Join = (a: number, b: number) => void;

/** A source that names its origin for one statement is no second origin with the others. */
function joinOwnWords(evidence: readonly Evidence[], traces: readonly Trace[], join: Join): void {
  for (const [i, e] of evidence.entries()) {
    if (traces[i]?.kind !== "publisher") continue;
    const other = evidence.findIndex(
      (o, k) => o.source.id === e.source.id && traces[k]?.kind !== "publisher",
    );
    if (other >= 0) join(other, i);
  }
}

/** Hearsay and announcements without a name are the named ones again, as far as anybody can tell. */
function joinNameless(traces: readonly Trace[], join: Join): void {
  const kinds = [
    ["unknown", "publication"],
    ["party", "party"],
  ] as const;
  for (const [nameless, named] of kinds) {
    const loose = traces.flatMap((t, i) => (t.kind === nameless && t.names.length === 0 ? [i] : []));
    const anchor = traces.findIndex((t) => t.kind === named && t.names.length > 0);
    const into = anchor >= 0 ? anchor : loose[0];
    if (into !== undefined) for (const i of loose) join(into, i);
  }
}

const RANK: Readonly<Record<Origin["kind"], number>> = { party: 0, publication: 1, publisher: 2, unknown: 3 };

function collect(
  evidence: readonly Evidence[],
  traces: readonly Trace[],
  root: (i: number) => number,
): Origin[] {
  const members = new Map<number, number[]>();
  evidence.forEach((_, i) => {
    members.set(root(i), [...(members.get(root(i)) ?? []), i]);
  });
  return [...members.values()].map((is) => {
    const best = is.flatMap((i) => traces[i] ?? []).sort((a, b) => RANK[a.kind] - RANK[b.kind])[0];
    const of = is.flatMap((i) => evidence[i] ?? []);
    return {
      name: best?.names[0] ?? (best?.kind === "party" ? "a party's announcement" : "an unnamed report"),
      kind: best?.kind ?? "unknown",
      statements: [...new Set(of.map((e) => e.statement.id))],
      sources: [...new Set(of.map((e) => e.source.id))],
    };
  });
}

const NUMBERS = [
  "no",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
];

/** A small number as a word: "three"; larger ones as digits. */
export const numberWord = (n: number): string => NUMBERS[n] ?? String(n);

/** "one origin (The Information), relayed by three sources". */
export function originPhrase(origins: readonly Origin[], sourceCount: number): string {
  const [only] = origins;
  if (!only) return "no origin";
  const sources = sourceCount === 1 ? "one source" : `${numberWord(sourceCount)} sources`;
  if (origins.length === 1) {
    const relayed = only.kind !== "publisher" || sourceCount > 1;
    return `one origin (${only.name})${relayed ? `, relayed by ${sources}` : ""}`;
  }
  const names = origins.map((o) => o.name);
  const shown = names.length > 3 ? `${names.slice(0, 3).join(", ")} and others` : names.join(", ");
  return `${numberWord(origins.length)} origins (${shown})${sourceCount > origins.length ? `, in ${sources}` : ""}`;
}
