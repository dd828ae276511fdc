// Measures verification on model answers to questions over passages, with labelled hallucinations (the RAGTruth data).
//
//   npm run build && node scripts/bench/ragtruth.mjs FILE.json.gz [--show KIND]
//
// FILE: a gzipped JSON array of { d1: passages, d2: answer, labels: [...], source_id }. The data is not part of this project.
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

const { verifySpan } = await import("../../dist/core/verify/verify.js");
const { createLexicon } = await import("../../dist/core/entities.js");
const { LOW_TRUST, likeness } = await import("../../dist/core/verify/cover.js");
const { sentencesOf } = await import("../../dist/core/verify/wording.js");

const [file] = process.argv.slice(2);
if (!file) throw new Error("usage: node scripts/bench/ragtruth.mjs FILE (gzipped JSON)");
const rows = JSON.parse(gunzipSync(readFileSync(file)).toString("utf8"));
const lexicon = createLexicon([]);
const KINDS = ["figure", "bound", "date", "name", "parties", "hedge", "negation", "stage", "direction"];

const statementsOf = (text) =>
  sentencesOf(text.replace(/^passage \d+:/gm, "")).map((s, i) => ({
    id: String(i),
    sourceId: "p",
    passageId: "p",
    ordinal: i,
    text: s,
    start: 0,
    end: 0,
    form: "sentence",
    heading: null,
    via: null,
    deal: null,
    curated: null,
  }));

const nearest = (text, grounds, n) =>
  grounds
    .map((g) => ({ g, share: likeness(text, g.statement.text) }))
    .sort((a, b) => b.share - a.share)
    .slice(0, n)
    .map((x) => x.g);

const read = rows.map((row) => {
  const grounds = statementsOf(row.d1).map((statement) => ({ statement }));
  const citations = grounds.map((g) => g.statement.id);
  const kinds = new Map();
  let lowest = 1;
  const nearKinds = new Set();
  // "(passage 3)" is how these answers cite; here all passages are cited by every sentence.
  for (const text of sentencesOf(
    row.d2.replace(/\(?\bpassages? \d(?:(?:,| and|:) ?\d)*\)?/gi, "the passage"),
  )) {
    const verdict = verifySpan({ text, citations }, grounds, lexicon);
    for (const p of verdict.problems) {
      const found = kinds.get(p.kind) ?? [];
      found.push(`${p.detail} ‹${text}›`);
      kinds.set(p.kind, found);
    }
    lowest = Math.min(lowest, verdict.trust);
    const near = nearest(text, grounds, 3);
    const cites = near.map((g) => g.statement.id);
    for (const p of verifySpan({ text, citations: cites }, near, lexicon).problems) nearKinds.add(p.kind);
  }
  return { bad: row.labels.length > 0, half: Number(row.source_id ?? 0) % 2, kinds, nearKinds, lowest };
});

function score(set, flagged) {
  const count = (bad, hit) => set.filter((r) => r.bad === bad && flagged(r) === hit).length;
  const [tp, fp, fn, tn] = [count(true, true), count(false, true), count(true, false), count(false, false)];
  const [p, r] = [tp / (tp + fp || 1), tp / (tp + fn || 1)];
  return { P: p, R: r, F1: (2 * p * r) / (p + r || 1), touched: fp / (fp + tn || 1) };
}
const show = (name, s) =>
  console.log(name.padEnd(44), ...Object.entries(s).map(([k, v]) => `${k} ${v.toFixed(3)}`));

const any = (kinds) => (r) => kinds.some((k) => r.kinds.has(k));
console.log(`${read.length} answers, ${read.filter((r) => r.bad).length} with hallucinations`);
for (const kind of KINDS) show(`only ${kind}`, score(read, any([kind])));
show("all hard rules", score(read, any(KINDS)));
// As in an answer of ours, where a sentence cites a statement or two and not everything that was found.
for (const kind of ["hedge", "negation", "stage"])
  show(
    `only ${kind}, citing the three nearest`,
    score(read, (r) => r.nearKinds.has(kind)),
  );
for (const t of [0.5, 0.55, 0.6, 0.65, 0.7]) {
  show(
    `trust < ${t}`,
    score(read, (r) => r.lowest < t),
  );
  show(
    "  or figure or name",
    score(read, (r) => r.lowest < t || any(["figure", "name"])(r)),
  );
}
const low = (r) => r.lowest < LOW_TRUST;
for (const half of [0, 1]) {
  const part = read.filter((r) => r.half === half);
  show(`sources of half ${half}: trust < ${LOW_TRUST}`, score(part, low));
}
if (process.argv.includes("--show"))
  for (const r of read)
    for (const [k, v] of r.kinds)
      if (process.argv.includes(k)) console.log(r.bad ? "BAD " : "good", k, v.join("\n      "));

export { any, read, score, show };
