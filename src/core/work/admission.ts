/** What a deployment allows. Null means without bound. */
export interface Limits {
  /** Channels that questions are answered in; null: everywhere. Direct messages are never on it and always allowed. */
  readonly channels: ReadonlySet<string> | null;
  readonly questionChars: number;
  readonly perUserPerMinute: number;
  readonly perChannelPerMinute: number;
  readonly perDay: number;
}

/** What has been admitted lately, counted from the store, so that restarts and other processes don't reset it. */
export interface Usage {
  /** When (ms) this user's and this channel's admitted questions of the last minute came, oldest first. */
  readonly user: readonly number[];
  readonly channel: readonly number[];
  /** Admitted questions of the tenant since midnight UTC. */
  readonly today: number;
}

export interface AdmissionRequest {
  readonly channel: string;
  readonly direct: boolean;
  readonly text: string;
}

export type Refusal = "channel" | "empty" | "length" | "user-rate" | "channel-rate" | "daily";

export type Admission =
  | { readonly admitted: true }
  | { readonly admitted: false; readonly reason: Refusal; readonly text: string };

const MINUTE = 60_000;
const DAY = 86_400_000;

/** When the last minute began, and the day: what usage is to be counted from. */
export const usageSince = (now: number) => ({ minute: now - MINUTE, day: now - (now % DAY) });

/** Whether a question may be worked on; a refusal says why, and when to try again where time helps. One rule for all platforms. */
export function admit(request: AdmissionRequest, limits: Limits, usage: Usage, now: number): Admission {
  if (limits.channels && !request.direct && !limits.channels.has(request.channel))
    return refused(
      "channel",
      "I'm not set up to answer in this channel. Please ask in a direct message, or ask whoever runs me to allow this channel.",
    );
  if (request.text.trim() === "")
    return refused(
      "empty",
      "Ask me about an AI compute deal, for instance: has Anthropic signed for Maia chips?",
    );
  const length = Array.from(request.text).length;
  if (length > limits.questionChars)
    return refused(
      "length",
      `That is ${length} characters, and I take questions of up to ${limits.questionChars}. Please ask it shorter.`,
    );
  if (usage.user.length >= limits.perUserPerMinute)
    return refused(
      "user-rate",
      `I take ${times(limits.perUserPerMinute)} a minute from one person. Please ask again ${inSeconds(usage.user, limits.perUserPerMinute, now)}.`,
    );
  if (usage.channel.length >= limits.perChannelPerMinute)
    return refused(
      "channel-rate",
      `I take ${times(limits.perChannelPerMinute)} a minute from one channel. Please ask again ${inSeconds(usage.channel, limits.perChannelPerMinute, now)}.`,
    );
  if (usage.today >= limits.perDay)
    return refused(
      "daily",
      `Today's ${times(limits.perDay)} for this workspace are used up. Please ask again after midnight UTC, ${inHours(now)}.`,
    );
  return { admitted: true };
}

const refused = (reason: Refusal, text: string): Admission => ({ admitted: false, reason, text });

const times = (n: number) => (n === 1 ? "1 question" : `${n} questions`);

/** When enough of the last minute's questions have aged for one more. */
function inSeconds(times: readonly number[], limit: number, now: number): string {
  const freeing = times[times.length - limit] ?? now;
  const seconds = Math.max(1, Math.ceil((freeing + MINUTE - now) / 1000));
  return `in ${seconds} second${seconds === 1 ? "" : "s"}`;
}

function inHours(now: number): string {
  const hours = Math.ceil((DAY - (now % DAY)) / 3_600_000);
  return hours === 1 ? "within the hour" : `in ${hours} hours`;
}
