import type { KnownBlock, TableBlock } from "@slack/types";
import { truncate } from "../../core/text.ts";
import type { Citation, Table } from "../../core/types.ts";
import { clean } from "./escape.ts";
import { LIMITS } from "./limits.ts";
import { line, numbers, rich, weight, words } from "./rich.ts";

const CELL = 120;
const ROWS = 25;

type Cell = TableBlock["rows"][number][number];

/** A table of figures as far as `room` characters go, with a line that says how many rows there are in all. */
export function tableBlocks(table: Table, citations: readonly Citation[], room: number): KnownBlock[] {
  const columns = Math.min(table.columns.length, LIMITS.table.columns - 1);
  if (columns === 0) return [];
  const cited = table.rows.some((r) => r.citations.length > 0);
  const head: Cell[] = [...table.columns.slice(0, columns).map(plain), ...(cited ? [plain("Sources")] : [])];
  const rows: Cell[][] = [head];
  let used = weight(head) + 60;
  for (const row of table.rows.slice(0, ROWS)) {
    const cells = Array.from({ length: columns }, (_, i) => plain(row.cells[i] ?? ""));
    const next = cited ? [...cells, marksCell(row.citations, citations)] : cells;
    if (used + weight(next) > Math.min(room, LIMITS.table.characters)) break;
    used += weight(next);
    rows.push(next);
  }
  if (rows.length === 1) return [];
  const shown = rows.length - 1;
  const total = shown < table.total ? `${shown} of ${table.total} shown` : `${table.total} in all`;
  return [{ type: "table", rows }, rich(line(words(total, { italic: true })))];
}

const plain = (text: string): Cell => ({ type: "raw_text", text: clean(truncate(text.trim(), CELL)) || " " });

function marksCell(ns: readonly number[], citations: readonly Citation[]): Cell {
  const marks = numbers(ns, citations).slice(1);
  return marks.length > 0 ? rich(line(...marks)) : plain("");
}
