import type { Digest, DigestItem, Filter, ScanLog } from "../core/digest/types.ts";
import { isCopy } from "../core/label/origins.ts";
import { companyOf } from "../core/ledger/find-deal.ts";
import type { Library } from "../core/library.ts";
import type { Citation } from "../core/types.ts";
import type { Happening, Notes } from "./happening.ts";
import { importanceOf, matters } from "./importance.ts";

/** Lines on the first screen; the others go to the thread. */
export const SCREEN = 8;
/** More lines than a thread is read for are counted in the log. */
const MOST = 100;
/** One deal does not take the screen from the others. */
const PER_DEAL = 2;

/** Notes for the operator, kept as they come. */
export function createNotes(): Notes & { readonly list: ScanLog["leftOut"][number][] } {
  const list: ScanLog["leftOut"][number][] = [];
  return { list, leftOut: (what, why) => list.push({ what, why }) };
}

/** Whether a line is about any of the topics: its deal, a party, or a name that it gives. */
export function isAbout(h: Happening, topics: readonly string[], library: Library): boolean {
  if (topics.length === 0) return true;
  const wanted = new Set(topics.map((t) => library.lexicon.byName(t)?.name ?? t));
  if (h.deal && (wanted.has(h.deal.slug) || h.deal.parties.some((p) => wanted.has(p)))) return true;
  const named = [h.name, ...h.evidence.slice(0, 1).map((e) => e.statement.text)].join(" ");
  return library.lexicon.mentions(named).some(({ entity }) => {
    const owner = companyOf(entity, library.lexicon);
    return wanted.has(entity.name) || (owner !== null && entity.kind !== "publication" && wanted.has(owner));
  });
}

/** Chooses, orders and numbers; the citations are numbered here, once. Null if nothing is left to tell. */
export function composeDigest(
  happenings: readonly Happening[],
  filter: Filter,
  library: Library,
  span: { readonly since: string; readonly until: string; readonly why: string | null },
  notes: Notes,
): Digest | null {
  const about = happenings.filter((h) => isAbout(h, filter.topics, library));
  if (about.length < happenings.length)
    notes.leftOut(`${happenings.length - about.length} changes`, "not on the topics");
  const weighed = collapse(about, notes).map((h) => ({ h, importance: importanceOf(h) }));
  const enough = weighed.filter((w) => matters(w.importance, filter.minimum));
  if (enough.length < weighed.length)
    notes.leftOut(`${weighed.length - enough.length} changes`, `less important than "${filter.minimum}"`);
  const ordered = screenFirst(enough.sort(byImportance));
  if (ordered.length > MOST)
    notes.leftOut(`${ordered.length - MOST} changes`, `a digest tells at most ${MOST}`);
  if (ordered.length === 0) return null;
  const { citations, cite } = numbering();
  const items = ordered.slice(0, MOST).map(({ h, importance }) => itemOf(h, importance, cite));
  return { ...span, items, shown: Math.min(SCREEN, items.length), citations };
}

/** Numbers citations in the order of their appearance. */
export function numbering() {
  const citations: Citation[] = [];
  const numbers = new Map<string, number>();
  const cite = (h: Happening): number[] => [
    ...new Set(
      h.evidence.map(({ statement, source, passage }) => {
        const known = numbers.get(`${statement.id} ${statement.text}`);
        if (known !== undefined) return known;
        const n = citations.push({ n: citations.length + 1, source, statement, passage });
        numbers.set(`${statement.id} ${statement.text}`, n);
        return n;
      }),
    ),
  ];
  return { citations, cite };
}

/** A happening as a line. */
export const itemOf = (h: Happening, importance: number, cite: (h: Happening) => number[]): DigestItem => ({
  kind: h.kind,
  deal: h.deal?.slug ?? null,
  name: h.name,
  date: h.date,
  text: h.text,
  label: h.label,
  why: h.why,
  citations: cite(h),
  importance,
});

interface Weighed {
  readonly h: Happening;
  readonly importance: number;
}

const byImportance = (a: Weighed, b: Weighed): number =>
  b.importance - a.importance ||
  (b.h.date ?? "").localeCompare(a.h.date ?? "") ||
  a.h.name.localeCompare(b.h.name) ||
  a.h.text.localeCompare(b.h.text);

/** Fills the screen with the most important lines, but with no deal more than twice while others wait. */
function screenFirst(sorted: readonly Weighed[]): Weighed[] {
  const count = new Map<string, number>();
  const first: Weighed[] = [];
  const rest: Weighed[] = [];
  for (const w of sorted) {
    const seen = count.get(w.h.name) ?? 0;
    count.set(w.h.name, seen + 1);
    (seen < PER_DEAL && first.length < SCREEN ? first : rest).push(w);
  }
  return [...first, ...rest];
}

/** Copies of one report about one deal are one line, with the citations of all. */
function collapse(happenings: readonly Happening[], notes: Notes): Happening[] {
  const kept: Happening[] = [];
  for (const h of happenings) {
    const at = kept.findIndex((k) => k.kind === h.kind && k.deal?.slug === h.deal?.slug && tellsSame(k, h));
    const known = kept[at];
    if (!known) {
      kept.push(h);
      continue;
    }
    notes.leftOut(h.text.slice(0, 80), "the same report as another line");
    kept[at] = { ...known, affects: [...new Set([...known.affects, ...h.affects])] };
  }
  return kept;
}

function tellsSame(a: Happening, b: Happening): boolean {
  const [x, y] = [a.evidence[0], b.evidence[0]];
  if (!x || !y) return false;
  return x.statement.id === y.statement.id || isCopy(x.statement.text, y.statement.text);
}
