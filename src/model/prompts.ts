import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { z } from "zod";

/** A versioned prompt. `id` ("answer 1 (3f2a9c01)") goes on the receipt, so an answer can be traced to its words. */
export interface Prompt {
  readonly id: string;
  readonly text: string;
}

const FrontMatter = z.object({ name: z.string().min(1), version: z.number().int().positive() });

/** Reads `prompts/<name>.md`. Throws with the path and the fix when its front matter does not hold. */
export function readPrompt(name: "answer" | "mend"): Prompt {
  const path = fileURLToPath(new URL(`../../prompts/${name}.md`, import.meta.url));
  const raw = readFileSync(path, "utf8").replaceAll("\r\n", "\n");
  const parts = /^---\n([\s\S]*?)\n---\n([\s\S]+)$/.exec(raw);
  const front = FrontMatter.safeParse(parts ? parse(parts[1] ?? "") : null);
  const text = parts?.[2]?.trim() ?? "";
  if (!front.success || front.data.name !== name || text === "")
    throw new Error(
      `${path}: a prompt starts with front matter (name: ${name}, version: a whole number), then its text`,
    );
  const hash = createHash("sha256").update(raw).digest("hex").slice(0, 8);
  return { id: `${name} ${front.data.version} (${hash})`, text };
}
