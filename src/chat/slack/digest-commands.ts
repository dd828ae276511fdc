import type { App, SlashCommand } from "@slack/bolt";
import type { KnownBlock } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import type { Asked } from "../../core/digest/commands.ts";
import type { Digests } from "../digests.ts";
import { renderDigest } from "./digest.ts";
import { DIGEST_BUTTON, DIGEST_FORM, digestForm, readDigestForm } from "./digest-form.ts";
import { wordsOf } from "./escape.ts";
import { noticeView } from "./modal.ts";
import { tenantOf } from "./parse.ts";
import { writePlace } from "./place.ts";
import { renderNotice, type SlackMessage } from "./render.ts";
import { line, rich, words } from "./rich.ts";

export interface DigestCommandContext {
  readonly digests: Digests;
  readonly client: WebClient;
}

/** Runs "/deals digest …"; "new" opens the form instead. */
export async function digestCommand(
  command: SlashCommand,
  rest: string,
  { digests, client }: DigestCommandContext,
): Promise<SlackMessage> {
  const tenant = tenantOf(command);
  if (tenant === null) return renderNotice("Slack did not say which workspace this is. Please try again.");
  if (rest.trim().toLowerCase() === "new") {
    await client.views.open({ trigger_id: command.trigger_id, view: digestForm(command.channel_id) });
    return renderNotice("What should this channel follow?");
  }
  const asked = await askedBy(client, tenant, command.channel_id, command.user_id);
  const reply = await digests.run(wordsOf(rest, ""), asked);
  return reply.kind === "preview" ? renderDigest(reply.digest) : renderNotice(reply.text);
}

/** Listens for the form and for the button that opens it. */
export function listenForDigests(app: App, { digests, client }: DigestCommandContext): void {
  app.action(DIGEST_BUTTON, async ({ ack, body }) => {
    await ack();
    if ("trigger_id" in body)
      await client.views.open({ trigger_id: body.trigger_id, view: digestForm(null) });
  });
  app.view(DIGEST_FORM, async ({ ack, body, view }) => {
    const tenant = tenantOf(body);
    const form = readDigestForm(view.state);
    if (tenant === null || form === null) {
      await ack({
        response_action: "update",
        view: noticeView("That form can't be read. Please try again."),
      });
      return;
    }
    const asked = await askedBy(client, tenant, form.channel, body.user.id);
    const reply = await digests.run(form.text, asked);
    const text = reply.kind === "notice" ? reply.text : "Done.";
    await ack({ response_action: "update", view: noticeView(text) });
  });
}

/** For the Home tab: what somebody has subscribed channels to, and the button for more. */
export const digestHomeBlocks = (lines: readonly string[]): KnownBlock[] => [
  { type: "header", text: { type: "plain_text", text: "Digests" } },
  rich(
    line(
      words(
        lines.length > 0
          ? lines.join("\n")
          : "A digest tells a channel what changed in the deals that it follows. You have subscribed none.",
      ),
    ),
  ),
  {
    type: "actions",
    elements: [
      {
        type: "button",
        action_id: DIGEST_BUTTON,
        text: { type: "plain_text", text: "Subscribe a channel" },
        value: "new",
      },
    ],
  },
];

/** Slack gives up on a command after three seconds. */
const PATIENCE_MS = 1_500;

/** Who asks, whether they decide for the workspace, and by which clocks they live; without that knowledge the least is taken. */
async function askedBy(client: WebClient, tenant: string, channel: string, user: string): Promise<Asked> {
  const place = writePlace({ kind: "channel", channel, threadTs: null });
  const target = { platform: "slack", tenant, channel, place };
  const unknown = { actor: { user, admin: false }, target, zone: null };
  const late = new Promise<Asked>((done) => setTimeout(() => done(unknown), PATIENCE_MS).unref());
  const known = client.users.info({ user }).then(
    ({ user: u }): Asked => ({
      actor: { user, admin: u?.is_admin === true || u?.is_owner === true },
      target,
      zone: u?.tz ?? null,
    }),
    () => unknown,
  );
  return Promise.race([known, late]);
}
