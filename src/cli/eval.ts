import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { createApp } from "../app.ts";
import { answerJson } from "../chat/json.ts";
import { type Config, ROOT, readConfig } from "../config.ts";
import { loadDocuments, loadQuestions } from "../eval/load.ts";
import { documentPlaces, statementPlaces } from "../eval/places.ts";
import { formatFailures, formatTable } from "../eval/report.ts";
import { type EvalReport, runEval } from "../eval/run.ts";
import { LOCAL_TENANT } from "./start.ts";
import { readArgs, UsageError } from "./usage.ts";

/** The project's own set speaks of this day, so that "since April" means the same next year. */
export const OWN_SET = { file: `${ROOT}/tests/eval/questions.jsonl`, now: "2026-07-01T09:00:00Z" };

/** Asks a question set over a folder, in a store of its own that is gone afterwards. */
export async function evaluate(
  config: Config,
  file: string,
  own: boolean,
  repeats: number,
): Promise<EvalReport> {
  const questions = loadQuestions(file);
  const app = await createApp({ ...config, databaseUrl: ":memory:" });
  try {
    const places = own
      ? statementPlaces(app.library.statements.values())
      : documentPlaces(loadDocuments(config.knowledgeDir));
    return await runEval({
      questions,
      places,
      repeats,
      answer: async (q) => {
        const started = performance.now();
        const answer = await app.ask(
          {
            text: q.question,
            history: q.history,
            asOf: q.asOf ?? config.now().toISOString().slice(0, 10),
            asOfChosen: q.asOf !== null,
          },
          { tenant: LOCAL_TENANT, signal: new AbortController().signal },
        );
        return answerJson(answer, Math.round(performance.now() - started), q.id);
      },
    });
  } finally {
    await app.close();
  }
}

const OPTIONS = {
  questions: { type: "string" },
  knowledge: { type: "string" },
  repeats: { type: "string", default: "1" },
  out: { type: "string", default: "data/eval.json" },
} as const;

export async function run(args: string[]): Promise<number> {
  const parsed = readArgs("eval", args, OPTIONS);
  if (!parsed) return 0;
  const { values } = parsed;
  const own = values.questions === undefined;
  if (own !== (values.knowledge === undefined))
    throw new UsageError(
      "eval",
      "--questions and --knowledge go together: a set and the folder that it is about.",
    );
  const repeats = Number(values.repeats);
  if (!Number.isInteger(repeats) || repeats < 1)
    throw new UsageError("eval", "--repeats takes a whole number from 1.");
  const config = readConfig();
  const report = await evaluate(
    own
      ? { ...config, knowledgeDir: `${ROOT}/knowledge`, now: () => new Date(OWN_SET.now) }
      : { ...config, knowledgeDir: values.knowledge ?? config.knowledgeDir },
    values.questions ?? OWN_SET.file,
    own,
    repeats,
  );
  process.stdout.write(`${formatTable(report)}\n\n${formatFailures(report)}\n`);
  mkdirSync(dirname(values.out), { recursive: true });
  writeFileSync(values.out, `${JSON.stringify(report, null, 1)}\n`);
  process.stderr.write(`stored as ${values.out}\n`);
  return 0;
}
