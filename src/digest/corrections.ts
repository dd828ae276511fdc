import type { NewPost, Told } from "../core/digest/posts.ts";
import type { Correction } from "../core/digest/types.ts";
import { itemOf, numbering } from "./compose.ts";
import type { Happening } from "./happening.ts";
import { importanceOf } from "./importance.ts";

/** A note is of use for so long. */
const KEPT_MS = 7 * 86_400_000;
/** More would not be read; the first are the most important. */
const MOST = 5;

/** The statements that were contradicted, denied or withdrawn. */
export const affectedBy = (happenings: readonly Happening[]): string[] => [
  ...new Set(happenings.flatMap((h) => h.affects)),
];

/** One note for each conversation that was told what no longer holds so. Pure; `to` is the state of the library that tells it. */
export function correctionsOf(
  told: readonly Told[],
  happenings: readonly Happening[],
  to: number,
  now: number,
): NewPost[] {
  const byConversation = new Map<string, Told[]>();
  for (const t of told) {
    const key = `${t.place.target.tenant} ${t.place.target.platform} ${t.conversation}`;
    byConversation.set(key, [...(byConversation.get(key) ?? []), t]);
  }
  return [...byConversation].flatMap(([key, group]): NewPost[] => {
    const cited = new Set(group.flatMap((t) => t.cited));
    const changes = happenings
      .filter((h) => h.affects.some((id) => cited.has(id)) && !alreadyTold(h, cited))
      .map((h) => ({ h, importance: importanceOf(h) }))
      .sort((a, b) => b.importance - a.importance)
      .slice(0, MOST);
    const [last] = [...group].sort((a, b) => b.given.localeCompare(a.given));
    if (changes.length === 0 || !last) return [];
    const { citations, cite } = numbering();
    const items = changes.map(({ h, importance }) => itemOf(h, importance, cite));
    const correction: Correction = { of: last.of, given: last.given, items, citations };
    return [
      {
        key: `correction:${to}:${key}`,
        place: last.place,
        body: { kind: "correction", correction },
        under: null,
        subscription: null,
        by: null,
        expires: now + KEPT_MS,
      },
    ];
  });
}

/** Who cited the new statement along with the old one has said already that they differ. */
const alreadyTold = (h: Happening, cited: ReadonlySet<string>): boolean => {
  const [now] = h.evidence;
  return now !== undefined && !h.affects.includes(now.statement.id) && cited.has(now.statement.id);
};
