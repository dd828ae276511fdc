import type { ClaudeConfig, Config } from "./config.ts";
import type { Drafter } from "./core/answer/draft.ts";
import { type AskOptions, type AskPorts, ask } from "./core/ask.ts";
import { createExtracted } from "./core/conflicts/extracted-rule.ts";
import { createConflicts } from "./core/conflicts/library-conflicts.ts";
import { wasKnownBy } from "./core/ledger/known.ts";
import { createLedger, type Ledger } from "./core/ledger/ledger.ts";
import type { Library } from "./core/library.ts";
import type { Problem } from "./core/ports.ts";
import type { Search } from "./core/question/query.ts";
import type { Answer, Question } from "./core/types.ts";
import { keptExtractions } from "./extractions.ts";
import { syncLibrary } from "./knowledge/sync.ts";
import { draftByExtraction } from "./model/extractive.ts";
import { createSearch } from "./search/index.ts";
import { openStore, type Store } from "./store/store.ts";

/** The product, joined: what every screen is given to work with. */
export interface App {
  readonly config: Config;
  readonly store: Store;
  readonly library: Library;
  readonly search: Search;
  readonly ledger: Ledger;
  /** What was wrong with files of the library; the rest is loaded. */
  readonly problems: readonly Problem[];
  readonly notes: readonly string[];
  ask(question: Question, options: AskOptions): Promise<Answer>;
  close(): Promise<void>;
}

/** Opens the store, brings the library up to date and joins the parts. Throws with what to do where that fails. */
export async function createApp(config: Config): Promise<App> {
  const store = await openStore(config.databaseUrl);
  try {
    const synced = await syncLibrary(
      { folder: config.knowledgeDir, entities: config.entitiesFile },
      store.library,
      config.now,
    );
    const { library } = synced;
    const ledger = createLedger(library);
    const search = createSearch(library, (statement, day) =>
      wasKnownBy(statement, library.sources.get(statement.sourceId), day),
    );
    const { kept } = await keptExtractions(store.extractions, library);
    const ports: AskPorts = {
      library,
      search,
      claude: config.claude ? await claudeDrafter(config, config.claude) : null,
      quote: draftByExtraction,
      conflicts: createConflicts(library, createExtracted(kept, library)),
      ledger,
      receipts: store.receipts,
      clock: config.now,
      dailyBudgetUsd: config.claude?.dailyBudgetUsd ?? 0,
    };
    return {
      config,
      store,
      library,
      search,
      ledger,
      problems: synced.problems,
      notes: synced.notes,
      ask: (question, options) => ask(question, ports, options),
      close: () => store.close(),
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Loaded only with a key: the SDK takes longer to load than an answer without one. */
async function claudeDrafter(config: Config, claude: ClaudeConfig): Promise<Drafter> {
  const { createClaudeDrafter } = await import("./model/claude-drafter.ts");
  return createClaudeDrafter({ ...claude, promptsDir: config.promptsDir });
}
