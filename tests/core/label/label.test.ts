import { describe, expect, it } from "vitest";
import { labelClaim, labelStatement, weaker } from "../../../src/core/label/label.ts";
import type { Label } from "../../../src/core/types.ts";
import { evidence, lexicon, type Sketch } from "../evidence.ts";

const label = (sketch: Sketch | string) => {
  const e = evidence(typeof sketch === "string" ? { text: sketch } : sketch);
  return labelStatement(e.statement, e.source, { lexicon, passage: e.passage.text });
};
const curated = (as: Label, attribution: string, text: string) =>
  label({ text, curated: { label: as, attribution, dateOfEvent: null } });

describe("labelStatement: what the wording says", () => {
  const cases: readonly (readonly [Label, string])[] = [
    ["confirmed", "Northwind and Fabrikam announced plans in March 2026 to build 2 gigawatts."],
    ["confirmed", "Contoso, in turn, committed to purchase $3 billion of capacity."],
    ["confirmed", "Fabrikam has described the Fab-9 as a chip for inference."],
    ["confirmed", "Northwind said in a filing that the lease runs to 2031."],
    ["confirmed", "Northwind announced that it will spend $4 billion by 2029."],
    ["confirmed", "According to Fabrikam, the chip ships in June."],
    ["stated", "Northwind invested over $3 billion in Contoso."],
    ["stated", "The Fab-9 was announced in 2023."],
    ["stated", "Under the agreement Fabrikam will deliver 40,000 chips."],
    ["reported", "Contoso is reportedly leasing a site in Ohio."],
    ["reported", "According to The Dispatch, the lease is for ten years."],
    ["reported", "Contoso signed the lease, Wirefeed reported."],
    ["reported", "Contoso has agreed to buy Fabrikam, two people familiar with the matter said."],
    ["reported", "Fabrikam is in early talks with Contoso to potentially use the Fab-9."],
    [
      "reported",
      "The lesson is not that Contoso chose the Fab-9, because negotiations are still described as early.",
    ],
    ["reported", "Northwind is said to be the unnamed customer."],
    ["speculative", "If the deal materializes, it will be the first of its kind."],
    ["speculative", "The change would be transparent to customers."],
    ["speculative", "It can compete with the best accelerators."],
    ["speculative", "The chips are likely Fab-9 parts."],
    ["speculative", "Expect limited workloads at first."],
    ["speculative", "This signals a shift in strategy."],
    ["speculative", "Will customers know which chip serves them?"],
    ["speculative", "Buyers should resist treating this as a saving."],
    ["speculative", "The Dispatch reported that Contoso might rent chips in 2027."],
    ["denied", "Fabrikam denied that Contoso was its unnamed customer."],
    ["denied", "Contoso called the report of a lease false and said coverage of it was inaccurate."],
  ];
  it.each(cases)("is %s: %s", (want, text) => {
    expect(label(text).label).toBe(want);
  });

  it("does not take what was not announced, signed or disclosed for an announcement", () => {
    for (const text of [
      "Contoso has not announced a deal.",
      "Neither Northwind nor Contoso had signed anything.",
      "Contoso and Fabrikam disclosed no price.",
      "Model makers signed large compute commitments.",
      "A completed agreement makes Contoso the first customer.",
    ])
      expect(label(text).label, text).not.toBe("confirmed");
  });

  it("does not take a vague summary of commitments for an announcement", () => {
    expect(label("Northwind has committed tens of billions of dollars to Contoso.").label).toBe("stated");
  });

  it("does not take a denied denial for a denial", () => {
    expect(label("Fabrikam did not deny the order.").label).not.toBe("denied");
  });

  it("keeps the words that decided", () => {
    expect(label("Contoso is reportedly leasing a site.").cue).toBe("reportedly");
    expect(label("If it closes, Contoso would pay less.").cue).toBe("If");
    expect(label("Contoso runs three sites.").cue).toBeNull();
  });
});

describe("labelStatement: who says it", () => {
  it("takes a party's own statement of fact and plan as confirmed, its guesses not", () => {
    const own = (text: string) => label({ text, kind: "official", publisher: "Fabrikam" }).label;
    expect(own("The Fab-9 holds 216 GB of memory and can serve large models.")).toBe("confirmed");
    expect(own("We will open two sites.")).toBe("confirmed");
    expect(own("The programme could reach 10 gigawatts.")).toBe("speculative");
  });

  it("takes a listed outlet's words as reported, a party's own page or a relayed announcement as confirmed", () => {
    const listed = (via: string, text: string) => label({ text, form: "reference", via }).label;
    expect(listed("dispatch.example.com", "Contoso lands $2 billion from Northwind")).toBe("reported");
    expect(listed("blog.fabrikam.com", "The Fab-9 is built for inference")).toBe("confirmed");
    expect(listed("dispatch.example.com", "Northwind and Fabrikam Pledge Up to $2 Billion to Contoso")).toBe(
      "confirmed",
    );
    expect(listed("notfabrikam.com", "The Fab-9 is built for inference")).toBe("reported");
  });

  it("does not take the publisher's own name for an attribution", () => {
    expect(label({ text: "The Dispatch says the site has 40 MW.", publisher: "The Dispatch" }).label).toBe(
      "stated",
    );
  });
});

