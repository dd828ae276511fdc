import { readFileSync } from "node:fs";
import { createInterface } from "node:readline/promises";
import type { App } from "../app.ts";
import type { ClaudeConfig } from "../config.ts";
import { withinBudget } from "../core/answer/budget.ts";
import { DraftFailure } from "../core/answer/draft.ts";
import { type Addition, type CheckedProposal, checkProposal, dealsNear } from "../core/proposal.ts";
import type { Evidence, Source } from "../core/types.ts";
import { applyEdits, type Edit, showDiff } from "../knowledge/edits.ts";
import { hashOf } from "../knowledge/folder.ts";
import { parseFile } from "../knowledge/parse.ts";
import { freshIds, recordInBrief, recordSource, sourceIdFor } from "../knowledge/record.ts";
import { problemsIf } from "../knowledge/trial.ts";
import { type Change, forget, keep, keptFor, write } from "./proposals.ts";
import { withApp } from "./start.ts";
import { readArgs, UsageError } from "./usage.ts";

const NO_KEY =
  "Proposals are written by Claude: set ANTHROPIC_API_KEY. Without a key, record the change by hand, as the README of the library's folder shows.\n";

/** Proposes what a document adds to the ledger; writes it only when a person who has seen it says so. */
export async function run(args: string[]): Promise<number> {
  const parsed = readArgs("ingest", args, { accept: { type: "boolean" } });
  if (!parsed) return 0;
  const [path, ...more] = parsed.positionals;
  if (path === undefined || more.length > 0) throw new UsageError("ingest", "Name one document.");
  const bytes = readBytes(path);
  return withApp(async (app) => {
    const kept = { database: app.config.databaseUrl, document: hashOf(bytes) };
    if (parsed.values.accept) {
      const changes = keptFor(kept);
      if (!changes) {
        process.stderr.write(
          "There is no proposal for this document yet. Run this without --accept first, and read it.\n",
        );
        return 1;
      }
      return accept(app, changes, kept);
    }
    const { claude } = app.config;
    if (!claude) {
      process.stderr.write(NO_KEY);
      return 2;
    }
    const changes = await propose(app, claude, path, bytes);
    if (changes.length === 0) return 0;
    keep(kept, changes);
    if (process.stdin.isTTY && process.stdout.isTTY && (await agrees())) return accept(app, changes, kept);
    process.stderr.write("\nNothing was written. To write this, run the same again with --accept.\n");
    return 0;
  });
}

function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch {
    throw new UsageError("ingest", `${path} can't be read.`);
  }
}

async function agrees(): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^\s*y(?:es)?\s*$/i.test(await terminal.question("\nWrite this to the library? [y/N] "));
  } finally {
    terminal.close();
  }
}

function accept(app: App, changes: readonly Change[], kept: Parameters<typeof forget>[0]): number {
  const stale = write(app.config.knowledgeDir, changes);
  if (stale !== null) {
    process.stderr.write(
      `${stale} has changed since the proposal was made, so nothing was written. Run this without --accept again.\n`,
    );
    return 1;
  }
  forget(kept);
  process.stdout.write(`Written: ${changes.map((c) => c.path).join(", ")}\n`);
  return 0;
}

/** Asks Claude, checks every statement and shows the diff; gives the changes that it stands for. */
async function propose(app: App, claude: ClaudeConfig, path: string, bytes: Uint8Array): Promise<Change[]> {
  const document = evidenceOf(path, bytes);
  const [first] = document;
  if (!first)
    throw new Error(`${path} holds no sentence that can be cited. Put the document's text into it.`);
  const deals = dealsNear(document, app.library);
  if (deals.length === 0) {
    process.stderr.write(
      "The document names the parties of no brief in the library. Add a brief by hand first, as its README shows.\n",
    );
    return [];
  }
  const today = app.config.now().toISOString().slice(0, 10);
  const budget = withinBudget(await app.store.receipts.spentOn(today), claude.dailyBudgetUsd);
  if (!budget.allowed) throw new Error(`${budget.what}, so nothing is proposed. Try again tomorrow.`);
  const proposal = await ask(app, claude, document, deals);
  const checked = checkProposal(proposal.statements, document, app.library);
  const changes = changesFor(app, checked.additions, first.source);
  const beyond = document.length - proposal.read;
  report(checked, changes, [
    ...checked.remarks,
    ...(beyond > 0 ? [`The last ${beyond} sentences of the document were not read: it is too long.`] : []),
    ...proposal.uncovered.map((u) => `No brief covers: ${u}`),
    ...(first.source.publisher === null || first.source.url === null
      ? [
          "The document gives no publisher or address: add them to its front matter, or to sources.yaml by hand.",
        ]
      : []),
    proposal.usage.priced ? `Cost: $${proposal.usage.usd.toFixed(4)}` : "Cost: price unknown",
  ]);
  return changes;
}

