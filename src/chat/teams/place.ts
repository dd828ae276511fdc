import { z } from "zod";
import { Reference } from "./activity.ts";

/** Where a reply goes in Teams, as it is kept with a delivery. */
const Place = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("chat"), reference: Reference }),
  /** A dialog that asks for it by its delivery's key. */
  z.object({ kind: z.literal("dialog"), token: z.string() }),
]);
export type Place = z.infer<typeof Place>;

export const writePlace = (place: Place): string => JSON.stringify(place);

/** Throws on what `writePlace` did not write. */
export const readPlace = (text: string): Place => Place.parse(JSON.parse(text));
