import { findDates } from "../dates.ts";
import type { Lexicon } from "../entities.ts";
import { type Figure, parseFigures } from "../figures/figures.ts";
import { sentencesOf } from "../verify/wording.ts";

/** A piece of somebody's sentence that can be right or wrong by itself. */
export interface Assertion {
  /** As it stands in the claim. */
  readonly text: string;
  /** With the subject of the piece before it, where it has none of its own. */
  readonly alone: string;
}

/** What can be checked of an assertion apart from the rest: its amounts, its dates, and what remains without them. */
export interface Aspects {
  readonly base: string;
  readonly figures: readonly { readonly figure: Figure; readonly text: string; readonly alone: string }[];
  readonly dates: readonly {
    readonly text: string;
    readonly first: string;
    readonly last: string;
    readonly alone: string;
  }[];
}

const VERB =
  "(?:also |then |now |later |already |reportedly )?(?:is|are|was|were|has|have|had|will|would|won|plans?|gets?|got|signs?|announces?|agrees?|commits?|invests?|denies|pays?|paid|buys?|bought|runs?|uses?|takes?|took|gives?|gave|owns?|holds?|held|makes?|made|builds?|built|rents?|leases?|sells?|sold|cancels?|\\p{Ll}{3,}ed)\\b";
const AMOUNT = "(?:up to |about |over |more than |another |a further |at least )?[$€£]?\\d";
const BREAK = new RegExp(
  `;\\s+|,?\\s+but\\s+|,\\s+while\\s+|,?\\s+and\\s+(?=${VERB}|${AMOUNT}|\\p{Lu}[\\w.]*(?: \\p{Lu}\\w*)? ${VERB})|,\\s+(?=${VERB})`,
  "gu",
);

const HAS_VERB = new RegExp(`(?:^|\\s)${VERB}`, "u");

/** Splits a text into assertions: sentences, and within them what has a verb of its own. */
export function assertionsOf(text: string, lexicon: Lexicon): Assertion[] {
  return sentencesOf(text).flatMap((sentence) => {
    const pieces: string[] = [];
    let from = 0;
    for (const m of sentence.matchAll(BREAK)) {
      // "OpenAI and Cerebras are": what has no verb of its own is no piece.
      const left = sentence.slice(from, m.index);
      if (!HAS_VERB.test(left) || /\b(?:that|whether|if|which) \S+$/.test(left)) continue;
      pieces.push(sentence.slice(from, m.index));
      from = m.index + m[0].length;
    }
    pieces.push(sentence.slice(from));
    let subject = "";
    let opening = "";
    return pieces
      .map((p) => p.trim().replace(/[\s.!?,;:]+$/, ""))
      .filter((p) => /[\p{L}\d]/u.test(p))
      .map((piece): Assertion => {
        const [first] = lexicon.mentions(piece);
        const own = first !== undefined && first.start < 25 && !new RegExp(`^${VERB}`, "u").test(piece);
        // "… to Azure and $300 billion to Oracle": what stands before the first amount holds for the second too.
        if (new RegExp(`^${AMOUNT}`, "i").test(piece) && opening !== "")
          return { text: piece, alone: `${opening} ${piece}` };
        const pronoun =
          /^(?:it|they|he|she|this|that|both|the (?:deal|company|two|pair))\b\s*/i.exec(piece)?.[0] ?? "";
        if (own) subject = piece.slice(0, first.end);
        const alone = own || subject === "" ? piece : `${subject} ${piece.slice(pronoun.length)}`;
        const [amount] = parseFigures(alone);
        opening = amount ? alone.slice(0, amount.start).trim() : "";
        return { text: piece, alone };
      });
  });
}

const LEAD_IN =
  /\b(?:worth|for|of|at|with|by|in|on|since|from|over|about|around|totall?ing|valued at|up to|lasting|running|covering|spanning|costing)\s*$/i;

const PERIOD =
  /^ (?:(?:an?|per|each|every) (?:year|month|quarter|week|day|hour|share)|monthly|annually|yearly|apiece|each)\b/i;

/** Takes an assertion apart. Text without its amounts and dates stays readable, as it is shown. */
export function aspectsOf(alone: string): Aspects {
  const figures = parseFigures(alone).filter((f) => f.value !== null || f.magnitude !== null);
  const dates = findDates(alone).filter((d) => !figures.some((f) => d.start < f.end && f.start < d.end));
  const all = [...figures, ...dates];
  const without = (kept: { start: number } | null) =>
    clean(
      all
        .filter((s) => s !== kept)
        .sort((a, b) => b.start - a.start)
        .reduce(cutOut, alone),
    );
  return {
    base: without(null),
    figures: figures.map((figure) => ({ figure, text: figure.text, alone: without(figure) })),
    dates: dates.map((d) => ({ text: d.text, first: d.first, last: d.last, alone: without(d) })),
  };
}

function cutOut(text: string, { start, end }: { start: number; end: number }): string {
  const opens = /^\s*(?:in|on|by|since|from|for|at)\s*$/i.test(text.slice(0, start));
  const before = opens ? "" : text.slice(0, start);
  const after = text.slice(end).replace(PERIOD, "");
  // "worth $30 billion." loses its "worth"; in "a $30 billion deal" the article stays with the noun.
  const ends = /^\s*(?:$|[,.;)]|and\b|in\b|for\b|to\b|with\b|over\b|by\b|from\b)/i.test(after);
  const kept = ends ? before.replace(LEAD_IN, "").replace(/\b(?:an?|the)\s*$/i, "") : before;
  if (
    /\b(?:the|an?|its|their|this|that)\s*$/i.test(kept) &&
    /^\s*(?:is|was|were|had|has|will|would|could)\b/i.test(after)
  )
    return `${kept} amount ${after}`;
  return `${kept} ${after.replace(/^\s*of\s+(?!the\b)/i, "")}`;
}

const clean = (text: string): string =>
  text
    .replace(/\s+/g, " ")
    .replace(/\s+([,.;)])/g, "$1")
    .replace(/[\s,;:]+$/, "")
    .replace(/^[\s,;:]+/, "")
    .trim();
