import { isPartialDate } from "../core/dates.ts";
import type { DocumentContent, Problem } from "../core/ports.ts";
import { type Curated, LABELS, type Passage, type Statement } from "../core/types.ts";
import { content, refused } from "./content.ts";
import { lineAt } from "./decode.ts";
import { rawLines } from "./lines.ts";
import type { YamlData } from "./yaml-data.ts";
import { checkYaml, dealSchema } from "./yaml-data.ts";

/** The line below a bullet: `id · label · attribution · source id · date of event`. */
interface Entry {
  readonly id: string;
  readonly curated: Curated;
  readonly sourceId: string;
}

const SHAPE = "`id · label · attribution · source id · date or undated`";

/**
 * Reads the brief of a deal: its front matter, the summary (its first paragraph), and its statements, each a bullet
 * with a line of data below. The sources that they name are looked up when the library is loaded.
 */
export function parseBrief(path: string, text: string, data: YamlData, bodyStart: number): DocumentContent {
  const checked = checkYaml(path, data, dealSchema);
  if ("problems" in checked) return refused(...checked.problems);
  const { deal: slug, name, parties, stage, stage_as_of, history, figures } = checked.value;
  const problems: Problem[] = [];
  const passages: Passage[] = [];
  const statements: Statement[] = [];
  const lines: Record<string, number> = { [`deal:${slug}`]: data.lineOf(["deal"]) };
  for (const [i] of history.entries()) lines[`history:${i}`] = data.lineOf(["history", i]);
  for (const [i] of figures.entries()) lines[`figure:${i}`] = data.lineOf(["figures", i]);
  const summary: string[] = [];
  let heading: string | null = null;
  const rows = rawLines(text).filter((r) => r.start >= bodyStart);
  for (const [i, row] of rows.entries()) {
    const s = text.slice(row.start, row.end);
    const title = /^#{1,6}\s+(.*?)(?:\s+#+)?$/.exec(s)?.[1];
    if (title !== undefined) heading = title;
    const bullet = /^[-*+]\s+/.exec(s)?.[0].length ?? 0;
    if (bullet === 0) {
      const inSummary = summary.length === 0 ? title === undefined && !s.startsWith("`") : !row.gap;
      if (inSummary && statements.length === 0 && title === undefined) summary.push(s);
      continue;
    }
    const next = rows[i + 1];
    const line = lineAt(text, row.start);
    const entry = readEntry(next ? text.slice(next.start, next.end) : "");
    if (typeof entry === "string") {
      problems.push({
        file: path,
        line: line + 1,
        message: entry,
        fix: `write ${SHAPE} on the line below the statement`,
      });
      continue;
    }
    const [start, end] = [row.start + bullet, row.end];
    const earlier = lines[`statement:${entry.id}`];
    if (earlier !== undefined) {
      const message = `the statement id ${entry.id} stands on line ${earlier} already`;
      problems.push({ file: path, line, message, fix: "give one of the two another id" });
      continue;
    }
    lines[`statement:${entry.id}`] = line;
    const passageId = `${slug}@${entry.id}`;
    const at = { sourceId: entry.sourceId, text: text.slice(start, end), start, end };
    passages.push({ id: passageId, ...at });
    statements.push({
      id: entry.id,
      passageId,
      ordinal: statements.length,
      ...at,
      form: "sentence",
      heading,
      via: null,
      deal: slug,
      curated: entry.curated,
    });
  }
  const deal = {
    slug,
    name,
    parties,
    stage,
    stageAsOf: stage_as_of,
    summary: summary.join(" "),
    history,
    figures,
  };
  return content({ deals: [deal], passages, statements, problems, lines });
}

function readEntry(line: string): Entry | string {
  const inner = /^`(.*)`$/.exec(line)?.[1];
  if (inner === undefined) return "a statement without its line of data";
  const parts = inner.split("·").map((p) => p.trim());
  const [id, label] = parts;
  const [sourceId, date] = parts.slice(-2);
  const attribution = parts.slice(2, -2).join(" · ");
  if (parts.length < 5 || !id || !sourceId || !attribution)
    return `a line of data with too few parts: ${inner}`;
  const known = LABELS.find((l) => l === label);
  if (!known) return `unknown label "${label ?? ""}" (known: ${LABELS.join(", ")})`;
  if (date !== "undated" && !isPartialDate(date ?? "")) return `"${date ?? ""}" is no date`;
  return {
    id,
    sourceId,
    curated: { label: known, attribution, dateOfEvent: date === "undated" ? null : (date ?? null) },
  };
}
