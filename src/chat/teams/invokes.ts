import { randomUUID } from "node:crypto";
import type { FeedbackStore } from "../../core/work/feedback.ts";
import type { OwnMessageStore } from "../../core/work/own-messages.ts";
import type { Digests } from "../digests.ts";
import type { Outgoing } from "../platform.ts";
import type { Work } from "../work.ts";
import { CARD_TYPE, type Card } from "./activity.ts";
import { claimForm, dialogNotice, stillChecking } from "./card-check.ts";
import { DIGEST_VERB } from "./card-digest.ts";
import { attachment, submit } from "./card-parts.ts";
import { verdictCard, verdictText } from "./card-verdict.ts";
import { clip } from "./clip.ts";
import type { InvokeAnswer } from "./connector.ts";
import { type Dialogs, dialogConversation } from "./dialogs.ts";
import { takeDigestForm } from "./digest-commands.ts";
import { PLATFORM } from "./opening.ts";
import { claimEvidence, drawCard, type Page, type PageParts } from "./pages.ts";
import { type Origin, type Parsed, threadless } from "./parse.ts";
import { writePlace } from "./place.ts";

export interface InvokeParts extends PageParts {
  readonly work: Work;
  readonly dialogs: Dialogs;
  readonly ownMessages: OwnMessageStore;
  readonly feedback: FeedbackStore;
  /** Null where digests are off. */
  readonly digests?: Digests | null;
  /** Clients of this machine don't say which message was rated; then it is the last one. */
  readonly local: boolean;
}

/** Teams gives up on an invoke after ten seconds or so; what isn't there by then is asked for again. */
const WAIT_MS = 6_000;

type Of<K extends Parsed["kind"]> = Extract<Parsed, { kind: K }>;

const ok = (body: unknown): InvokeAnswer => ({ status: 200, body });

/** Keeps what a reader thought of an answer. Teams wants exactly an empty object back, whatever came of it. */
export async function takeFeedback(rated: Of<"feedback">, parts: InvokeParts): Promise<InvokeAnswer> {
  const { tenant, user, reference } = rated.origin;
  const conversation = threadless(reference.conversation.id);
  if (rated.message !== null || parts.local) {
    const receipt = await parts.ownMessages.receiptIn(tenant, conversation, rated.message);
    if (receipt)
      await parts.feedback.save({
        tenant,
        receipt,
        user,
        verdict: rated.verdict,
        at: new Date().toISOString(),
      });
  }
  return ok({});
}

/** Answers a button of a card with the card that takes its place. */
export async function turnCard(
  { origin, verb, data }: Of<"card">,
  parts: InvokeParts,
): Promise<InvokeAnswer> {
  const page = pageOf(verb, data);
  const drawn =
    verb === DIGEST_VERB
      ? await takeDigestForm(data, origin, parts.digests ?? null)
      : page
        ? await drawCard(page, origin.tenant, parts)
        : null;
  return ok(
    drawn
      ? { statusCode: 200, type: CARD_TYPE, value: drawn }
      : {
          statusCode: 200,
          type: "application/vnd.microsoft.activity.message",
          value: "That is not here any more. Please ask again.",
        },
  );
}

function pageOf(
  verb: string,
  data: Readonly<Record<string, string>>,
): Exclude<Page, { page: "help" }> | null {
  const { page, slug, claim = "" } = data;
  switch (verb) {
    case "deals":
      return { page: "deals", from: Number(page) || 0 };
    case "deal":
      return { page: "deal", slug: slug ?? "" };
    case "evidence":
      return { page: "claim-evidence", claim };
    case "verdict":
      return { page: "verdict", claim };
    default:
      return null;
  }
}

/** "Check this claim" on a message: its words are checked at once; without words it asks for them. */
export async function openCheck(
  { origin, text }: Of<"check-opened">,
  parts: InvokeParts,
): Promise<InvokeAnswer> {
  return text === "" ? dialog(claimForm("")) : startCheck(origin, text, parts);
}

/** What is pressed in the dialog. */
export async function goOnChecking(
  { origin, data }: Of<"check-submitted">,
  parts: InvokeParts,
): Promise<InvokeAnswer> {
  const { claim = "", token, does } = data;
  if (token) return look(token, parts);
  if (claim.trim() === "") return dialog(claimForm(""));
  switch (does) {
    case "share": {
      const checked = parts.check(claim);
      const preview = {
        contentType: "application/vnd.microsoft.card.thumbnail",
        content: { title: clip(`Claim checked: ${verdictText(checked)}`, 200) },
      };
      const shared = { ...attachment(verdictCard(checked)), preview };
      return ok({ composeExtension: { type: "result", attachmentLayout: "list", attachments: [shared] } });
    }
    case "evidence":
      return dialog(
        claimEvidence(parts.check(claim), [submit("Back to the verdict", { claim, does: "verdict" })]),
      );
    case "verdict":
      return dialog(replyCard({ kind: "checked", checked: parts.check(claim) }));
    default:
      return startCheck(origin, claim.trim(), parts);
  }
}

async function startCheck(origin: Origin, text: string, parts: InvokeParts): Promise<InvokeAnswer> {
  const token = randomUUID();
  const { tenant, user, channel, direct } = origin;
  const conversation = dialogConversation(token);
  await parts.work.accept(
    {
      platform: PLATFORM,
      tenant,
      keys: [conversation],
      conversation,
      position: "",
      lane: conversation,
      channel,
      user,
      task: { kind: "check", text },
      place: writePlace({ kind: "dialog", token }),
    },
    { channel, direct, text },
  );
  return look(token, parts);
}

async function look(token: string, { dialogs }: InvokeParts): Promise<InvokeAnswer> {
  const reply = await dialogs.result(token, WAIT_MS);
  return dialog(reply ? replyCard(reply) : stillChecking(token));
}

/** A dialog's buttons come back to it; those of a card in a chat would not. */
function replyCard(reply: Outgoing): Card {
  if (reply.kind !== "checked")
    return dialogNotice(reply.kind === "notice" ? reply.text : "Please check it again.");
  const { claim, citations } = reply.checked;
  return verdictCard(reply.checked, [
    ...(citations.length > 0 ? [submit("Show evidence", { claim, does: "evidence" })] : []),
    submit("Share in this chat", { claim, does: "share" }),
  ]);
}

const dialog = (card: Card): InvokeAnswer =>
  ok({
    task: {
      type: "continue",
      value: { title: "Check this claim", height: "large", width: "medium", card: attachment(card) },
    },
  });
