import { expect, test } from "vitest";
import { evidenceOf, question, requestOf, TALKS } from "./evidence.ts";
import { patient, withFakeClaude } from "./harness.ts";

const claude = withFakeClaude();

test("sentences come out whole, each with the statements of every block that it was spread over", async () => {
  claude.fake().script({
    kind: "say",
    parts: [
      { text: "Acme is in early talks to rent up to 2 GW from Globex", cites: ["in early talks"] },
      ", and ",
      { text: "the talks may end without a deal", cites: ["may end without"] },
      ". ",
      { text: "Globex says that it has not signed with Acme.", cites: ["has not signed"] },
      " This matters to everybody.",
    ],
  });
  const draft = await claude.drafter().draft(requestOf(TALKS), patient());
  expect(draft.spans).toEqual([
    {
      text: "Acme is in early talks to rent up to 2 GW from Globex, and the talks may end without a deal.",
      citations: ["acme-talks/0", "acme-talks/1"],
    },
    { text: "Globex says that it has not signed with Acme.", citations: ["globex-blog/0"] },
    { text: "This matters to everybody.", citations: [] },
  ]);
  expect(draft).toMatchObject({ drafter: "claude", model: "claude-sonnet-5-5", abstains: false, notes: [] });
  expect(draft.prompt).toMatch(/^answer \d+ \([0-9a-f]{8}\)$/);
});
