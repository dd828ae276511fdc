import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readPrompt } from "../../src/model/prompts.ts";
import { PROMPTS } from "./harness.ts";

test.each(["answer", "mend", "ingest", "extract"] as const)(
  "%s is shipped, versioned, and sent without its front matter",
  (name) => {
    const prompt = readPrompt(PROMPTS, name);
    expect(prompt.id).toMatch(new RegExp(`^${name} \\d+ \\([0-9a-f]{8}\\)$`));
    expect(prompt.text).not.toMatch(/^---|^version:/m);
  },
);

test("any change of the text changes the id", () => {
  const folder = mkdtempSync(join(tmpdir(), "prompts-"));
  const write = (text: string) =>
    writeFileSync(join(folder, "answer.md"), `---\nname: answer\nversion: 1\n---\n${text}\n`);
  write("Be right.");
  const first = readPrompt(folder, "answer").id;
  write("Be brief.");
  expect(readPrompt(folder, "answer").id).not.toBe(first);
});

test.each([
  ["no front matter", "Be right."],
  ["another name", "---\nname: other\nversion: 1\n---\nBe right."],
  ["no version", "---\nname: answer\n---\nBe right."],
  ["no text", "---\nname: answer\nversion: 1\n---\n\n"],
])("a prompt with %s is refused with its path", (_, raw) => {
  const folder = mkdtempSync(join(tmpdir(), "prompts-"));
  writeFileSync(join(folder, "answer.md"), raw);
  expect(() => readPrompt(folder, "answer")).toThrow(/answer\.md: a prompt starts with front matter/);
});
