import { firstDay, lastDay, mayBeSame } from "../core/dates.ts";
import { sameAmount } from "../core/figures/figure-compare.ts";
import { type Figure, parseFigures } from "../core/figures/figures.ts";
import type { Deal, DealEvent, Library } from "../core/library.ts";
import type { Problem, StoredDocument } from "../core/ports.ts";
import { textKey } from "../core/text.ts";
import type { Statement } from "../core/types.ts";
import { joinLibrary } from "./library.ts";

/** Reports at a place of one file; `key` is that of the file's lines ("history:2"). */
type Report = (key: string, message: string, fix: string) => void;

/**
 * Proves the library against itself: every stage and figure rests on a statement, dates are in order, nothing points
 * nowhere and nothing stands twice. Pure; each problem has its file, its line and what to do about it.
 */
export function runDealsCheck(documents: readonly StoredDocument[]): Problem[] {
  const { library, problems } = joinLibrary(documents);
  const found: Problem[] = [...problems];
  for (const d of documents) {
    const report: Report = (key, message, fix) =>
      found.push({ file: d.path, line: d.content.lines[key] ?? null, message, fix });
    for (const deal of d.content.deals) {
      const own = [...library.statements.values()].filter((s) => s.deal === deal.slug);
      checkStages(deal, report);
      checkHistory(deal, library, report);
      checkFigures(deal, library, report);
      checkSummary(deal, own, library, report);
      for (const party of deal.parties)
        if (!library.lexicon.byName(party))
          report(
            `deal:${deal.slug}`,
            `the party ${party} is not in entities.yaml`,
            "add it there, or write its name as there",
          );
    }
    for (const s of d.content.statements) if (s.curated) checkStatement(s, library, report);
  }
  return [...found, ...duplicates(documents), ...unused(documents, library)];
}

function checkStages(deal: Deal, report: Report): void {
  const at = `deal:${deal.slug}`;
  const moves = deal.history
    .map((event, i) => ({ event, key: `history:${i}` }))
    .filter(({ event }) => event.after !== null || event.before !== null);
  if (moves.length === 0) {
    const fix = "add the history's event that led to it, with `after`";
    report(at, `the stage "${deal.stage}" rests on no statement`, fix);
    return;
  }
  let stage: DealEvent["after"] = null;
  for (const { event, key } of moves) {
    if (event.after === null)
      report(key, "the event has a `before` and no `after`", "say what stage it led to, or leave both out");
    else if (event.before !== stage)
      report(
        key,
        `it starts from "${event.before ?? "null"}", but the deal was at "${stage ?? "null"}" by then`,
        `write before: ${stage ?? "null"}`,
      );
    stage = event.after ?? stage;
  }
  if (stage !== deal.stage)
    report(
      at,
      `the stage is "${deal.stage}", but the history ends at "${stage ?? "null"}"`,
      "record the missing change in the history, or correct the stage",
    );
  const last = moves.at(-1)?.event.date ?? null;
  if (deal.stageAsOf !== null && last !== null && lastDay(deal.stageAsOf) < firstDay(last))
    report(
      at,
      `stage_as_of is ${deal.stageAsOf}, before the change of stage on ${last}`,
      `write stage_as_of: ${last} or later`,
    );
}

function checkHistory(deal: Deal, library: Library, report: Report): void {
  let latest: { date: string; key: string } | null = null;
  const seen = new Set<string>();
  for (const [i, event] of deal.history.entries()) {
    const key = `history:${i}`;
    if (seen.has(event.statement))
      report(
        key,
        `the statement ${event.statement} stands in the history twice`,
        "keep the one event that it tells of",
      );
    seen.add(event.statement);
    if (event.changes === event.statement)
      report(key, `${event.statement} changes itself`, "name the earlier statement that it changed");
    const statement = library.statements.get(event.statement);
    const told = statement?.curated?.dateOfEvent ?? null;
    if (event.date !== null && told !== null && !mayBeSame(event.date, told))
      report(
        key,
        `the event is of ${event.date}, its statement ${event.statement} of ${told}`,
        "correct the one that is wrong",
      );
    const changed =
      event.changes === null ? null : (library.statements.get(event.changes)?.curated?.dateOfEvent ?? null);
    if (event.date !== null && changed !== null && firstDay(changed) > lastDay(event.date))
      report(
        key,
        `it changes ${event.changes ?? ""}, which is of ${changed}, later than ${event.date}`,
        "turn the two round, or correct the date",
      );
    if (event.date === null) continue;
    if (latest && lastDay(event.date) < firstDay(latest.date))
      report(
        key,
        `the event of ${event.date} stands after one of ${latest.date}`,
        "put the events in order of their dates",
      );
    if (!latest || firstDay(event.date) > firstDay(latest.date)) latest = { date: event.date, key };
  }
}