async function ask(
  app: App,
  claude: ClaudeConfig,
  document: readonly Evidence[],
  deals: ReturnType<typeof dealsNear>,
) {
  const { proposeAdditions } = await import("../model/propose.ts");
  const abort = new AbortController();
  const stop = () => abort.abort();
  process.once("SIGINT", stop);
  try {
    const settings = { ...claude, promptsDir: app.config.promptsDir };
    return await proposeAdditions(settings, document, deals, app.library, abort.signal);
  } catch (error) {
    if (error instanceof DraftFailure)
      throw new Error(`${error.what}, so nothing is proposed.`, { cause: error });
    throw error;
  } finally {
    process.removeListener("SIGINT", stop);
  }
}

function evidenceOf(path: string, bytes: Uint8Array): Evidence[] {
  const { sources, passages, statements, problems } = parseFile(path.split(/[\\/]/).at(-1) ?? path, bytes);
  const [source] = sources;
  const [problem] = problems;
  if (problem) process.stderr.write(`${path}: ${problem.message}: ${problem.fix}\n`);
  const byId = new Map(passages.map((p) => [p.id, p]));
  return statements.flatMap((statement) => {
    const passage = byId.get(statement.passageId);
    return source && passage ? [{ statement, source, passage, score: 1 }] : [];
  });
}

/** The files as they would be, each checked to be read without a new problem. */
function changesFor(app: App, additions: readonly Addition[], source: Source): Change[] {
  if (additions.length === 0) return [];
  const folder = app.config.knowledgeDir;
  const sourceId = sourceIdFor(source, additions, app.library);
  const changes: Change[] = [];
  const change = (path: string, edit: (text: string) => Edit[]) => {
    const before = readFileSync(`${folder}/${path}`, "utf8");
    const edits = edit(before);
    if (edits.length === 0) return;
    changes.push({ path, before, after: applyEdits(before, edits), diff: showDiff(path, before, edits) });
  };
  // First, so that no brief ever names a source that is not there.
  change("sources.yaml", (text) => recordSource(text, sourceId, source));
  for (const deal of new Set(additions.map((a) => a.deal))) {
    const own = additions.filter((a) => a.deal === deal);
    const ids = freshIds(deal, own.length, app.library);
    const path = `deals/${deal.slug}.md`;
    change(path, (text) =>
      recordInBrief(
        path,
        text,
        own.map((addition, i) => ({ id: ids[i] ?? "", sourceId, addition })),
      ),
    );
  }
  const texts = (of: "before" | "after") => new Map(changes.map((c) => [c.path, c[of]]));
  const known = new Set(problemsIf(folder, texts("before")).map((p) => `${p.file} ${p.message}`));
  const fresh = problemsIf(folder, texts("after")).find((p) => !known.has(`${p.file} ${p.message}`));
  if (fresh) throw new Error(`The proposal would not fit the library: ${fresh.file}: ${fresh.message}.`);
  return changes;
}

/** The diff on standard output; beside it, on standard error, what each line rests on and what was left out. */
function report(checked: CheckedProposal, changes: readonly Change[], remarks: readonly string[]): void {
  if (changes.length === 0) process.stdout.write("The document adds nothing that could be proposed.\n");
  for (const c of changes) process.stdout.write(`${c.diff}\n`);
  const say = (line: string) => process.stderr.write(`${line}\n`);
  for (const a of checked.additions) {
    say(`\n+ ${a.text}`);
    for (const rest of a.rests) say(`    rests on: ${rest.replace(/[\p{Cc}\s]+/gu, " ")}`);
  }
  for (const l of checked.leftOut) say(`\nLeft out: ${l.text}\n    ${l.reason}`);
  if (remarks.length > 0) say("");
  for (const remark of remarks) say(remark);
}
