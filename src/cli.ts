#!/usr/bin/env node
import { UsageError, usage } from "./cli/usage.ts";
import { ConfigError } from "./config.ts";

/** The commands; each is loaded when it is called, so that a question does not wait for what it does not need. */
const COMMANDS: Readonly<Record<string, () => Promise<{ run: (args: string[]) => Promise<number> }>>> = {
  ask: () => import("./cli/ask.ts"),
  sources: () => import("./cli/sources.ts"),
  deals: () => import("./cli/deals.ts"),
  ingest: () => import("./cli/ingest.ts"),
  extract: () => import("./cli/extract.ts"),
  "check-claim": () => import("./cli/check-claim.ts"),
  digest: () => import("./cli/digest.ts"),
  eval: () => import("./cli/eval.ts"),
};

async function main(argv: readonly string[]): Promise<number> {
  const [name, ...args] = argv;
  const command = name === undefined ? undefined : COMMANDS[name];
  if (!command) {
    const asked = name === "--help" || name === "-h" || name === "help";
    (asked ? process.stdout : process.stderr).write(
      `${asked || name === undefined ? "" : `There is no command "${name}".\n\n`}${usage("all")}\n`,
    );
    return asked ? 0 : 2;
  }
  return (await command()).run(args);
}

/** Writes what went wrong, with what to do, and gives the exit status: 2 for wrong use, 1 for failure. */
function explain(error: unknown): number {
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\n\n${usage(error.command)}\n`);
    return 2;
  }
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  return error instanceof ConfigError ? 2 : 1;
}

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // A reader that closed the pipe ("| head") has what it wanted.
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

process.exitCode = await main(process.argv.slice(2)).catch(explain);
