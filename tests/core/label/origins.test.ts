import { describe, expect, it } from "vitest";
import { isCopy, originPhrase, originsOf } from "../../../src/core/label/origins.ts";
import { evidence, lexicon, type Sketch } from "../evidence.ts";

const origins = (...sketches: Sketch[]) => originsOf(sketches.map(evidence), lexicon);
const by = (publisher: string, attribution: string): Sketch => ({
  text: `Something that only ${publisher} words this way.`,
  publisher,
  curated: { label: "reported", attribution, dateOfEvent: null },
});

describe("originsOf", () => {
  it("counts a scoop that others relay once, whatever they call it", () => {
    const found = origins(
      { text: "According to The Dispatch, Contoso is in talks.", publisher: "Alpha" },
      { text: "Contoso is in talks, The Dispatch reported.", publisher: "Beta" },
      by("Gamma", "Wirefeed, citing The Dispatch, as relayed by Gamma"),
      by("Delta", "The Dispatch, citing two people, as relayed by Delta"),
    );
    expect(found.map((o) => [o.name, o.sources.length])).toEqual([["The Dispatch", 4]]);
  });

  it("counts an announcement once however many relay it", () => {
    const found = origins(
      { text: "Northwind announced the lease in March.", publisher: "Alpha" },
      by("Beta", "Northwind, as relayed by Beta"),
      by("Gamma", "Northwind and Contoso, as relayed by Gamma"),
      { text: "Capacity arrives in June.", publisher: "Northwind", kind: "official" },
    );
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ name: "Northwind", kind: "party" });
  });

  it("takes a statement's origin from its paragraph when it speaks of the same talks", () => {
    const found = origins(
      {
        text: "The negotiations remain preliminary.",
        passage: "According to The Dispatch, they began in May. The negotiations remain preliminary.",
        publisher: "Alpha",
      },
      { text: "According to The Dispatch, Contoso is in talks.", publisher: "Beta" },
    );
    expect(found.map((o) => o.name)).toEqual(["The Dispatch"]);
  });

  it("never counts hearsay without a name beside a named report", () => {
    const found = origins(
      { text: "Contoso is reportedly in talks.", publisher: "Alpha" },
      { text: "According to The Dispatch, a lease is near.", publisher: "Beta" },
    );
    expect(found.map((o) => o.name)).toEqual(["The Dispatch"]);
  });

  it("counts newsrooms that have it from different places apart", () => {
    const found = origins(
      { text: "According to The Dispatch, Contoso leased it.", publisher: "Alpha" },
      { text: "Wirefeed reported the lease on Monday.", publisher: "Beta" },
      { text: "Northwind runs four sites.", publisher: "Gamma" },
    );
    expect(found.map((o) => o.name)).toEqual(["The Dispatch", "Wirefeed", "Gamma"]);
  });

  it("counts near copies once", () => {
    const found = origins(
      {
        text: "Northwind put two billion dollars into a cooled campus near Dayton, Ohio, last year.",
        publisher: "A",
      },
      {
        text: "Last year Northwind put two billion dollars into a cooled campus near Dayton.",
        publisher: "B",
      },
    );
    expect(found).toHaveLength(1);
  });

  it("gives none for no evidence", () => {
    expect(origins()).toEqual([]);
  });
});

describe("isCopy", () => {
  it("needs runs of words in common, not only the subject", () => {
    expect(
      isCopy("Northwind leases a campus in Ohio from Contoso.", "In Ohio a campus of Contoso has a tenant."),
    ).toBe(false);
  });
});

describe("originPhrase", () => {
  const one = origins({ text: "According to The Dispatch, it is leased.", publisher: "Alpha" });
  it("says how many origins and relays there are", () => {
    expect(originPhrase(one, 3)).toBe("one origin (The Dispatch), relayed by three sources");
    expect(originPhrase(origins({ text: "Northwind runs four sites." }), 1)).toBe("one origin (Chip Notes)");
    const two = origins(
      { text: "According to The Dispatch, it is leased.", publisher: "Alpha" },
      { text: "Northwind runs four sites.", publisher: "Gamma" },
    );
    expect(originPhrase(two, 5)).toBe("two origins (The Dispatch, Gamma), in five sources");
    expect(originPhrase([], 0)).toBe("no origin");
  });
});
