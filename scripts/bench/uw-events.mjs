// Measures the cues on news sentences with events rated from -3 (certainly not) to 3 (certainly): UW event factuality.
//
//   npm run build && node scripts/bench/uw-events.mjs FILE.jsonl[.gz]
//
// Each line: { text, targets: [{ label }] }. "Not certain" is a sentence with an event below 2. The data is not part of this project.
import { rowsOf, scoresOf, table, unsure } from "./measure.mjs";

const rows = rowsOf(process.argv[2]);
const uncertain = (r) => r.targets.some((t) => t.label < 2);
const parts = [
  ["all", rows],
  ["half A", rows.filter((_, i) => (i * 7919) % 101 < 50)],
  ["half B", rows.filter((_, i) => (i * 7919) % 101 >= 50)],
];
console.log("UW event factuality: does the sentence hold something that is not certain?");
table(
  parts.map(([part, rs]) => {
    const s = scoresOf(rs.map((r) => [uncertain(r), unsure(r.text)]));
    return {
      part,
      sentences: rs.length,
      uncertain: rs.filter(uncertain).length,
      F1: s.f1,
      P: s.precision,
      R: s.recall,
    };
  }),
);
if (process.argv.includes("--misses"))
  for (const r of rows)
    if (uncertain(r) !== unsure(r.text)) console.log(`${uncertain(r) ? "missed" : "false"}: ${r.text}`);
