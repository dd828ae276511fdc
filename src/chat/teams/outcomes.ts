import type { SendOutcome } from "../platform.ts";
import { ConnectorError } from "./connector.ts";

/** We are not there any more, or not heard: nothing can be sent until somebody lets us in again. */
const GONE = new Set([
  "botnotinconversationroster",
  "conversationblockedbyuser",
  "botdisabledbyadmin",
  "messagewritesblocked",
  "conversationnotfound",
  "forbiddenoperationexception",
]);

/** Whether a conversation is closed to us for good, so that what we know of it can be forgotten. */
export const isGone = (error: unknown): boolean =>
  error instanceof ConnectorError &&
  (error.status === 403 || error.status === 404) &&
  GONE.has(error.code.toLowerCase());

/** The message that was to be changed is not there, though its conversation is. */
export const isMessageGone = (error: unknown): boolean =>
  error instanceof ConnectorError && error.status === 404 && !isGone(error);

/** Teams takes such a message never, though a simpler one may pass. */
export const isTooRich = (error: unknown): boolean =>
  error instanceof ConnectorError && (error.status === 400 || error.status === 413);

/** What became of a stream that takes no more: ended by us already, stopped by its reader, or closed for another reason. */
export function streamEnd(error: unknown): "completed" | "cancelled" | "closed" | null {
  if (!(error instanceof ConnectorError) || ![400, 403, 404, 405].includes(error.status)) return null;
  if (isGone(error)) return null;
  const said = `${error.code} ${error.message}`.toLowerCase();
  if (/cancell?ed/.test(said)) return "cancelled";
  if (/already (?:been )?completed|stream (?:is |was )?completed/.test(said)) return "completed";
  return "closed";
}

const LONGEST_MS = 60_000;
const BASE_MS = 1_000;

/** One second, then four, then sixteen: an outage of minutes is outlasted. */
const backoff = (sends: number): number =>
  Math.min(LONGEST_MS, BASE_MS * 4 ** Math.min(sends, 4)) * (0.75 + Math.random() / 2);

/**
 * What a failed call means. Every call here can be made again without harm: a message is posted once as a placeholder
 * and then only changed. So what is unclear elsewhere is only "later".
 */
export function outcomeOf(error: unknown, sends: number): SendOutcome {
  if (!(error instanceof ConnectorError)) return { kind: "busy", retryAfterMs: backoff(sends) };
  const { status, code, message, retryAfterMs } = error;
  const refused = status >= 400 && status < 500 && ![401, 408, 412, 429].includes(status);
  if (refused) return { kind: "refused", reason: `HTTP ${status} ${code} ${message}`.trim() };
  return { kind: "busy", retryAfterMs: Math.min(LONGEST_MS, retryAfterMs ?? backoff(sends)) };
}
