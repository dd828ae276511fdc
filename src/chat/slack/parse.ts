import { z } from "zod";
import { wordsOf } from "./escape.ts";

/** A message that a person wrote where we can see it. */
export interface Heard {
  /** The enterprise of an organisation-wide install, else the workspace. */
  readonly tenant: string;
  readonly eventId: string;
  readonly channel: string;
  readonly user: string;
  /** The message. */
  readonly ts: string;
  /** The root of its thread; itself if it is not in one. */
  readonly root: string;
  readonly inThread: boolean;
  readonly direct: boolean;
  readonly mentioned: boolean;
  readonly toOthers: boolean;
  readonly text: string;
  readonly files: boolean;
}

export type Parsed =
  | { readonly kind: "heard"; readonly message: Heard }
  | { readonly kind: "ignored"; readonly why: string };

const id = z.string().min(1).max(64);
const ts = z.string().regex(/^\d{1,16}\.\d{1,10}$/);

const Envelope = z.object({
  event_id: id,
  team_id: id.nullish(),
  enterprise_id: id.nullish(),
  is_enterprise_install: z.boolean().nullish(),
  authorizations: z
    .array(
      z.object({
        team_id: id.nullish(),
        enterprise_id: id.nullish(),
        is_enterprise_install: z.boolean().nullish(),
      }),
    )
    .nullish(),
});

const Message = z.object({
  type: z.enum(["app_mention", "message"]),
  subtype: z.string().optional(),
  hidden: z.boolean().optional(),
  bot_id: z.string().nullish(),
  bot_profile: z.unknown().optional(),
  edited: z.unknown().optional(),
  user: id.optional(),
  channel: id,
  channel_type: z.string().optional(),
  ts,
  thread_ts: ts.optional(),
  text: z.string().default(""),
  files: z.array(z.unknown()).optional(),
});

/** Subtypes under which people write; every other one tells of something that happened to a message or a channel. */
const WRITTEN = new Set(["file_share", "thread_broadcast", "me_message"]);

const ignored = (why: string): Parsed => ({ kind: "ignored", why });

/** Reads an Events API envelope that holds a message or a mention. Pure; our own, edited and odd ones end here. */
export function parseMessage(body: unknown, ownUser: string): Parsed {
  const tenant = tenantOf(body);
  const envelope = Envelope.safeParse(body);
  const event = Message.safeParse((body as { event?: unknown } | null)?.event);
  if (!envelope.success || !event.success || tenant === null)
    return ignored("not a message that can be read");
  const m = event.data;
  if (m.bot_id || m.bot_profile || m.subtype === "bot_message") return ignored("written by a bot");
  if (m.user === undefined || m.user === ownUser || m.user === "USLACKBOT")
    return ignored("not written by a person");
  if (m.hidden || (m.subtype !== undefined && !WRITTEN.has(m.subtype))) return ignored("not a new message");
  if (m.edited !== undefined && m.edited !== null) return ignored("an edit");
  const direct = m.channel_type === undefined ? m.channel.startsWith("D") : m.channel_type === "im";
  return {
    kind: "heard",
    message: {
      tenant,
      eventId: envelope.data.event_id,
      channel: m.channel,
      user: m.user,
      ts: m.ts,
      root: m.thread_ts ?? m.ts,
      inThread: m.thread_ts !== undefined && m.thread_ts !== m.ts,
      direct,
      mentioned: m.type === "app_mention" || new RegExp(`<@${ownUser}(?:\\|[^>]*)?>`).test(m.text),
      toOthers: /<@[A-Z0-9]+(?:\|[^>]*)?>|<!(?:channel|here|everyone|subteam)/.test(
        m.text.replaceAll(`<@${ownUser}>`, ""),
      ),
      text: wordsOf(m.text, ownUser),
      files: (m.files?.length ?? 0) > 0,
    },
  };
}

const Tenant = z.object({
  team_id: id.nullish(),
  enterprise_id: id.nullish(),
  is_enterprise_install: z.union([z.boolean(), z.enum(["true", "false"])]).nullish(),
  team: z.object({ id: id.nullish(), enterprise_id: id.nullish() }).nullish(),
  enterprise: z.object({ id: id.nullish() }).nullish(),
  authorizations: Envelope.shape.authorizations,
});

/** Whose install a payload of any kind belongs to: the organisation's, or a workspace's; null if it does not say. */
export function tenantOf(body: unknown): string | null {
  const parsed = Tenant.safeParse(body);
  if (!parsed.success) return null;
  const b = parsed.data;
  const installed = b.authorizations?.[0];
  const whole = installed?.is_enterprise_install ?? b.is_enterprise_install;
  const enterprise =
    installed?.enterprise_id ?? b.enterprise_id ?? b.enterprise?.id ?? b.team?.enterprise_id ?? null;
  const team = installed?.team_id ?? b.team_id ?? b.team?.id ?? null;
  return whole === true || whole === "true" ? (enterprise ?? team) : (team ?? enterprise);
}

/** The conversation that a thread is, as its turns and its order are kept. */
export const conversationOf = (channel: string, root: string): string => `${channel}:${root}`;
