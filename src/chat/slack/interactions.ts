import type { App, BlockAction, BlockFeedbackButtonsAction, ButtonAction, RespondFn } from "@slack/bolt";
import type { ReceiptStore } from "../../core/ports.ts";
import type { FeedbackStore } from "../../core/work/feedback.ts";
import type { DealsView } from "../deals.ts";
import type { Digests } from "../digests.ts";
import type { Log } from "../log.ts";
import type { Work } from "../work.ts";
import { ACTIONS, CHECK_SHORTCUT } from "./buttons.ts";
import type { SlackClients } from "./clients.ts";
import { digestHomeBlocks } from "./digest-commands.ts";
import { wordsOf } from "./escape.ts";
import { homeView, PROMPTS } from "./home.ts";
import { evidenceView, noticeView, waitingView } from "./modal.ts";
import { tenantOf } from "./parse.ts";
import { writePlace } from "./place.ts";

export interface InteractionParts {
  readonly work: Work;
  readonly receipts: ReceiptStore;
  readonly feedback: FeedbackStore;
  readonly deals: DealsView;
  /** Null where digests are off. */
  readonly digests?: Digests | null;
  readonly clients: SlackClients;
  readonly botUserId: string;
  readonly log: Log;
}

/** Listens for buttons, the shortcut and the Home tab. */
export function listenForInteractions(app: App, parts: InteractionParts): void {
  listenForButtons(app, parts);
  listenForShortcut(app, parts);
  listenForHome(app, parts);
}

function listenForButtons(app: App, { work, receipts, feedback, clients, log }: InteractionParts): void {
  app.action<BlockAction<ButtonAction>>(ACTIONS.evidence, async ({ ack, body, action }) => {
    await ack();
    const tenant = tenantOf(body);
    const receipt = tenant === null ? null : await receipts.get(tenant, action.value ?? "");
    const view = receipt
      ? evidenceView(receipt.answer)
      : noticeView("I can't find that answer any more. Please ask again.");
    await clients.aside.views.open({ trigger_id: body.trigger_id, view });
  });

  app.action<BlockAction<ButtonAction>>(ACTIONS.share, async ({ ack, body, action, respond }) => {
    await ack();
    const tenant = tenantOf(body);
    const channel = body.channel?.id;
    const id = action.value ?? "";
    if (tenant === null || channel === undefined || !(await receipts.get(tenant, id))) return;
    const delivery = {
      platform: "slack",
      tenant,
      keys: [`share:${channel}:${id}`],
      conversation: `share:${channel}:${id}`,
      position: "",
      lane: channel,
      channel,
      user: body.user.id,
      task: { kind: "share", receipt: id, by: body.user.id },
      place: writePlace({ kind: "channel", channel, threadTs: null, tellUrl: body.response_url }),
    } as const;
    const { kind } = await work.accept(delivery, { channel, direct: false, text: id });
    await tell(respond, kind === "duplicate" ? "That answer has been shared here already." : "Shared.", log);
  });

  app.action<BlockFeedbackButtonsAction>(ACTIONS.feedback, async ({ ack, body, action, respond }) => {
    await ack();
    const tenant = tenantOf(body);
    const [, verdict, receipt] = /^(good|bad) (\S{1,40})$/.exec(action.value ?? "") ?? [];
    if (tenant === null || (verdict !== "good" && verdict !== "bad") || receipt === undefined) return;
    if (!(await receipts.get(tenant, receipt))) return;
    await feedback.save({ tenant, receipt, user: body.user.id, verdict, at: new Date().toISOString() });
    await tell(respond, `Thank you, noted against receipt ${receipt}.`, log);
  });
}

/** Tells the person who clicked, alone; what they asked for is done either way. */
async function tell(respond: RespondFn, text: string, log: Log): Promise<void> {
  try {
    await respond({ response_type: "ephemeral", replace_original: false, text });
  } catch (error) {
    log.info(`slack: a click could not be answered: ${error instanceof Error ? error.message : error}`);
  }
}

function listenForShortcut(app: App, { work, clients, botUserId }: InteractionParts): void {
  app.shortcut({ type: "message_action", callback_id: CHECK_SHORTCUT }, async ({ ack, shortcut }) => {
    const tenant = tenantOf(shortcut);
    if (tenant === null || shortcut.type !== "message_action") return;
    const text = wordsOf(shortcut.message.text ?? "", botUserId);
    const trigger = shortcut.trigger_id;
    const { view } = await clients.aside.views.open({ trigger_id: trigger, view: waitingView(text) });
    await ack();
    if (!view?.id) throw new Error("Slack opened a view without an id");
    const channel = shortcut.channel.id;
    await work.accept(
      {
        platform: "slack",
        tenant,
        keys: [`shortcut:${trigger}`],
        conversation: `shortcut:${trigger}`,
        position: "",
        lane: `view:${view.id}`,
        channel,
        user: shortcut.user.id,
        task: { kind: "check", text },
        place: writePlace({ kind: "view", viewId: view.id }),
      },
      { channel, direct: channel.startsWith("D"), text },
    );
  });
}

function listenForHome(app: App, { deals, digests, clients, log }: InteractionParts): void {
  app.event("app_home_opened", async ({ event, body }) => {
    try {
      if (event.tab === "home") {
        const tenant = tenantOf(body);
        const own = digests && tenant !== null ? digestHomeBlocks(await digests.of(tenant, event.user)) : [];
        await clients.aside.views.publish({ user_id: event.user, view: homeView(deals, own) });
      } else if (event.tab === "messages")
        await clients.aside.assistant.threads.setSuggestedPrompts({
          channel_id: event.channel,
          title: "Ask about a compute deal",
          prompts: [...PROMPTS],
        });
    } catch (error) {
      log.info(`slack: the home tab could not be drawn: ${error instanceof Error ? error.message : error}`);
    }
  });
  for (const gone of ["app_uninstalled", "tokens_revoked"] as const)
    app.event(gone, async ({ body }) =>
      log.error(`slack: ${gone} in ${tenantOf(body) ?? "a workspace"}: its bot token no longer works`),
    );
}
