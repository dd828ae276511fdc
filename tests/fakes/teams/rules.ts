import { z } from "zod";

/** What Teams' connector takes, as its documentation has it; each broken rule in words. */

const appearance = z.strictObject({
  "@type": z.literal("DigitalDocument"),
  name: z.string().min(1).max(80),
  abstract: z.string().min(1).max(160),
  url: z.url().optional(),
  keywords: z.array(z.string().max(28)).max(3),
  image: z.strictObject({ "@type": z.literal("ImageObject"), name: z.enum(["PDF", "Text"]) }),
  encodingFormat: z.literal("application/vnd.microsoft.card.adaptive").optional(),
  text: z
    .string()
    .refine((t) => JSON.parse(t).type === "AdaptiveCard", "not a card")
    .optional(),
});

const root = z.strictObject({
  type: z.literal("https://schema.org/Message"),
  "@type": z.literal("Message"),
  "@context": z.literal("https://schema.org"),
  "@id": z.string(),
  additionalType: z.tuple([z.literal("AIGeneratedContent")]),
  citation: z
    .array(z.strictObject({ "@type": z.literal("Claim"), position: z.int().min(1), appearance }))
    .min(1)
    .max(20)
    .optional(),
});
export type RootEntity = z.infer<typeof root>;

/** An entity, with what tells of its place in a stream. */
export interface WireEntity {
  readonly type?: string;
  readonly streamId?: string;
  readonly streamType?: string;
  readonly streamSequence?: number;
}

/** An activity as it comes over the wire. */
export interface Wire {
  readonly type: string;
  readonly id?: string;
  readonly text?: string;
  readonly textFormat?: string;
  readonly summary?: string;
  readonly attachments?: readonly { contentType: string; content: { body: unknown[] } }[];
  readonly entities?: readonly WireEntity[];
  readonly channelData?: { feedbackLoop?: { type: string } };
  readonly replyToId?: string;
  readonly suggestedActions?: unknown;
}

const MAX_BYTES = 100 * 1024;
const CARD_BYTES = 28 * 1024;

/** The size that Teams counts: the whole payload, in UTF-16. */
export const bytesOf = (wire: unknown): number => JSON.stringify(wire).length * 2;

export const rootsOf = (wire: Wire) =>
  (wire.entities ?? []).filter((e) => e.type === "https://schema.org/Message");

/** The root entity of a message, read strictly; throws on what a connector would refuse. */
export function rootOf(wire: Wire): RootEntity {
  return root.parse(rootsOf(wire)[0]);
}

/** Rules broken by a message or a sign of progress; none if Teams would take it. */
export function broken(wire: Wire): string[] {
  const problems: string[] = [];
  const text = wire.text ?? "";
  if (bytesOf(wire) > MAX_BYTES) problems.push("MessageSizeTooBig");
  for (const a of wire.attachments ?? [])
    if (Buffer.byteLength(JSON.stringify(a.content)) > CARD_BYTES) problems.push("a card of more than 28 KB");
  if (rootsOf(wire).length > 1) problems.push("Multiple root message entities");
  if (/<\/?at\b/i.test(text)) problems.push("a mention in the text");
  if (wire.type === "message" && text === "" && (wire.attachments ?? []).length === 0)
    problems.push("an empty message");
  if ((wire.attachments ?? []).length > 0 && !wire.summary) problems.push("a card without a summary");
  for (const entity of rootsOf(wire)) problems.push(...brokenRoot(entity, text));
  return problems;
}

function brokenRoot(entity: unknown, text: string): string[] {
  const parsed = root.safeParse(entity);
  if (!parsed.success) return parsed.error.issues.map((i) => `${i.path.join(".")}: ${i.message}`);
  const positions = (parsed.data.citation ?? []).map((c) => c.position);
  const marked = new Set([...text.matchAll(/\[(\d+)\]/g)].map((m) => Number(m[1])));
  return [
    ...(new Set(positions).size === positions.length ? [] : ["a position twice"]),
    ...positions.filter((p) => !marked.has(p)).map((p) => `citation ${p} stands nowhere in the text`),
  ];
}
