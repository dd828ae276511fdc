import { stringify } from "yaml";
import type { Deal, Library } from "../core/library.ts";
import type { Addition } from "../core/proposal.ts";
import type { Source } from "../core/types.ts";
import type { Edit } from "./edits.ts";

/** The id under which a document's source stands in the library: the one that it has there, or a new one. */
export function sourceIdFor(source: Source, additions: readonly Addition[], library: Library): string {
  const known = [...library.sources.values()].find(
    (s) => s.quoteKind === "summary" && s.url !== null && s.url === source.url,
  );
  if (known) return known.id;
  const deal = additions[0]?.deal.slug ?? "document";
  const base = [kebab(source.publisher ?? source.title).slice(0, 30), deal, source.published]
    .filter((part) => part !== null && part !== "")
    .join("-");
  let id = base;
  for (let n = 2; library.sources.has(id); n++) id = `${base}-${n}`;
  return id;
}

const kebab = (text: string): string =>
  text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");

/** What records a source in `sources.yaml`: an entry in its place by the alphabet. */
export function recordSource(text: string, id: string, source: Source): Edit[] {
  const lines = text.split(/\r?\n/);
  const entries = lines.flatMap((line, at) => {
    const own = /^- id: (\S+)/.exec(line)?.[1];
    return own === undefined ? [] : [{ id: own, at }];
  });
  if (entries.some((e) => e.id === id)) return [];
  const { title, publisher, url, published, kind } = source;
  const added = [
    `- id: ${id}`,
    ...Object.entries({ title, publisher, url }).map(([key, value]) => `  ${key}: ${scalar(value)}`),
    `  published: ${published ?? "null"}`,
    `  kind: ${kind}`,
  ];
  const next = entries.find((e) => e.id > id);
  if (next) return [{ at: next.at, removed: 0, added: [...added, ""] }];
  const end = lines.findLastIndex((l) => l.trim() !== "") + 1;
  return [{ at: end, removed: 0, added: end === 0 ? added : ["", ...added] }];
}

/** A value on one line, quoted where YAML would read it as something else. */
const scalar = (value: string | null): string => stringify(value, { lineWidth: 0 }).trim();

/** Ids for the new statements of a deal: its prefix and the numbers after the highest that the library ever gave. */
export function freshIds(deal: Deal, count: number, library: Library): string[] {
  const idOf = (id: string) => /^(.+)-(\d+)$/.exec(id);
  const own = [...library.statements.values()]
    .filter((s) => s.deal === deal.slug)
    .flatMap((s) => idOf(s.id)?.[1] ?? []);
  const prefix = own.toSorted((a, b) => countOf(own, b) - countOf(own, a))[0] ?? deal.slug;
  const highest = Math.max(
    0,
    ...[...library.statements.keys()].flatMap((id) => {
      const parts = idOf(id);
      return parts?.[1] === prefix ? [Number(parts[2])] : [];
    }),
  );
  return Array.from({ length: count }, (_, i) => `${prefix}-${String(highest + 1 + i).padStart(2, "0")}`);
}

const countOf = (all: readonly string[], one: string): number => all.filter((x) => x === one).length;

/**
 * What records additions in the brief of their deal: statements below their headings, events at the end of the history,
 * and the stage above. Throws, naming the line to add by hand, where the brief is not laid out as the library's README says.
 */
export function recordInBrief(
  path: string,
  text: string,
  additions: readonly { readonly id: string; readonly sourceId: string; readonly addition: Addition }[],
): Edit[] {
  const lines = text.split(/\r?\n/);
  const close = lines.indexOf("---", 1);
  const find = (pattern: RegExp) => {
    const at = lines.findIndex((l, i) => i < close && pattern.test(l));
    if (at < 0)
      throw new Error(
        `${path}: its front matter has no line like ${pattern.source}. Lay it out as the other briefs.`,
      );
    return at;
  };
  const edits: Edit[] = [];
  const bySection = new Map<number, string[]>();
  for (const { id, sourceId, addition: a } of additions) {
    const at = sectionEnd(lines, close, a.heading);
    const row = `  \`${id} · ${a.label} · ${a.attribution} · ${sourceId} · ${a.date ?? "undated"}\``;
    bySection.set(at, [...(bySection.get(at) ?? []), `- ${a.text}`, row]);
  }
  for (const [at, added] of bySection) edits.push({ at, removed: 0, added });
  const events = additions.flatMap(({ id, addition: { event, date } }) => {
    if (!event) return [];
    const parts = [
      `date: ${date ?? "null"}`,
      `statement: ${id}`,
      ...(event.changes === null ? [] : [`changes: ${event.changes}`]),
      ...(event.after === null ? [] : [`before: ${event.before ?? "null"}`, `after: ${event.after}`]),
    ];
    return [`  - { ${parts.join(", ")} }`];
  });
  if (events.length > 0) {
    const history = find(/^history:/);
    const empty = /^history: *\[\] *$/.test(lines[history] ?? "");
    let end = history + 1;
    while (end < close && /^ +\S/.test(lines[end] ?? "")) end++;
    edits.push(
      empty
        ? { at: history, removed: 1, added: ["history:", ...events] }
        : { at: end, removed: 0, added: events },
    );
  }
  const moved = additions.findLast(({ addition }) => addition.event?.after)?.addition;
  if (moved?.event?.after) {
    edits.push({ at: find(/^stage: /), removed: 1, added: [`stage: ${moved.event.after}`] });
    edits.push({ at: find(/^stage_as_of: /), removed: 1, added: [`stage_as_of: ${moved.date ?? "null"}`] });
  }
  return edits;
}

/** Behind the last statement below a heading; below the last heading where that one is not there. */
function sectionEnd(lines: readonly string[], close: number, heading: string): number {
  const headings = lines.flatMap((line, at) => {
    const title = at > close ? /^#{2,6}\s+(.*)$/.exec(line)?.[1] : undefined;
    return title === undefined ? [] : [{ title, at }];
  });
  const wanted = headings.findIndex((h) => h.title === heading);
  const index = wanted < 0 ? headings.length - 1 : wanted;
  const start = headings[index]?.at ?? close;
  const end = headings[index + 1]?.at ?? lines.length;
  const last = lines.findLastIndex((l, i) => i >= start && i < end && l.trim() !== "");
  return last + 1;
}
