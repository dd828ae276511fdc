import type { Card } from "./activity.ts";
import { card, heading, submit, words } from "./card-parts.ts";
import { clip } from "./clip.ts";
import { clean } from "./escape.ts";

/** Longer than any claim; what is longer is told so by admission. */
const MAX_CLAIM = 4_000;

/** Asks for the claim, where the message had no words of its own. */
export const claimForm = (text: string): Card =>
  card(
    [
      heading("Check a claim against the sources"),
      {
        type: "Input.Text",
        id: "claim",
        label: "The claim",
        isMultiline: true,
        maxLength: MAX_CLAIM,
        isRequired: true,
        errorMessage: "Write the claim to check.",
        ...(text === "" ? {} : { value: clip(clean(text), MAX_CLAIM) }),
      },
    ],
    [submit("Check", {})],
  );

/** While the check goes on; the button looks again. */
export const stillChecking = (token: string): Card =>
  card(
    [heading("Still reading the sources"), words("This takes a little longer. Nothing is lost if you wait.")],
    [submit("Show the result", { token })],
  );

/** A short message of ours in a dialog, with a way to try again. */
export const dialogNotice = (text: string): Card => card([words(text)]);
