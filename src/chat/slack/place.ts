import { z } from "zod";

/** Where a reply goes in Slack, as it is kept with a delivery. */
const Place = z.discriminatedUnion("kind", [
  /** A thread, or the channel itself (`threadTs` null). */
  z.object({
    kind: z.literal("channel"),
    channel: z.string(),
    threadTs: z.string().nullable(),
    /** Where the person who asked for it is told, alone, that it was refused. */
    tellUrl: z.string().optional(),
  }),
  /** The private answer to a command. */
  z.object({ kind: z.literal("response"), url: z.string() }),
  /** A modal that waits for it. */
  z.object({ kind: z.literal("view"), viewId: z.string() }),
]);
export type Place = z.infer<typeof Place>;

export const writePlace = (place: Place): string => JSON.stringify(place);

/** Throws on what `writePlace` did not write. */
export const readPlace = (text: string): Place => Place.parse(JSON.parse(text));
