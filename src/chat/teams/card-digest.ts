import { DAYS } from "../../core/digest/schedule.ts";
import { IMPORTANCE } from "../../core/digest/types.ts";
import type { Card, CardElement } from "./activity.ts";
import { card, execute, heading, words } from "./card-parts.ts";

/** What the form's button is known by when it comes back. */
export const DIGEST_VERB = "digest";

const choice = (id: string, label: string, values: readonly string[], value: string): CardElement => ({
  type: "Input.ChoiceSet",
  id,
  label,
  style: "compact",
  value,
  choices: values.map((v) => ({ title: v, value: v })),
});
const text = (id: string, label: string, placeholder: string): CardElement => ({
  type: "Input.Text",
  id,
  label,
  placeholder,
  maxLength: 500,
});

/** Asks what a channel is to follow; what stands for it now is said first. */
export const digestForm = (now: string): Card =>
  card(
    [
      heading("Follow compute deals"),
      words(now, { isSubtle: true, size: "Small" }),
      choice("often", "How often", ["daily", "weekdays", ...DAYS.slice(1), "sunday"], "monday"),
      { type: "Input.Time", id: "at", label: "At", value: "09:00" },
      text("zone", "Time zone", "Europe/London"),
      text("topics", "Topics (everything if left empty)", "openai, nvidia"),
      choice("minimum", "How important at least", IMPORTANCE, "all"),
    ],
    [
      execute("Subscribe", DIGEST_VERB, { does: "subscribe" }),
      execute("Change what stands", DIGEST_VERB, { does: "change" }),
    ],
  );

/** What came of it, in the place of the form. */
export const digestResult = (said: string): Card => card([words(said)]);

/** What a form says, as the words of a command. */
export function readDigestForm(data: Readonly<Record<string, string>>): string {
  const { does, often = "", at = "", zone = "", topics = "", minimum = "all" } = data;
  // A change keeps what it doesn't name; a form names everything but the time zone.
  const about = topics.trim() || (does === "change" ? "everything" : "");
  return [
    does === "change" ? "change" : "",
    often,
    at,
    zone.trim(),
    about && `topics ${about}`,
    `minimum ${minimum}`,
  ]
    .filter(Boolean)
    .join(" ");
}
