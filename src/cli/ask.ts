import { readFileSync } from "node:fs";
import { createInterface } from "node:readline/promises";
import { z } from "zod";
import type { App } from "../app.ts";
import { answerJson } from "../chat/json.ts";
import { renderAnswer } from "../chat/terminal/render.ts";
import { answerText } from "../core/answer/answer-text.ts";
import type { Answer, Question, Turn } from "../core/types.ts";
import { LOCAL_TENANT, withApp } from "./start.ts";
import { dayOf, readArgs, UsageError } from "./usage.ts";

const OPTIONS = {
  json: { type: "boolean" },
  batch: { type: "string" },
  "as-of": { type: "string" },
} as const;

export async function run(args: string[]): Promise<number> {
  const parsed = readArgs("ask", args, OPTIONS);
  if (!parsed) return 0;
  const { values, positionals } = parsed;
  const asOf = dayOf("ask", values["as-of"]);
  if (values.batch !== undefined) {
    if (positionals.length > 0) throw new UsageError("ask", "Give either --batch or a question, not both.");
    const lines = readBatch(values.batch);
    return withApp((app) => batch(app, lines, asOf));
  }
  const text = positionals.join(" ").trim();
  if (text === "" && (values.json || !process.stdin.isTTY))
    throw new UsageError("ask", "There is no question. Put it in quotes after --.");
  if (text === "") return withApp((app) => conversation(app, asOf));
  return withApp(async (app) => {
    const { answer, ms } = await answerOne(app, text, [], asOf);
    process.stdout.write(
      values.json
        ? `${JSON.stringify(answerJson(answer, ms))}\n`
        : renderAnswer(answer, process.stdout.columns),
    );
    return 0;
  });
}

async function answerOne(app: App, text: string, history: readonly Turn[], asOf: string | null) {
  const started = performance.now();
  const question: Question = {
    text,
    history,
    asOf: asOf ?? app.config.now().toISOString().slice(0, 10),
    asOfChosen: asOf !== null,
  };
  const abort = new AbortController();
  const stop = () => abort.abort();
  process.once("SIGINT", stop);
  try {
    const answer = await app.ask(question, { tenant: LOCAL_TENANT, signal: abort.signal });
    return { answer, ms: Math.round(performance.now() - started) };
  } finally {
    process.removeListener("SIGINT", stop);
  }
}

const Line = z.object({
  id: z.union([z.string(), z.number()]).transform(String).optional(),
  question: z.string(),
  history: z.array(z.object({ role: z.enum(["user", "assistant"]), text: z.string() })).default([]),
});

interface BatchLine {
  readonly number: number;
  readonly text: string;
}

function readBatch(file: string): BatchLine[] {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    throw new UsageError("ask", `--batch names ${file}, which can't be read.`);
  }
  return text
    .split("\n")
    .map((line, i) => ({ number: i + 1, text: line.trim() }))
    .filter((l) => l.text !== "");
}

/** A bad line gives an error in its place and the rest go on; the exit status tells that there was one. */
async function batch(app: App, lines: readonly BatchLine[], asOf: string | null): Promise<number> {
  let failed = false;
  for (const line of lines) {
    const parsed = parseLine(line);
    if ("error" in parsed) {
      failed = true;
      process.stdout.write(`${JSON.stringify(parsed)}\n`);
      continue;
    }
    const { answer, ms } = await answerOne(app, parsed.question, parsed.history, asOf);
    process.stdout.write(`${JSON.stringify(answerJson(answer, ms, parsed.id))}\n`);
  }
  return failed ? 1 : 0;
}

function parseLine(line: BatchLine) {
  let value: unknown;
  try {
    value = JSON.parse(line.text);
  } catch {
    return { error: `line ${line.number} is not JSON` };
  }
  const parsed = Line.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const id = z.object({ id: z.union([z.string(), z.number()]).transform(String) }).safeParse(value);
  const error = `line ${line.number}: ${issue?.path.join(".") || "the line"}: ${issue?.message ?? "is not a question"}`;
  return id.success ? { id: id.data.id, error } : { error };
}

const KEPT_TURNS = 12;

async function conversation(app: App, asOf: string | null): Promise<number> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  process.stdout.write("Ask about an AI compute deal. An empty line or Ctrl-D ends.\n");
  let history: Turn[] = [];
  try {
    for (;;) {
      const text = (await terminal.question("\n> ").catch(() => "")).trim();
      if (text === "") return 0;
      const { answer } = await answerOne(app, text, history, asOf);
      process.stdout.write(renderAnswer(answer, process.stdout.columns));
      history = [...history, ...turns(text, answer)].slice(-KEPT_TURNS);
    }
  } finally {
    terminal.close();
  }
}

const turns = (text: string, answer: Answer): Turn[] => [
  { role: "user", text },
  { role: "assistant", text: answerText(answer) },
];
