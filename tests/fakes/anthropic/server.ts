import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Request, StreamEvent } from "./contract.ts";
import { type Counted, eventsOf, type Reply } from "./replies.ts";
import { semanticComplaints } from "./rules.ts";
import { loadContract } from "./schema.ts";

/** The Messages API on loopback: as strict as the vendor's types and documentation, and scripted by the test. */
export interface FakeAnthropic {
  readonly url: string;
  /** What the next requests get, in order; a request beyond them is a problem. */
  script(...replies: readonly Reply[]): void;
  /** Every request that passed the contract. */
  readonly requests: readonly Request[];
  /** What was wrong with requests, or with the fake itself. A test ends with none. */
  readonly problems: readonly string[];
  /** How many connections were closed by the client before the reply was over. */
  aborted(): number;
  /** Resolves when the next request has arrived. */
  nextRequest(): Promise<void>;
  stop(): Promise<void>;
}

const KEY = "sk-test-right";

/** The only key that the fake accepts. */
export const RIGHT_KEY = KEY;

/** Starts on a free port of 127.0.0.1; it does not keep the process alive. */
export async function startFakeAnthropic(): Promise<FakeAnthropic> {
  const contract = loadContract();
  const queue: Reply[] = [];
  const requests: Request[] = [];
  const problems: string[] = [];
  const cache = new Set<string>();
  const waiting: (() => void)[] = [];
  let aborted = 0;

  const receive = async (req: IncomingMessage, res: ServerResponse) => {
    res.on("close", () => {
      if (!res.writableFinished) aborted += 1;
    });
    const body: unknown = JSON.parse(await textOf(req));
    for (const resolve of waiting.splice(0)) resolve();
    if (req.headers.authorization !== `Bearer ${KEY}`)
      return refuse(res, 401, "authentication_error", "invalid key");
    if (req.method !== "POST" || req.url !== "/v1/messages")
      return refuse(res, 404, "not_found_error", "no such path");
    const complaints = contract.request(body);
    // Validated against the generated schema just above: this is where the type becomes true.
    const request = body as Request;
    if (complaints.length === 0) complaints.push(...semanticComplaints(request, req.headers));
    if (complaints.length > 0) {
      problems.push(...complaints);
      return refuse(res, 400, "invalid_request_error", complaints.join("; "));
    }
    if (!/^claude-(?!no-such)/.test(request.model))
      return refuse(res, 404, "not_found_error", `model: ${request.model}`);
    requests.push(request);
    const reply = queue.shift();
    if (!reply) {
      problems.push("a request that the test did not expect");
      return refuse(res, 500, "api_error", "nothing scripted");
    }
    if (reply.kind === "silence") return;
    if (reply.kind === "status")
      return refuse(res, reply.status, reply.type, "as scripted", reply.headers, reply.code);
    const events = eventsOf(request, reply, count(request, cache));
    for (const event of events) problems.push(...contract.event(event).map((c) => `${event.type}: ${c}`));
    stream(res, events, reply.kind === "say" ? reply.fault : undefined);
  };

  const server = createServer((req, res) => {
    receive(req, res).catch((error: unknown) => {
      problems.push(String(error));
      refuse(res, 500, "api_error", String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.unref();
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    script: (...replies) => queue.push(...replies),
    requests,
    problems,
    aborted: () => aborted,
    nextRequest: () => new Promise((resolve) => waiting.push(resolve)),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function textOf(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}

function refuse(
  res: ServerResponse,
  status: number,
  type: string,
  message: string,
  headers: Record<string, string> = {},
  code?: string,
) {
  const details = code === undefined ? {} : { details: { error_code: code } };
  res.writeHead(status, { "content-type": "application/json", "request-id": "req_fake", ...headers });
  res.end(JSON.stringify({ type: "error", error: { type, message, ...details }, request_id: "req_fake" }));
}

/** Named events; a ping after the first; uncited blocks carry no citations key, as recorded from the real service. */
function stream(res: ServerResponse, events: readonly StreamEvent[], fault: string | undefined) {
  res.writeHead(200, { "content-type": "text/event-stream; charset=utf-8", "request-id": "req_fake" });
  const send = (type: string, data: unknown) =>
    res.write(`event: ${type}\ndata: ${JSON.stringify(data).replace(/,"citations":null/, "")}\n\n`);
  events.forEach((event, i) => {
    send(event.type, event);
    if (i === 0) send("ping", { type: "ping" });
  });
  if (fault === undefined || fault === "end") res.end();
  else if (fault.startsWith("drop")) setTimeout(() => res.destroy(), 30);
  else if (fault.startsWith("overloaded")) {
    send("error", { type: "error", error: { type: "overloaded_error", message: "Overloaded" } });
    res.end();
  }
}

/** A prefix that was marked for the cache and seen before is read from it. */
function count(request: Request, cache: Set<string>): Counted {
  const tokens = (value: unknown) => Math.ceil(JSON.stringify(value ?? "").length / 4);
  const system = typeof request.system === "object" ? request.system : [];
  const last = system.findLastIndex((block) => block.cache_control);
  if (last === -1) return { input: tokens(request), cacheRead: 0, cacheWrite: 0 };
  const prefix = JSON.stringify([request.model, request.tools, system.slice(0, last + 1)]);
  const cached = tokens(prefix);
  const input = tokens([system.slice(last + 1), request.messages]);
  const hit = cache.has(prefix);
  cache.add(prefix);
  return { input, cacheRead: hit ? cached : 0, cacheWrite: hit ? 0 : cached };
}
