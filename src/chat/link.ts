import type { Citation } from "../core/types.ts";

/** Where a citation's number leads, on every screen: the source's own address until we show passages ourselves. */
export const citationLink = (citation: Citation): string | null => citation.source.url;
