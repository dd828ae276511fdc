import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { SIGNING_SECRET } from "../../fakes/slack/recorder.ts";

const { PATH = "" } = process.env;
const MAIN = fileURLToPath(new URL("../../../dist/main.js", import.meta.url));

export interface Started {
  readonly url: string;
  /** All that it has printed, on either stream. */
  readonly output: () => string;
  kill(signal: "SIGKILL" | "SIGTERM"): Promise<void>;
}

/** Starts the product as an operator does, as a process of its own, on a port that the system picks. */
export async function startProcess(env: Record<string, string>): Promise<Started> {
  const child: ChildProcess = spawn(process.execPath, [MAIN], {
    env: {
      PATH,
      PORT: "0",
      COMPUTE_DEALS_NOW: "2026-07-01T09:00:00Z",
      SLACK_BOT_TOKEN: "xoxb-test",
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
      USER_QUESTIONS_PER_MINUTE: "100000",
      CHANNEL_QUESTIONS_PER_MINUTE: "100000",
      QUESTIONS_PER_DAY: "100000",
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stdout?.on("data", (d) => {
    output += String(d);
  });
  child.stderr?.on("data", (d) => {
    output += String(d);
  });
  const exited = new Promise<void>((done) => child.once("exit", () => done()));
  const url = await new Promise<string>((resolve, reject) => {
    const look = setInterval(() => {
      const [, found] = /listens on (http:\S+)/.exec(output) ?? [];
      if (found) resolve(found);
      if (found || child.exitCode !== null) clearInterval(look);
      if (child.exitCode !== null) reject(new Error(`it ended: ${output}`));
    }, 20);
  });
  return {
    url,
    output: () => output,
    async kill(signal) {
      child.kill(signal);
      await exited;
    },
  };
}
