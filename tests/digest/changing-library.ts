import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Library } from "../../src/core/library.ts";
import { joinLibrary } from "../../src/knowledge/library.ts";
import { syncLibrary } from "../../src/knowledge/sync.ts";
import { openStore, type Store } from "../../src/store/store.ts";

/** A statement of an invented brief: its words, then label · attribution · source · date. */
export type Told = readonly [
  id: string,
  text: string,
  label: string,
  who: string,
  source: string,
  date: string,
];

export interface Brief {
  readonly slug: string;
  readonly name: string;
  readonly parties: readonly string[];
  readonly stage: string;
  readonly history: readonly string[];
  readonly told: readonly Told[];
}

const briefText = (b: Brief): string =>
  [
    "---",
    `deal: ${b.slug}`,
    `name: ${b.name}`,
    `parties: [${b.parties.join(", ")}]`,
    `stage: ${b.stage}`,
    "stage_as_of: null",
    "history:",
    ...b.history.map((h) => `  - { ${h} }`),
    "figures: []",
    "---",
    "",
    `${b.name}, an invented deal.`,
    "",
    "## What the sources say",
    "",
    ...b.told.flatMap(([id, text, label, who, source, date]) => [
      `- ${text}`,
      `  \`${id} · ${label} · ${who} · ${source} · ${date}\``,
    ]),
    "",
  ].join("\n");

/** What a library holds: briefs, sources (id, publisher, day), recorded conflicts, documents of their own words. */
export interface Shelf {
  readonly briefs: readonly Brief[];
  readonly sources: readonly (readonly [id: string, publisher: string, published: string | null])[];
  readonly conflicts: readonly (readonly [about: string, a: string, b: string])[];
  readonly documents: Readonly<Record<string, string>>;
}

const COMPANIES = [
  "Northwind",
  "Fabrikam",
  "Contoso",
  "Tailspin",
  "Litware",
  "Proseware",
  "Adatum",
  "Wingtip",
];

/** A store with a library on disk that can be changed and synced again, as an operator does it. */
export async function openShelf(databaseUrl = ":memory:") {
  const home = mkdtempSync(join(tmpdir(), "digest-shelf-"));
  const folder = join(home, "library");
  const entities = join(home, "product-entities.yaml");
  writeFileSync(entities, COMPANIES.map((c) => `- { name: ${c}, kind: company, aliases: [] }`).join("\n"));
  const store: Store = await openStore(databaseUrl);

  const put = (shelf: Shelf): void => {
    rmSync(folder, { recursive: true, force: true });
    const write = (path: string, text: string) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    };
    for (const b of shelf.briefs) write(`deals/${b.slug}.md`, briefText(b));
    const source = ([id, publisher, published]: Shelf["sources"][number]) =>
      `- id: ${id}\n  title: The page ${id}\n  publisher: ${publisher}\n  url: https://example.com/${id}\n  published: ${published}\n  kind: press\n`;
    write("sources.yaml", shelf.sources.map(source).join("\n") || "[]");
    const conflict = ([about, a, b]: Shelf["conflicts"][number]) =>
      `- about: ${about}\n  statements: [${a}, ${b}]\n`;
    write("conflicts.yaml", shelf.conflicts.map(conflict).join("") || "[]");
    for (const [path, text] of Object.entries(shelf.documents)) write(path, text);
  };
  return {
    store,
    /** Puts this on the shelf and syncs; the generation that it led to, with what was wrong. */
    async sync(
      shelf: Shelf,
      day = "2026-06-10",
    ): Promise<{ generation: number; library: Library; problems: string[] }> {
      put(shelf);
      const { library, problems } = await syncLibrary(
        { folder, entities },
        store.library,
        () => new Date(`${day}T08:00:00Z`),
      );
      const { generation } = await store.library.index();
      return { generation, library, problems: problems.map((p) => `${p.file}: ${p.message}`) };
    },
    at: async (generation: number): Promise<Library> =>
      joinLibrary(await store.library.documentsAt(generation)).library,
    async close() {
      await store.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Where the library stands before anything changes. */
export const BEFORE: Shelf = {
  sources: [
    ["daily-talks", "The Dispatch Daily", "2026-05-02"],
    ["contoso-release", "Contoso", "2026-04-20"],
    ["wire-loi", "Evening Wire", "2026-04-11"],
    ["gazette-chips", "Chip Gazette", "2026-05-20"],
    ["blog-lease", "Rack Blog", "2026-05-05"],
    ["post-lease", "Rack Post", "2026-05-07"],
  ],
  conflicts: [],
  documents: {},
  briefs: [
    {
      slug: "northwind-fabrikam",
      name: "Northwind and Fabrikam",
      parties: ["Northwind", "Fabrikam"],
      stage: "in talks",
      history: ["date: 2026-05-02, statement: nf-01, before: null, after: in talks"],
      told: [
        [
          "nf-01",
          "Northwind is in talks with Fabrikam about renting its accelerators in Norway for four years.",
          "reported",
          "The Dispatch Daily, citing two people",
          "daily-talks",
          "2026-05-02",
        ],
      ],
    },
    {
      slug: "contoso-tailspin",
      name: "Contoso and Tailspin",
      parties: ["Contoso", "Tailspin"],
      stage: "announced",
      history: ["date: 2026-04-20, statement: ct-01, before: null, after: announced"],
      told: [
        [
          "ct-01",
          "Contoso announced that it will invest up to $10 billion in Tailspin.",
          "confirmed",
          "Contoso",
          "contoso-release",
          "2026-04-20",
        ],
        [
          "ct-02",
          "Contoso put the first payment to Tailspin at $3 billion.",
          "confirmed",
          "Contoso",
          "contoso-release",
          "2026-04-20",
        ],
        [
          "ct-03",
          "Contoso expects the first Tailspin hall to open in the autumn.",
          "confirmed",
          "Contoso",
          "contoso-release",
          "2026-04-20",
        ],
      ],
    },
    {
      slug: "litware-proseware",
      name: "Litware and Proseware",
      parties: ["Litware", "Proseware"],
      stage: "letter of intent",
      history: [
        "date: 2026-04-11, statement: lp-01, before: null, after: letter of intent",
        "date: 2026-05-20, statement: lp-02",
      ],
      told: [
        [
          "lp-01",
          "Litware and Proseware have a letter of intent covering 200 megawatts, Evening Wire wrote.",
          "reported",
          "Evening Wire",
          "wire-loi",
          "2026-04-11",
        ],
        [
          "lp-02",
          "Chip Gazette wrote that Proseware chips will fill the Litware halls.",
          "reported",
          "Chip Gazette",
          "gazette-chips",
          "2026-05-20",
        ],
        [
          "lp-03",
          "Rack Blog gives the lease of the Litware halls as ten years.",
          "reported",
          "Rack Blog",
          "blog-lease",
          "2026-05-05",
        ],
        [
          "lp-04",
          "Rack Post gives the lease of the Litware halls as fifteen years.",
          "reported",
          "Rack Post",
          "post-lease",
          "2026-05-07",
        ],
      ],
    },
  ],
};

/** Changes one brief of a shelf. */
export const withBrief = (shelf: Shelf, slug: string, change: (b: Brief) => Partial<Brief>): Shelf => ({
  ...shelf,
  briefs: shelf.briefs.map((b) => (b.slug === slug ? { ...b, ...change(b) } : b)),
});

/** Adds sources to a shelf. */
export const withSources = (shelf: Shelf, ...sources: Shelf["sources"]): Shelf => ({
  ...shelf,
  sources: [...shelf.sources, ...sources],
});
