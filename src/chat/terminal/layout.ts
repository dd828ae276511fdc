/** Wraps text at `width` columns; `indent` stands before every line but, where given, the first. */
export function wrap(text: string, width: number, indent = "", first = indent): string {
  const lines: string[] = [];
  for (const paragraph of text.split("\n")) {
    let line = lines.length === 0 ? first : indent;
    let empty = true;
    for (const word of paragraph.split(/\s+/).filter(Boolean)) {
      if (!empty && line.length + 1 + word.length > width) {
        lines.push(line);
        line = indent;
        empty = true;
      }
      line += empty ? word : ` ${word}`;
      empty = false;
    }
    lines.push(line);
  }
  return lines.join("\n");
}

/**
 * Lays rows out in columns, the first row underlined as their heads. The widest column gives way to fit `width`, but none
 * becomes narrower than its longest word, which could not be broken.
 */
export function sideBySide(rows: readonly (readonly string[])[], width: number): string {
  const count = Math.max(0, ...rows.map((r) => r.length));
  const widths = Array.from({ length: count }, (_, i) =>
    Math.max(1, ...rows.map((r) => (r[i] ?? "").length)),
  );
  const longest = widths.map((_, i) =>
    Math.max(...rows.flatMap((r) => (r[i] ?? "").split(/\s+/).map((word) => word.length))),
  );
  const total = () => widths.reduce((a, b) => a + b + 2, 2);
  while (total() > width) {
    const spare = widths.map((w, i) => (w > Math.max(12, longest[i] ?? 0) ? w : 0));
    const widest = spare.indexOf(Math.max(...spare));
    if ((spare[widest] ?? 0) === 0) break;
    widths[widest] = (widths[widest] ?? 1) - 1;
  }
  const out: string[] = [];
  rows.forEach((row, n) => {
    const cells = widths.map((w, i) => wrap(row[i] ?? "", w).split("\n"));
    const height = Math.max(1, ...cells.map((c) => c.length));
    for (let y = 0; y < height; y++)
      out.push(`  ${cells.map((c, i) => (c[y] ?? "").padEnd(widths[i] ?? 0)).join("  ")}`.trimEnd());
    if (n === 0) out.push(`  ${widths.map((w) => "─".repeat(w)).join("  ")}`);
  });
  return out.join("\n");
}
