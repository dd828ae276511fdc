import { marks } from "../../core/answer/answer-text.ts";
import type { CheckedClaim } from "../../core/check/check-claim.ts";
import { VERDICT_WORDS } from "../../core/check/verdict-words.ts";
import { outletName, quotedFrom } from "../../core/source-words.ts";
import { wrap } from "./layout.ts";

/** A checked claim, part by part, with what the sources say instead. Pure. */
export function renderClaim(checked: CheckedClaim, columns = 100): string {
  const width = Math.max(48, Math.min(columns, 110));
  if (checked.parts.length === 0) return "\n  There is nothing in it that can be checked.\n";
  const parts = checked.parts.map((p) => {
    const lines = [
      wrap(`“${p.text}”`, width, "  "),
      wrap(`${VERDICT_WORDS[p.verdict]} · ${p.why}${marks(p.citations)}`, width, "    "),
    ];
    if (p.correction !== null) lines.push(wrap(`The source: ${p.correction}`, width, "      ", "    "));
    return lines.join("\n");
  });
  const sources = checked.citations.map(({ n, source }) => {
    const facts = [quotedFrom(source), source.kind, source.published ?? "undated"].join(", ");
    const title = source.title && source.title !== outletName(source) ? `: ${source.title}` : "";
    return `${wrap(`[${n}] ${facts}${title}`, width, "      ", "  ")}${source.url ? `\n      ${source.url}` : ""}`;
  });
  return `\n${[...parts, ...(sources.length > 0 ? [sources.join("\n")] : [])].join("\n\n")}\n`;
}
