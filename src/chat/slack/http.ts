import type { IncomingMessage, ServerResponse } from "node:http";
import { ExpressReceiver } from "@slack/bolt";
import type { Log } from "../log.ts";
import { quietLogger } from "./clients.ts";

/** A request whose body was read whole, as its signature needs it. */
export type RawRequest = IncomingMessage & { readonly rawBody: Buffer };
export type RequestHandler = (req: RawRequest, res: ServerResponse) => void;

import { EVENTS_PATH } from "./paths.ts";

/** Bolt refuses what is older than five minutes, and takes what claims to come from the future; we take neither. */
const SKEW_S = 300;

/**
 * Receives over HTTP, on a server of ours. The answer to Slack waits until the event is recorded, so that what is lost with
 * the process before that comes again.
 */
export function createHttpReceiver(signingSecret: string, log: Log) {
  const receiver = new ExpressReceiver({
    signingSecret,
    processBeforeResponse: true,
    logger: quietLogger(log),
    endpoints: { events: EVENTS_PATH },
  });
  const handle: RequestHandler = (req, res) => {
    const stamp = Number(req.headers["x-slack-request-timestamp"]);
    if (!Number.isFinite(stamp) || Math.abs(Date.now() / 1000 - stamp) > SKEW_S) {
      res.writeHead(401).end();
      return;
    }
    receiver.app(req, res);
  };
  return { receiver, handle };
}
