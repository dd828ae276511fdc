/** What Slack refuses beyond; lengths in characters. From its documentation, except where a comment says otherwise. */
export const LIMITS = {
  message: {
    blocks: 50,
    /** Not documented: a message was seen refused with 11,341 characters over all its blocks, so we stay well below. */
    characters: 10_000,
    /** Longer is cut by Slack at 40,000 without a word; it asks for less than 4,000. */
    text: 3_800,
  },
  view: { blocks: 100, title: 24, button: 24, metadata: 3000, callbackId: 255 },
  header: { text: 150 },
  section: { text: 3000, fields: 10, field: 2000 },
  context: { elements: 10, text: 3000 },
  actions: { elements: 25 },
  contextActions: { elements: 5 },
  button: { text: 75, value: 2000, url: 3000, actionId: 255, accessibilityLabel: 75 },
  /** Characters count over all cells of a message's tables; a cell may not be empty. */
  table: { rows: 100, columns: 20, characters: 10_000 },
  blockId: 255,
  prompts: 4,
} as const;
