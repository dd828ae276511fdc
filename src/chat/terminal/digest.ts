import { marks } from "../../core/answer/answer-text.ts";
import type { Digest, DigestItem, DigestLead } from "../../core/digest/types.ts";
import { digestHead, itemFacts, leadFacts } from "../digest-words.ts";
import { wrap } from "./layout.ts";
import { renderSource } from "./render.ts";

/** Draws a digest for a terminal of so many columns: the screen, then what goes to the thread, then the sources. Pure. */
export function renderDigest(digest: Digest, columns = 100): string {
  const width = Math.max(48, Math.min(columns, 110));
  const line = (item: DigestItem, i: number) => renderItem(item, i + 1, width);
  const screen = digest.items.slice(0, digest.shown).map(line);
  const thread = digest.items.slice(digest.shown).map((item, i) => line(item, i + digest.shown));
  return `\n${[
    wrap(digestHead(digest), width),
    ...(digest.lead ?? []).map((l) => renderLead(l, width)),
    ...screen,
    ...(thread.length > 0 ? ["  In the thread", ...thread] : []),
    digest.citations.map((c) => renderSource(c, width)).join("\n"),
    ...(digest.why ? [wrap(digest.why, width)] : []),
  ].join("\n\n")}\n`;
}

const renderLead = (lead: DigestLead, width: number): string =>
  [wrap(`${lead.text}${marks(lead.citations)}`, width, "  "), wrap(leadFacts(lead), width, "  ")].join("\n");

function renderItem(item: DigestItem, n: number, width: number): string {
  const number = `${n}`.padStart(3);
  return [
    wrap(item.name, width, "     ", `${number}  `),
    wrap(`${item.text}${marks(item.citations)}`, width, "     "),
    wrap(itemFacts(item), width, "     "),
  ].join("\n");
}
