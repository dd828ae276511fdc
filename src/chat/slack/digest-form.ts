import type { InputBlock, ModalView } from "@slack/types";
import { z } from "zod";
import { DAYS } from "../../core/digest/schedule.ts";
import { IMPORTANCE } from "../../core/digest/types.ts";

/** The form's name when it comes back, and that of the button that opens it. */
export const DIGEST_FORM = "digest_form";
export const DIGEST_BUTTON = "digest_subscribe";

const option = (value: string) => ({ text: { type: "plain_text" as const, text: value }, value });
const input = (
  block_id: string,
  label: string,
  element: InputBlock["element"],
  optional = false,
): InputBlock => ({
  type: "input",
  block_id,
  label: { type: "plain_text", text: label },
  element,
  optional,
});
const OFTEN = ["daily", "weekdays", ...DAYS.slice(1), "sunday"];

/** Asks for a subscription; `channel` is where it goes unless another is picked. */
export const digestForm = (channel: string | null): ModalView => ({
  type: "modal",
  callback_id: DIGEST_FORM,
  title: { type: "plain_text", text: "Follow compute deals" },
  submit: { type: "plain_text", text: "Subscribe" },
  close: { type: "plain_text", text: "Cancel" },
  blocks: [
    input("channel", "Channel", {
      type: "conversations_select",
      action_id: "value",
      ...(channel === null ? { default_to_current_conversation: true } : { initial_conversation: channel }),
    }),
    input("often", "How often", {
      type: "static_select",
      action_id: "value",
      options: OFTEN.map(option),
      initial_option: option("monday"),
    }),
    input("at", "At", { type: "timepicker", action_id: "value", initial_time: "09:00" }),
    input(
      "zone",
      "Time zone (yours if left empty)",
      {
        type: "plain_text_input",
        action_id: "value",
        max_length: 60,
        placeholder: { type: "plain_text", text: "Europe/London" },
      },
      true,
    ),
    input(
      "topics",
      "Topics (everything if left empty)",
      {
        type: "plain_text_input",
        action_id: "value",
        max_length: 500,
        placeholder: { type: "plain_text", text: "openai, nvidia" },
      },
      true,
    ),
    input("minimum", "How important at least", {
      type: "static_select",
      action_id: "value",
      options: IMPORTANCE.map(option),
      initial_option: option("all"),
    }),
  ],
});

const Value = z.object({
  value: z.object({
    value: z.string().max(1_000).nullish(),
    selected_option: z.object({ value: z.string() }).nullish(),
    selected_time: z.string().nullish(),
    selected_conversation: z.string().nullish(),
  }),
});
const State = z.object({
  values: z.object({ channel: Value, often: Value, at: Value, zone: Value, topics: Value, minimum: Value }),
});

/** What a submitted form says, as the words of a command; null if it is not our form. */
export function readDigestForm(state: unknown): { readonly channel: string; readonly text: string } | null {
  const parsed = State.safeParse(state);
  if (!parsed.success) return null;
  const { channel, often, at, zone, topics, minimum } = parsed.data.values;
  const to = channel.value.selected_conversation;
  const picked = often.value.selected_option?.value;
  if (!to || !picked) return null;
  const text = [
    picked,
    at.value.selected_time ?? "09:00",
    zone.value.value?.trim() ?? "",
    topics.value.value?.trim() ? `topics ${topics.value.value.trim()}` : "",
    `minimum ${minimum.value.selected_option?.value ?? "all"}`,
  ];
  return { channel: to, text: text.filter(Boolean).join(" ") };
}
