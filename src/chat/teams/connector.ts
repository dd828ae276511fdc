import type { Outbound, Reference } from "./activity.ts";

/** How a request answers an invoke. */
export interface InvokeAnswer {
  readonly status: number;
  readonly body?: unknown;
}

export interface TeamsRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** As it came over the wire. */
  readonly body: string;
  /** The address of whoever sent it. */
  readonly peer: string | undefined;
}

export interface TeamsResponse {
  readonly status: number;
  /** JSON, or nothing. */
  readonly body: string;
}

/** What follows once a request is let in: resolves when it is recorded, with the answer to an invoke. */
export type OnActivity = () => Promise<InvokeAnswer | null>;

/** Everything that we need of a Bot Framework SDK. All else works on plain activity JSON. */
export interface Transport {
  /** Lets in what Teams has signed, and nothing else. */
  receive(request: TeamsRequest, activity: object, onActivity: OnActivity): Promise<TeamsResponse>;
  /** Sends once, without repeating it on trouble; the id of the message, null if it was told none. Throws ConnectorError. */
  send(reference: Reference, activity: Outbound): Promise<string | null>;
  /** Changes a message; doing so twice is doing it once. Throws ConnectorError. */
  update(reference: Reference, message: string, activity: Outbound): Promise<void>;
}

/** A call that Teams' connector did not take. `status` is 0 where there was no answer. */
export class ConnectorError extends Error {
  readonly status: number;
  /** Teams' word for it, such as `BotNotInConversationRoster`. */
  readonly code: string;
  readonly retryAfterMs: number | null;
  constructor(status: number, code: string, message: string, retryAfterMs: number | null) {
    super(message);
    this.name = "ConnectorError";
    this.status = status;
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}
