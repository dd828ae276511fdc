import type { Label } from "../core/types.ts";

/** The part of what `ask --json` prints that an evaluation reads; the whole object satisfies it. */
export interface AskJson {
  readonly abstained: boolean;
  readonly refused: boolean;
  readonly answer: string;
  readonly claims: readonly {
    readonly text: string;
    readonly label: Label;
    readonly citations: readonly number[];
  }[];
  readonly conflicts: readonly {
    readonly sides: readonly { readonly text: string; readonly citations: readonly number[] }[];
  }[];
  readonly sources: readonly { readonly n: number; readonly quote: string }[];
  readonly drafter: "extractive" | "claude";
}
