import type { IncomingMessage, ServerResponse } from "node:http";
import type { Teams } from "./handler.ts";

export const MESSAGES_PATH = "/api/messages";

/** Hands a request of the product's server to Teams. */
export const teamsHandler =
  (teams: Teams) =>
  async (req: IncomingMessage & { readonly rawBody: Buffer }, res: ServerResponse): Promise<void> => {
    const { status, body } = await teams.handle({
      method: req.method ?? "",
      headers: req.headers,
      body: req.rawBody.toString("utf8"),
      peer: req.socket.remoteAddress,
    });
    res.writeHead(status, body === "" ? {} : { "content-type": "application/json" }).end(body);
  };
