import { sideBySide } from "../chat/terminal/layout.ts";
import { withApp } from "./start.ts";
import { readArgs, UsageError } from "./usage.ts";

export async function run(args: string[]): Promise<number> {
  const parsed = readArgs("deals", args, { json: { type: "boolean" } });
  if (!parsed) return 0;
  const [slug] = parsed.positionals;
  return withApp(async (app) => {
    const deals = slug === undefined ? app.library.deals : app.library.deals.filter((d) => d.slug === slug);
    if (slug !== undefined && deals.length === 0)
      throw new UsageError("deals", `There is no deal "${slug}". Leave it out to list them all.`);
    if (parsed.values.json) {
      process.stdout.write(
        `${JSON.stringify(slug === undefined ? { total: deals.length, deals } : deals[0])}\n`,
      );
      return 0;
    }
    const rows = deals.map((d) => [d.slug, d.name, d.stage, d.stageAsOf ?? "undated"]);
    process.stdout.write(
      `${sideBySide([["deal", "name", "stage", "as of"], ...rows], process.stdout.columns ?? 100)}\n\n  ${deals.length} in all\n`,
    );
    return 0;
  });
}
