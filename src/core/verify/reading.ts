import type { Lexicon, Mention } from "../entities.ts";
import { type Figure, parseFigures } from "../figures/figures.ts";
import type { Evidence, Statement } from "../types.ts";
import { type Guard, guardsIn } from "./guards.ts";
import { contentStems } from "./wording.ts";

/** A cited statement with as much of its surroundings as is known; an `Evidence` is one. */
export interface Ground extends Partial<Pick<Evidence, "source" | "passage">> {
  readonly statement: Statement;
}

/** What the checks look at in a text, read once. */
export interface Reading {
  readonly text: string;
  readonly stems: readonly string[];
  readonly stemSet: ReadonlySet<string>;
  readonly figures: readonly Figure[];
  readonly mentions: readonly Mention[];
  readonly guards: readonly Guard[];
  /** Stems of names: sharing them alone does not make two clauses say the same. */
  readonly nameStems: ReadonlySet<string>;
}

/** A cited statement, read, with the names that its surroundings give. */
export interface GroundReading extends Reading {
  readonly ground: Ground;
  /** Heading, source, passage: what the statement's pronouns may stand for. */
  readonly around: string;
}

/** What is wrong with a span. `detail` is one sentence that can be sent back to whoever wrote it. */
export interface Problem {
  readonly kind:
    | "uncited"
    | "unknown-citation"
    | "language"
    | "figure"
    | "bound"
    | "date"
    | "name"
    | "parties"
    | "hedge"
    | "negation"
    | "stage"
    | "direction";
  readonly detail: string;
}

export function readText(text: string, lexicon: Lexicon): Reading {
  const stems = contentStems(text);
  const mentions = lexicon.mentions(text);
  return {
    text,
    stems,
    stemSet: new Set(stems),
    figures: parseFigures(text),
    mentions,
    guards: guardsIn(text),
    nameStems: new Set(mentions.flatMap((m) => contentStems(m.text))),
  };
}

export function readGround(ground: Ground, lexicon: Lexicon): GroundReading {
  const { statement, source, passage } = ground;
  const around = [
    statement.heading,
    statement.via,
    statement.curated?.attribution,
    source?.title,
    source?.publisher,
    passage?.text,
  ];
  return { ...readText(statement.text, lexicon), ground, around: around.filter((a) => a).join(" · ") };
}
