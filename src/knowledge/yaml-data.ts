import { isNode, LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { isPartialDate } from "../core/dates.ts";
import { ENTITY_KINDS } from "../core/entities.ts";
import { FIGURE_KINDS } from "../core/library.ts";
import type { Problem } from "../core/ports.ts";
import { SOURCE_KINDS, STAGES } from "../core/types.ts";

/** A date in YAML: `2026`, which YAML reads as a number, `2026-05`, `2026-05-21`. */
const date = z.preprocess(
  (v) => (typeof v === "number" ? String(v) : v),
  z.string().refine(isPartialDate, "write the date as 2026, 2026-05 or 2026-05-21, and a day that exists"),
);
const text = z.string().trim().min(1, "must not be empty");
const id = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]*$/i, "use letters, digits, dots, dashes and underscores only");
const url = z.string().regex(/^https?:\/\/\S+$/, "write the whole address, beginning with https://");
const orNull = <T extends z.ZodType>(type: T) => type.nullish().transform((v) => v ?? null);

/** A source as `sources.yaml` and the front matter of a document describe it. */
export const sourceSchema = z.strictObject({
  id,
  title: text,
  publisher: orNull(text),
  url: orNull(url),
  published: orNull(date),
  kind: z.enum(SOURCE_KINDS).default("analysis"),
  language: orNull(text),
});

/** The front matter of a document: what it leaves out is derived from the text. */
export const frontMatterSchema = sourceSchema.partial();

export const entitySchema = z.strictObject({
  name: text,
  kind: z.enum(ENTITY_KINDS),
  of: orNull(text),
  aliases: z.array(text).default([]),
  exact: z.boolean().default(false),
});

export const conflictSchema = z.strictObject({ about: text, statements: z.tuple([id, id]) });

/** The front matter of a brief. */
export const dealSchema = z.strictObject({
  deal: id,
  name: text,
  parties: z.array(text).min(1, "name at least one party"),
  stage: z.enum(STAGES),
  stage_as_of: orNull(date),
  history: z
    .array(
      z.strictObject({
        date: orNull(date),
        statement: id,
        changes: orNull(id),
        before: orNull(z.enum(STAGES)),
        after: orNull(z.enum(STAGES)),
      }),
    )
    .default([]),
  figures: z
    .array(
      z.strictObject({
        statement: id,
        amount: text,
        kind: z.enum(FIGURE_KINDS),
        from: orNull(text),
        to: orNull(text),
      }),
    )
    .default([]),
});

/** A piece of YAML with the line (from 1) that each of its parts stands on. */
export interface YamlData {
  readonly value: unknown;
  lineOf(path: readonly PropertyKey[]): number;
}

/** Reads YAML that starts on line `firstLine` of `file`; broken YAML is a problem, not an exception. */
export function readYaml(file: string, yaml: string, firstLine: number): YamlData | Problem {
  const lines = new LineCounter();
  const doc = parseDocument(yaml, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const [error] = doc.errors;
  if (error) {
    const line = lines.linePos(error.pos[0]).line + firstLine - 1;
    return {
      file,
      line,
      message: `the YAML is broken: ${error.message}`,
      fix: "correct it; quote values that hold a colon or a #",
    };
  }
  let value: unknown;
  try {
    value = doc.toJS({ maxAliasCount: 100 });
  } catch (error) {
    const message = `the YAML can't be used: ${error instanceof Error ? error.message : String(error)}`;
    return {
      file,
      line: firstLine,
      message,
      fix: "write its values out instead of referring to others with * and &",
    };
  }
  return {
    value,
    lineOf(path) {
      for (let depth = path.length; depth > 0; depth--) {
        const node = doc.getIn(path.slice(0, depth), true);
        if (isNode(node) && node.range) return lines.linePos(node.range[0]).line + firstLine - 1;
      }
      return firstLine;
    },
  };
}

/** Checks data against a schema; every issue names the line and what to write instead. */
export function checkYaml<T>(
  file: string,
  data: YamlData,
  schema: z.ZodType<T>,
  path: readonly PropertyKey[] = [],
): { readonly value: T } | { readonly problems: readonly Problem[] } {
  const part = path.reduce<unknown>((v, k) => (v as Record<PropertyKey, unknown>)[k], data.value);
  const result = schema.safeParse(part);
  if (result.success) return { value: result.data };
  return {
    problems: result.error.issues.map((issue): Problem => {
      const at = [...path, ...issue.path];
      const name = issue.path.join(".") || "the entry";
      if (issue.code === "unrecognized_keys") {
        const known =
          schema instanceof z.ZodObject ? ` (known: ${Object.keys(schema.shape).join(", ")})` : "";
        return {
          file,
          line: data.lineOf([...at, issue.keys[0] ?? ""]),
          message: `unknown key: ${issue.keys.join(", ")}`,
          fix: `correct its spelling or take it out${known}`,
        };
      }
      return { file, line: data.lineOf(at), message: `${name}: ${issue.message}`, fix: fixOf(name, issue) };
    }),
  };
}

const fixOf = (name: string, issue: z.core.$ZodIssue): string =>
  issue.code === "invalid_value"
    ? `write one of: ${issue.values.join(", ")}`
    : issue.code === "custom" || issue.code === "invalid_format"
      ? `correct ${name}: ${issue.message}`
      : `give ${name} a value as described in the README of the folder`;
