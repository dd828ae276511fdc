import { type App, createApp } from "../app.ts";
import { readConfig } from "../config.ts";

/** Opens the product for a command; what was wrong with files of the library goes to stderr. */
export async function withApp<T>(run: (app: App) => Promise<T>): Promise<T> {
  const app = await createApp(readConfig());
  try {
    for (const p of app.problems)
      process.stderr.write(`${p.file}${p.line === null ? "" : `:${p.line}`}: ${p.message} ${p.fix}\n`);
    return await run(app);
  } finally {
    await app.close();
  }
}

/** A person's own questions in a terminal belong to this tenant. */
export const LOCAL_TENANT = "local";
