import type { Lexicon } from "../entities.ts";
import { labelClaim } from "../label/label.ts";
import { originPhrase, originsOf } from "../label/origins.ts";
import { settledBy } from "../label/settle.ts";
import { stageOf } from "../label/stage.ts";
import type { LedgerTable } from "../ledger/answer.ts";
import type { Library } from "../library.ts";
import type { Citation, Claim, Conflict, Evidence, Span, Table } from "../types.ts";

/** The contract's bounds: an answer that cites everything cites nothing. */
export const MAX_CITATIONS = 8;
export const MAX_ANSWER_CHARS = 1_500;
/** Room for what is said before the claims, and for the total of a table. */
const LEAD_CHARS = 180;
const TOTAL_CHARS = 20;
const MAX_CLAIMS_CHARS = MAX_ANSWER_CHARS - LEAD_CHARS;
const MARK_CHARS = "[1]".length;

/** A disagreement among statements, before its sides are numbered. */
export interface Disagreement {
  readonly about: string;
  readonly sides: readonly { readonly text: string; readonly statements: readonly string[] }[];
  readonly better: string | null;
}

export interface Composed {
  readonly table: Table | null;
  readonly claims: readonly Claim[];
  readonly conflicts: readonly Conflict[];
  readonly citations: readonly Citation[];
  /** Claims and conflicts that no longer fitted. */
  readonly cut: number;
}

export interface ComposeInput {
  readonly spans: readonly Span[];
  readonly disagreements: readonly Disagreement[];
  readonly table: LedgerTable | null;
  /** What is said before the claims, where that is known already; it takes its room. */
  readonly lead?: string | null;
  /** Statements whose label a disagreement takes down to disputed. */
  readonly disputed: ReadonlySet<string>;
  readonly evidence: ReadonlyMap<string, Evidence>;
  readonly library: Library;
}

/**
 * Turns verified spans into claims with labels, and numbers the citations: here, once, in the order of their appearance.
 * What would pass the bounds of an answer is left out whole; a conflict has its place right behind the first claim that it
 * touches, so that a long answer does not crowd it out.
 */
export function compose(input: ComposeInput): Composed {
  const { spans, conflicts, rows, cut } = fitting(input);
  const numbers = new Map<string, number>();
  const citations: Citation[] = [];
  const numbered = (ids: readonly string[]): number[] => {
    for (const id of ids) {
      const e = input.evidence.get(id);
      if (!e || numbers.has(id)) continue;
      const { source, statement, passage } = e;
      numbers.set(id, citations.push({ n: citations.length + 1, source, statement, passage }));
    }
    return [...new Set(ids.flatMap((id) => numbers.get(id) ?? []))].sort((a, b) => a - b);
  };
  return {
    claims: spans.map((span) => claimOf(spoken(span, input.evidence), span, numbered(span.citations), input)),
    conflicts: conflicts.map(({ about, sides, better }) => ({
      about,
      sides: sides.map((s) => ({ text: s.text, citations: numbered(s.statements) })),
      better,
    })),
    table: input.table && {
      columns: input.table.columns,
      rows: rows.map((r) => ({ cells: r.cells, citations: numbered(r.statements) })),
      total: input.table.total,
    },
    citations,
    cut,
  };
}

/** The spans and conflicts that the bounds of an answer allow, in their order, and how many they do not. */
function fitting(input: ComposeInput) {
  const ids = new Set<string>();
  let length = Math.max(0, (input.lead?.length ?? 0) - LEAD_CHARS) + (input.table ? TOTAL_CHARS : 0);
  const admit = (texts: readonly string[], cited: readonly string[]): boolean => {
    const all = new Set([...ids, ...cited]);
    const more = texts.reduce((sum, t) => sum + t.length + 1, cited.length * MARK_CHARS + texts.length);
    if (all.size > MAX_CITATIONS || length + more > MAX_CLAIMS_CHARS) return false;
    length += more;
    for (const id of cited) ids.add(id);
    return true;
  };
  const admitConflict = (d: Disagreement) =>
    admit(
      [`Sources disagree: ${d.about}.`, d.better ?? "", ...d.sides.map((s) => `- ${s.text}`)],
      statementsOf(d),
    );
  // What rests on nothing ("In short:") is no claim.
  const claims = input.spans.filter((span) => span.citations.length > 0);
  const waiting = new Set(input.disagreements);
  const conflicts = new Set<Disagreement>();
  const spans = claims.filter((span) => {
    if (!admit([spoken(span, input.evidence)], span.citations)) return false;
    for (const d of waiting) {
      if (!statementsOf(d).some((id) => span.citations.includes(id))) continue;
      waiting.delete(d);
      if (admitConflict(d)) conflicts.add(d);
    }
    return true;
  });
  for (const d of waiting) if (admitConflict(d)) conflicts.add(d);
  const rows = input.table?.rows ?? [];
  const full = rows.findIndex((row) => !admit([`- ${row.cells.join(" · ")}`], row.statements));
  return {
    spans,
    conflicts: input.disagreements.filter((d) => conflicts.has(d)),
    // From the first row that does not fit on, rows are left out, and the total tells.
    rows: full === -1 ? rows : rows.slice(0, full),
    cut: claims.length - spans.length + input.disagreements.length - conflicts.size,
  };
}

const statementsOf = (d: Disagreement): string[] => d.sides.flatMap((s) => s.statements);

/** A reference entry speaks for another outlet, so its words are given to that outlet. */
function spoken(span: Span, evidence: ReadonlyMap<string, Evidence>): string {
  const [only] = span.citations;
  const via = span.citations.length === 1 && only !== undefined ? evidence.get(only)?.statement.via : null;
  return via && !span.text.toLowerCase().includes(via.toLowerCase()) ? `${via}: ${span.text}` : span.text;
}

function claimOf(text: string, span: Span, citations: readonly number[], input: ComposeInput): Claim {
  const evidence = span.citations.flatMap((id) => input.evidence.get(id) ?? []);
  const { lexicon } = input.library;
  const disputed = span.citations.some((id) => input.disputed.has(id));
  const { label, why } = labelClaim(text, evidence, { lexicon, disputed });
  const origins = originsOf(evidence, lexicon);
  const sources = new Set(evidence.map((e) => e.source.id)).size;
  const stage = stageOf(text);
  return {
    text,
    label,
    why,
    stage,
    citations,
    origins: { count: origins.length, phrase: originPhrase(origins, sources) },
    settledBy: settledBy(
      label,
      stage,
      partiesOf(text, evidence, input.library, lexicon),
      subjectOf(text, lexicon),
    ),
  };
}

/** Who could settle a claim: the parties of its deal, else the companies that it names. */
function partiesOf(
  text: string,
  evidence: readonly Evidence[],
  library: Library,
  lexicon: Lexicon,
): string[] {
  const slug = evidence.find((e) => e.statement.deal !== null)?.statement.deal;
  const deal = library.deals.find((d) => d.slug === slug);
  if (deal) return [...deal.parties];
  const named = lexicon.mentions(text).flatMap((m) => (m.entity.kind === "company" ? [m.entity.name] : []));
  return [...new Set(named)].slice(0, 2);
}

/** What a filing would have to name: the chip, programme or product that the claim is about. */
function subjectOf(text: string, lexicon: Lexicon): string | null {
  const thing = lexicon.mentions(text).find((m) => ["chip", "programme", "product"].includes(m.entity.kind));
  return thing ? `${thing.entity.name} capacity` : null;
}
