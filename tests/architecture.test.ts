import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const SRC = fileURLToPath(new URL("../src", import.meta.url));
const files = readdirSync(SRC, { recursive: true, encoding: "utf8" })
  .filter((f) => f.endsWith(".ts"))
  .map((f) => ({ path: f.replaceAll("\\", "/"), text: readFileSync(join(SRC, f), "utf8") }));

/** What a folder of src may import besides itself and packages. Whatever stands directly in src composes the rest. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  core: [],
  knowledge: ["core"],
  search: ["core"],
  model: ["core"],
  store: ["core"],
  digest: ["core"],
  eval: ["core"],
  chat: ["core"],
};

/** Packages that only one place may know. */
const ONLY_IN: Record<string, RegExp> = {
  "@anthropic-ai/sdk": /^model\/claude/,
  "@slack/": /^chat\/slack\//,
  botbuilder: /^chat\/teams\//,
  "better-sqlite3": /^store\//,
  kysely: /^store\//,
};

const MAX_FILE_LINES = 400;
const MAX_FUNCTION_LINES = 80;

const importsOf = (text: string) =>
  [...text.matchAll(/^\s*(?:import|export)\b[^;]*?\bfrom\s+"([^"]+)"|\bimport\(\s*"([^"]+)"\s*\)/gm)].map(
    (m) => m[1] ?? m[2] ?? "",
  );

/** "chat/slack" for chat/slack/render.ts, "core" for core/ask.ts, "" for main.ts. */
const roomOf = (path: string) => {
  const parts = dirname(path).split("/");
  return parts[0] === "." ? "" : parts[0] === "chat" && parts[1] ? `chat/${parts[1]}` : (parts[0] ?? "");
};

describe("the shape of src", () => {
  it.each(files)("$path imports only what stands below it", ({ path, text }) => {
    const room = roomOf(path);
    if (room === "" || room === "cli") return;
    for (const spec of importsOf(text).filter((s) => s.startsWith("."))) {
      const target = roomOf(relative(SRC, resolve(SRC, dirname(path), spec)).replaceAll("\\", "/"));
      const allowed = [
        room,
        ...(MAY_IMPORT[room.split("/")[0] ?? ""] ?? []),
        ...(room.startsWith("chat/") ? ["chat"] : []),
      ];
      expect(allowed, `${path} imports ${spec}`).toContain(target);
    }
  });

  it.each(files)("$path knows no package that belongs to another place", ({ path, text }) => {
    for (const spec of importsOf(text))
      for (const [name, where] of Object.entries(ONLY_IN))
        if (spec === name || spec.startsWith(name.endsWith("/") ? name : `${name}/`))
          expect(path, `${spec} in ${path}`).toMatch(where);
  });

  it("reads the environment in config.ts alone", () => {
    const readers = files.filter((f) => /process\.env\b/.test(f.text)).map((f) => f.path);
    expect(readers).toEqual(["config.ts"]);
  });

  it("keeps files short", () => {
    const long = files
      .map((f) => [f.path, f.text.split("\n").length] as const)
      .filter(([, n]) => n > MAX_FILE_LINES);
    expect(long).toEqual([]);
  });

  it("keeps functions short", () => {
    const long = files.flatMap((f) => longFunctions(f.path, f.text));
    expect(long).toEqual([]);
  });
});

/** Functions over the cap. A factory whose body is mostly nested functions counts without them. */
function longFunctions(path: string, text: string): string[] {
  return functionSpans(text)
    .filter((f) => f.lines > MAX_FUNCTION_LINES)
    .map((f) => `${path}: ${f.name} has ${f.lines} lines`);
}

function functionSpans(text: string): { name: string; lines: number }[] {
  const lines = text.split("\n");
  const spans: { name: string; lines: number }[] = [];
  lines.forEach((line, i) => {
    const m = /^(\s*)(?:export )?(?:async )?(?:function\*? (\w+)|const (\w+) = (?:async )?\(.*=> \{$)/.exec(
      line,
    );
    if (!m) return;
    const indent = m[1] ?? "";
    const end = lines.findIndex(
      (l, j) => j > i && (l === `${indent}}` || l.startsWith(`${indent}};`) || l.startsWith(`${indent}})`)),
    );
    const nested = nestedLines(lines.slice(i + 1, end), indent);
    if (end > i) spans.push({ name: m[2] ?? m[3] ?? "?", lines: end - i + 1 - nested });
  });
  return spans;
}

function nestedLines(body: readonly string[], indent: string): number {
  const inner = new RegExp(`^${indent}  (?:async )?function\\*? \\w+`);
  let count = 0;
  let inside = false;
  for (const line of body) {
    if (inner.test(line)) inside = true;
    if (inside) count += 1;
    if (line === `${indent}  }`) inside = false;
  }
  return count;
}
