import { labelWords } from "../../core/label/label-words.ts";
import type { Label } from "../../core/types.ts";
import type { Attachment, Card, CardElement, Outbound } from "./activity.ts";
import { CARD_TYPE } from "./activity.ts";
import { clip } from "./clip.ts";
import { clean, escapeCardText } from "./escape.ts";
import { LIMITS } from "./limits.ts";

type TextStyle = {
  readonly weight?: "Bolder";
  readonly size?: "Small" | "Medium" | "Large";
  readonly isSubtle?: true;
  readonly color?: "Attention";
  readonly spacing?: "None" | "Small" | "Medium";
  readonly style?: "heading";
};

/** Words from anywhere, as they may stand in a card: every line wraps, so that a phone shows all of it. */
export const words = (text: string, style: TextStyle = {}): CardElement =>
  marked(escapeCardText(clip(text, LIMITS.card.text)), style);

/** Markdown of our own making; whatever of it came from elsewhere has been escaped. */
export const marked = (text: string, style: TextStyle = {}): CardElement => ({
  type: "TextBlock",
  text: text || "—",
  wrap: true,
  ...style,
});

export const heading = (text: string): CardElement =>
  words(text, { weight: "Bolder", size: "Medium", style: "heading" });

/** The words of a label; the colour only helps and never stands alone. */
export const labelLine = (label: Label, facts: string): CardElement =>
  marked(`**${escapeCardText(labelWords(label))}**${facts ? ` · ${escapeCardText(facts)}` : ""}`, {
    ...(OUTSTANDING.has(label) ? { color: "Attention" } : {}),
    spacing: "None",
    size: "Small",
  });

/** Only what contradicts stands out: the other colours are too pale to be read on a light ground. */
const OUTSTANDING: ReadonlySet<Label> = new Set(["disputed", "denied"]);

export const group = (
  items: readonly CardElement[],
  more: {
    readonly separator?: true;
    readonly style?: "emphasis" | "good" | "warning" | "attention";
    readonly selectAction?: CardElement;
  } = {},
): CardElement => ({ type: "Container", items, ...more });

/** A button that comes back as `adaptiveCard/action`; its answer takes the card's place. */
export const execute = (
  title: string,
  verb: string,
  data: Readonly<Record<string, string>>,
): CardElement => ({ type: "Action.Execute", title, verb, data });

/** A button that gives a dialog's fields back. */
export const submit = (title: string, data: Readonly<Record<string, string>>): CardElement => ({
  type: "Action.Submit",
  title,
  data,
});

export const card = (body: readonly CardElement[], actions: readonly CardElement[] = []): Card => ({
  type: "AdaptiveCard",
  $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
  version: "1.5",
  body,
  ...(actions.length > 0 ? { actions } : {}),
  msteams: { width: "Full" },
});

/** As many groups as a card holds, from the front; `left` of them did not fit. */
export function fitting(
  fixed: readonly CardElement[],
  groups: readonly CardElement[],
): { readonly shown: readonly CardElement[]; readonly left: number } {
  // Room for the frame and for buttons.
  let room = LIMITS.card.bytes - 2_000 - Buffer.byteLength(JSON.stringify(fixed));
  const shown: CardElement[] = [];
  for (const item of groups) {
    room -= Buffer.byteLength(JSON.stringify(item)) + 1;
    if (room < 0) break;
    shown.push(item);
  }
  return { shown, left: groups.length - shown.length };
}

export const attachment = (content: Card): Attachment => ({ contentType: CARD_TYPE, content });

/** A message that is a card and nothing else: Teams splits one that has text too, and then it can't be updated. */
export const cardMessage = (content: Card, summary: string): Outbound => ({
  type: "message",
  summary: clip(clean(summary), LIMITS.message.summary) || "Compute Deals",
  attachments: [attachment(content)],
});
