import type { Library } from "../library.ts";
import { type Cadence, DAYS, isZone, type Schedule, scheduleProblem } from "./schedule.ts";
import type { Wish } from "./subscriptions.ts";
import { readTopics } from "./topics.ts";
import { IMPORTANCE, type Importance } from "./types.ts";

/** What somebody asks of digests; `text` is what describes the wish, read by `readWish`. */
export type DigestCommand =
  | { readonly kind: "help" | "list" }
  | { readonly kind: "create" | "preview"; readonly text: string }
  | { readonly kind: "change"; readonly id: string | null; readonly text: string }
  | { readonly kind: "pause" | "resume" | "remove"; readonly id: string | null }
  | { readonly kind: "corrections"; readonly on: boolean | null }
  | { readonly kind: "wrong"; readonly message: string };

export const DIGEST_HELP = [
  "A digest tells this channel what changed in the deals that it follows, and nothing when nothing did.",
  "digest daily 09:00 Europe/London · digest weekdays 08:30 America/New_York topics openai, nvidia",
  "digest weekly monday 09:00 Europe/London topics openai-nvidia minimum notable",
  'digest cron "0 9 1 * *" Asia/Tokyo topics everything · add "say nothing-changed" to hear that too',
  "digest list · digest preview [topics …] · digest pause|resume|remove [id] · digest change [id] daily 10:00",
  "digest corrections on|off: a note in the thread when something that I said no longer holds",
  "Topics are deals, companies and chips. Minimum is all, notable or major.",
].join("\n");

const START = /^(?:daily|weekdays|weekly|cron|every|(?:mon|tues|wednes|thurs|fri|satur|sun)days?)\b/i;
const ID = /^[23456789bcdfghjkmnpqrstvwxz]{4}$/;

/** Reads what follows "digest" in a command. */
export function readDigestCommand(text: string): DigestCommand {
  const plain = text.replace(/[“”]/g, '"').replace(/\s+/g, " ").trim();
  const [word = "", ...rest] = plain.split(" ");
  const after = rest.join(" ");
  switch (word.toLowerCase()) {
    case "":
    case "help":
      return { kind: "help" };
    case "list":
      return { kind: "list" };
    case "preview":
      return { kind: "preview", text: after };
    case "create":
    case "subscribe":
      return { kind: "create", text: after };
    case "pause":
    case "resume":
      return withId(word.toLowerCase() as "pause" | "resume", rest);
    case "remove":
    case "stop":
    case "unsubscribe":
      return withId("remove", rest);
    case "change": {
      const named = rest[0] !== undefined && ID.test(rest[0]) && !START.test(rest[0]);
      return {
        kind: "change",
        id: named ? (rest[0] ?? null) : null,
        text: named ? rest.slice(1).join(" ") : after,
      };
    }
    case "corrections": {
      const on = { on: true, off: false, "": null }[after.toLowerCase()];
      return on === undefined
        ? { kind: "wrong", message: `Say "corrections on" or "corrections off", not "${after}".` }
        : { kind: "corrections", on };
    }
  }
  if (START.test(plain)) return { kind: "create", text: plain };
  return { kind: "wrong", message: `I don't know "digest ${word}".\n${DIGEST_HELP}` };
}

function withId(kind: "pause" | "resume" | "remove", rest: readonly string[]): DigestCommand {
  const [id, ...more] = rest;
  if (id !== undefined && (more.length > 0 || !ID.test(id)))
    return {
      kind: "wrong",
      message: `"${rest.join(" ")}" is not the id of a digest. "digest list" shows the ids.`,
    };
  return { kind, id: id ?? null };
}

/** A wish, or what is wrong with its words. */
export type WishRead =
  | { readonly ok: true; readonly wish: Wish }
  | { readonly ok: false; readonly message: string };

interface Parts {
  cadence?: Cadence;
  zone?: string;
  topics?: readonly string[];
  minimum?: Importance;
  whenNothing?: boolean;
}

/**
 * Reads "weekly monday 09:00 Europe/London topics openai, nvidia minimum notable". What is not said stays as in `base`; a
 * new wish needs at least how often.
 */
export function readWish(
  text: string,
  base: Wish | null,
  defaultZone: string,
  library: Pick<Library, "deals" | "lexicon">,
  now: number,
): WishRead {
  const parts: Parts = {};
  const rest = text.replace(/[“”]/g, '"').replace(/\s+/g, " ").trim();
  const problem = takeTopics(rest, parts, library) ?? takeWhen(partBefore(rest), parts, base);
  if (problem !== null) return { ok: false, message: problem };
  const cadence = parts.cadence ?? base?.schedule.cadence;
  if (!cadence)
    return {
      ok: false,
      message: `Say how often: daily, weekdays, weekly or cron. For instance: digest weekly monday 09:00 Europe/London.`,
    };
  const schedule: Schedule = { cadence, zone: parts.zone ?? base?.schedule.zone ?? defaultZone };
  const wrong = scheduleProblem(schedule, now);
  if (wrong !== null) return { ok: false, message: wrong };
  return {
    ok: true,
    wish: {
      schedule,
      topics: parts.topics ?? base?.topics ?? [],
      minimum: parts.minimum ?? base?.minimum ?? "all",
      whenNothing: parts.whenNothing ?? base?.whenNothing ?? false,
    },
  };
}

