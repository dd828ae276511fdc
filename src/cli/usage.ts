import { parseArgs } from "node:util";
import { isPartialDate, lastDay } from "../core/dates.ts";

const TEXTS = {
  ask: `npm run --silent ask -- [--json] [--as-of DATE] ["question"]
npm run --silent ask -- --json --batch FILE.jsonl

Answers a question from the library, with citations and labels. Without a question, on a terminal: a conversation.

  --json          prints one JSON object and nothing else on stdout
  --batch FILE    answers every line {id, question, history:[{role, text}]} of FILE, one JSON line each, in order
  --as-of DATE    answers from what was known by that day (2025-11-30)`,
  sources: `npm run --silent sources -- [--json]

Lists the sources of the library.`,
  deals: `npm run --silent deals -- [--json] [--as-of DATE] [slug]
npm run --silent deals -- --check

Lists the deals of the library, or shows one with its history; --check proves the library against itself.`,
  "check-claim": `npm run --silent check-claim -- [--json] "claim"

Checks a sentence that somebody wrote: each part is supported, contradicted, unconfirmed or not covered.`,
  ingest: `npm run --silent ingest -- [--accept] FILE

Proposes, with Claude, what a new document (.md, .txt, .html) adds to the briefs of the library: a diff on stdout, and
nothing is written until you accept it, there and then on a terminal, or with --accept. Needs ANTHROPIC_API_KEY.

  --accept        writes the proposal for FILE that was shown last; asks nobody and costs nothing`,
  extract: `npm run --silent extract

Reads, with Claude, the sources of the library that are held in their own words, each once and again when it has changed,
for disagreements that the rules do not see. What was read is kept in the database. Needs ANTHROPIC_API_KEY.`,
  digest: `npm run --silent digest -- --preview --since DATE [--until DATE] [--topic NAME]... [--minimum LEVEL] [--json]

Prints what changed in that time: the lines of a digest, most important first. Nothing is posted.

  --since DATE      the first day that counts (2026-04-01)
  --until DATE      the last one; today if left out
  --topic NAME      a deal's short name, a company or a chip; may be given several times, or with commas
  --minimum LEVEL   all, notable or major; all if left out
  --json            prints one JSON object and nothing else on stdout

What was scanned, and why something was left out, goes to stderr.`,
  eval: `npm run eval -- [--questions FILE --knowledge DIR] [--repeats N] [--out FILE]

Asks the project's own question set, or any other over any other folder, and prints a table by category.`,
} as const;

export type CommandName = keyof typeof TEXTS;

/** The help text of one command or of all. */
export const usage = (command: CommandName | "all"): string =>
  command === "all" ? `Commands:\n\n${Object.values(TEXTS).join("\n\n")}` : TEXTS[command];

/** Wrong use of a command: the message says what is wrong, the help text follows, and the exit status is 2. */
export class UsageError extends Error {
  readonly command: CommandName;
  constructor(command: CommandName, message: string) {
    super(message);
    this.command = command;
  }
}

type Options = NonNullable<Parameters<typeof parseArgs>[0]>["options"];

/** Reads a command's arguments; an unknown option is wrong use. `--help` prints the help and gives null. */
export function readArgs<const O extends NonNullable<Options>>(
  command: CommandName,
  args: string[],
  options: O,
) {
  try {
    const all = { ...options, help: { type: "boolean", short: "h" } } as const;
    const parsed = parseArgs({ args, options: all, allowPositionals: true, strict: true });
    if ((parsed.values as { help?: boolean }).help) {
      process.stdout.write(`${usage(command)}\n`);
      return null;
    }
    return parsed;
  } catch (error) {
    throw new UsageError(command, error instanceof Error ? error.message : String(error));
  }
}

/** The last day that a date on the command line can mean, or null where none is given. */
export function dayOf(command: CommandName, given: string | undefined): string | null {
  if (given === undefined) return null;
  if (!isPartialDate(given))
    throw new UsageError(command, `--as-of takes a date such as 2025-11-30, not "${given}".`);
  return lastDay(given);
}
