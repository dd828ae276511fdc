import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { LIMITS } from "../../src/chat/slack/limits.ts";

/** A folder with others' machine-readable tables of the platforms' limits; set it to hold ours against them. */
const { PLATFORM_SCHEMAS_DIR: folder = "" } = process.env;
const file = join(folder, "slack-block-kit-limits.json");

describe.skipIf(folder === "" || !existsSync(file))("our table of Slack's limits", () => {
  it("allows nothing that another table of them does not", () => {
    const theirs = folder === "" ? {} : JSON.parse(readFileSync(file, "utf8"));
    const pairs: [string, number, number][] = [
      ["header text", LIMITS.header.text, theirs.header?.text.max_length],
      ["section text", LIMITS.section.text, theirs.section?.text.max_length],
      ["section fields", LIMITS.section.fields, theirs.section?.fields.max_items],
      ["section field", LIMITS.section.field, theirs.section?.fields.item_max_length],
      ["context elements", LIMITS.context.elements, theirs.context?.elements.max_items],
      ["context text", LIMITS.context.text, theirs.text?.max_length],
      ["actions", LIMITS.actions.elements, theirs.actions?.elements.max_items],
      ["context_actions", LIMITS.contextActions.elements, theirs.context_actions?.elements.max_items],
      ["button text", LIMITS.button.text, theirs.button?.text.max_length],
      ["button value", LIMITS.button.value, theirs.button?.value.max_length],
      ["button url", LIMITS.button.url, theirs.button?.url.max_length],
      ["button label", LIMITS.button.accessibilityLabel, theirs.button?.accessibility_label.max_length],
      ["action_id", LIMITS.button.actionId, theirs.action_id?.max_length],
      ["block_id", LIMITS.blockId, theirs.block_id?.max_length],
      ["view blocks", LIMITS.view.blocks, theirs.view?.blocks.max_items],
      ["view title", LIMITS.view.title, theirs.view?.title.max_length],
      ["view button", LIMITS.view.button, theirs.view?.submit.max_length],
      ["view metadata", LIMITS.view.metadata, theirs.view?.private_metadata.max_length],
      ["view callback_id", LIMITS.view.callbackId, theirs.view?.callback_id.max_length],
    ];
    for (const [what, ours, most] of pairs)
      expect([what, ours <= most, most > 0]).toEqual([what, true, true]);
  });
});
