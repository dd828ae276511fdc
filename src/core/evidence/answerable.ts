import type { Search } from "../question/query.ts";
import type { Resolved } from "../question/resolve.ts";
import type { Want } from "../question/wants.ts";
import type { Found } from "./retrieve.ts";

/** Whether the evidence can answer, or why it cannot. */
export type Assessment =
  | { readonly answerable: true; readonly found: readonly Found[] }
  | { readonly answerable: false; readonly reason: Gap; readonly nearest: Found | null };

/** What is missing. */
export type Gap =
  | { readonly kind: "nothing" }
  | { readonly kind: "unknown-name"; readonly names: readonly string[] }
  | { readonly kind: "no-such-detail"; readonly want: Want }
  | { readonly kind: "too-far" };

/** Below this share of the question's weight a statement is about something else. */
const MIN_COVERAGE = 0.25;
const MIN_REACH = 0.42;
/** A statement that must give a detail (a place, a price) must also be about the thing whose detail is asked. */
const MIN_REACH_FOR_DETAIL = 0.5;

/** Kinds of answer without which a statement does not answer; the others only help to rank. */
const HARD: ReadonlySet<Want> = new Set([
  "money",
  "count",
  "capacity",
  "duration",
  "date",
  "percent",
  "place",
  "person",
]);

/**
 * Decides between answering and abstaining. A near miss is the dangerous case: right deal, wrong detail. So a question
 * for a detail is answered only by a statement that holds such a detail and expresses the names that the question gives.
 */
export function assess(resolved: Resolved, found: readonly Found[], search: Search): Assessment {
  const nearest = found[0] ?? null;
  const gap = (reason: Gap): Assessment => ({ answerable: false, reason, nearest });
  if (resolved.unknown.length > 0 && !offersAlternative(resolved, search))
    return gap({ kind: "unknown-name", names: resolved.unknown });
  if (found.length === 0) return gap({ kind: "nothing" });
  const close = found.filter((f) => isClose(f, resolved));
  if (close.length === 0) return gap({ kind: "too-far" });
  const hard = resolved.wants.filter((w) => HARD.has(w));
  const [want] = hard;
  if (!want) {
    const about =
      !neverMentioned(resolved, search) && close.slice(0, MUST_SAY).some((f) => saysTheThing(f, resolved));
    return about ? { answerable: true, found: close } : gap({ kind: "too-far" });
  }
  const detailed = close.filter(
    (f) =>
      f.offered > 0 &&
      (resolved.premise !== null || resolved.followsUp || f.hit.reach >= MIN_REACH_FOR_DETAIL) &&
      namesAll(f, resolved),
  );
  return detailed.length > 0 ? { answerable: true, found: detailed } : gap({ kind: "no-such-detail", want });
}

/** A summary of a named source needs no word in common with it; a credit ("according to X") stands apart from what it credits. */
function isClose(found: Found, resolved: Resolved): boolean {
  if (
    resolved.sources &&
    (resolved.shape === "summary" || resolved.shape === "views" || resolved.shape === "compare")
  )
    return true;
  const coverage = resolved.wants.includes("origin") && found.offered === 1 ? 0 : MIN_COVERAGE;
  // Inside a source that the question names, or once a false premise is set aside, little else need agree.
  const reach =
    resolved.sources || resolved.premise || resolved.followsUp
      ? MIN_REACH / 2
      : MIN_REACH * brevity(resolved);
  return found.hit.coverage >= Math.min(coverage, reach) && found.hit.reach >= reach;
}

/** Among how many of the best statements one must say the thing that is asked. */
const MUST_SAY = 6;

/** One sentence can't express all of a long question: beyond a dozen concepts it need express less. */
const brevity = (resolved: Resolved): number =>
  Math.min(1, Math.sqrt(12 / resolved.concepts.filter((c) => c.weight > 0.5).length));

/** The share of the question's own words, names aside, that a statement must express if it lacks the very thing asked. */
const MIN_CONTENT = 0.45;

/**
 * Whether a statement is about what is asked and not just about the same parties. Where it expresses none of the
 * question's own words, or lacks the very thing asked about and most of the rest, it is a near miss.
 */
function saysTheThing({ hit, offered }: Found, resolved: Resolved): boolean {
  if (resolved.shape !== "fact" && resolved.shape !== "list") return true;
  if (resolved.premise !== null || resolved.kinds.length > 0) return true;
  const own = resolved.concepts.flatMap((c, i) =>
    c.kind === "word" && c.weight === 1 ? [{ name: c.name, i }] : [],
  );
  // What offers the kind of thing asked for (a number, a credit) may say it in words of its own.
  if (own.length === 0 || (resolved.wants.length > 0 && offered === 1)) return true;
  const said = (i: number) => (hit.matched[i] ?? 0) > 0.5;
  const weight = (concepts: typeof own) => concepts.reduce((sum, c) => sum + (hit.weights[c.i] ?? 0), 0);
  const content = weight(own.filter((c) => said(c.i))) / (weight(own) || 1);
  if (content === 0) return false;
  const focus = own.filter((c) => resolved.focus.includes(c.name));
  return focus.length === 0 || focus.some((c) => said(c.i)) || content >= MIN_CONTENT;
}

/** Whether no source uses any word for the very thing asked about: "penalty", "PUE". */
function neverMentioned(resolved: Resolved, search: Search): boolean {
  if (resolved.followsUp || resolved.premise !== null || resolved.kinds.length > 0) return false;
  const focus = resolved.concepts.filter(
    (c) => c.kind === "word" && c.weight === 1 && resolved.focus.includes(c.name),
  );
  return focus.length > 0 && focus.every((c) => c.forms.every((f) => search.frequency(f.term) === 0));
}

/** "Did AMD or Nvidia invest": one unknown name among alternatives leaves the others to answer for. */
const offersAlternative = (resolved: Resolved, search: Search): boolean =>
  search.size > 0 && /\bor\b/i.test(resolved.text) && resolved.entities.length > resolved.unknown.length + 1;

/** Names and figures of the question itself must be in the statement or right around it. */
function namesAll(found: Found, resolved: Resolved): boolean {
  return resolved.concepts.every(
    (c, i) =>
      found.part !== null ||
      (c.kind !== "entity" && c.kind !== "figure") ||
      c.weight < 1 ||
      (found.hit.matched[i] ?? 0) > 0.25,
  );
}
