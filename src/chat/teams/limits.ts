/** What Teams refuses beyond, or draws badly. From its documentation, except where a comment says otherwise. */
export const LIMITS = {
  message: {
    /** The documented bound is 100 KB of UTF-16, and 80 KB the advice; what still passes everywhere is less. */
    bytes: 80 * 1024,
    /** Longer messages were seen split in two, and the second part can't be updated. */
    text: 4_000,
    summary: 200,
  },
  citations: {
    count: 20,
    name: 80,
    abstract: 160,
    keywords: 3,
    keyword: 28,
    /** Ours: the evidence that a click on a citation opens. */
    card: 1_800,
    /** Ours: all of them together; what is over goes without its evidence. */
    bytes: 60 * 1024,
  },
  card: { bytes: 28 * 1024, text: 1_200, rows: 10 },
  /** The line that a stream shows while work goes on. */
  progress: { text: 200, everyMs: 1_500 },
  /** A source's address; longer ones go without a link. */
  url: 1_000,
} as const;
