import type { Entity } from "../core/entities.ts";
import type { CuratedConflict } from "../core/library.ts";
import type { DocumentContent, Problem } from "../core/ports.ts";
import type { Source } from "../core/types.ts";
import { content, refused } from "./content.ts";
import { checkYaml, conflictSchema, entitySchema, readYaml, sourceSchema } from "./yaml-data.ts";

/** Reads `sources.yaml`, `entities.yaml` or `conflicts.yaml`; a bad entry is left out and named, the others stay. */
export function parseCatalogue(path: string, text: string): DocumentContent {
  const data = readYaml(path, text, 1);
  if ("message" in data) return refused(data);
  if (data.value === null || data.value === undefined) return content({});
  if (!Array.isArray(data.value))
    return refused({
      file: path,
      line: 1,
      message: "the file holds no list",
      fix: "write its entries as a list, each beginning with `- `",
    });
  const name = path.split("/").at(-1)?.split(".")[0];
  const sources: Source[] = [];
  const entities: Entity[] = [];
  const conflicts: CuratedConflict[] = [];
  const problems: Problem[] = [];
  const lines: Record<string, number> = {};
  for (let i = 0; i < data.value.length; i++) {
    const line = data.lineOf([i]);
    if (name === "sources") {
      const checked = checkYaml(path, data, sourceSchema, [i]);
      if ("problems" in checked) problems.push(...checked.problems);
      else {
        const { language: _, ...source } = checked.value;
        const earlier = lines[`source:${source.id}`];
        if (earlier === undefined) sources.push({ ...source, quoteKind: "summary" });
        else problems.push(twice(path, line, `source id ${source.id}`, earlier));
        lines[`source:${source.id}`] ??= line;
      }
    } else if (name === "entities") {
      const checked = checkYaml(path, data, entitySchema, [i]);
      if ("problems" in checked) problems.push(...checked.problems);
      else entities.push(checked.value);
    } else {
      const checked = checkYaml(path, data, conflictSchema, [i]);
      if ("problems" in checked) problems.push(...checked.problems);
      else lines[`conflict:${conflicts.push(checked.value) - 1}`] = line;
    }
  }
  return content({ sources, entities, conflicts, problems, lines });
}

const twice = (file: string, line: number, what: string, earlier: number): Problem => ({
  file,
  line,
  message: `the ${what} stands on line ${earlier} already`,
  fix: "take one of the two out, or give it another id",
});
