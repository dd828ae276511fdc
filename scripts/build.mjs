// Compiles src to dist, replacing what was there, so that a removed module cannot linger.
import { execFileSync } from "node:child_process";
import { existsSync, rmSync } from "node:fs";

if (!existsSync("node_modules/typescript")) process.exit(0); // a production install has no compiler and brings dist with it
rmSync("dist", { recursive: true, force: true });
execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"], {
  stdio: "inherit",
});