function checkFigures(deal: Deal, library: Library, report: Report): void {
  const seen = new Set<string>();
  for (const [i, f] of deal.figures.entries()) {
    const key = `figure:${i}`;
    const statement = library.statements.get(f.statement);
    if (statement && !statement.text.includes(f.amount))
      report(
        key,
        `"${f.amount}" does not stand in ${f.statement}`,
        `write the amount as the statement has it: ${statement.text}`,
      );
    const id = `${f.statement} ${f.amount}`;
    if (seen.has(id))
      report(key, `the figure "${f.amount}" of ${f.statement} stands here twice`, "take one of them out");
    seen.add(id);
  }
}

function checkSummary(deal: Deal, own: readonly Statement[], library: Library, report: Report): void {
  const at = `deal:${deal.slug}`;
  if (own.length === 0 && deal.history.length === 0)
    report(at, "the brief holds no statement", "add the statements that the deal is known by");
  const events = deal.history.flatMap((e) => library.statements.get(e.statement) ?? []);
  const given = [...own, ...events].flatMap((s) => parseFigures(s.text));
  for (const f of parseFigures(deal.summary))
    if (f.value !== null && f.value >= 1000 && !ends(f).every((end) => given.some((g) => sameAmount(end, g))))
      report(
        at,
        `the summary's "${f.text}" stands in no statement of the deal`,
        "correct it, or add the statement that gives it",
      );
}

/** A range stands where both of its ends do: one source may give the one and another the other. */
const ends = (f: Figure): Figure[] =>
  f.high === null
    ? [f]
    : [
        { ...f, high: null },
        { ...f, high: null, value: f.high },
      ];

/** A source can hardly tell of what came after it; a day is allowed for time zones. */
function checkStatement(s: Statement, library: Library, report: Report): void {
  const published = library.sources.get(s.sourceId)?.published ?? null;
  const event = s.curated?.dateOfEvent ?? null;
  if (published === null || event === null) return;
  const days = (Date.parse(firstDay(event)) - Date.parse(lastDay(published))) / 86_400_000;
  if (days > 1)
    report(
      `statement:${s.id}`,
      `${s.id} tells of ${event}, but its source appeared on ${published}`,
      "correct the date of the event or of the source",
    );
}

function duplicates(documents: readonly StoredDocument[]): Problem[] {
  const found: Problem[] = [];
  const once = <T>(items: Iterable<readonly [string, T]>, report: (item: T, earlier: T) => void) => {
    const seen = new Map<string, T>();
    for (const [key, item] of items) {
      const earlier = seen.get(key);
      if (earlier === undefined) seen.set(key, item);
      else report(item, earlier);
    }
  };
  const placed = <T>(pick: (d: StoredDocument) => readonly T[], keyOf: (t: T, i: number) => string) =>
    documents.flatMap((d) =>
      pick(d).map((item, i) => ({ item, file: d.path, line: d.content.lines[keyOf(item, i)] ?? null })),
    );
  const at = (p: { file: string; line: number | null }) =>
    `${p.file}${p.line === null ? "" : ` line ${p.line}`}`;
  const told = placed(
    (d) => d.content.statements.filter((s) => s.curated !== null),
    (s) => `statement:${s.id}`,
  );
  once(
    told.map((p) => [`${p.item.sourceId} ${textKey(p.item.text)}`, p] as const),
    (p, earlier) =>
      found.push({
        file: p.file,
        line: p.line,
        message: `${p.item.id} says the same words as ${earlier.item.id} (${at(earlier)})`,
        fix: "keep one of the two",
      }),
  );
  const deals = placed(
    (d) => d.content.deals,
    (d) => `deal:${d.slug}`,
  );
  once(
    deals.map((p) => [textKey(p.item.name), p] as const),
    (p, earlier) =>
      found.push({
        file: p.file,
        line: p.line,
        message: `the name "${p.item.name}" is that of ${earlier.item.slug} too (${at(earlier)})`,
        fix: "give one of the two another name",
      }),
  );
  const pairs = placed(
    (d) => d.content.conflicts,
    (_, i) => `conflict:${i}`,
  );
  once(
    pairs.map((p) => [[...p.item.statements].sort().join(" "), p] as const),
    (p, earlier) =>
      found.push({
        file: p.file,
        line: p.line,
        message: `the pair ${p.item.statements.join(", ")} stands at ${at(earlier)} already`,
        fix: "take one of them out",
      }),
  );
  return found;
}

/** Sources of the catalogue that nothing rests on. */
function unused(documents: readonly StoredDocument[], library: Library): Problem[] {
  const cited = new Set([...library.statements.values()].map((s) => s.sourceId));
  return documents.flatMap((d) =>
    d.content.sources
      .filter((s) => s.quoteKind === "summary" && !cited.has(s.id))
      .map((s) => ({
        file: d.path,
        line: d.content.lines[`source:${s.id}`] ?? null,
        message: `no statement rests on the source ${s.id}`,
        fix: "take the source out, or add what it says to a brief",
      })),
  );
}
