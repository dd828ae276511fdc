import type { ModalView } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import type { Delivery } from "../../core/work/deliveries.ts";
import type { Lookup, Outgoing, SendOutcome } from "../platform.ts";
import { checkedView, renderChecked } from "./claim.ts";
import { answerView, noticeView } from "./modal.ts";
import { isRichRefused, outcomeOf, platformError } from "./outcomes.ts";
import { type Place, readPlace } from "./place.ts";
import { renderAnswer, renderNotice, type SlackMessage } from "./render.ts";

/** Marks our messages, so that one whose send is in doubt can be found by its delivery. */
export const METADATA_TYPE = "compute_deals_reply";

/** Sends a reply to where it belongs; the same text alone if Slack refuses the blocks. Never throws. */
export async function sendReply(
  client: WebClient,
  delivery: Delivery,
  outgoing: Outgoing,
): Promise<SendOutcome> {
  const place = readPlace(delivery.place);
  try {
    switch (place.kind) {
      case "channel":
        return await post(client, delivery, place, messageOf(outgoing, delivery, false));
      case "response":
        return await respond(place.url, messageOf(outgoing, delivery, true));
      case "view":
        return await update(client, place.viewId, outgoing);
    }
  } catch (error) {
    const outcome = outcomeOf(error);
    if (outcome.kind === "refused" && place.kind === "channel" && place.tellUrl)
      await respond(place.tellUrl, renderNotice(NOT_SHARED)).catch(() => {});
    return outcome;
  }
}

const NOT_SHARED = "I could not post in this channel. Invite me to it, then share again.";

function messageOf(outgoing: Outgoing, { task }: Delivery, canShare: boolean): SlackMessage {
  if (outgoing.kind === "notice") return renderNotice(outgoing.text);
  if (outgoing.kind === "checked") return renderChecked(outgoing.checked);
  const message = renderAnswer(outgoing.answer, { canShare });
  if (task.kind !== "share") return message;
  const asked = renderNotice(`Asked privately: ${outgoing.answer.question}`);
  const by = /^[UW][A-Z0-9]{2,20}$/.test(task.by) ? `<@${task.by}>` : "somebody";
  return {
    text: `${asked.text}\n${message.text}`,
    blocks: [
      ...asked.blocks,
      { type: "context", elements: [{ type: "mrkdwn", text: `Shared by ${by}` }] },
      ...message.blocks,
    ],
  };
}

/** Posts a message that carries the id by which it can be found again. Throws what the client throws. */
export async function post(
  client: WebClient,
  { id }: Pick<Delivery, "id">,
  { channel, threadTs }: Extract<Place, { kind: "channel" }>,
  { text, blocks }: SlackMessage,
): Promise<SendOutcome> {
  const plain = {
    channel,
    text,
    ...(threadTs === null ? {} : { thread_ts: threadTs }),
    unfurl_links: false,
    unfurl_media: false,
    metadata: { event_type: METADATA_TYPE, event_payload: { delivery: id } },
  };
  try {
    const { ts } = await client.chat.postMessage({ ...plain, blocks });
    return { kind: "sent", ref: ts ?? null };
  } catch (error) {
    if (!isRichRefused(error)) throw error;
    const { ts } = await client.chat.postMessage(plain);
    return { kind: "sent", ref: ts ?? null };
  }
}

const RESPOND_TIMEOUT_MS = 10_000;

/** Answers a command privately. Slack keeps such an address for half an hour and a few uses. */
async function respond(url: string, { text, blocks }: SlackMessage): Promise<SendOutcome> {
  const call = (body: object) =>
    fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ response_type: "ephemeral", ...body }),
      signal: AbortSignal.timeout(RESPOND_TIMEOUT_MS),
      redirect: "error",
    });
  const rich = await call({ text, blocks });
  const response = rich.ok || rich.status === 429 || rich.status >= 500 ? rich : await call({ text });
  if (response.ok) return { kind: "sent", ref: null };
  if (response.status === 429)
    return { kind: "busy", retryAfterMs: (Number(response.headers.get("retry-after")) || 5) * 1000 };
  return response.status >= 500
    ? { kind: "unclear", reason: `HTTP ${response.status}` }
    : { kind: "refused", reason: `HTTP ${response.status}` };
}

async function update(client: WebClient, viewId: string, outgoing: Outgoing): Promise<SendOutcome> {
  try {
    await client.views.update({ view_id: viewId, view: viewOf(outgoing) });
  } catch (error) {
    if (!isRichRefused(error) || outgoing.kind === "notice") throw error;
    const { text } =
      outgoing.kind === "answer"
        ? renderAnswer(outgoing.answer, { canShare: false })
        : renderChecked(outgoing.checked);
    await client.views.update({ view_id: viewId, view: noticeView(text) });
  }
  return { kind: "sent", ref: null };
}

function viewOf(outgoing: Outgoing): ModalView {
  switch (outgoing.kind) {
    case "answer":
      return answerView(outgoing.answer);
    case "checked":
      return checkedView(outgoing.checked);
    case "notice":
      return noticeView(outgoing.text);
  }
}

/** Looks whether the reply of a delivery is in its thread or channel. Never throws. */
export async function findReply(client: WebClient, delivery: Delivery): Promise<Lookup> {
  const place = readPlace(delivery.place);
  // Setting a view twice to the same is setting it once.
  if (place.kind === "view") return "not-there";
  if (place.kind === "response") return "unknown";
  try {
    return (await refOf(client, delivery, place)) === null ? "not-there" : "there";
  } catch (error) {
    if (platformError(error) === "thread_not_found") return "not-there";
    return outcomeOf(error).kind === "refused" ? "unknown" : "later";
  }
}

const PAGE = 200;
/** Clocks differ; a reply is looked for from a little before its question came. */
const SKEW_S = 300;

/** The message that carries an id, as Slack names it; null if it is not there. Throws what the client throws. */
export async function refOf(
  client: WebClient,
  { id, receivedAt }: Pick<Delivery, "id" | "receivedAt">,
  { channel, threadTs }: Extract<Place, { kind: "channel" }>,
): Promise<string | null> {
  const oldest = String(Math.floor(receivedAt / 1000) - SKEW_S);
  for (let cursor: string | undefined; ; ) {
    const args = { channel, oldest, limit: PAGE, include_all_metadata: true, ...(cursor ? { cursor } : {}) };
    const page =
      threadTs === null
        ? await client.conversations.history(args)
        : await client.conversations.replies({ ...args, ts: threadTs });
    for (const message of page.messages ?? []) {
      const metadata = message.metadata as
        | { event_type?: string; event_payload?: { delivery?: unknown } }
        | undefined;
      if (metadata?.event_type === METADATA_TYPE && metadata.event_payload?.delivery === id)
        return message.ts ?? "";
    }
    cursor = page.response_metadata?.next_cursor || undefined;
    if (!cursor) return null;
  }
}
