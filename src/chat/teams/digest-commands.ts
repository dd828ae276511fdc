import type { Asked } from "../../core/digest/commands.ts";
import { digestText } from "../digest-words.ts";
import type { Digests } from "../digests.ts";
import type { Card } from "./activity.ts";
import { digestResult, readDigestForm } from "./card-digest.ts";
import { PLATFORM } from "./opening.ts";
import { type Origin, threadless } from "./parse.ts";
import { writePlace } from "./place.ts";

/** Who asks and where; Teams does not tell us who owns a team, nor anybody's clock. */
function askedBy({ tenant, channel, user, reference }: Origin): Asked {
  const conversation = { ...reference.conversation, id: threadless(reference.conversation.id) };
  const place = writePlace({ kind: "chat", reference: { ...reference, conversation } });
  return {
    actor: { user, admin: false },
    target: { platform: PLATFORM, tenant, channel, place },
    zone: null,
  };
}

/** Runs "digest …"; what comes back, as words. */
export async function digestCommand(text: string, origin: Origin, digests: Digests | null): Promise<string> {
  if (!digests) return "Digests are off here.";
  const reply = await digests.run(text, askedBy(origin));
  return reply.kind === "preview" ? digestText(reply.digest) : reply.text;
}

/** Takes the form of a card; the card that takes its place says what came of it. */
export const takeDigestForm = async (
  data: Readonly<Record<string, string>>,
  origin: Origin,
  digests: Digests | null,
): Promise<Card> => digestResult(await digestCommand(readDigestForm(data), origin, digests));
