import { createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";
import { refusals } from "./validate.ts";

/** One call of the Web API (or of a response_url, as method "response_url"). */
export interface Call {
  readonly method: string;
  readonly args: Args;
}

/** The arguments that anything here looks at. */
export interface Args {
  readonly channel?: unknown;
  readonly text?: unknown;
  readonly blocks?: unknown;
  readonly metadata?: unknown;
  readonly ts?: unknown;
  readonly thread_ts?: unknown;
  readonly unfurl_links?: unknown;
  readonly unfurl_media?: unknown;
  readonly include_all_metadata?: unknown;
  readonly view?: unknown;
  readonly status?: unknown;
  readonly prompts?: unknown;
  readonly response_type?: unknown;
}

export interface Posted {
  readonly channel: string;
  readonly ts: string;
  readonly threadTs: string | null;
  readonly text: string;
  readonly blocks: unknown;
  readonly metadata: { event_type: string; event_payload: { delivery: string } } | null;
}

/** What the next calls of a method meet instead of success; after the message is kept, if `after` is set. */
export interface Trouble {
  readonly method: string;
  readonly times: number;
  readonly error?: string;
  readonly status?: number;
  readonly retryAfter?: number;
  readonly hangUp?: boolean;
  /** The message is kept all the same, and only the answer is lost. */
  readonly after?: boolean;
}

/** What it knows that no setting changes. */
export const BOT = { userId: "U0BOT0000", botId: "B0BOT0000", teamId: "T0001" };

/**
 * A peer of our own on loopback: it keeps what is posted, refuses what Slack would refuse, and speaks Socket Mode. It is
 * no Slack: it knows the methods that we call, and its limits are those that we state.
 */
export async function createRecorder(options: { readonly perChannelMs?: number } = {}) {
  const calls: Call[] = [];
  const posted: Posted[] = [];
  const troubles: (Trouble & { left: number })[] = [];
  const lastPost = new Map<string, number>();
  const sockets = new Set<WebSocket>();
  const acks: { envelope_id: string; payload?: unknown }[] = [];
  let tick = 0;
  let limited = 0;

  const base = Math.floor(Date.now() / 1000);
  const nextTs = () => `${base}.${String(++tick).padStart(6, "0")}`;

  async function handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const method = (req.url ?? "").split("?")[0]?.replace(/^\/(?:api\/)?/, "") ?? "";
    const args = argsOf(await bodyOf(req), req.headers["content-type"] ?? "");
    calls.push({ method: method.startsWith("response/") ? "response_url" : method, args });
    const trouble = troubles.find((t) => t.method === method && t.left > 0);
    if (trouble && !trouble.after) return meet(trouble, req, res);
    const result = method.startsWith("response/") ? respondUrl(args) : perform(method, args);
    if (trouble) return meet(trouble, req, res);
    if (result === null) {
      limited += 1;
      res.writeHead(429, { "retry-after": "1" }).end();
      return;
    }
    if (result === undefined) return void res.writeHead(404).end();
    res.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(result));
  }

  function meet(trouble: Trouble & { left: number }, req: IncomingMessage, res: ServerResponse): void {
    trouble.left -= 1;
    if (trouble.hangUp) return void req.socket.destroy();
    if (trouble.error)
      return void res
        .writeHead(200, { "content-type": "application/json" })
        .end(JSON.stringify({ ok: false, error: trouble.error }));
    const headers = trouble.retryAfter === undefined ? {} : { "retry-after": String(trouble.retryAfter) };
    res.writeHead(trouble.status ?? 500, headers).end();
  }

  function respondUrl(args: Args): unknown {
    const wrong = args.blocks === undefined ? [] : refusals("message", args.blocks);
    return wrong.length > 0 ? undefined : { ok: true };
  }

  function perform(method: string, args: Args): unknown {
    switch (method) {
      case "auth.test":
        return { ok: true, user_id: BOT.userId, bot_id: BOT.botId, team_id: BOT.teamId };
      case "chat.postMessage":
        return post(args);
      case "conversations.replies":
      case "conversations.history": {
        const found = posted.filter(
          (p) => p.channel === args.channel && (method.endsWith("history") || p.threadTs === args.ts),
        );
        const withMetadata = found.map((p) => ({
          ts: p.ts,
          text: p.text,
          ...(args.include_all_metadata ? { metadata: p.metadata } : {}),
        }));
        return { ok: true, messages: withMetadata, response_metadata: { next_cursor: "" } };
      }
      case "views.open":
      case "views.update":
      case "views.publish": {
        const view = args.view as { type: string; blocks: unknown; title?: { text: string } };
        const wrong = refusals(view.type === "home" ? "home" : "modal", view.blocks);
        if ((view.title?.text.length ?? 0) > 24) wrong.push("title");
        return wrong.length > 0
          ? { ok: false, error: "invalid_arguments", wrong }
          : { ok: true, view: { id: "V0001" } };
      }
      case "assistant.threads.setStatus":
      case "assistant.threads.setSuggestedPrompts":
      case "agents.sessions.setStatus":
        return { ok: true };
      case "apps.connections.open":
        return { ok: true, url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/socket` };
      default:
        return undefined;
    }
  }

  /** Null where the channel had a message too short a while ago. */
  function post(args: Args): unknown {
    const channel = String(args.channel);
    const gap = options.perChannelMs ?? 0;
    if (Date.now() - (lastPost.get(channel) ?? 0) < gap) return null;
    const wrong = args.blocks === undefined ? [] : refusals("message", args.blocks);
    if (wrong.length > 0)
      return { ok: false, error: "invalid_blocks", response_metadata: { messages: wrong } };
    if (String(args.text ?? "").length > 4000) return { ok: false, error: "msg_too_long" };
    lastPost.set(channel, Date.now());
    const ts = nextTs();
    posted.push({
      channel,
      ts,
      threadTs: typeof args.thread_ts === "string" ? args.thread_ts : null,
      text: String(args.text ?? ""),
      blocks: args.blocks,
      metadata: (args.metadata as Posted["metadata"]) ?? null,
    });
    return { ok: true, ts, channel };
  }

  const server = createServer((req, res) => {
    handle(req, res).catch(() => res.destroy());
  });
  const wss = new WebSocketServer({ server });
  wss.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("message", (data) => acks.push(JSON.parse(String(data))));
    socket.send(JSON.stringify({ type: "hello", num_connections: 1 }));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    /** For SLACK_API_URL. */
    apiUrl: `${origin}/api/`,
    responseUrl: `${origin}/response/1`,
    calls,
    posted,
    acks,
    limited: () => limited,
    trouble: (t: Trouble) => void troubles.push({ ...t, left: t.times }),
    /** Sends an envelope over Socket Mode. */
    push(envelope: object) {
      for (const s of sockets) s.send(JSON.stringify(envelope));
    },
    connected: () => sockets.size,
    async close() {
      for (const s of sockets) s.terminate();
      wss.close();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

export type Recorder = Awaited<ReturnType<typeof createRecorder>>;

async function bodyOf(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

/** The client sends forms whose structured fields are JSON. */
function argsOf(body: string, type: string): Args {
  if (type.includes("json")) return body === "" ? {} : JSON.parse(body);
  const args: Record<string, unknown> = {};
  for (const [key, value] of new URLSearchParams(body))
    args[key] = /^[[{]/.test(value) ? JSON.parse(value) : value;
  return args;
}

export const SIGNING_SECRET = "8f742231b10e8888abcd99yyyzzz85a5";

/** A request as Slack signs it. `at` in seconds. */
export function signed(body: string, at = Math.floor(Date.now() / 1000), secret = SIGNING_SECRET) {
  const hash = createHmac("sha256", secret).update(`v0:${at}:${body}`).digest("hex");
  return { "x-slack-request-timestamp": String(at), "x-slack-signature": `v0=${hash}` };
}

/** Sends a signed event, as Slack's Events API does; the status. */
export async function deliver(
  url: string,
  event: object,
  headers: Record<string, string> = {},
): Promise<number> {
  const body = JSON.stringify(event);
  const response = await fetch(`${url}/slack/events`, {
    method: "POST",
    headers: { "content-type": "application/json", ...signed(body), ...headers },
    body,
  });
  await response.arrayBuffer();
  return response.status;
}

/** Sends a signed form: a command, or an interaction as its `payload`; the answer's text. */
export async function submit(
  url: string,
  fields: Record<string, string>,
): Promise<{ status: number; text: string }> {
  const body = new URLSearchParams(fields).toString();
  const response = await fetch(`${url}/slack/events`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", ...signed(body) },
    body,
  });
  return { status: response.status, text: await response.text() };
}
