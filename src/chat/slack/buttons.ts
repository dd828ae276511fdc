import type { ActionsBlock, ContextActionsBlock } from "@slack/types";
import type { Answer } from "../../core/types.ts";

/** What buttons and shortcuts are known by when they come back. */
export const ACTIONS = { evidence: "evidence", share: "share", feedback: "feedback" } as const;
export const CHECK_SHORTCUT = "check_claim";

/** The buttons under an answer; they carry its receipt. */
export const answerActions = (answer: Answer, canShare: boolean): ActionsBlock => ({
  type: "actions",
  elements: [
    {
      type: "button",
      action_id: ACTIONS.evidence,
      text: { type: "plain_text", text: "Show evidence" },
      value: answer.receipt,
    },
    ...(canShare
      ? [
          {
            type: "button" as const,
            action_id: ACTIONS.share,
            text: { type: "plain_text" as const, text: "Share to channel" },
            value: answer.receipt,
          },
        ]
      : []),
  ],
});

/** Thumbs up and down, kept against the receipt. */
export const feedbackBlock = (receipt: string): ContextActionsBlock => ({
  type: "context_actions",
  elements: [
    {
      type: "feedback_buttons",
      action_id: ACTIONS.feedback,
      positive_button: {
        text: { type: "plain_text", text: "Good answer" },
        accessibility_label: "This answer was good",
        value: `good ${receipt}`,
      },
      negative_button: {
        text: { type: "plain_text", text: "Bad answer" },
        accessibility_label: "This answer was bad",
        value: `bad ${receipt}`,
      },
    },
  ],
});