/** Only topics and minimum, for a preview. */
export function readFilter(
  text: string,
  library: Pick<Library, "deals" | "lexicon">,
):
  | { readonly ok: true; readonly topics: readonly string[]; readonly minimum: Importance }
  | { readonly ok: false; readonly message: string } {
  const parts: Parts = {};
  const given = text.trim();
  const worded = given === "" || OPTION.test(given) ? given : `topics ${given}`;
  const problem = takeTopics(worded, parts, library);
  return problem === null
    ? { ok: true, topics: parts.topics ?? [], minimum: parts.minimum ?? "all" }
    : { ok: false, message: problem };
}

const OPTION = /\b(topics?|about|minimum|say)\b/i;
const partBefore = (text: string): string => text.slice(0, OPTION.exec(text)?.index ?? text.length).trim();

/** Reads "topics a, b", "minimum notable" and "say nothing-changed", in any order, each to the next of these words. */
function takeTopics(text: string, parts: Parts, library: Pick<Library, "deals" | "lexicon">): string | null {
  const options = text.slice(partBefore(text).length).trim();
  for (const [, word = "", value = ""] of options.matchAll(
    /\b(topics?|about|minimum|say)\b ?:? ?(.*?)(?=\b(?:topics?|about|minimum|say)\b|$)/gi,
  )) {
    const given = value.trim().replace(/[;,]$/, "");
    if (/^(?:topics?|about)$/i.test(word)) {
      if (given === "") return `Which topics? For instance: topics openai, nvidia. Or: topics everything.`;
      const read = readTopics([given], library);
      if (!read.ok) return read.message;
      parts.topics = read.topics;
    } else if (word.toLowerCase() === "minimum") {
      const minimum = IMPORTANCE.find((i) => i === given.toLowerCase());
      if (!minimum) return `The minimum is one of ${IMPORTANCE.join(", ")}, not "${given}".`;
      parts.minimum = minimum;
    } else {
      const said = {
        "nothing-changed": true,
        "nothing changed": true,
        "changes-only": false,
        "changes only": false,
      }[given.toLowerCase()];
      if (said === undefined)
        return `After "say" comes nothing-changed (a line also when nothing changed) or changes-only, not "${given}".`;
      parts.whenNothing = said;
    }
  }
  return null;
}

/** Reads how often, at what time and in which zone. */
function takeWhen(text: string, parts: Parts, base: Wish | null): string | null {
  const cron = /^cron ?(?:"([^"]*)"|((?:\S+ ){4}\S+))(?: (\S+))?$/i.exec(text);
  if (cron) {
    parts.cadence = { kind: "cron", line: (cron[1] ?? cron[2] ?? "").trim() };
    if (cron[3]) parts.zone = cron[3];
    return null;
  }
  if (/^cron\b/i.test(text))
    return `Write the cron line in quotes, then the zone: digest cron "0 9 * * 1" Europe/London.`;
  let kind: "daily" | "weekdays" | "weekly" | null = null;
  let day: (typeof DAYS)[number] | null = null;
  let at: string | null = null;
  for (const word of text.split(" ").filter(Boolean)) {
    const lower = word.toLowerCase().replace(/,$/, "");
    const named = DAYS.find(
      (d) => lower === d || lower === `${d}s` || (lower.length === 3 && d.startsWith(lower)),
    );
    if (/^(?:daily|weekdays|weekly)$/.test(lower)) kind = lower as typeof kind;
    else if (/^(?:every|day|on|at|in)$/.test(lower)) kind ??= lower === "day" ? "daily" : null;
    else if (named) [day, kind] = [named, "weekly"];
    else if (/^\d/.test(lower)) {
      at = timeOf(lower);
      if (at === null) return `"${word}" is no time of the day. Write it as 09:00 or 17:30.`;
    } else if (isZone(word)) parts.zone = word;
    else
      return `I don't understand "${word}". Say how often, a time, a time zone, then topics: digest weekly monday 09:00 Europe/London topics openai.`;
  }
  const earlier = base?.schedule.cadence;
  const time = at ?? (earlier && earlier.kind !== "cron" ? earlier.at : "09:00");
  if (kind === "weekly") {
    const on = day ?? (earlier?.kind === "weekly" ? earlier.day : "monday");
    parts.cadence = { kind, day: on, at: time };
  } else if (kind) parts.cadence = { kind, at: time };
  else if (at && earlier) {
    if (earlier.kind === "cron")
      return "That digest comes by a cron line. Give another line, or say daily, weekdays or weekly.";
    parts.cadence = { ...earlier, at };
  }
  return null;
}

/** "9:00", "09.30", "9am", "5:30pm" as "09:00"; null for what is no time. */
function timeOf(text: string): string | null {
  const m = /^(\d{1,2})(?:[:.](\d{2}))?(am|pm)?$/.exec(text);
  if (!m || (m[2] === undefined && m[3] === undefined)) return null;
  const given = Number(m[1]);
  const minute = Number(m[2] ?? 0);
  if (m[3] && (given < 1 || given > 12)) return null;
  const hour = m[3] ? (given % 12) + (m[3] === "pm" ? 12 : 0) : given;
  return hour < 24 && minute < 60
    ? `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`
    : null;
}
