import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Log } from "./chat/log.ts";

/** A request whose body was read whole, before anybody parsed it: signatures are made over its bytes. */
export type RawRequest = IncomingMessage & { readonly rawBody: Buffer };

/** What answers a path. A platform or a set of pages brings its own. */
export interface Route {
  readonly method: "GET" | "POST";
  readonly path: string;
  handle(req: RawRequest, res: ServerResponse): void | Promise<void>;
}

export interface Server {
  /** Where it listens, once `listen` has resolved. */
  readonly url: string;
  listen(): Promise<void>;
  close(): Promise<void>;
}

/** More than any platform sends. */
const MAX_BODY_BYTES = 2_000_000;
const REQUEST_MS = 30_000;

/** The one HTTP server of the product; every platform and page is a route on it. */
export function createServer(
  { host, port }: { readonly host: string; readonly port: number },
  routes: readonly Route[],
  log: Log,
): Server {
  const server = createHttpServer((req, res) => {
    answer(req, res, routes).catch((error: unknown) => {
      log.error(`${req.method} ${pathOf(req)}: ${error instanceof Error ? error.message : error}`);
      if (res.headersSent) res.destroy();
      else end(res, 500, "Something went wrong here.");
    });
  });
  server.requestTimeout = REQUEST_MS;
  return {
    get url() {
      const at = server.address();
      const name = host.includes(":") ? `[${host}]` : host;
      return `http://${name}:${typeof at === "object" && at ? at.port : port}`;
    },
    listen: () =>
      new Promise((resolve, reject) => {
        server.once("error", (error: NodeJS.ErrnoException) =>
          reject(new Error(`can't listen on ${host}:${port}: ${explained(error)}`, { cause: error })),
        );
        server.listen(port, host, () => resolve());
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}

async function answer(req: IncomingMessage, res: ServerResponse, routes: readonly Route[]): Promise<void> {
  const here = routes.filter((r) => r.path === pathOf(req));
  const route = here.find((r) => r.method === req.method || (r.method === "GET" && req.method === "HEAD"));
  if (!route)
    return end(res, here.length > 0 ? 405 : 404, here.length > 0 ? "Wrong method." : "Nothing here.");
  const rawBody = await readBody(req);
  if (rawBody === null) return end(res, 413, "Too large.");
  await route.handle(Object.assign(req, { rawBody }), res);
}

const pathOf = (req: IncomingMessage): string => (req.url ?? "/").split("?")[0] ?? "/";

/** The body whole, or null if it is larger than anybody sends. */
async function readBody(req: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req) {
    const bytes = chunk as Buffer;
    size += bytes.length;
    if (size <= MAX_BODY_BYTES) chunks.push(bytes);
    else if (size > 4 * MAX_BODY_BYTES) break;
  }
  return size > MAX_BODY_BYTES ? null : Buffer.concat(chunks);
}

function end(res: ServerResponse, status: number, text: string): void {
  res
    .writeHead(status, { "content-type": "text/plain; charset=utf-8", connection: "close" })
    .end(`${text}\n`);
}

function explained(error: NodeJS.ErrnoException): string {
  if (error.code === "EADDRINUSE")
    return "another process listens there. Stop it, or set PORT to another port.";
  if (error.code === "EACCES") return "this user may not. Set PORT to 1024 or more.";
  if (error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND")
    return "this machine has no such address. Set HOST to one that it has, such as 127.0.0.1.";
  return error.message;
}
