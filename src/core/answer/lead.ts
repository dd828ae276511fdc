import { saysUnsigned } from "../label/stage.ts";
import type { Resolved } from "../question/resolve.ts";
import type { Claim } from "../types.ts";

const SETTLED =
  /\b(?:sign(?:ed)?|final(?:i[sz]ed)?|done|closed|complete[d]?|definitive|binding|official(?:ly)?|confirmed|certain|guaranteed|settled|agreed|committed|(?:an? )?(?:established )?fact|for sure|4 sure|true|happening|firm)\b/i;

/**
 * What is said first. A question whether something is settled gets its doubt before anything else; where the first claim
 * is as well established as the question supposes, nothing needs saying before it.
 */
export function leadOf(resolved: Resolved, claims: readonly Claim[]): string | null {
  const [first] = claims;
  if (!first) return null;
  if (resolved.premise !== null) return `No source here says that “${resolved.premise}”. What they do say:`;
  const asksWhether = resolved.shape === "yes-no" || SETTLED.test(resolved.text);
  if (!asksWhether) return null;
  switch (first.label) {
    case "reported":
      if (first.stage === "in talks" || first.stage === "rumoured")
        return "Not confirmed. Talks are reported; none of the sources here shows a signed deal.";
      return saysUnsigned(first.text)
        ? "Not confirmed. The sources here say that nothing had been signed."
        : "Not confirmed. The first statement below is a report; no party has announced it in the sources here.";
    case "speculative":
      return "Not established: the sources only consider it possible or likely.";
    case "denied":
      return "Denied, according to the sources here.";
    case "disputed":
      return "The sources disagree on this.";
    case "stated":
    case "confirmed":
      return null;
  }
}
