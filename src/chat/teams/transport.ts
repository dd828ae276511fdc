import { createRequire } from "node:module";
import {
  type Activity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type ConversationReference,
  type TurnContext,
} from "botbuilder";
import type { Outbound, Reference } from "./activity.ts";
import { ConnectorError, type InvokeAnswer, type OnActivity, type Transport } from "./connector.ts";
import { isTrustedService } from "./service-url.ts";

/**
 * The one file that knows botbuilder. Microsoft ended its support in 2025; whatever follows it has to do what
 * connector.ts says, and nothing outside this file changes.
 */

/** How the bot proves who it is; null: it doesn't, in local mode. */
export interface Credentials {
  readonly appId: string;
  readonly tenantId: string;
  readonly password?: string;
  readonly thumbprint?: string;
  readonly privateKey?: string;
  readonly managedIdentity?: boolean;
}

const REQUEST_TIMEOUT_MS = 15_000;

export function createTransport(credentials: Credentials | null): Transport {
  keepEntities();
  const local = credentials === null;
  const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication(configuration(credentials)));
  adapter.use(async (context, next) => {
    tame(context.turnState.get(adapter.ConnectorClientKey));
    await next();
  });

  /** Runs one call in a turn of its own; the SDK's own handling of errors is not ours. */
  async function inTurn<T>(reference: Reference, call: (context: TurnContext) => Promise<T>): Promise<T> {
    if (!isTrustedService(reference.serviceUrl, local))
      throw new ConnectorError(403, "UntrustedServiceUrl", "the address is not one of Teams' own", null);
    let result: { value: T } | null = null;
    try {
      await adapter.continueConversationAsync(
        credentials?.appId ?? "",
        { ...reference, channelId: "msteams" } as ConversationReference,
        async (context) => {
          // The turn's own id is made up; left in place, every send would be a reply to a message that isn't there.
          delete context.activity.id;
          result = { value: await call(context) };
        },
      );
    } catch (error) {
      throw connectorError(error);
    }
    if (result === null) throw new ConnectorError(0, "NoTurn", "the turn did not run", null);
    return (result as { value: T }).value;
  }

  return {
    receive: (request, activity, onActivity) => receive(adapter, request.headers, activity, onActivity),
    send: (reference, activity) =>
      inTurn(reference, async (context) => {
        const sent = await context.sendActivity(activityOf(activity));
        return sent?.id || null;
      }),
    update: (reference, message, activity) =>
      inTurn(reference, async (context) => {
        await context.updateActivity({ ...activityOf(activity), id: message });
      }),
  };
}

const activityOf = (activity: Outbound): Partial<Activity> => structuredClone(activity) as Partial<Activity>;

function configuration(credentials: Credentials | null): Record<string, string> {
  if (credentials === null) return {};
  const { appId, tenantId, password, thumbprint, privateKey, managedIdentity } = credentials;
  return {
    MicrosoftAppId: appId,
    MicrosoftAppTenantId: tenantId,
    MicrosoftAppType: managedIdentity ? "UserAssignedMsi" : "SingleTenant",
    ...(password ? { MicrosoftAppPassword: password } : {}),
    ...(thumbprint && privateKey
      ? { CertificateThumbprint: thumbprint, CertificatePrivateKey: privateKey }
      : {}),
  };
}

/** Hands a request to the SDK, which wants an Express-like pair, and keeps what it answers. */
async function receive(
  adapter: CloudAdapter,
  headers: Readonly<Record<string, string | string[] | undefined>>,
  activity: object,
  onActivity: OnActivity,
) {
  let status = 200;
  let body: unknown;
  const response = {
    socket: null,
    status: (code: number) => {
      status = code;
    },
    header: () => undefined,
    send: (sent: unknown) => {
      body = sent;
    },
    end: () => undefined,
  };
  const { authorization } = headers;
  await adapter.process(
    {
      method: "POST",
      headers: typeof authorization === "string" ? { authorization } : {},
      body: { ...activity },
    } as never,
    response as never,
    async (context) => {
      const answer: InvokeAnswer | null = await onActivity();
      if (answer) await context.sendActivity({ type: "invokeResponse", value: answer });
    },
  );
  // What the SDK says of a failure is for us, not for whoever sent the request.
  return { status, body: status === 200 && body !== undefined ? JSON.stringify(body) : "" };
}

/**
 * 4.23.3 sends only the fields of an entity that it knows, which drops citations, the AI label and streams. Letting
 * unknown fields through is what later versions would do.
 */
function keepEntities(): void {
  const require = createRequire(import.meta.url);
  const mappers = require("botframework-connector/lib/connectorApi/models/mappers") as {
    Entity: { type: { additionalProperties?: unknown } };
  };
  mappers.Entity.type.additionalProperties ??= { type: { name: "Object" } };
}

interface Pipeline {
  removePolicy(which: { name: string }): unknown;
  addPolicy(policy: {
    name: string;
    sendRequest(request: { timeout: number }, next: (request: unknown) => unknown): unknown;
  }): void;
}

/**
 * Takes out what the client does behind our back: it repeats a POST after trouble, which posts twice what had arrived,
 * and follows redirects to wherever they lead.
 */
function tame(client: unknown): void {
  const pipeline = (client as { client?: { pipeline?: Pipeline } } | undefined)?.client?.pipeline;
  if (!pipeline)
    throw new Error("botframework-connector has changed: its client has no pipeline to take repeats from");
  for (const name of [
    "defaultRetryPolicy",
    "throttlingRetryPolicy",
    "exponentialRetryPolicy",
    "redirectPolicy",
  ])
    pipeline.removePolicy({ name });
  pipeline.addPolicy({
    name: "timeout",
    sendRequest: (request, next) => {
      request.timeout = REQUEST_TIMEOUT_MS;
      return next(request);
    },
  });
}

interface Failure {
  readonly statusCode?: number;
  readonly code?: string;
  readonly message?: string;
  readonly details?: { readonly error?: { readonly code?: string; readonly message?: string } };
  readonly response?: { readonly headers?: { get(name: string): string | undefined | null } };
}

function connectorError(thrown: unknown): ConnectorError {
  if (thrown instanceof ConnectorError) return thrown;
  const failure = (typeof thrown === "object" && thrown !== null ? thrown : {}) as Failure;
  const inner = failure.details?.error;
  const seconds = Number(failure.response?.headers?.get("retry-after") ?? Number.NaN);
  return new ConnectorError(
    failure.statusCode ?? 0,
    String(inner?.code ?? failure.code ?? ""),
    String(inner?.message ?? failure.message ?? thrown).slice(0, 300),
    Number.isFinite(seconds) ? seconds * 1000 : null,
  );
}
