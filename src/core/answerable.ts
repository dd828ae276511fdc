import type { Search } from "./query.ts";
import type { Resolved } from "./resolve.ts";
import type { Found } from "./retrieve.ts";
import type { Want } from "./wants.ts";

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
  if (!want) return { answerable: true, found: close };
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
  const reach = resolved.sources || resolved.premise || resolved.followsUp ? MIN_REACH / 2 : MIN_REACH;
  return found.hit.coverage >= Math.min(coverage, reach) && found.hit.reach >= reach;
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
