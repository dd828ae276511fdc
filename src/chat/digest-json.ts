import type { Digest } from "../core/digest/types.ts";
import { sourceJson } from "./json.ts";

/** What `digest --json` prints: a contract that others build on. Add to it, never rename. A null digest has no items. */
export function digestJson(digest: Digest | null, span: { readonly since: string; readonly until: string }) {
  return {
    since: span.since,
    until: span.until,
    lead: (digest?.lead ?? []).map(({ text, label, why, citations }) => ({ text, label, why, citations })),
    items: (digest?.items ?? []).map((i) => ({
      kind: i.kind,
      deal: i.deal,
      name: i.name,
      date: i.date,
      text: i.text,
      label: i.label,
      why: i.why,
      importance: i.importance,
      citations: i.citations,
    })),
    shown: digest?.shown ?? 0,
    sources: (digest?.citations ?? []).map(sourceJson),
  };
}
