import type { DraftRequest } from "../../src/core/answer/draft.ts";
import type { Evidence, Question, Source } from "../../src/core/types.ts";

/** An invented source; its sentences are statements in order. */
export interface Told {
  readonly id: string;
  readonly publisher?: string | null;
  readonly published?: string | null;
  readonly kind?: Source["kind"];
  readonly quoteKind?: Source["quoteKind"];
  readonly statements: readonly string[];
}

/** Evidence over invented sources: statement ids are `<source>/<ordinal>`. */
export function evidenceOf(...sources: readonly Told[]): Evidence[] {
  return sources.flatMap((told) =>
    told.statements.map((text, ordinal): Evidence => {
      const passage = { id: `${told.id}#0`, sourceId: told.id, text, start: 0, end: text.length };
      return {
        score: 1,
        passage,
        source: {
          id: told.id,
          title: `About ${told.id}`,
          publisher: told.publisher === undefined ? "Example News" : told.publisher,
          url: null,
          published: told.published === undefined ? "2026-05-21" : told.published,
          kind: told.kind ?? "press",
          quoteKind: told.quoteKind ?? "verbatim",
        },
        statement: {
          id: `${told.id}/${ordinal}`,
          sourceId: told.id,
          passageId: passage.id,
          ordinal,
          text,
          start: 0,
          end: text.length,
          form: "sentence",
          heading: null,
          via: null,
          deal: null,
          curated: null,
        },
      };
    }),
  );
}

/** A question asked on a day of 2026. */
export const question = (text: string, more: Partial<Question> = {}): Question => ({
  text,
  history: [],
  asOf: "2026-11-20",
  asOfChosen: false,
  ...more,
});

/** A request over invented evidence. */
export const requestOf = (evidence: readonly Evidence[], more: Partial<DraftRequest> = {}): DraftRequest => ({
  question: question("Has Acme signed with Globex for chips?"),
  evidence,
  search: async () => [],
  conflicts: [],
  startedAt: Date.now(),
  ...more,
});

/** What most tests ask about. */
export const TALKS = evidenceOf(
  {
    id: "acme-talks",
    statements: [
      "Acme is in early talks to rent up to 2 GW of capacity from Globex, people familiar with the talks said.",
      "The talks may end without a deal.",
    ],
  },
  {
    id: "globex-blog",
    publisher: "Globex",
    kind: "official",
    statements: ["Globex has not signed with Acme."],
  },
);
