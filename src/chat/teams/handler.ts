import type { DigestPort } from "../../core/digest/posts.ts";
import type { Task } from "../../core/work/deliveries.ts";
import type { ReferenceStore } from "../../core/work/references.ts";
import type { ChannelStore } from "../../core/work/speaking.ts";
import { isForUs } from "../../core/work/speaking.ts";
import type { Digests } from "../digests.ts";
import type { Log } from "../log.ts";
import type { Platform } from "../platform.ts";
import { readCommand } from "./commands.ts";
import type { InvokeAnswer, TeamsRequest, TeamsResponse, Transport } from "./connector.ts";
import { createDialogs } from "./dialogs.ts";
import { digestCommand } from "./digest-commands.ts";
import { createTeamsDigests, personKey } from "./digest-port.ts";
import { goOnChecking, type InvokeParts, openCheck, takeFeedback, turnCard } from "./invokes.ts";
import { PLATFORM } from "./opening.ts";
import { drawPage, type Page, writePage } from "./pages.ts";
import { type Heard, type Origin, type Parsed, parseActivity, threadless } from "./parse.ts";
import { writePlace } from "./place.ts";
import { createPlatform } from "./send.ts";
import { isLoopback, isTrustedService } from "./service-url.ts";

export interface TeamsParts extends Omit<InvokeParts, "dialogs"> {
  readonly transport: Transport;
  readonly paceMs: number;
  readonly channels: ChannelStore;
  readonly references: ReferenceStore;
  readonly log: Log;
}

/** Teams, joined: what the work sends through, and what `POST /api/messages` is given to. */
export interface Teams {
  readonly platform: Platform;
  /** What digests are sent through. */
  readonly digestPort: DigestPort;
  handle(request: TeamsRequest): Promise<TeamsResponse>;
}

const refuse = (status: number): TeamsResponse => ({ status, body: "" });

export function createTeams(parts: TeamsParts): Teams {
  const dialogs = createDialogs();
  const all = { ...parts, dialogs };
  const platform = createPlatform({
    ...all,
    drawPage: (page, tenant) => drawPage(page, tenant, parts),
    onCancelled: ({ tenant, conversation, id }) => {
      parts.work
        .stop(tenant, conversation)
        .catch((error) => parts.log.error(`${id}: stopped by its reader, but not here: ${error}`));
    },
  });
  return {
    platform,
    digestPort: createTeamsDigests(parts),
    async handle(request) {
      if (parts.local && !isLoopback(request.peer ?? "")) return refuse(403);
      if (request.method !== "POST") return refuse(405);
      const activity = jsonObject(request.body);
      if (activity === null) return refuse(400);
      const parsed = parseActivity(activity);
      if (parsed.kind === "unreadable") {
        parts.log.info(`an activity can't be read: ${parsed.why}`);
        return refuse(400);
      }
      try {
        return await parts.transport.receive(request, activity, () => onActivity(parsed, all));
      } catch (error) {
        // Not acknowledged, so Teams sends it again.
        parts.log.error(`an activity was not taken in: ${error instanceof Error ? error.message : error}`);
        return refuse(500);
      }
    },
  };
}

