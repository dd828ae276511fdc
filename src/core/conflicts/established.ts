import { compareDates } from "../dates.ts";
import type { Lexicon } from "../entities.ts";
import { findingOf } from "../label/label.ts";
import { numberWord, type Origin, originsOf } from "../label/origins.ts";
import type { Evidence, Label, PartialDate, SourceKind } from "../types.ts";
import type { FoundConflict } from "./conflicts.ts";
import type { ConflictKind } from "./topic.ts";
import { daysBetween } from "./topic.ts";

/** Which of two sides is better established, and one sentence for readers that says why. */
export interface Established {
  readonly better: 0 | 1;
  readonly sentence: string;
}

/** A party that denies something speaks as surely as one that announces. */
const LABEL: Readonly<Record<Label, number>> = {
  confirmed: 3,
  denied: 3,
  stated: 2,
  reported: 1,
  disputed: 1,
  speculative: 0,
};
const KIND: Readonly<Record<SourceKind, number>> = { official: 2, press: 1, analysis: 0 };
const KIND_WORDS: Readonly<Record<SourceKind, string>> = {
  official: "a party's or an authority's own page",
  press: "press",
  analysis: "a blog or analysis",
};
/** What has changed in the meantime is better told by who came later; a day or two is no meantime. */
const LATER_DAYS = 21;

interface Weight {
  readonly label: Label;
  readonly kind: SourceKind;
  readonly origins: readonly Origin[];
  readonly latest: PartialDate | null;
}

function weightOf(side: readonly Evidence[], lexicon: Lexicon): Weight | null {
  const labels = side.map((e) => findingOf(e.statement, e.source, lexicon).label);
  const [label] = labels.toSorted((a, b) => LABEL[b] - LABEL[a]);
  const [kind] = side.map((e) => e.source.kind).toSorted((a, b) => KIND[b] - KIND[a]);
  if (label === undefined || kind === undefined) return null;
  const dates = side.flatMap((e) => e.source.published ?? e.statement.curated?.dateOfEvent ?? []);
  return {
    label,
    kind,
    origins: originsOf(side, lexicon),
    latest: dates.toSorted(compareDates).at(-1) ?? null,
  };
}

/**
 * Weighs two sides by how far their best statement is established (counts double), the kind of their best source and the
 * number of independent origins; where all that is even, by date, if what they tell may change. Null where neither wins.
 */
export function betterEstablished(
  one: readonly Evidence[],
  two: readonly Evidence[],
  lexicon: Lexicon,
  kind: ConflictKind = "figure",
): Established | null {
  // A headline that leaves "up to" out does not become truer by being copied.
  if (kind === "bound") return null;
  const [a, b] = [weightOf(one, lexicon), weightOf(two, lexicon)];
  if (!a || !b) return null;
  const label = 2 * (LABEL[a.label] - LABEL[b.label]);
  const source = KIND[a.kind] - KIND[b.kind];
  const origins = Math.sign(a.origins.length - b.origins.length);
  const sum = label + source + origins;
  // the day of an event does not change with time
  const may = kind !== "date" && daysBetween(a.latest, b.latest) > LATER_DAYS;
  const later = may && a.latest !== null && b.latest !== null ? compareDates(a.latest, b.latest) : 0;
  const decided = sum !== 0 ? sum : later;
  if (decided === 0) return null;
  const better = decided > 0 ? 0 : 1;
  const [winner, loser] = better === 0 ? [a, b] : [b, a];
  const reasons = sum === 0 ? ["it is the later one"] : reasonsFor(winner, loser);
  return {
    better,
    sentence: `Better established: the ${better === 0 ? "first" : "second"}; ${reasons.join(", ")}.`,
  };
}

function reasonsFor(winner: Weight, loser: Weight): string[] {
  const reasons: string[] = [];
  const { length: count } = winner.origins;
  const party = winner.origins.find((o) => o.kind === "party");
  const more = count > loser.origins.length;
  if (more)
    reasons.push(`${numberWord(count)} independent sources against ${numberWord(loser.origins.length)}`);
  if (LABEL[winner.label] > LABEL[loser.label]) {
    if (winner.label === "confirmed" && party)
      reasons.push(`${more ? "one" : "it"} goes back to ${party.name}`);
    else if (winner.label === "denied") reasons.push(`a party itself denies the other`);
    else if (winner.label === "confirmed") reasons.push("it goes back to an announcement or a filing");
    else if (loser.label === "speculative") reasons.push("the other is only supposed");
    else reasons.push("the other is hearsay");
  } else if (KIND[winner.kind] > KIND[loser.kind])
    reasons.push(`${KIND_WORDS[winner.kind]} against ${KIND_WORDS[loser.kind]}`);
  return reasons.length > 0 ? reasons : [`${KIND_WORDS[winner.kind]} against ${KIND_WORDS[loser.kind]}`];
}

/** These differ in how much is said, not in what: both are shown, and neither loses its label. */
const SHADES: ReadonlySet<ConflictKind> = new Set(["bound", "certainty"]);

/**
 * The statements whose label becomes "disputed": another source contradicts them and is at least as well established.
 * What only a weaker source contradicts keeps its label, and the conflict is shown beside it. Within one source nothing
 * is disputed: a slip of a headline is no other source.
 */
export function disputedStatements(
  conflicts: readonly FoundConflict[],
  evidence: ReadonlyMap<string, Evidence>,
  lexicon: Lexicon,
): Set<string> {
  const disputed = new Set<string>();
  for (const { sides, kind } of conflicts) {
    if (SHADES.has(kind)) continue;
    const [one, two] = sides.map((s) => s.statements.flatMap((id) => evidence.get(id) ?? []));
    if (!one || !two || one.length === 0 || two.length === 0) continue;
    if (new Set([...one, ...two].map((e) => e.source.id)).size < 2) continue;
    const better = betterEstablished(one, two, lexicon, kind)?.better ?? null;
    if (better !== 0) for (const e of one) disputed.add(e.statement.id);
    if (better !== 1) for (const e of two) disputed.add(e.statement.id);
  }
  return disputed;
}
