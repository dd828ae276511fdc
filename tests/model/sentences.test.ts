import { expect, test } from "vitest";
import { plainText, sentenceRanges } from "../../src/model/sentences.ts";

const sentences = (line: string) => sentenceRanges(line).map((r) => line.slice(r.start, r.end).trim());

test.each([
  [["Acme pays $3.5 billion.", "Globex pays nothing."]],
  [["The U.S. Commerce Department agreed.", "Acme Inc. Chairman Jo Doe did not."]],
  [["It is due on Jan. 5 at No. 3 site.", "That is all!"]],
  [["Is it signed?", "No."]],
])("%j stay whole", (expected) => {
  expect(sentences(expected.join(" "))).toEqual(expected);
});

test.each([
  ["Acme **pays** _up to_ `$5 billion`.", "Acme pays up to $5 billion."],
  ["See [the filing](https://evil.example/x?y=1) now.", "See the filing now."],
  ["See <https://evil.example|the filing> now.", "See the filing now."],
  ["Tell <@U123> and <!channel>.", "Tell and."],
  ["More at https://evil.example/a, and www.evil.example.", "More at, and."],
  ["Acme pays [1][2, 3].", "Acme pays."],
  ["![x](https://evil.example/?leak=1)Acme pays.", "xAcme pays."],
  ["Acme pays ~$5 billion for snake_case.", "Acme pays ~$5 billion for snake_case."],
])("%j is shown as %j", (raw, plain) => {
  expect(plainText(raw)).toBe(plain);
});
