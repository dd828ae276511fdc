// Measures the labels on article headlines about rumours (the Emergent data set): for, against or observing.
//
//   npm run build && node scripts/bench/emergent.mjs FILE.jsonl[.gz]
//
// Each line: { article: headline, stance, published_model }. The data is not part of this project.
import { rowsOf, scoresOf, stanceOf, table } from "./measure.mjs";

const rows = rowsOf(process.argv[2]);
const half = (parity) =>
  rows.filter((r) => [...r.article].reduce((h, c) => (h * 31 + c.charCodeAt(0)) % 1000003, 7) % 2 === parity);
for (const [name, part] of [
  ["all", rows],
  ["half A", half(0)],
  ["half B", half(1)],
]) {
  console.log(`\nEmergent, ${name}: ${part.length} headlines`);
  table(
    ["observing", "against", "for"].map((stance) => {
      const ours = scoresOf(part.map((r) => [r.stance === stance, stanceOf(r.article) === stance]));
      const published = scoresOf(part.map((r) => [r.stance === stance, r.published_model === stance]));
      return {
        stance,
        ours: ours.f1,
        "ours P": ours.precision,
        "ours R": ours.recall,
        "published model": published.f1,
      };
    }),
  );
}
if (process.argv.includes("--misses"))
  for (const r of rows)
    if (stanceOf(r.article) !== r.stance) console.log(`${r.stance} / ${stanceOf(r.article)}: ${r.article}`);
