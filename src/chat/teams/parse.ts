import { z } from "zod";
import { Incoming, type Reference } from "./activity.ts";
import { wordsOf } from "./escape.ts";

/** Where something came from, whoever it was. */
export interface Origin {
  readonly tenant: string;
  readonly user: string;
  /** The conversation with its thread: what replies go to. */
  readonly reference: Reference;
  /** The channel of a team, else the chat. */
  readonly channel: string;
  readonly direct: boolean;
}

/** A message that a person wrote where we can see it. */
export interface Heard extends Origin {
  readonly activityId: string;
  readonly at: string;
  readonly mentioned: boolean;
  readonly toOthers: boolean;
  readonly text: string;
  readonly files: boolean;
}

/** What an activity tells us. Invokes wait for an answer; the rest only for the acknowledgement. */
export type Parsed =
  | { readonly kind: "heard"; readonly message: Heard }
  | { readonly kind: "installed" | "removed"; readonly origin: Origin }
  | {
      readonly kind: "feedback";
      readonly origin: Origin;
      /** The message that was rated; null where the client doesn't say. */
      readonly message: string | null;
      readonly verdict: "good" | "bad";
    }
  | {
      readonly kind: "card";
      readonly origin: Origin;
      readonly verb: string;
      readonly data: Readonly<Record<string, string>>;
    }
  | { readonly kind: "check-opened"; readonly origin: Origin; readonly text: string }
  | {
      readonly kind: "check-submitted";
      readonly origin: Origin;
      readonly data: Readonly<Record<string, string>>;
    }
  | { readonly kind: "unknown-invoke"; readonly name: string }
  | { readonly kind: "unreadable"; readonly why: string }
  | { readonly kind: "ignored"; readonly why: string };

const ignored = (why: string): Parsed => ({ kind: "ignored", why });

/** Reads an activity. Pure; our own, edited and odd ones end here. */
export function parseActivity(body: unknown): Parsed {
  const parsed = Incoming.safeParse(body);
  if (!parsed.success)
    return { kind: "unreadable", why: parsed.error.issues.map((i) => i.path.join(".")).join(", ") };
  const a = parsed.data;
  const origin = originOf(a);
  if (!origin) return ignored("without a sender, a recipient or a conversation");
  switch (a.type) {
    case "message":
      return heard(a, origin);
    case "invoke":
      return invoked(a, origin);
    case "installationUpdate":
      return a.action?.startsWith("remove") ? { kind: "removed", origin } : { kind: "installed", origin };
    default:
      return ignored(`a ${a.type.slice(0, 40)}`);
  }
}

/** An organisation that the payload doesn't name; local clients send none. */
const NO_TENANT = "no-tenant";

function originOf(a: Incoming): Origin | null {
  if (!a.from || !a.recipient || !a.conversation) return null;
  const { conversation, channelData } = a;
  const tenant = channelData?.tenant?.id || conversation.tenantId || NO_TENANT;
  return {
    tenant,
    user: a.from.aadObjectId || a.from.id,
    channel: channelData?.channel?.id || threadless(conversation.id),
    direct: conversation.conversationType
      ? conversation.conversationType === "personal"
      : conversation.isGroup !== true,
    reference: {
      serviceUrl: a.serviceUrl,
      conversation: {
        id: conversation.id,
        ...(conversation.conversationType ? { conversationType: conversation.conversationType } : {}),
        tenantId: tenant,
      },
      bot: named(a.recipient),
      user: named(a.from),
    },
  };
}

const named = ({ id, name }: { id: string; name?: string | null | undefined }) => ({
  id,
  ...(name ? { name } : {}),
});

/** A conversation without its thread: where all its threads can be reached. */
export const threadless = (conversation: string): string => conversation.replace(/;messageid=.*$/, "");

function heard(a: Incoming, origin: Origin): Parsed {
  if (a.from?.role === "bot" || a.from?.id === a.recipient?.id) return ignored("written by a bot");
  if (!a.id) return ignored("a message without an id");
  if (a.text === undefined || a.text === null) return ignored("a message without text");
  const mentions = (a.entities ?? []).flatMap((e) =>
    e.type === "mention" && e.mentioned ? [{ id: e.mentioned.id, text: e.text ?? "" }] : [],
  );
  const own = mentions.filter((m) => m.id === a.recipient?.id);
  const text = own.reduce((t, m) => (m.text === "" ? t : t.replaceAll(m.text, " ")), a.text);
  return {
    kind: "heard",
    message: {
      ...origin,
      activityId: a.id,
      at: a.timestamp ?? "",
      mentioned: own.length > 0,
      toOthers: mentions.length > own.length,
      text: wordsOf(text),
      files: (a.attachments ?? []).some((f) =>
        f.contentType?.startsWith("application/vnd.microsoft.teams.file"),
      ),
    },
  };
}

const Feedback = z.object({
  actionName: z.literal("feedback"),
  actionValue: z.object({ reaction: z.enum(["like", "dislike"]) }),
});

const strings = z.record(z.string(), z.unknown()).transform(onlyStrings);
const CardAction = z.object({ action: z.object({ verb: z.string(), data: strings.nullish() }) });
const MessageAction = z.object({
  commandId: z.string().nullish(),
  data: strings.nullish().catch(null),
  messagePayload: z
    .object({ body: z.object({ content: z.string().nullish() }).nullish() })
    .nullish()
    .catch(null),
});

/** What a form sends back: words, of a bounded length; the rest is not ours. */
function onlyStrings(data: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(data).flatMap(([k, v]) =>
      typeof v === "string" && v.length <= 20_000 ? [[k, v] as const] : [],
    ),
  );
}

function invoked(a: Incoming, origin: Origin): Parsed {
  const name = a.name ?? "";
  switch (name) {
    case "message/submitAction": {
      const feedback = Feedback.safeParse(a.value);
      if (!feedback.success) return { kind: "unknown-invoke", name };
      const verdict = feedback.data.actionValue.reaction === "like" ? "good" : "bad";
      return { kind: "feedback", origin, message: a.replyToId || null, verdict };
    }
    case "adaptiveCard/action": {
      const action = CardAction.safeParse(a.value);
      if (!action.success) return { kind: "unknown-invoke", name };
      return { kind: "card", origin, verb: action.data.action.verb, data: action.data.action.data ?? {} };
    }
    case "composeExtension/fetchTask":
    case "composeExtension/submitAction": {
      const action = MessageAction.safeParse(a.value);
      if (!action.success) return { kind: "unknown-invoke", name };
      const { data, messagePayload } = action.data;
      if (name === "composeExtension/submitAction")
        return { kind: "check-submitted", origin, data: data ?? {} };
      return { kind: "check-opened", origin, text: wordsOf(messagePayload?.body?.content ?? "") };
    }
    default:
      return { kind: "unknown-invoke", name };
  }
}
