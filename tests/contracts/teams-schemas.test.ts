import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Card } from "../../src/chat/teams/activity.ts";
import { claimForm, dialogNotice, stillChecking } from "../../src/chat/teams/card-check.ts";
import { dealCard, dealsCard } from "../../src/chat/teams/card-deals.ts";
import { citedCard, evidenceCard } from "../../src/chat/teams/card-evidence.ts";
import { verdictCard } from "../../src/chat/teams/card-verdict.ts";
import { labelsOf } from "../../src/chat/teams/entities.ts";
import { claimEvidence } from "../../src/chat/teams/pages.ts";
import { answers, claims } from "../chat/teams/answers.ts";
import { dealPages } from "../chat/teams/deals.ts";

/** The folder with Microsoft's schemas, which are not ours to keep here. */
const { PLATFORM_SCHEMAS_DIR: folder = "" } = process.env;
if (folder === "")
  console.log(
    "Teams' cards and manifest are not held against Microsoft's schemas: set PLATFORM_SCHEMAS_DIR to their folder",
  );

const manifest = JSON.parse(
  readFileSync(new URL("../../manifest/teams/manifest.json", import.meta.url), "utf8"),
) as { readonly icons: unknown };

/** A validator for a schema of an older draft; the two words that differ are taken out. */
function validator(file: string) {
  const {
    $schema: _,
    id: __,
    ...schema
  } = JSON.parse(readFileSync(join(folder, file), "utf8")) as Record<string, unknown>;
  return new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(schema);
}

describe.skipIf(folder === "")("Microsoft's schemas", () => {
  it("take the app manifest", () => {
    const validate = validator("teams-app-manifest-1.30.schema.json");
    validate(manifest);
    expect(validate.errors).toBeNull();
    expect(validate({ ...manifest, somethingElse: 1 })).toBe(false);
  });

  it("take every card, whatever is in it", () => {
    const validate = validator("adaptive-card-1.5.0.schema.json");
    const takes = (card: Card | object) => {
      // Teams' own addition, which the schema doesn't know.
      const { msteams: _, ...rest } = JSON.parse(JSON.stringify(card)) as Record<string, unknown>;
      validate(rest);
      expect(validate.errors).toBeNull();
    };
    for (const card of [claimForm(""), claimForm("x"), stillChecking("t"), dialogNotice("n")]) takes(card);
    expect(validate({ type: "AdaptiveCard", version: "1.5", body: [{ type: "TextBlock" }] })).toBe(false);
    fc.assert(
      fc.property(answers, claims, (answer, claim) => {
        const { question: about, citations } = answer;
        takes(verdictCard(claim));
        takes(claimEvidence(claim, []));
        takes(evidenceCard({ about, citations, labelsOf: (c) => labelsOf(c, answer) }, []));
        for (const c of citations.slice(0, 2)) takes(JSON.parse(citedCard(c, labelsOf(c, answer))));
      }),
      { numRuns: 60 },
    );
    fc.assert(
      fc.property(fc.array(dealPages, { maxLength: 12 }), fc.integer({ min: -1, max: 5 }), (pages, at) => {
        takes(dealsCard(pages, at));
        for (const page of pages.slice(0, 2)) takes(dealCard(page));
      }),
      { numRuns: 60 },
    );
  });
});

describe("the app manifest", () => {
  it("names icons of the sizes that Teams wants", () => {
    const size = (file: string) => {
      const png = readFileSync(new URL(`../../manifest/teams/${file}`, import.meta.url));
      return [png.readUInt32BE(16), png.readUInt32BE(20)];
    };
    expect(manifest.icons).toEqual({ color: "color.png", outline: "outline.png" });
    expect([size("color.png"), size("outline.png")]).toEqual([
      [192, 192],
      [32, 32],
    ]);
  });
});
