import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { broken, type Wire, type WireEntity } from "./rules.ts";

/** A message as a reader sees it, with everything that it was before. */
export interface Shown {
  readonly id: string;
  readonly conversation: string;
  readonly versions: Wire[];
  stream: "open" | "final" | null;
}

export interface Call {
  readonly method: string;
  readonly conversation: string;
  readonly id: string | null;
  readonly wire: Wire;
  readonly status: number;
}

export interface Fault {
  readonly status: number;
  readonly code?: string;
  readonly retryAfter?: number;
  /** Whether the message came through all the same. */
  readonly arrived?: boolean;
}

export type Faults = (call: {
  method: string;
  conversation: string;
  wire: Wire;
  count: number;
}) => Fault | null;

interface Answer {
  readonly status: number;
  readonly body: object;
  readonly headers?: Record<string, string>;
}

const error = (status: number, code: string, message = code): Answer => ({
  status,
  body: { error: { code, message } },
});

/** Teams' connector on loopback: keeps what is sent, holds it to the rules, and fails on demand. */
export async function createFakeConnector() {
  const shown = new Map<string, Shown>();
  const calls: Call[] = [];
  let faults: Faults = () => null;
  let next = 1;

  function post(conversation: string, wire: Wire): Answer {
    const info = wire.entities?.find((e) => e.type === "streaminfo");
    if (info) return stream(conversation, wire, info);
    const id = `m${next++}`;
    // Teams splits such a message in two and tells no id.
    if (wire.text && wire.attachments?.length) return { status: 201, body: {} };
    shown.set(id, { id, conversation, versions: [wire], stream: null });
    return { status: 201, body: { id } };
  }

  function stream(conversation: string, wire: Wire, info: WireEntity): Answer {
    if (conversation.startsWith("19:"))
      return error(405, "BadArgument", "Streaming API is not enabled for non personal scope");
    const of = info.streamId === undefined ? null : shown.get(info.streamId);
    if (of === undefined) return error(403, "ContentStreamNotAllowed", "Content stream is not allowed");
    if (of?.stream === "final")
      return error(403, "ContentStreamNotAllowed", "Content stream was already completed");
    if (info.streamType === "final") {
      if (!of || info.streamSequence !== undefined)
        return error(400, "BadArgument", "a final without its stream");
      of.stream = "final";
      of.versions.push(wire);
      return { status: 202, body: {} };
    }
    const sequence = of === null ? 1 : of.versions.length + 1;
    if (info.streamSequence !== sequence) return error(400, "BadArgument", "wrong sequence");
    if (of) {
      of.versions.push(wire);
      return { status: 202, body: {} };
    }
    if ([...shown.values()].some((s) => s.conversation === conversation && s.stream === "open"))
      return error(403, "ContentStreamNotAllowed", "another stream is open");
    const id = `s${next++}`;
    shown.set(id, { id, conversation, versions: [wire], stream: "open" });
    return { status: 201, body: { id } };
  }

  function update(id: string, wire: Wire): Answer {
    const message = shown.get(id);
    if (!message) return error(404, "ActivityNotFoundInConversation");
    if (wire.text && wire.attachments?.length)
      return error(400, "BadSyntax", "Activity resulted into multiple skype activities");
    message.versions.push(wire);
    if (message.stream) message.stream = "final";
    return { status: 200, body: { id } };
  }

  function take(method: string, conversation: string, id: string | null, wire: Wire): Answer {
    const rules = broken(wire);
    if (rules.length > 0) return error(rules.includes("MessageSizeTooBig") ? 413 : 400, rules.join("; "));
    const fault = faults({ method, conversation, wire, count: calls.length });
    const apply = () => (method === "PUT" && id !== null ? update(id, wire) : post(conversation, wire));
    if (!fault) return apply();
    if (fault.arrived) apply();
    const headers = fault.retryAfter === undefined ? {} : { "retry-after": String(fault.retryAfter) };
    return { ...error(fault.status, fault.code ?? "Fault"), headers };
  }

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    const path = /^\/v3\/conversations\/([^/]+)\/activities(?:\/([^/]+))?$/.exec(req.url ?? "");
    const wire = JSON.parse(Buffer.concat(chunks).toString("utf8") || "{}") as Wire;
    const conversation = decodeURIComponent(path?.[1] ?? "");
    const id = path?.[2] === undefined ? null : decodeURIComponent(path[2]);
    const method = req.method ?? "";
    const given = path ? take(method, conversation, id, wire) : error(404, "NotFound");
    calls.push({ method, conversation, id, wire, status: given.status });
    res
      .writeHead(given.status, { "content-type": "application/json", ...given.headers })
      .end(JSON.stringify(given.body));
  }

  const server = createServer((req, res) => void answer(req, res));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    calls,
    /** What stands in a conversation, oldest first. */
    messages: (conversation?: string) =>
      [...shown.values()].filter((s) => conversation === undefined || s.conversation === conversation),
    /** As if a reader had deleted it. */
    remove: (id: string) => void shown.delete(id),
    fail(with_: Faults) {
      faults = with_;
    },
    close: () =>
      new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

export type FakeConnector = Awaited<ReturnType<typeof createFakeConnector>>;

/** What a reader sees of a message last. */
export const lastOf = (message: Shown): Wire => message.versions.at(-1) ?? { type: "message" };