function jsonObject(body: string): object | null {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === "object" && parsed !== null && !Array.isArray(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

/** Takes an activity in: recorded when this resolves, worked on afterwards. Only invokes are answered here. */
async function onActivity(
  parsed: Exclude<Parsed, { kind: "unreadable" }>,
  parts: InvokeParts & TeamsParts,
): Promise<InvokeAnswer | null> {
  const origin = originOf(parsed);
  if (origin && !isTrustedService(origin.reference.serviceUrl, parts.local)) {
    parts.log.error("an activity names an address that is not Teams' own; ignored");
    return { status: 403 };
  }
  if (origin && parsed.kind !== "removed") await remember(origin, parts.references);
  switch (parsed.kind) {
    case "heard":
      await takeMessage(parsed.message, parts);
      return null;
    case "installed":
      if (parsed.origin.direct) await welcome(parsed.origin, parts);
      return null;
    case "removed":
      await forget(parsed.origin, parts.references);
      return null;
    case "feedback":
      return takeFeedback(parsed, parts);
    case "card":
      return turnCard(parsed, parts);
    case "check-opened":
      return openCheck(parsed, parts);
    case "check-submitted":
      return goOnChecking(parsed, parts);
    case "unknown-invoke":
      return { status: 501 };
    case "ignored":
      return null;
  }
}

function originOf(parsed: Parsed): Origin | null {
  if (parsed.kind === "heard") return parsed.message;
  return "origin" in parsed ? parsed.origin : null;
}

/** What a conversation is kept under: its id without the thread that was heard, and, for a chat with us alone, its person. */
const keysOf = ({ reference, direct, user }: Origin): string[] => [
  threadless(reference.conversation.id),
  ...(direct ? [personKey(user)] : []),
];

/** Keeps how a conversation can be written to. */
async function remember(origin: Origin, references: ReferenceStore): Promise<void> {
  const { tenant, reference } = origin;
  const id = threadless(reference.conversation.id);
  const whole = JSON.stringify({ ...reference, conversation: { ...reference.conversation, id } });
  const seenAt = new Date().toISOString();
  for (const conversation of keysOf(origin))
    await references.save({ platform: PLATFORM, tenant, conversation, reference: whole, seenAt });
}

async function forget(origin: Origin, references: ReferenceStore): Promise<void> {
  for (const key of keysOf(origin)) await references.remove(PLATFORM, origin.tenant, key);
}

async function takeMessage(message: Heard, parts: InvokeParts & TeamsParts): Promise<void> {
  const { tenant, reference, channel, user, activityId } = message;
  const conversation = reference.conversation.id;
  if (!message.direct && !message.mentioned) {
    const askers = await parts.work.askers(tenant, conversation);
    if (!isForUs(message, await parts.channels.speaking(tenant, channel), askers)) return;
  }
  const task = await taskOf(message, parts);
  await parts.work.accept(
    {
      platform: PLATFORM,
      tenant,
      keys: [`${conversation}|${activityId}`],
      conversation,
      position: message.at,
      lane: conversation,
      channel,
      user,
      task,
      place: writePlace({ kind: "chat", reference }),
    },
    { channel, direct: message.direct, text: task.kind === "page" ? message.text || "help" : taskText(task) },
  );
}

const taskText = (task: Task): string => (task.kind === "share" ? "share" : task.text);

const page = (what: Page, text: string): Task => ({ kind: "page", page: writePage(what), text });
const GONE = "That is not here any more. Please ask again.";

/** What a message wants done; `stop` is done at once. */
async function taskOf(message: Heard, parts: InvokeParts & TeamsParts): Promise<Task> {
  const { tenant, reference, text } = message;
  const command = readCommand(text);
  switch (command.kind) {
    case "ask":
    case "check":
      return { kind: command.kind, text: command.text };
    case "deals":
      return page({ page: "deals", from: 0 }, GONE);
    case "help":
      return page({ page: "help" }, GONE);
    case "show": {
      const deal = parts.deals.find(command.text);
      if (deal) return page({ page: "deal", slug: deal.deal.slug }, GONE);
      const receipt = /^\w{3,12}$/.test(command.text) ? await parts.receipts.get(tenant, command.text) : null;
      return receipt ? page({ page: "evidence", receipt: receipt.id }, GONE) : { kind: "ask", text };
    }
    case "digest":
      return digestTask(command.text, message, parts.digests ?? null);
    case "stop": {
      const stopped = await parts.work.stop(tenant, reference.conversation.id);
      const line = stopped === 0 ? "There is nothing that I am working on." : "I have stopped.";
      return { kind: "page", page: "", text: line };
    }
  }
}

/** Without more words the form comes, and where Teams doesn't take it, how to say the same; else what the command gives. */
async function digestTask(text: string, message: Heard, digests: Digests | null): Promise<Task> {
  const bare = digests !== null && /^(?:subscribe|new)?$/i.test(text.trim());
  const said = await digestCommand(bare ? "help" : text, message, digests);
  if (!bare) return { kind: "page", page: "", text: said };
  return page({ page: "digest", now: await digestCommand("list", message, digests) }, said);
}

/** Says once what this is for. */
async function welcome(origin: Origin, { work }: InvokeParts): Promise<void> {
  const { tenant, reference, channel, user } = origin;
  const conversation = reference.conversation.id;
  await work.accept(
    {
      platform: PLATFORM,
      tenant,
      keys: [`welcome|${conversation}`],
      conversation,
      position: "",
      lane: conversation,
      channel,
      user,
      task: page({ page: "help" }, GONE),
      place: writePlace({ kind: "chat", reference }),
    },
    { channel, direct: true, text: "welcome" },
  );
}
