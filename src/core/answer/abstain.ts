import type { Gap } from "../evidence/answerable.ts";
import type { Found } from "../evidence/retrieve.ts";
import type { Library } from "../library.ts";
import type { Resolved } from "../question/resolve.ts";
import type { Want } from "../question/wants.ts";
import { outletName } from "../source-words.ts";

const MISSING: Readonly<Record<Want, string>> = {
  money: "an amount of money",
  count: "such a number",
  capacity: "a capacity",
  duration: "a period",
  date: "a date",
  percent: "a share",
  place: "a place",
  person: "a name",
  origin: "where it comes from",
  reason: "a reason",
  number: "such a number",
};

/** Says that the sources do not tell, what is missing, and the nearest thing that they do cover. */
export function abstention(gap: Gap, resolved: Resolved, nearest: Found | null, library: Library): string {
  const what = reasonLine(gap);
  const near = nearest ? nearestLine(nearest, resolved, library) : null;
  return near ? `${what} ${near}` : what;
}

function reasonLine(gap: Gap): string {
  switch (gap.kind) {
    case "nothing":
    case "too-far":
      return "The sources here don't answer that.";
    case "unknown-name":
      return `No source here covers ${join(gap.names)}, so I can't answer that.`;
    case "no-such-detail":
      return `The sources here don't answer that: none gives ${MISSING[gap.want]} for it.`;
  }
}

/** Names a deal or a source's subject, not its content: an abstention must not answer by the back door. */
function nearestLine(nearest: Found, resolved: Resolved, library: Library): string | null {
  if (nearest.hit.reach < 0.25 || resolved.entities.length === 0) return null;
  const deal = library.deals.find((d) => d.slug === nearest.statement.deal);
  if (deal) return `The nearest thing that I cover is “${deal.name}”.`;
  return `The nearest thing that I have is “${nearest.source.title}” (${outletName(nearest.source)}).`;
}

const join = (names: readonly string[]): string =>
  names.length <= 1 ? (names[0] ?? "it") : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
