import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { evaluate, OWN_SET } from "../../src/cli/eval.ts";
import { ROOT, readConfig } from "../../src/config.ts";
import { belowFloor, parseFloor } from "../../src/eval/summary.ts";

it("answers the project's own questions, without a key, at least as well as the floor says", async () => {
  const config = { ...readConfig({ COMPUTE_DEALS_NOW: OWN_SET.now }), knowledgeDir: `${ROOT}/knowledge` };
  const report = await evaluate(config, OWN_SET.file, true, 1);
  const floor = parseFloor(readFileSync(`${ROOT}/tests/eval/floor.json`, "utf8"));
  expect(Object.keys(floor).length).toBeGreaterThan(0);
  expect(belowFloor(report.all, floor)).toEqual([]);
}, 120_000);
