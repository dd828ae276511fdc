/** A stretch of a text, end exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

const segmenter = new Intl.Segmenter("en", { granularity: "sentence" });

/** A full stop after these, or after a lone capital, rarely ends a sentence: "U.S.", "Inc.", "No. 3". */
const ABBREVIATION =
  /(?:\b\p{Lu}|\b(?:Inc|Corp|Ltd|Co|No|vs|approx|est|Mr|Mrs|Ms|Dr|Jr|Sr|St|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|e\.g|i\.e|cf))\.\s*$/u;

/** The sentences of one line. A doubtful full stop joins rather than splits: half a sentence claims something else. */
export function sentenceRanges(line: string): Range[] {
  const ranges: { start: number; end: number }[] = [];
  for (const { segment, index } of segmenter.segment(line)) {
    const last = ranges.at(-1);
    if (last && ABBREVIATION.test(line.slice(last.start, last.end))) last.end = index + segment.length;
    else ranges.push({ start: index, end: index + segment.length });
  }
  return ranges;
}

/** Text without markup, links, mentions and footnote numbers: the screens add their own, and a link may lead anywhere. */
export function plainText(text: string): string {
  return text
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/<(?:https?:|mailto:)[^>|]*\|([^>]*)>/g, "$1")
    .replace(/<[@#!/a-zA-Z][^>]*>/g, "")
    .replace(/(?:https?:\/\/|www\.)[^\s)\]]*[^\s)\].,;:]/gi, "")
    .replace(/ ?\[\d+(?:, ?\d+)*\]/g, "")
    .replace(/\*+|`+|~~|(?<!\w)_+|_+(?!\w)|\|/g, " ")
    .replace(/\(\s*\)/g, "")
    .replace(/\s+/g, " ")
    .replace(/ ([.,;:!?])/g, "$1")
    .trim();
}
