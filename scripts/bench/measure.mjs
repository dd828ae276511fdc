// What the label measurements share: reading rows, scores, and how labels map to the classes of the data sets.
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { createLexicon } from "../../dist/core/entities.js";
import { cuesIn } from "../../dist/core/label/cues.js";
import { labelStatement } from "../../dist/core/label/label.js";

export function rowsOf(file) {
  if (!file) {
    console.error("Name the data file: node scripts/bench/NAME.mjs FILE.jsonl[.gz]");
    process.exit(2);
  }
  const bytes = readFileSync(file);
  const text = (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  return text
    .split("\n")
    .filter((l) => l.trim())
    .map((l) => JSON.parse(l));
}

export function scoresOf(pairs) {
  const hits = pairs.filter(([truth, guess]) => truth && guess).length;
  const precision = hits / Math.max(1, pairs.filter(([, guess]) => guess).length);
  const recall = hits / Math.max(1, pairs.filter(([truth]) => truth).length);
  const round = (x) => Math.round(x * 1000) / 1000;
  return {
    precision: round(precision),
    recall: round(recall),
    f1: round((2 * precision * recall) / Math.max(1e-9, precision + recall)),
  };
}

export const table = (rows) => console.table(rows);

const lexicon = createLexicon([]);
const source = {
  id: "s",
  title: "",
  publisher: null,
  url: null,
  published: null,
  kind: "press",
  quoteKind: "verbatim",
};

/** The label of a bare headline, without any knowledge of names. */
function labelOf(text) {
  const statement = {
    id: "s1",
    sourceId: "s",
    passageId: "p",
    ordinal: 0,
    text,
    start: 0,
    end: text.length,
    form: "heading",
    heading: null,
    via: null,
    deal: null,
    curated: null,
  };
  return labelStatement(statement, source, { lexicon, passage: null }).label;
}

/** A headline that asserts, denies, or reports without asserting. A headline's "not" denies the rumour that it is about. */
export function stanceOf(headline) {
  const label = labelOf(headline);
  const kinds = new Set(cuesIn(headline).map((c) => c.kind));
  if (kinds.has("question")) return "observing";
  if (label === "denied" || kinds.has("negation")) return "against";
  return label === "reported" || label === "speculative" ? "observing" : "for";
}

// Not "future" and "projection": news "will" and "would" are mostly about what is arranged, and rated as good as certain.
const UNSURE = new Set([
  "denial",
  "unnamed",
  "condition",
  "adverb",
  "possibility",
  "ability",
  "inference",
  "opinion",
  "question",
  "plan",
  "aim",
  "prevention",
  "negation",
]);

/** Whether a sentence holds a cue of anything that is not certainly so: doubt, plan, future or negation. */
export const unsure = (text) => cuesIn(text).some((c) => UNSURE.has(c.kind));
