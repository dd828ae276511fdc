import { isCurrency } from "../figures/figure-words.ts";
import { parseFigures } from "../figures/figures.ts";
import type { FigureKind, Library } from "../library.ts";
import type { Resolved } from "../question/resolve.ts";
import type { Evidence } from "../types.ts";

/** Words of a question that tell what its amount is an amount of. */
const ASKED: readonly (readonly [RegExp, readonly FigureKind[]])[] = [
  [/\b(?:pay\w*|commit\w*|spend\w*|contract|order\w*|buy\w*|owe\w*|deal)\b/i, ["commitment"]],
  [/\b(?:invest\w*|stake|fund\w*|put(?:s|ting)?)\b/i, ["investment"]],
  [/\bvalu(?:ation|ed|es)\b/i, ["valuation"]],
  [/\b(?:revenue|sales|turnover)\b/i, ["revenue"]],
  [/\b(?:borrow\w*|loans?|debt|len[dt]\w*)\b/i, ["debt"]],
  [/\b(?:costs?|prices?|rate)\b/i, ["price", "commitment"]],
];

const SAME_KIND = 1.25;
const OTHER_KIND = 0.85;
/** For an amount that a person chose to stand for the deal in its brief. */
const OF_THE_DEAL = 1.4;

/** How much better or worse a statement answers for the kind of its amounts, where the question asks for an amount. */
export function amountFactor({ statement }: Evidence, resolved: Resolved, library: Library): number {
  const money = resolved.wants.includes("money");
  if (!money && !resolved.wants.includes("capacity")) return 1;
  const asked = money
    ? ASKED.flatMap(([re, kinds]) => (re.test(resolved.text) ? kinds : []))
    : (["capacity"] as const);
  const deal = statement.deal === null ? undefined : library.deals.find((d) => d.slug === statement.deal);
  const shown = (deal?.figures ?? []).filter((f) => f.statement === statement.id).map((f) => f.kind);
  const told = parseFigures(statement.text).filter((f) => (money ? isCurrency(f.unit) : f.unit === "W"));
  const kinds = told.flatMap((f) => f.kind ?? []);
  const fits = (kind: FigureKind) => asked.length === 0 || asked.some((a) => a === kind);
  const chosen = shown.some((k) => fits(k) && MEASURED[money ? "money" : "capacity"].has(k))
    ? OF_THE_DEAL
    : 1;
  if (asked.length === 0 || kinds.length === 0) return chosen;
  return chosen * (kinds.some(fits) ? SAME_KIND : OTHER_KIND);
}

const MEASURED: Readonly<Record<"money" | "capacity", ReadonlySet<FigureKind>>> = {
  money: new Set(["commitment", "investment", "valuation", "debt", "revenue", "price"]),
  capacity: new Set(["capacity", "chips"]),
};
