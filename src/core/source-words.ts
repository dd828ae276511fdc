import type { Source } from "./types.ts";

/** Whom a reader knows a source by: its publisher, else its id. */
export const outletName = (source: Source): string => source.publisher ?? source.id;

/** "our summary of Windows Forum" for a summary, the publisher alone for a source's own words. */
export const quotedFrom = (source: Source): string =>
  source.quoteKind === "summary" ? `our summary of ${outletName(source)}` : outletName(source);