describe("labelStatement: curated labels", () => {
  it("lowers one on plain words of hearsay or doubt", () => {
    expect(curated("confirmed", "Fabrikam", "Fabrikam is reportedly ready.").label).toBe("reported");
    expect(curated("confirmed", "Fabrikam", "Fabrikam is probably ready.").label).toBe("speculative");
  });
  it("keeps one where a modal states a contract or a party's plan", () => {
    expect(
      curated("confirmed", "Fabrikam", "Fabrikam could add 200 MW, and Contoso may buy more.").label,
    ).toBe("confirmed");
  });
  it("never raises one", () => {
    expect(curated("reported", "Chip Notes", "Fabrikam announced the lease.").label).toBe("reported");
    expect(curated("speculative", "Chip Notes", "Fabrikam announced the lease.").label).toBe("speculative");
    expect(curated("denied", "Fabrikam", "Fabrikam announced the lease.").label).toBe("denied");
  });
});

describe("labelStatement: why", () => {
  it("names who says it, and through whom", () => {
    expect(label("According to The Dispatch, the lease is signed.").why).toBe(
      "The Dispatch, as relayed by Chip Notes",
    );
    expect(label("Northwind announced a lease.").why).toBe(
      "announced by Northwind, as relayed by Chip Notes",
    );
    expect(label("Northwind runs four sites.").why).toBe(
      "one source, Chip Notes, says so without naming where it has it from",
    );
    expect(curated("confirmed", "Fabrikam, as relayed by Chip Notes", "It has 216 GB.").why).toBe(
      "announced by Fabrikam, as relayed by Chip Notes",
    );
    expect(curated("confirmed", "Fabrikam S-1, as relayed by Chip Notes", "It has 216 GB.").why).toBe(
      "filed: Fabrikam S-1, as relayed by Chip Notes",
    );
    expect(curated("confirmed", "Ann Lee, Fabrikam, as relayed by Chip Notes", "It has 216 GB.").why).toBe(
      "said by Ann Lee, Fabrikam, as relayed by Chip Notes",
    );
  });

  it("says what a speculation hangs on", () => {
    expect(label("If the deal closes, Contoso pays less.").why).toBe("conditional: “If the deal closes”");
    expect(label("Prices will fall.").why).toBe("Chip Notes' forecast (“will”)");
  });

  it("says that nobody commented only where the source says so", () => {
    const text = "Contoso is reportedly leasing a site.";
    expect(label(text).why).not.toContain("comment");
    expect(label({ text, passage: `${text} Neither company has commented.` }).why).toContain(
      "neither company has commented",
    );
    expect(label({ text, passage: `${text} Contoso declined to comment.` }).why).toContain(
      "comment was declined",
    );
  });

  it("calls a source without a publisher by its title", () => {
    expect(label({ text: "Northwind runs four sites.", publisher: null }).why).toContain("“A title”");
  });
});

describe("labelClaim", () => {
  const claim = (text: string, sketches: Sketch[], disputed = false) =>
    labelClaim(text, sketches.map(evidence), { lexicon, disputed });
  const strong = { text: "Northwind announced a lease of 200 MW in Ohio.", publisher: "Wire Copy" };
  const weak = { text: "Northwind is reportedly leasing 200 MW in Ohio." };

  it("lets the better statement carry a claim that it says wholly", () => {
    expect(claim("Northwind announced a lease of 200 MW in Ohio.", [weak, strong]).label).toBe("confirmed");
  });
  it("is as weak as its weakest statement when no single one says all of it", () => {
    const text = "Northwind leases 200 MW in Ohio and Contoso takes half of the racks.";
    const half = { text: "Contoso reportedly takes half of the racks." };
    expect(claim(text, [strong, half]).label).toBe("reported");
  });
  it("does not let a statement with another number carry it", () => {
    expect(claim("Northwind announced a lease of 300 MW in Ohio.", [weak, strong]).label).toBe("reported");
  });
  it("is disputed when the caller found a conflict, and still says where it comes from", () => {
    const found = claim(strong.text, [strong], true);
    expect(found.label).toBe("disputed");
    expect(found.why).toContain("announced by Northwind");
  });
  it("is denied when a cited statement denies it", () => {
    expect(claim("Fabrikam denied the lease.", [weak, { text: "Fabrikam denied the lease." }]).label).toBe(
      "denied",
    );
  });
  it("is never established without evidence", () => {
    expect(claim("Northwind leases 200 MW.", []).label).toBe("speculative");
  });
});

describe("weaker", () => {
  it("orders confirmed, stated, reported, speculative, with denied outweighing all", () => {
    expect(weaker("confirmed", "stated")).toBe("stated");
    expect(weaker("reported", "stated")).toBe("reported");
    expect(weaker("speculative", "reported")).toBe("speculative");
    expect(weaker("denied", "speculative")).toBe("denied");
  });
});
