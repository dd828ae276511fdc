import {
  ALWAYS_CONTINUES,
  CONTINUES_WITH_NUMBER,
  HOST_ENDINGS,
  LETTERED,
  MAY_END,
  SENTENCE_OPENERS,
  TITLES,
} from "./abbreviations.ts";

/** A stretch of a text, end exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** The sentences of a block; `glued` says that two of them stood together without a space. */
export interface Sentences {
  readonly ranges: readonly Range[];
  readonly glued: boolean;
}

/** A sentence is never broken below this length; above it, at a semicolon or a line break if it has one. */
export const MAX_SENTENCE = 600;
/** A quotation or bracket up to this length stays whole, so that what was said keeps who said it. */
const MAX_WHOLE = 300;

const END = /[.!?…]+|[。！？]/gu;
const CLOSERS = /^(?:["'”’»)\]*_]|\]\([^)\s]*\)|\[\d{1,3}\])+/u;
const OPENERS = /^["'“‘«([*_¿¡]+/u;
const STARTS_LOW = /^\p{Ll}(?!\p{Lu})/u;
const WORD = /^[\p{L}\p{N}'’]+(?:-[\p{L}\p{N}'’]+)*/u;
const INLINE_BULLET = /\s[•▪◦‣●]\s/gu;
const BULLET_AFTER_COLON = /(?<=\p{L}["'”’)]?[:;.!?])(?=[-•*–—]\s+\p{L})/gu;

/** Splits one block of text into sentences: trimmed, in order, none overlapping, all inside `start`..`end`. */
export function splitSentences(text: string, start = 0, end = text.length): Sentences {
  const s = text.slice(start, end);
  const whole = protectedPlaces(s);
  const cuts = new Set<number>();
  let glued = false;
  for (const m of s.matchAll(END)) {
    const mark = m[0];
    const stop = m.index + mark.length;
    const cut = stop + (CLOSERS.exec(s.slice(stop, stop + 200))?.[0].length ?? 0);
    if (cut >= s.length || whole[cut] === 1) continue;
    if (/[。！？]/.test(mark)) cuts.add(cut);
    else if (/\s/.test(s[cut] ?? "")) {
      if (endsSentence(s, m.index, mark, stop, cut)) cuts.add(cut);
    } else if (endsGlued(s, m.index, stop, cut)) {
      cuts.add(cut);
      glued = true;
    }
  }
  for (const m of s.matchAll(BULLET_AFTER_COLON)) {
    cuts.add(m.index);
    glued = true;
  }
  for (const m of s.matchAll(INLINE_BULLET)) cuts.add(m.index);
  const ranges: Range[] = [];
  let from = 0;
  for (const cut of [...[...cuts].sort((a, b) => a - b), s.length]) {
    for (const r of bounded(text, start + from, start + cut)) ranges.push(r);
    from = cut;
  }
  return { ranges, glued };
}

/** The text before a mark up to the last space or dash: "U.S", "Inc", "3.5". */
const tokenBefore = (s: string, at: number): string =>
  (/[^\s([“"‘'—–/]*$/u.exec(s.slice(Math.max(0, at - 60), at))?.[0] ?? "").replace(/^[*_]+/, "");

function endsSentence(s: string, at: number, mark: string, stop: number, cut: number): boolean {
  const rest = s.slice(cut, cut + 120).trimStart();
  const next = rest.replace(OPENERS, "");
  if (STARTS_LOW.test(next)) return false;
  if (/^[,;:)\]%]/.test(rest)) return false;
  if (mark !== ".") {
    if (/^(?:\.{2,}|…)/.test(mark)) return !/\s/.test(s[at - 1] ?? " ");
    return !isSpeechTag(s.slice(stop, cut), next) && !/^Inc\b|^Holdings?\b|^Japan\b/.test(next);
  }
  const token = tokenBefore(s, at);
  const word = WORD.exec(next)?.[0] ?? "";
  const opens = SENTENCE_OPENERS.has(word.toLowerCase());
  const lower = token.toLowerCase();
  if (cut > stop && /["”’»]/.test(s.slice(stop, cut))) return true;
  if (TITLES.has(token) || (ALWAYS_CONTINUES.has(lower) && /^.[^\p{Lu}]*$/u.test(token))) return false;
  if (CONTINUES_WITH_NUMBER.has(lower) && /^\d/.test(next)) return false;
  if (/^(?:[ap]\.m|etc)$/.test(lower)) return !/^(?:[ECMP][SD]?T|GMT|UTC|[BC]E?ST)\b/.test(next);
  if (MAY_END.has(lower) || /^(?:\p{L}\.)+\p{L}$/u.test(token)) return opens;
  if (/^\p{Lu}$/u.test(token)) {
    const before = tokenBefore(s, at - 2).toLowerCase();
    return opens || LETTERED.has(before);
  }
  return !(/^\d{1,3}$/.test(token) && s.slice(0, at).trim() === token);
}

/** `“Will it ship?” Jane Doe asked.` is one sentence. */
const isSpeechTag = (closers: string, next: string): boolean =>
  /["”’»]/.test(closers) &&
  /^(?:\p{Lu}[\p{L}.'’-]*\s+){1,3}(?:said|says|asked|asks|wrote|writes|told|added|adds|replied|argued|noted|warned)\b/u.test(
    next,
  );

/** Whether a mark with no space after it ends a sentence: "profitably.That", "token.”The", "another.www.site". */
function endsGlued(s: string, at: number, stop: number, cut: number): boolean {
  const chunk = /\S*$/.exec(s.slice(Math.max(0, at - 200), at))?.[0] ?? "";
  if (/:\/\/|www\.|@|[=<>{}\\]/.test(chunk)) return false;
  const token = tokenBefore(s, at);
  const rest = s.slice(cut, cut + 60);
  const lowWord = /^\p{Ll}{2,}$/u.test(token.split("-").at(-1) ?? "");
  if (/^www\./.test(rest)) return /\p{L}{2,}$/u.test(token);
  if (/^[“«]/.test(rest)) return token.length > 1;
  if (/^[$€£]\d/.test(rest)) return lowWord;
  if (!/^\p{Lu}/u.test(rest)) return false;
  if (/^\p{L}$/u.test(token) || /^(?:\p{L}\.)+\p{L}$/u.test(token) || token === "") return cut > stop;
  const word = WORD.exec(rest)?.[0] ?? "";
  if (HOST_ENDINGS.has(word.toLowerCase())) return cut > stop;
  if (/^(?:A|I)$/.test(word)) return /^\s/.test(rest.slice(word.length)) && lowWord;
  if (/^\p{Lu}{2}/u.test(word)) return lowWord && token.length > 2;
  return word.length > 1;
}

/** Marks with 1 the places inside short brackets and quotations, where nothing is cut. */
function protectedPlaces(s: string): Uint8Array {
  const places = new Uint8Array(s.length);
  const open: { sign: string; at: number }[] = [];
  const straight = (s.match(/"/g)?.length ?? 0) % 2 === 0;
  let quote = -1;
  for (const m of s.matchAll(/[()“”"]/g)) {
    const at = m.index;
    const close = (from: number) => {
      if (at + 1 - from <= MAX_WHOLE) places.fill(1, from + 1, at + 1);
    };
    if (m[0] === '"') {
      if (!straight) continue;
      if (quote >= 0) close(quote);
      quote = quote >= 0 ? -1 : at;
    } else if (m[0] === "(" || m[0] === "“") open.push({ sign: m[0], at });
    else {
      const i = open.findLastIndex((o) => o.sign === (m[0] === ")" ? "(" : "“"));
      const from = open[i];
      if (from) {
        close(from.at);
        open.length = i;
      }
    }
  }
  return places;
}

/** Trims a range to its first and last visible character; null if nothing is left. */
export function trimRange(text: string, start: number, end: number): Range | null {
  const s = text.slice(start, end);
  const from = start + (s.length - s.trimStart().length);
  const to = end - (s.length - s.trimEnd().length);
  return from < to ? { start: from, end: to } : null;
}

/** A range in pieces of at most `MAX_SENTENCE`: cut at line breaks, then semicolons, then spaces. */
function* bounded(text: string, start: number, end: number): Generator<Range> {
  let rest = trimRange(text, start, end);
  while (rest && rest.end - rest.start > MAX_SENTENCE) {
    const head = text.slice(rest.start, rest.start + MAX_SENTENCE);
    const at =
      [head.lastIndexOf("\n"), head.lastIndexOf("; "), head.search(/\s\S*$/)].find((i) => i > 0) ??
      MAX_SENTENCE - 1;
    const splitsPair = /[\uD800-\uDBFF]/.test(head[at] ?? "");
    const cut: number = rest.start + at + (splitsPair ? 0 : 1);
    const piece = trimRange(text, rest.start, cut);
    if (piece) yield piece;
    rest = trimRange(text, cut, rest.end);
  }
  if (rest) yield rest;
}
