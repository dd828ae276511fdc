import { BEFORE, type Shelf, withBrief, withSources } from "./changing-library.ts";

/** One way to change the library, and what a digest must say of it: the kind and the deal of each line. */
export interface Way {
  readonly way: string;
  readonly change: (shelf: Shelf) => Shelf;
  readonly lines: readonly (readonly [kind: string, deal: string | null])[];
}

/** What happened to a library between two digests, each by itself; together they are all told, each once. */
export const TEN_WAYS: readonly Way[] = [
  {
    way: "a deal that was not known",
    change: (s) =>
      withSources(
        {
          ...s,
          briefs: [
            ...s.briefs,
            {
              slug: "adatum-wingtip",
              name: "Adatum and Wingtip",
              parties: ["Adatum", "Wingtip"],
              stage: "announced",
              history: [
                "date: 2026-06-01, statement: aw-01, before: null, after: rumoured",
                "date: 2026-06-05, statement: aw-02, before: rumoured, after: announced",
              ],
              told: [
                [
                  "aw-01",
                  "Adatum is rumoured to look for capacity at Wingtip.",
                  "reported",
                  "Evening Wire",
                  "wire-adatum",
                  "2026-06-01",
                ],
                [
                  "aw-02",
                  "Wingtip announced a contract with Adatum over 50 megawatts.",
                  "confirmed",
                  "Wingtip",
                  "wingtip-release",
                  "2026-06-05",
                ],
              ],
            },
          ],
        },
        ["wire-adatum", "Evening Wire", "2026-06-01"],
        ["wingtip-release", "Wingtip", "2026-06-05"],
      ),
    lines: [["new deal", "adatum-wingtip"]],
  },
  {
    way: "a move of the stage, which confirms the talks",
    change: (s) =>
      withSources(
        withBrief(s, "northwind-fabrikam", (b) => ({
          stage: "announced",
          history: [
            ...b.history,
            "date: 2026-06-08, statement: nf-02, changes: nf-01, before: in talks, after: announced",
          ],
          told: [
            ...b.told,
            [
              "nf-02",
              "Fabrikam announced that Northwind will rent its accelerators from July.",
              "confirmed",
              "Fabrikam",
              "fabrikam-release",
              "2026-06-08",
            ],
          ],
        })),
        ["fabrikam-release", "Fabrikam", "2026-06-08"],
      ),
    lines: [["stage", "northwind-fabrikam"]],
  },
  {
    way: "a report that became confirmed",
    change: (s) =>
      withSources(
        withBrief(s, "litware-proseware", (b) => ({
          history: [...b.history, "date: 2026-06-07, statement: lp-06, changes: lp-02"],
          told: [
            ...b.told,
            [
              "lp-06",
              "Proseware announced that its chips go into the halls of Litware.",
              "confirmed",
              "Proseware",
              "proseware-release",
              "2026-06-07",
            ],
          ],
        })),
        ["proseware-release", "Proseware", "2026-06-07"],
      ),
    lines: [["confirmed", "litware-proseware"]],
  },
  {
    way: "a denial",
    change: (s) =>
      withSources(
        withBrief(s, "litware-proseware", (b) => ({
          history: [...b.history, "date: 2026-06-06, statement: lp-05, changes: lp-01"],
          told: [
            ...b.told,
            [
              "lp-05",
              "Litware denied that any letter of intent with Proseware exists.",
              "denied",
              "Litware",
              "litware-denial",
              "2026-06-06",
            ],
          ],
        })),
        ["litware-denial", "Litware", "2026-06-06"],
      ),
    lines: [["denied", "litware-proseware"]],
  },
  {
    way: "a figure corrected where it stood",
    change: (s) =>
      withBrief(s, "contoso-tailspin", (b) => ({
        told: b.told.map((t) =>
          t[0] === "ct-02" ? [t[0], t[1].replace("$3 billion", "$4 billion"), t[2], t[3], t[4], t[5]] : t,
        ),
      })),
    lines: [["figure", "contoso-tailspin"]],
  },
  {
    way: "a figure that a later source changed",
    change: (s) =>
      withSources(
        withBrief(s, "contoso-tailspin", (b) => ({
          history: [...b.history, "date: 2026-06-03, statement: ct-04, changes: ct-01"],
          told: [
            ...b.told,
            [
              "ct-04",
              "Contoso said that it will invest $6 billion in Tailspin.",
              "confirmed",
              "Contoso",
              "contoso-update",
              "2026-06-03",
            ],
          ],
        })),
        ["contoso-update", "Contoso", "2026-06-03"],
      ),
    lines: [["figure", "contoso-tailspin"]],
  },
  {
    way: "a disagreement that somebody found",
    change: (s) => ({ ...s, conflicts: [...s.conflicts, ["How long the lease runs", "lp-03", "lp-04"]] }),
    lines: [["conflict", "litware-proseware"]],
  },
  {
    way: "a new source on a known deal",
    change: (s) =>
      withSources(
        withBrief(s, "northwind-fabrikam", (b) => ({
          told: [
            ...b.told,
            [
              "nf-03",
              "Chip Gazette expects the racks for Northwind to stand in Oslo.",
              "speculative",
              "Chip Gazette",
              "gazette-oslo",
              "2026-06-04",
            ],
          ],
        })),
        ["gazette-oslo", "Chip Gazette", "2026-06-04"],
      ),
    lines: [["source", "northwind-fabrikam"]],
  },
  {
    way: "an article that copies another",
    change: (s) =>
      withSources(
        withBrief(s, "northwind-fabrikam", (b) => ({
          told: [
            ...b.told,
            [
              "nf-04",
              "Northwind is in talks with Fabrikam about renting its accelerators in Norway for four years, it is reported.",
              "reported",
              "Copy Times",
              "copy-times",
              "2026-06-02",
            ],
          ],
        })),
        ["copy-times", "Copy Times", "2026-06-02"],
      ),
    lines: [],
  },
  {
    way: "a source that was taken out",
    change: (s) => ({
      ...withBrief(s, "contoso-tailspin", (b) => b),
      sources: s.sources.filter(([id]) => id !== "gazette-chips"),
      briefs: s.briefs.map((b) => ({
        ...b,
        history: b.history.filter((h) => !/lp-02/.test(h)),
        told: b.told.filter((t) => t[4] !== "gazette-chips"),
      })),
    }),
    lines: [["withdrawn", "litware-proseware"]],
  },
  {
    way: "other words for the same",
    change: (s) =>
      withBrief(s, "contoso-tailspin", (b) => ({
        told: b.told.map((t) =>
          t[0] === "ct-03"
            ? [t[0], "The first Tailspin hall, Contoso expects, opens in the autumn.", t[2], t[3], t[4], t[5]]
            : t,
        ),
      })),
    lines: [],
  },
];

/** The library with all that happened. What was confirmed rests on what was taken out, so that way stays by itself. */
export const AFTER_ALL: Shelf = TEN_WAYS.filter((w) => w.way !== "a report that became confirmed").reduce(
  (shelf, { change }) => change(shelf),
  BEFORE,
);
