import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";

/** A versioned prompt. `id` ("answer 1 (3f2a9c01)") goes on the receipt, so an answer can be traced to its words. */
export interface Prompt {
  readonly id: string;
  readonly text: string;
}

const FrontMatter = z.object({ name: z.string().min(1), version: z.number().int().positive() });

/** Reads `<name>.md` of the prompts folder. Throws with the path and the fix when its front matter does not hold. */
export function readPrompt(
  folder: string,
  name: "answer" | "mend" | "ingest" | "extract" | "digest",
): Prompt {
  const path = join(folder, `${name}.md`);
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
