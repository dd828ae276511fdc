import type { Mention } from "../entities.ts";
import { isStopword, words } from "../text.ts";
import type { GroundReading, Problem, Reading } from "./reading.ts";
import { lemma } from "./wording.ts";

/** The words that a name stands between, in forms that can be compared: what it does, what is its own, what goes to it. */
type Roles = ReadonlyMap<string, ReadonlySet<string>>;

const JOINT = /^(?:,? (?:and|or|&) |, |\/|[-–])(?:the )?$/;

/**
 * Two names in each other's place: the span puts A where its source has B, and B where it has A. Names joined by "and"
 * share their place, so their order says nothing; a place that is worded otherwise is not compared.
 */
export function exchanged(span: Reading, grounds: readonly GroundReading[]): Problem[] {
  const mine = rolesIn(span);
  const theirs = merged(grounds.map(rolesIn));
  const names = [...mine.keys()].filter((n) => theirs.has(n));
  for (const [i, a] of names.entries())
    for (const b of names.slice(i + 1))
      if (!evenly(a, b, span) && inPlaceOf(a, b, mine, theirs) && inPlaceOf(b, a, mine, theirs))
        return [{ kind: "parties", detail: `In the source ${a} and ${b} stand in each other's place.` }];
  return [];
}

/** "A is in talks with B" and "between A and B" say the same with the names exchanged. */
function evenly(a: string, b: string, { text, mentions }: Reading): boolean {
  const pair = mentions.filter((m) => m.entity.name === a || m.entity.name === b);
  return pair.some((m, i) => {
    const next = pair[i + 1];
    return (
      next &&
      next.entity !== m.entity &&
      /\b(?:with|alongside|against|versus)(?: [\w'’]+)? $/i.test(text.slice(m.end, next.start))
    );
  });
}

function inPlaceOf(a: string, b: string, mine: Roles, theirs: Roles): boolean {
  const own = theirs.get(a) ?? new Set();
  const other = theirs.get(b) ?? new Set();
  const here = [...(mine.get(a) ?? [])];
  return here.some((r) => other.has(r) && !own.has(r)) && !here.some((r) => own.has(r));
}

function merged(all: readonly Roles[]): Roles {
  const out = new Map<string, Set<string>>();
  for (const roles of all)
    for (const [name, set] of roles) out.set(name, new Set([...(out.get(name) ?? []), ...set]));
  return out;
}

function rolesIn({ text, mentions }: Reading): Roles {
  const named = mentions.filter((m) => m.entity.kind === "company" || m.entity.kind === "product");
  const out = new Map<string, Set<string>>();
  for (const group of joined(named, text)) {
    const [first, last] = [group[0], group.at(-1)];
    if (!first || !last) continue;
    const roles = [before(text, first.start), after(text, last.end)].filter((r) => r !== null);
    for (const m of group) out.set(m.entity.name, new Set([...(out.get(m.entity.name) ?? []), ...roles]));
  }
  return out;
}

/** Runs of names that "and" or a comma joins. */
function joined(mentions: readonly Mention[], text: string): Mention[][] {
  const groups: Mention[][] = [];
  for (const m of mentions) {
    const last = groups.at(-1)?.at(-1);
    if (last && JOINT.test(text.slice(last.end, m.start).replace(/^['’]s/, ""))) groups.at(-1)?.push(m);
    else groups.push([m]);
  }
  return groups;
}

/** "invest in ‹name›": the meaning word before, with the preposition between. */
function before(text: string, at: number): string | null {
  const near = words(text.slice(Math.max(0, at - 60), at).replace(/^.*[.;:!?]\s/s, "")).slice(-4);
  const content = near.findLastIndex((w) => !isStopword(w));
  const word = near[content];
  return word === undefined
    ? null
    : `${lemma(word)} ${near
        .slice(content + 1)
        .filter((w) => !/^(?:the|an?|its|their)$/.test(w))
        .join(" ")} _`;
}

/** "‹name› signed" or "‹name›'s chip": the meaning word behind. */
function after(text: string, at: number): string | null {
  const rest = text.slice(at, at + 60).replace(/[.;:!?](?:\s.*|$)/s, "");
  const owns = /^['’]s?\s/.test(rest);
  const word = words(rest.replace(/^['’]s?/, ""))
    .slice(0, 4)
    .find((w) => !isStopword(w));
  return word === undefined ? null : `_${owns ? "'s" : ""} ${lemma(word)}`;
}
