import { digestJson } from "../chat/digest-json.ts";
import { nothingChanged } from "../chat/digest-words.ts";
import { renderDigest } from "../chat/terminal/digest.ts";
import { firstDay, isPartialDate, lastDay } from "../core/dates.ts";
import { readTopics } from "../core/digest/topics.ts";
import { IMPORTANCE, type ScanLog } from "../core/digest/types.ts";
import { digestOfPeriod } from "../digest/plan.ts";
import { leadsOf } from "../digest-leads.ts";
import { withApp } from "./start.ts";
import { readArgs, UsageError } from "./usage.ts";

const OPTIONS = {
  preview: { type: "boolean" },
  since: { type: "string" },
  until: { type: "string" },
  topic: { type: "string", multiple: true },
  minimum: { type: "string" },
  json: { type: "boolean" },
} as const;

export async function run(args: string[]): Promise<number> {
  const parsed = readArgs("digest", args, OPTIONS);
  if (!parsed) return 0;
  const { values, positionals } = parsed;
  if (positionals.length > 0)
    throw new UsageError("digest", `"${positionals.join(" ")}" is not an option. Topics go after --topic.`);
  if (!values.preview)
    throw new UsageError("digest", "Say --preview: from here a digest is only printed, never posted.");
  if (values.since === undefined) throw new UsageError("digest", "Say since when: --since 2026-04-01.");
  const since = firstDay(day("--since", values.since));
  const until = values.until === undefined ? null : lastDay(day("--until", values.until));
  const minimum = IMPORTANCE.find((i) => i === (values.minimum ?? "all"));
  if (!minimum) throw new UsageError("digest", `--minimum takes one of ${IMPORTANCE.join(", ")}.`);
  return withApp(async (app) => {
    const topics = readTopics(values.topic ?? [], app.library);
    if (!topics.ok) throw new UsageError("digest", topics.message);
    const span = { since, until: until ?? app.config.now().toISOString().slice(0, 10), why: null };
    if (span.since > span.until)
      throw new UsageError("digest", `--since ${span.since} lies after ${span.until}.`);
    const { digest: bare, log } = digestOfPeriod(app.library, { topics: topics.topics, minimum }, span);
    writeLog(log);
    const leads = bare && (await leadsOf(app, { info: (line) => process.stderr.write(`${line}\n`) }));
    const digest = leads ? await leads(bare, app.library.lexicon) : bare;
    process.stdout.write(
      values.json
        ? `${JSON.stringify(digestJson(digest, span))}\n`
        : digest
          ? renderDigest(digest, process.stdout.columns)
          : `${nothingChanged(span, null)}\n`,
    );
    return 0;
  });
}

function day(option: string, given: string): string {
  if (isPartialDate(given)) return given;
  throw new UsageError("digest", `${option} takes a date such as 2026-04-01, not "${given}".`);
}

/** For the operator, apart from the digest itself. */
function writeLog({ scanned, leftOut }: ScanLog): void {
  process.stderr.write(`scanned: ${scanned}\n`);
  for (const { what, why } of leftOut) process.stderr.write(`left out: ${what}: ${why}\n`);
}
