import { z } from "zod";

/**
 * Bot Framework activities as plain JSON: what comes in is read by these schemas, what goes out is of these shapes. No
 * SDK type reaches past transport.ts, so that another SDK can take the place of the one there.
 */

const id = z.string().min(1).max(1_000);
const account = z
  .object({ id, name: z.string().nullish(), aadObjectId: z.string().nullish(), role: z.string().nullish() })
  .loose();

/** The activity that reached us, as far as we read it. */
export const Incoming = z.object({
  type: z.string(),
  id: id.nullish(),
  name: z.string().nullish(),
  channelId: z.string(),
  serviceUrl: z.string().max(1_000),
  timestamp: z.union([z.string(), z.date().transform((d) => d.toISOString())]).nullish(),
  text: z.string().max(100_000).nullish(),
  action: z.string().nullish(),
  replyToId: z.string().nullish(),
  from: account.nullish(),
  recipient: account.nullish(),
  conversation: z
    .object({
      id,
      conversationType: z.string().nullish(),
      tenantId: z.string().nullish(),
      isGroup: z.boolean().nullish(),
    })
    .nullish(),
  channelData: z
    .object({
      tenant: z.object({ id: z.string().nullish() }).nullish(),
      team: z.object({ id: z.string().nullish() }).nullish(),
      channel: z.object({ id: z.string().nullish() }).nullish(),
    })
    .nullish()
    .catch(null),
  entities: z
    .array(
      z.object({
        type: z.string().nullish(),
        text: z.string().nullish(),
        mentioned: z.object({ id: z.string(), name: z.string().nullish() }).nullish().catch(null),
      }),
    )
    .nullish()
    .catch(null),
  attachments: z
    .array(z.object({ contentType: z.string().nullish() }))
    .nullish()
    .catch(null),
  membersAdded: z
    .array(z.object({ id: z.string() }))
    .nullish()
    .catch(null),
  value: z.unknown().optional(),
});
export type Incoming = z.infer<typeof Incoming>;

/** Where a conversation can be written to; kept as JSON. */
export const Reference = z.object({
  serviceUrl: z.string(),
  /** With its `;messageid=…`: without it a reply lands outside its thread. */
  conversation: z.object({
    id: z.string(),
    conversationType: z.string().optional(),
    tenantId: z.string().optional(),
  }),
  bot: z.object({ id: z.string(), name: z.string().optional() }),
  user: z.object({ id: z.string(), name: z.string().optional() }).optional(),
});
export type Reference = z.infer<typeof Reference>;

/** An Adaptive Card or one of its elements. */
export type CardElement = { readonly type: string; readonly [key: string]: unknown };

export interface Card extends CardElement {
  readonly type: "AdaptiveCard";
  readonly version: "1.5";
  readonly body: readonly CardElement[];
}

export const CARD_TYPE = "application/vnd.microsoft.card.adaptive";

export interface Attachment {
  readonly contentType: string;
  readonly content: Card;
  readonly preview?: { readonly contentType: string; readonly content: unknown };
}

/** An entity of a message: the root with its citations, or the place in a stream. */
export type Entity = { readonly type: string; readonly [key: string]: unknown };

/** A message or a sign of progress as it goes out. */
export interface Outbound {
  readonly type: "message" | "typing";
  readonly text?: string;
  readonly textFormat?: "markdown" | "plain";
  readonly summary?: string;
  readonly attachments?: readonly Attachment[];
  readonly entities?: readonly Entity[];
  readonly channelData?: { readonly feedbackLoop?: { readonly type: "default" } };
}
