import type { DocumentContent, Problem } from "../core/ports.ts";

/** The content of a file that holds nothing but what is given. */
export const content = (part: Partial<DocumentContent>): DocumentContent => ({
  sources: [],
  passages: [],
  statements: [],
  deals: [],
  conflicts: [],
  entities: [],
  problems: [],
  lines: {},
  ...part,
});

/** The content of a file that can't be read at all. */
export const refused = (...problems: readonly Problem[]): DocumentContent => content({ problems });
