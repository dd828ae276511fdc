import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { App } from "../../src/app.ts";
import { conceptsOf } from "../../src/core/question/concepts.ts";
import { openTestApp } from "../library.ts";

let app: App;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

const find = (
  question: string,
  sources: ReadonlySet<string> | null = null,
  knownBy: string | null = null,
) => {
  const concepts = conceptsOf(question, 1, app.library.lexicon, app.search);
  return app.search
    .search({ concepts, sources, knownBy }, 10)
    .map((h) => ({ ...h, text: app.library.statements.get(h.statement)?.text ?? "" }));
};

describe("search", () => {
  it("finds a name under its ticker and a figure however it is written", () => {
    expect(find("FBKM 3nm process")[0]?.text).toContain("3nm process");
    expect(find("$12bn northwind")[0]?.text).toContain("$12 billion");
  });

  it("finds what is misspelt by one letter or two, but not another word", () => {
    expect(app.search.nearest("agrement")).toBe("agreement");
    expect(app.search.nearest("wether")).toBeNull();
  });

  it("stays within the sources and the day that it is given", () => {
    expect(
      new Set(
        find("northwind", new Set(["contoso-filing"])).map(
          (h) => app.library.statements.get(h.statement)?.sourceId,
        ),
      ),
    ).toEqual(new Set(["contoso-filing"]));
    for (const h of find("northwind fabrikam", null, "2025-12-31"))
      expect(app.library.statements.get(h.statement)?.sourceId).toBe("contoso-filing");
  });

  it("tells what share of a question a statement expresses, by itself and with its surroundings", () => {
    for (const h of find("northwind commitment contoso cloud years")) {
      expect(h.coverage).toBeGreaterThanOrEqual(0);
      expect(h.coverage).toBeLessThanOrEqual(h.reach + 1e-9);
      expect(h.reach).toBeLessThanOrEqual(1 + 1e-9);
    }
  });

  it("gives the same order every time, and nothing for words that no source has", () => {
    expect(find("northwind talks")).toEqual(find("northwind talks"));
    expect(find("zyzzyva quux")).toEqual([]);
  });
});
