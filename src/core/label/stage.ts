import type { Stage } from "../types.ts";
import { straighten } from "./cues.ts";

/** Wordings of each stage. The first that matches and is neither negated nor only supposed wins, so the order is the rule. */
const STAGES: readonly (readonly [Stage, RegExp])[] = [
  [
    "ended",
    /\b(?:terminat(?:ed|es|ion)|(?:was|were|has been|have been|is|are) (?:cancell?ed|dropped|abandoned|scrapped|called off|shelved)|(?:cancell?ed|dropped|abandoned|scrapped|called off|walked away from|pulled out of) (?:the|its|their|a|plans?|talks)|talks (?:have )?(?:collapsed|ended|broke down|fell through)|fell through|(?:will|would) not (?:go ahead|proceed)|not going ahead)\b/i,
  ],
  [
    "scaled back",
    /\b(?:scal(?:ed|es|ing) (?:back|down)|cut back|pared (?:back|down)|reduced (?:its|the|their) (?:commitment|order|investment|plan)s?|downsized|trimmed|shrunk|lower(?:ed)? (?:its|the|their) (?:commitment|order|investment)|instead of (?:the )?(?:up to )?\$\d)/i,
  ],
  [
    "in talks",
    /\b(?:in (?:[\w-]+ ){0,2}(?:talks|discussions|negotiations)|(?:early|advanced|preliminary|exclusive|early-stage) (?:talks|discussions|negotiations)|negotiates|negotiating|negotiations?|talks|under discussion|(?:is|are|was|were) (?:also )?(?:considering|weighing|exploring|mulling))\b/i,
  ],
  [
    "in deployment",
    /\b(?:(?:has|have) (?:begun|started) (?:shipping|operating|running|serving|deliver\w+|deploy\w+)|(?:is|are|was|were) (?:now |already |currently )?(?:live|online|operational|in use|in production|up and running|being deployed|shipping|used internally|running)|went live|came online|now runs?|already runs?|began (?:shipping|operating|being used|running|deploying|deliver\w+)|first (?:racks|systems|chips) (?:were |have been )?(?:delivered|installed)|in (?:full )?(?:use|production|operation))\b/i,
  ],
  [
    "definitive agreement",
    /\b(?:definitive agreements?|(?:has|have|had)? ?(?:signed|inked|closed|completed|executed|finali[sz]ed) (?:an?|the|its|their|with|[\w-]+ ){0,4}(?:agreement|deal|contract|pact|lease|partnership|round|purchase|acquisition|with)|signed contracts?|binding (?:agreement|contract)|closed (?:an?|its|the) [\w$ .-]{0,30}round|signed with|under (?:an?|its|the) [\w$,.\- ]{0,30}(?:contract|agreement|lease))\b/i,
  ],
  [
    "letter of intent",
    /\b(?:letters? of intent|LOI|memorandum of understanding|MOU|non-binding|term sheet)\b/i,
  ],
  [
    "announced",
    /\b(?:announc(?:e|es|ed|ing|ement)|unveil(?:s|ed)?|commit(?:s|ted)? to|committed \$|pledg(?:e|es|ed)|agreed to|made public|disclosed|introduced)\b/i,
  ],
  [
    "rumoured",
    /\b(?:rumou?r(?:s|ed)?|speculation|reportedly|said to be|may be (?:planning|considering)|leaked)\b/i,
  ],
];

const NEGATED =
  /\b(?:not|never|no|neither|nor|without|yet to|hasn't|haven't|isn't|aren't|wasn't|didn't|before|until|nothing)\b[^.;:,]{0,30}$/i;
const SUPPOSED =
  /(?:\b(?:if|unless|whether|would|could|may|might|will|to be|toward|towards|hope(?:s|d)? for|possible|potential|expected|due|scheduled|should|no assurance)\b)[^.;:]{0,50}$/i;
/** A negation or a supposition turns these around or leaves them open; for talks and rumours the mention is enough. */
const GUARDED: ReadonlySet<Stage> = new Set([
  "ended",
  "scaled back",
  "in deployment",
  "definitive agreement",
  "letter of intent",
  "announced",
]);

/** The stage that a wording gives a deal, or null where it says nothing of the kind. */
export function stageOf(text: string): Stage | null {
  const plain = straighten(text);
  for (const [stage, pattern] of STAGES)
    for (const m of plain.matchAll(new RegExp(pattern, "gi"))) {
      const before = plain.slice(0, m.index);
      if (stage === "ended" && /^(?:will|would) not|^not going/i.test(m[0])) return stage;
      if (GUARDED.has(stage) && (NEGATED.test(before) || SUPPOSED.test(before))) continue;
      if (
        stage === "in talks" &&
        /\b(?:after|ended|end of|following|completed|concluded) (?:[\w-]+ ){0,3}$/i.test(before)
      )
        continue;
      return stage;
    }
  return null;
}

const NOTHING_SIGNED =
  /\b(?:neither|nothing|nobody|no|not|never|none)\b[^.;]{0,45}\b(?:signed|final(?:i[sz]ed)?|conclud\w*|agreed)\b/i;

/** Whether a statement says that nothing was signed, agreed or concluded. */
export const saysUnsigned = (text: string): boolean => NOTHING_SIGNED.test(text);
