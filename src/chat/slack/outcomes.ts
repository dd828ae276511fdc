import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError } from "@slack/web-api";
import type { SendOutcome } from "../platform.ts";

/** Slack's word for a payload that it does not take, though the same text without blocks may pass. */
const RICH_REFUSED = new Set([
  "invalid_blocks",
  "invalid_blocks_format",
  "invalid_arguments",
  "block_mismatch",
  "msg_blocks_too_long",
  "msg_too_long",
  "metadata_too_large",
  "invalid_metadata_format",
  "invalid_metadata_schema",
]);

/** Answers that say that Slack has trouble, not that the call was wrong. */
const TROUBLE = new Set([
  "internal_error",
  "fatal_error",
  "service_unavailable",
  "request_timeout",
  "team_added_to_org",
]);

/** Slack's error code of a refused call, or null if it was something else. */
export const platformError = (error: unknown): string | null =>
  error instanceof WebAPIPlatformError ? error.data.error : null;

export const isRichRefused = (error: unknown): boolean => RICH_REFUSED.has(platformError(error) ?? "");

/** Codes of a connection that never came about; what was to be sent is certainly not out. */
const UNREACHED = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

const RETRY_MS = 5_000;

/** What a failed send means. */
export function outcomeOf(error: unknown): Exclude<SendOutcome, { kind: "sent" }> {
  if (error instanceof WebAPIRateLimitedError) return { kind: "busy", retryAfterMs: error.retryAfter * 1000 };
  const code = platformError(error);
  if (code === "ratelimited" || code === "rate_limited") return { kind: "busy", retryAfterMs: RETRY_MS };
  if (code !== null && TROUBLE.has(code)) return { kind: "unclear", reason: code };
  if (code !== null) return { kind: "refused", reason: code };
  if (error instanceof WebAPIHTTPError && error.statusCode < 500)
    return { kind: "refused", reason: `HTTP ${error.statusCode}` };
  if (UNREACHED.has(deepestCode(error))) return { kind: "busy", retryAfterMs: RETRY_MS };
  return { kind: "unclear", reason: error instanceof Error ? error.message : String(error) };
}

/** The code of the error that began a chain of causes. */
function deepestCode(error: unknown): string {
  let code = "";
  for (let e: unknown = error; e instanceof Error; e = e.cause ?? ("original" in e ? e.original : undefined))
    if ("code" in e && typeof e.code === "string") code = e.code;
  return code;
}
