import { z } from "zod";
import { isLoopback } from "./chat/teams/service-url.ts";

/** Teams as it is configured: who the bot is, and how fast it may write to one conversation. */
export type TeamsConfig = TeamsIdentity & { readonly paceMs: number };

/** How the bot proves to Teams who it is; in local mode nobody proves anything, and nobody but this machine is heard. */
export type TeamsIdentity =
  | { readonly mode: "local" }
  | {
      readonly mode: "password";
      readonly appId: string;
      readonly tenantId: string;
      readonly password: string;
    }
  | {
      readonly mode: "certificate";
      readonly appId: string;
      readonly tenantId: string;
      readonly thumbprint: string;
      readonly privateKey: string;
    }
  | { readonly mode: "managed-identity"; readonly appId: string; readonly tenantId: string };

const text = z.string().trim().min(1, "is set but empty: give it a value or unset it").optional();

/** Teams takes sixty sends in thirty seconds to a conversation. */
const DEFAULT_PACE_MS = 500;

const schema = z.object({
  MicrosoftAppId: text,
  MicrosoftAppPassword: text,
  MicrosoftAppTenantId: text,
  MicrosoftAppType: z
    .string()
    .trim()
    .toLowerCase()
    .pipe(
      z.enum(
        ["singletenant", "userassignedmsi"],
        "must be SingleTenant or UserAssignedMsi: Azure makes no multi-tenant bots any more",
      ),
    )
    .default("singletenant"),
  CertificateThumbprint: text,
  CertificatePrivateKey: text,
  TEAMS_INSECURE_LOCAL: z.literal("1", "must be 1, or unset").optional(),
  TEAMS_PACE_MS: z.coerce
    .number("must be a number of milliseconds")
    .int("must be a whole number of milliseconds")
    .min(0, "must be at least 0")
    .max(60_000, "must be at most 60000")
    .default(DEFAULT_PACE_MS),
  HOST: z.string().optional(),
  PUBLIC_URL: z.string().optional(),
});

export interface TeamsSettings {
  /** Null where Teams is not configured, or not rightly. */
  readonly teams: TeamsConfig | null;
  readonly problems: readonly string[];
}

interface Identified {
  readonly teams: TeamsIdentity | null;
  readonly problems: readonly string[];
}

/** Reads what concerns Teams, naming every problem at once. The names without capitals are Microsoft's own. */
export function readTeams(env: Readonly<Record<string, string | undefined>>): TeamsSettings {
  const parsed = schema.safeParse(env);
  if (!parsed.success)
    return { teams: null, problems: parsed.error.issues.map((i) => `${i.path.join(".")} ${i.message}`) };
  const { teams, problems } = identityOf(parsed.data);
  return { teams: teams && { ...teams, paceMs: parsed.data.TEAMS_PACE_MS }, problems };
}

function identityOf(v: Values): Identified {
  if (v.TEAMS_INSECURE_LOCAL) return local(v);
  const others = ["MicrosoftAppPassword", "MicrosoftAppTenantId", "CertificateThumbprint"] as const;
  if (!v.MicrosoftAppId) {
    const set = others.filter((name) => v[name] !== undefined);
    return {
      teams: null,
      problems: set.map(
        (name) =>
          `${name} is set without MicrosoftAppId: set that too, or TEAMS_INSECURE_LOCAL=1 to try Teams on this machine alone`,
      ),
    };
  }
  return v.MicrosoftAppTenantId
    ? proven(v, v.MicrosoftAppId, v.MicrosoftAppTenantId)
    : {
        teams: null,
        problems: ["MicrosoftAppTenantId is missing: set it to the directory that the bot belongs to"],
      };
}

type Values = z.infer<typeof schema>;

function local({ HOST, PUBLIC_URL, MicrosoftAppId }: Values): Identified {
  const problems = [
    ...(HOST !== undefined && !isLoopback(HOST)
      ? [`TEAMS_INSECURE_LOCAL=1 takes anybody's word, so HOST must be 127.0.0.1, not ${HOST}`]
      : []),
    ...(PUBLIC_URL === undefined
      ? []
      : ["TEAMS_INSECURE_LOCAL=1 takes anybody's word, so it can't run with PUBLIC_URL: unset one of them"]),
    ...(MicrosoftAppId === undefined
      ? []
      : ["TEAMS_INSECURE_LOCAL=1 is for trying without MicrosoftAppId: unset one of them"]),
  ];
  return { teams: problems.length === 0 ? { mode: "local" } : null, problems };
}

function proven(v: Values, appId: string, tenantId: string): Identified {
  const ids = { appId, tenantId };
  if (v.MicrosoftAppType === "userassignedmsi")
    return v.MicrosoftAppPassword
      ? {
          teams: null,
          problems: ["MicrosoftAppPassword must not be set with MicrosoftAppType=UserAssignedMsi"],
        }
      : { teams: { mode: "managed-identity", ...ids }, problems: [] };
  const { CertificateThumbprint: thumbprint, CertificatePrivateKey: privateKey } = v;
  if (thumbprint && privateKey)
    return {
      teams: { mode: "certificate", ...ids, thumbprint, privateKey: privateKey.replaceAll("\\n", "\n") },
      problems: [],
    };
  if (thumbprint || privateKey)
    return {
      teams: null,
      problems: ["CertificateThumbprint and CertificatePrivateKey belong together: set both or neither"],
    };
  return v.MicrosoftAppPassword
    ? { teams: { mode: "password", ...ids, password: v.MicrosoftAppPassword }, problems: [] }
    : {
        teams: null,
        problems: [
          "MicrosoftAppPassword is missing: set it, or CertificateThumbprint with CertificatePrivateKey, or MicrosoftAppType=UserAssignedMsi",
        ],
      };
}
