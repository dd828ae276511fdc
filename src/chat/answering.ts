import { answerText } from "../core/answer/answer-text.ts";
import type { AskOptions } from "../core/ask.ts";
import type { CheckedClaim } from "../core/check/check-claim.ts";
import type { ConversationStore } from "../core/ports.ts";
import type { Answer, Question } from "../core/types.ts";
import type { Delivery, DeliveryStore, Reply } from "../core/work/deliveries.ts";
import type { Log } from "./log.ts";
import type { Platform } from "./platform.ts";

/** Whoever answers: the product, joined. */
export interface Answerer {
  ask(question: Question, options: AskOptions): Promise<Answer>;
  /** Compares a claim that somebody made with what the sources say. */
  check(claim: string): CheckedClaim;
}

export interface AnsweringParts {
  readonly deliveries: DeliveryStore;
  readonly conversations: ConversationStore;
  readonly answerer: Answerer;
  /** The day that answers speak from. */
  readonly today: () => string;
  readonly log: Log;
}

/** Earlier turns that a follow-up is read with. */
const TURNS_KEPT = 12;

/** A question that took the process down this often is not tried again. */
const MAX_ATTEMPTS = 3;

/** Works out the reply to a claimed delivery and records it; a failure becomes a short message with a reference. */
export async function answerDelivery(
  delivery: Delivery,
  platform: Platform,
  owner: string,
  parts: AnsweringParts,
  signal: AbortSignal,
): Promise<void> {
  const reply = await replyTo(delivery, platform, parts, signal);
  if (reply) await parts.deliveries.answered(delivery.id, owner, reply);
}

/** Null if it was stopped; then what stopped it has taken care of the reply. */
async function replyTo(
  delivery: Delivery,
  platform: Platform,
  parts: AnsweringParts,
  signal: AbortSignal,
): Promise<Reply | null> {
  const { task, tenant, conversation } = delivery;
  if (task.kind === "share") return { kind: "answer", receipt: task.receipt };
  if (task.kind === "page") return { kind: "notice", text: task.text };
  if (delivery.attempts > MAX_ATTEMPTS) {
    parts.log.error(`${delivery.id}: given up after ${MAX_ATTEMPTS} attempts that did not end`);
    return failure(delivery);
  }
  try {
    if (task.kind === "check") return { kind: "checked", checked: parts.answerer.check(task.text) };
    platform.progress(delivery, "is looking through the sources…");
    const history = await parts.conversations.recent(tenant, conversation, TURNS_KEPT);
    const question: Question = { text: task.text, history, asOf: parts.today(), asOfChosen: false };
    const answer = await parts.answerer.ask(question, {
      tenant,
      signal,
      onProgress: (text) => platform.progress(delivery, text),
    });
    if (signal.aborted) return null;
    const at = new Date().toISOString();
    await parts.conversations.add(tenant, conversation, [
      { role: "user", text: task.text, receipt: null, at },
      { role: "assistant", text: answerText(answer), receipt: answer.receipt, at },
    ]);
    return { kind: "answer", receipt: answer.receipt };
  } catch (error) {
    if (signal.aborted) return null;
    parts.log.error(
      `${delivery.id}: no answer: ${error instanceof Error ? (error.stack ?? error.message) : error}`,
    );
    return failure(delivery);
  }
}

const failure = (delivery: Delivery): Reply => ({
  kind: "notice",
  text: `Something went wrong on my side, and I have no answer. Please ask again; if it happens again, give whoever runs me the reference ${delivery.id}.`,
});
