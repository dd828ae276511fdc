import { LIMITS } from "../../../src/chat/slack/limits.ts";

/** What Slack would refuse of a message or a view, by the limits that we state; empty if nothing. */
export function refusals(surface: "message" | "modal" | "home", blocks: unknown): string[] {
  const wrong: string[] = [];
  const check = (ok: boolean, what: string): void => {
    if (!ok) wrong.push(what);
  };
  if (!Array.isArray(blocks)) return ["blocks is not a list"];
  const most = surface === "message" ? LIMITS.message.blocks : LIMITS.view.blocks;
  check(blocks.length >= 1 && blocks.length <= most, `${blocks.length} blocks`);
  for (const block of blocks) checkBlock(block as Json, surface, check);
  if (surface === "message")
    check(characters(blocks) <= LIMITS.message.characters, `${characters(blocks)} characters`);
  const tables = blocks.filter((b) => (b as Json).type === "table");
  check(tables.length <= 1, "more than one table");
  return wrong;
}

/** A block or what stands in one, as far as it is looked at. */
interface Json {
  readonly type?: string;
  readonly text?: unknown;
  readonly url?: unknown;
  readonly value?: unknown;
  readonly action_id?: unknown;
  readonly accessibility_label?: unknown;
  readonly elements?: unknown;
  readonly rows?: unknown;
  readonly positive_button?: unknown;
  readonly negative_button?: unknown;
}

type Check = (ok: boolean, what: string) => void;

const list = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : []);
const between = (value: unknown, least: number, most: number): boolean =>
  typeof value === "string" && value.length >= least && Array.from(value).length <= most;

function checkBlock(block: Json, surface: string, check: Check): void {
  switch (block.type) {
    case "header":
      check(between((block.text as Json)?.text, 1, LIMITS.header.text), "header text");
      return;
    case "divider":
      return;
    case "rich_text":
      check(list(block.elements).length > 0, "empty rich_text");
      for (const e of list(block.elements)) checkRich(e, check);
      return;
    case "context": {
      const elements = list(block.elements);
      check(elements.length >= 1 && elements.length <= LIMITS.context.elements, "context elements");
      for (const e of elements) {
        check(["mrkdwn", "plain_text"].includes(e.type ?? ""), `context ${e.type}`);
        check(between(e.text, 1, LIMITS.context.text), "context text");
      }
      return;
    }
    case "actions":
      check(
        list(block.elements).length >= 1 && list(block.elements).length <= LIMITS.actions.elements,
        "actions",
      );
      for (const e of list(block.elements)) checkButton(e, check);
      return;
    case "context_actions":
      check(surface === "message", "context_actions outside a message");
      check(list(block.elements).length <= LIMITS.contextActions.elements, "context_actions");
      for (const e of list(block.elements))
        for (const b of [e.positive_button, e.negative_button] as Json[])
          checkButton({ ...b, type: "button", action_id: "x" }, check);
      return;
    case "table":
      checkTable(block, check);
      return;
    default:
      check(false, `block of type ${block.type}`);
  }
}

function checkRich(element: Json, check: Check): void {
  const inner = list(element.elements);
  check(inner.length > 0, `empty ${element.type}`);
  if (element.type === "rich_text_list") {
    for (const e of inner) {
      check(e.type === "rich_text_section", "a list holds sections");
      checkRich(e, check);
    }
    return;
  }
  check(["rich_text_section", "rich_text_quote"].includes(element.type ?? ""), `rich text ${element.type}`);
  for (const e of inner) {
    check(["text", "link"].includes(e.type ?? ""), `rich text element ${e.type}`);
    check(between(e.text, 1, 3000), "rich text without text");
    if (e.type === "link")
      check(between(e.url, 1, LIMITS.button.url) && URL.canParse(String(e.url)), "link url");
  }
}

function checkButton(button: Json, check: Check): void {
  check(button.type === "button", `element ${button.type}`);
  check(between((button.text as Json)?.text, 1, LIMITS.button.text), "button text");
  check(between(button.value, 1, LIMITS.button.value), "button value");
  check(between(button.action_id, 1, LIMITS.button.actionId), "action_id");
  if (button.accessibility_label !== undefined)
    check(between(button.accessibility_label, 1, LIMITS.button.accessibilityLabel), "accessibility label");
}

function checkTable(block: Json, check: Check): void {
  const rows = Array.isArray(block.rows) ? (block.rows as Json[][]) : [];
  check(rows.length >= 1 && rows.length <= LIMITS.table.rows, `${rows.length} rows`);
  check(characters(rows) <= LIMITS.table.characters, "table characters");
  for (const row of rows) {
    check(row.length === rows[0]?.length && row.length <= LIMITS.table.columns, `${row.length} columns`);
    for (const cell of row)
      if (cell.type === "raw_text") check(between(cell.text, 1, 3000), "empty cell");
      else checkBlock(cell, "message", check);
  }
}

/** All texts and addresses, as Slack may add them up. */
function characters(value: unknown): number {
  if (typeof value === "string") return value.length;
  if (Array.isArray(value)) return value.reduce((sum: number, v) => sum + characters(v), 0);
  if (typeof value !== "object" || value === null) return 0;
  return Object.entries(value).reduce((sum, [k, v]) => sum + (k === "type" ? 0 : characters(v)), 0);
}
