import type { Deal } from "../../core/library.ts";
import { textKey } from "../../core/text.ts";

/** What a message asks for. What is not one of our commands is a question. */
export type Command =
  | { readonly kind: "ask" | "check"; readonly text: string }
  | { readonly kind: "deals" | "help" | "stop" }
  | { readonly kind: "show"; readonly text: string };

/** Commands that take nothing after them; with more words the message is a question ("help me understand…"). */
const ALONE: Readonly<Record<string, "deals" | "help" | "stop">> = {
  deals: "deals",
  list: "deals",
  "list deals": "deals",
  help: "help",
  hi: "help",
  hello: "help",
  stop: "stop",
};

/** Reads a message. "show" is only a command if it names what there is; `handler` decides that. */
export function readCommand(text: string): Command {
  const words = text.trim().replace(/\s+/g, " ");
  const alone = ALONE[textKey(words).replace(/[.!?]+$/, "")];
  if (words === "" || alone) return { kind: alone ?? "help" };
  const first = /^\/?(ask|check|show)\b[:,]?\s+(.+)$/is.exec(text.trim());
  const [, verb, rest] = first ?? [];
  switch (verb?.toLowerCase()) {
    case "ask":
      return { kind: "ask", text: (rest ?? "").trim() };
    case "check":
      return { kind: "check", text: (rest ?? "").trim() };
    case "show":
      return { kind: "show", text: (rest ?? "").trim() };
    default:
      return { kind: "ask", text: text.trim() };
  }
}

const bare = (text: string): string =>
  textKey(text)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** The deal that these words name, by its slug or its name and nothing else; null leaves it a question. */
export const dealNamed = (words: string, deals: readonly Deal[]): Deal | null => {
  const wanted = bare(words.replace(/^the\s+/i, "").replace(/\s+deal$/i, ""));
  return deals.find((d) => bare(d.slug) === wanted || bare(d.name) === wanted) ?? null;
};
