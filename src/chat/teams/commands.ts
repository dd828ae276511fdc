import { textKey } from "../../core/text.ts";

/** What a message asks for. What is not one of our commands is a question. */
export type Command =
  | { readonly kind: "ask" | "check" | "show" | "digest"; readonly text: string }
  | { readonly kind: "deals" | "help" | "stop" };

/** Commands that take nothing after them; with more words the message is a question ("help me understand…"). */
const ALONE: Readonly<Record<string, "deals" | "help" | "stop">> = {
  "": "help",
  deals: "deals",
  list: "deals",
  help: "help",
  hi: "help",
  hello: "help",
  stop: "stop",
};

/** Reads a message. "show" is a command only if it names what there is; whoever knows what there is decides that. */
export function readCommand(text: string): Command {
  const alone = ALONE[textKey(text).replace(/[.!?]+$/, "")];
  if (alone) return { kind: alone };
  const [, wish] = /^\/?digests?\b[:,]?\s*(.*)$/is.exec(text.trim()) ?? [];
  if (wish !== undefined) return { kind: "digest", text: wish };
  const [, verb, rest] = /^\/?(ask|check|show)\b[:,]?\s+(\S.*)$/is.exec(text.trim()) ?? [];
  const named = verb?.toLowerCase();
  if (rest === undefined || (named !== "ask" && named !== "check" && named !== "show"))
    return { kind: "ask", text: text.trim() };
  return { kind: named, text: rest.trim() };
}
