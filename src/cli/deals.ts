import type { App } from "../app.ts";
import { dealJson, dealsJson } from "../chat/deals-json.ts";
import { renderDeal, renderDeals } from "../chat/terminal/deals.ts";
import { dealLines, dealPage } from "../core/ledger/deal-page.ts";
import { runDealsCheck } from "../knowledge/check-library.ts";
import { problemLine, withApp } from "./start.ts";
import { dayOf, readArgs, UsageError } from "./usage.ts";

const OPTIONS = {
  json: { type: "boolean" },
  check: { type: "boolean" },
  "as-of": { type: "string" },
} as const;

export async function run(args: string[]): Promise<number> {
  const parsed = readArgs("deals", args, OPTIONS);
  if (!parsed) return 0;
  const { values, positionals } = parsed;
  const day = dayOf("deals", values["as-of"]);
  const [slug] = positionals;
  if (values.check) return withApp(check);
  return withApp(async (app) => {
    const asOf = day ?? app.config.now().toISOString().slice(0, 10);
    const columns = process.stdout.columns ?? 100;
    if (slug === undefined) {
      const lines = dealLines(app.ledger, day);
      process.stdout.write(
        values.json ? `${JSON.stringify(dealsJson(lines, asOf))}\n` : renderDeals(lines, day, columns),
      );
      return 0;
    }
    const page = dealPage(slug, app.ledger, app.library, day);
    if (!page) throw new UsageError("deals", `There is no deal "${slug}". Leave it out to list them all.`);
    process.stdout.write(
      values.json ? `${JSON.stringify(dealJson(page, asOf))}\n` : renderDeal(page, day, columns),
    );
    return 0;
  });
}

/** Proves the library against itself; every problem comes with its file, line and fix. */
async function check(app: App): Promise<number> {
  const problems = [...app.problems, ...runDealsCheck(await app.store.library.documents())];
  for (const p of problems) process.stdout.write(`${problemLine(p)}\n`);
  const { deals, statements, sources } = app.library;
  process.stdout.write(
    `${deals.length} deals, ${statements.size} statements, ${sources.size} sources: ` +
      `${problems.length === 0 ? "nothing is wrong" : `${problems.length} problem${problems.length === 1 ? "" : "s"}`}\n`,
  );
  return problems.length === 0 ? 0 : 1;
}
