import { sideBySide } from "../chat/terminal/layout.ts";
import { outletName } from "../core/source-words.ts";
import { withApp } from "./start.ts";
import { readArgs } from "./usage.ts";

export async function run(args: string[]): Promise<number> {
  const parsed = readArgs("sources", args, { json: { type: "boolean" } });
  if (!parsed) return 0;
  return withApp(async (app) => {
    const counts = new Map<string, number>();
    for (const s of app.library.statements.values())
      counts.set(s.sourceId, (counts.get(s.sourceId) ?? 0) + 1);
    const sources = [...app.library.sources.values()].map((s) => ({
      ...s,
      statements: counts.get(s.id) ?? 0,
    }));
    if (parsed.values.json) {
      process.stdout.write(`${JSON.stringify({ total: sources.length, sources })}\n`);
      return 0;
    }
    const rows = sources.map((s) => [
      s.id,
      outletName(s),
      s.kind,
      s.published ?? "undated",
      String(s.statements),
    ]);
    const table = sideBySide(
      [["source", "publisher", "kind", "published", "statements"], ...rows],
      process.stdout.columns ?? 100,
    );
    process.stdout.write(
      `${table}\n\n  ${sources.length} sources, ${app.library.statements.size} statements\n`,
    );
    return 0;
  });
}
