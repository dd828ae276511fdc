import { type App, createApp } from "../app.ts";
import { readConfig } from "../config.ts";
import type { Problem } from "../core/ports.ts";

/** Opens the product for a command; what was wrong with files of the library goes to stderr. */
export async function withApp<T>(run: (app: App) => Promise<T>): Promise<T> {
  const app = await createApp(readConfig());
  try {
    reportProblems(app);
    return await run(app);
  } finally {
    await app.close();
  }
}

/** A person's own questions in a terminal belong to this tenant. */
export const LOCAL_TENANT = "local";

/** "deals/x.md:12: what is wrong: what to do". */
export const problemLine = (p: Problem): string =>
  `${p.file}${p.line === null ? "" : `:${p.line}`}: ${p.message}: ${p.fix}`;

/** More would hide the answer; whoever mends these sees the rest the next time. */
const SHOWN_PROBLEMS = 10;

function reportProblems({ problems }: App): void {
  for (const p of problems.slice(0, SHOWN_PROBLEMS)) process.stderr.write(`${problemLine(p)}\n`);
  const more = problems.length - SHOWN_PROBLEMS;
  if (more > 0)
    process.stderr.write(`and ${more} more problem${more === 1 ? "" : "s"} with files of the library\n`);
}
