import { claimJson } from "../chat/claim-json.ts";
import { renderClaim } from "../chat/terminal/claim.ts";
import { checkClaim } from "../core/check/check-claim.ts";
import { MAX_QUESTION } from "../core/question/scope.ts";
import { withApp } from "./start.ts";
import { readArgs, UsageError } from "./usage.ts";

export async function run(args: string[]): Promise<number> {
  const parsed = readArgs("check-claim", args, { json: { type: "boolean" } });
  if (!parsed) return 0;
  const claim = parsed.positionals.join(" ").trim();
  if (claim === "") throw new UsageError("check-claim", "There is no claim. Put it in quotes after --.");
  if (claim.length > MAX_QUESTION)
    throw new UsageError(
      "check-claim",
      `That is ${claim.length} characters long; check at most ${MAX_QUESTION} at a time.`,
    );
  return withApp(async (app) => {
    const checked = checkClaim(claim, {
      library: app.library,
      search: app.search,
      ledger: app.ledger,
      day: null,
    });
    process.stdout.write(
      parsed.values.json
        ? `${JSON.stringify(claimJson(checked))}\n`
        : renderClaim(checked, process.stdout.columns ?? 100),
    );
    return 0;
  });
}
