// Measures the rules for conflicts, without curated pairs, on the pairs that a person recorded.
// node scripts/bench/conflicts.mjs KNOWLEDGE [--flagged N] [--missed] [--found] [--part a|b1|b2] [--kind KIND]
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createConflicts } from "../../dist/core/conflicts/library-conflicts.js";
import { joinLibrary } from "../../dist/knowledge/library.js";
import { parseFile } from "../../dist/knowledge/parse.js";

const [folder, ...options] = process.argv.slice(2);
if (!folder) {
  console.error("Name the folder of the library: node scripts/bench/conflicts.mjs knowledge");
  process.exit(2);
}
const option = (name) => (options.includes(name) ? (options[options.indexOf(name) + 1] ?? "") : null);
const documents = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((f) => f.isFile() && /\.(?:md|txt|html?|ya?ml)$/i.test(f.name) && f.name !== "README.md")
  .map((f) => join(f.parentPath, f.name))
  .toSorted()
  .map((path) => ({ path, hash: "", content: parseFile(path, readFileSync(path)) }));
const { library } = joinLibrary(documents);

const keyOf = (a, b) => [a, b].toSorted().join(" ");
const number = (key) => Number.parseInt(createHash("sha256").update(key).digest("hex").slice(-8), 16);
// Half a was read while the rules were written, b1 in a second round, b2 never.
const partOf = (key) => ["a", "b1", "a", "b2"][number(key) % 4];
const curated = new Map(library.conflicts.map((c) => [keyOf(...c.statements), c.about]));

const statements = [...library.statements.values()];
const conflicts = createConflicts({ ...library, conflicts: [] });
const evidenceOf = (s) => ({
  statement: s,
  source: library.sources.get(s.sourceId),
  passage: library.passages.get(s.passageId),
  score: 1,
});
/** Whether the rules set two statements against each other, when given these two alone. */
const found = (a, b) => conflicts.find([a, b].map((s) => evidenceOf(s)))[0];

const results = [...curated].map(([key, about]) => {
  const [a, b] = key.split(" ").map((id) => library.statements.get(id));
  return { key, about, part: partOf(key), a, b, hit: found(a, b) };
});
const flagged = [];
for (const [i, a] of statements.entries())
  for (const b of statements.slice(i + 1)) {
    if ((a.deal === b.deal) === options.includes("--across")) continue;
    const hit = found(a, b);
    if (hit) flagged.push({ key: keyOf(a.id, b.id), hit, a, b });
  }
const rate = (xs) => `${xs.filter((r) => r.hit).length} of ${xs.length}`;
const kinds = {};
for (const f of flagged) kinds[f.hit.kind] = (kinds[f.hit.kind] ?? 0) + 1;
console.table([
  { what: "curated pairs found, all", n: rate(results) },
  ...["a", "b1", "b2"].map((p) => ({
    what: `curated pairs found, part ${p}`,
    n: rate(results.filter((r) => r.part === p)),
  })),
  {
    what: options.includes("--across") ? "pairs across deals flagged" : "pairs of one deal flagged",
    n: String(flagged.length),
  },
  { what: "of these curated", n: String(flagged.filter((f) => curated.has(f.key)).length) },
]);
console.table(kinds);

const show = (r) => {
  const [one, two] = r.hit?.sides ?? [];
  console.log(
    `${r.key} [${r.hit?.kind ?? "missed"}] ${r.hit?.about ?? r.about} | ${one?.words} | ${two?.words}`,
  );
  console.log(`   ${r.a.text} {${r.a.curated?.dateOfEvent}}\n   ${r.b.text} {${r.b.curated?.dateOfEvent}}`);
};
const part = option("--part");
if (options.includes("--missed")) for (const r of results) if (!r.hit && (!part || r.part === part)) show(r);
if (options.includes("--found")) for (const r of results) if (r.hit && (!part || r.part === part)) show(r);
// A sample that stays the same as long as the rules do: the pairs that are not curated, ordered by hash.
const sample = option("--flagged");
if (sample !== null)
  for (const f of flagged
    .filter((p) => !curated.has(p.key) && (option("--kind") === null || option("--kind") === p.hit.kind))
    .toSorted((x, y) => number(x.key) - number(y.key))
    .slice(0, Number(sample)))
    show(f);

const question = statements
  .filter((_, i) => i % 19 === 0)
  .slice(0, 24)
  .map((s) => evidenceOf(s));
const from = performance.now();
conflicts.drawIn(question);
console.log(
  `drawing in for 24 statements: ${Math.round(performance.now() - from)} ms, ${statements.length} statements`,
);
