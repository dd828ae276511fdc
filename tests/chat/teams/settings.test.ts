import { afterEach, describe, expect, it } from "vitest";
import { createTransport } from "../../../src/chat/teams/transport.ts";
import { readTeams } from "../../../src/config-teams.ts";
import { said, saidInGroup } from "../../fakes/teams/activities.ts";
import { type Running, runTeams } from "./harness.ts";

const APP = { MicrosoftAppId: "5f0c2d5e-0000-4000-8000-00000000b07a", MicrosoftAppTenantId: "tenant" };

describe("the settings of Teams", () => {
  it("are off where nothing is set", () => {
    expect(readTeams({})).toEqual({ teams: null, problems: [] });
  });

  it.each([
    ["password", { ...APP, MicrosoftAppPassword: "s3cret" }],
    ["password", { ...APP, MicrosoftAppPassword: "s3cret", MicrosoftAppType: "SingleTenant" }],
    ["managed-identity", { ...APP, MicrosoftAppType: "UserAssignedMsi" }],
    ["certificate", { ...APP, CertificateThumbprint: "AB", CertificatePrivateKey: "-----BEGIN\\nKEY" }],
    ["local", { TEAMS_INSECURE_LOCAL: "1" }],
    ["local", { TEAMS_INSECURE_LOCAL: "1", HOST: "127.0.0.1" }],
  ])("are %s", (mode, env) => {
    expect(readTeams(env)).toMatchObject({ teams: { mode }, problems: [] });
  });

  it.each([
    [{ MicrosoftAppPassword: "x" }, /without MicrosoftAppId/],
    [{ MicrosoftAppId: "x" }, /MicrosoftAppTenantId is missing/],
    [APP, /MicrosoftAppPassword is missing/],
    [{ ...APP, MicrosoftAppPassword: "" }, /empty/],
    [{ ...APP, MicrosoftAppPassword: "x", MicrosoftAppType: "MultiTenant" }, /must be SingleTenant/],
    [{ ...APP, MicrosoftAppPassword: "x", MicrosoftAppType: "UserAssignedMsi" }, /must not be set/],
    [{ ...APP, CertificateThumbprint: "x" }, /belong together/],
    [{ TEAMS_INSECURE_LOCAL: "1", HOST: "0.0.0.0" }, /HOST must be 127.0.0.1/],
    [{ TEAMS_INSECURE_LOCAL: "1", PUBLIC_URL: "https://x.example" }, /PUBLIC_URL/],
    [{ TEAMS_INSECURE_LOCAL: "1", MicrosoftAppId: "x" }, /unset one/],
    [{ TEAMS_INSECURE_LOCAL: "true" }, /must be 1/],
  ])("%j are refused with what to do", (env, message) => {
    const { teams, problems } = readTeams(env);
    expect(teams).toBeNull();
    expect(problems.join("\n")).toMatch(message);
  });
});

describe("who is let in", () => {
  let run: Running | null = null;
  afterEach(async () => {
    await run?.close();
    run = null;
  });

  it("nobody without a token once there is an app id, and nothing is said about why", async () => {
    const transport = createTransport({
      appId: APP.MicrosoftAppId,
      tenantId: "tenant",
      password: "s3cret",
    });
    let heard = 0;
    for (const authorization of [undefined, "Bearer junk", "Basic eDp5"]) {
      const response = await transport.receive(
        { method: "POST", headers: authorization ? { authorization } : {}, body: "", peer: "127.0.0.1" },
        said("https://smba.trafficmanager.net/emea/", "hello"),
        async () => {
          heard += 1;
          return null;
        },
      );
      expect(response).toEqual({ status: 401, body: "" });
    }
    expect(heard).toBe(0);
  });

  it("nobody who names an address that is not this machine's, in local mode", async () => {
    run = await runTeams();
    await run.post(saidInGroup("http://169.254.169.254/", "deals"));
    await run.post(saidInGroup("https://smba.trafficmanager.net/emea/", "deals"));
    expect(await run.work.counts()).toMatchObject({ waiting: 0, failed: 0 });
    expect(run.connector.calls).toEqual([]);
    expect(run.lines.filter((l) => l.includes("address"))).toHaveLength(2);
  });

  it("nothing that is not JSON, and no other method", async () => {
    run = await runTeams();
    for (const body of ["", "{", "[]", "null", '"x"']) expect((await run.post(body)).status).toBe(400);
    expect((await run.post("{}")).status).toBe(400);
  });
});
