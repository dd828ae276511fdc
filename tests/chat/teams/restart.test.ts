import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { GROUP, saidInGroup } from "../../fakes/teams/activities.ts";
import { createFakeConnector, lastOf } from "../../fakes/teams/connector.ts";
import { idle, runTeams, until } from "./harness.ts";

const folder = mkdtempSync(join(tmpdir(), "teams-"));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it("ends in the same message what an earlier process began, and nothing twice", async () => {
  const connector = await createFakeConnector();
  connector.fail(({ method }) => (method === "PUT" ? { status: 502, arrived: true } : null));
  const first = await runTeams({ folder, connector });
  await first.post(saidInGroup(connector.url, "Has Anthropic signed for Maia chips?"));
  await until("an update was tried", () => connector.calls.some((c) => c.method === "PUT"));
  await first.close();
  const before = connector.calls.length;

  connector.fail(() => null);
  const second = await runTeams({ folder, connector });
  await idle(second);
  expect(connector.messages(GROUP)).toHaveLength(1);
  const [message] = connector.messages(GROUP);
  expect(message && lastOf(message).text).toContain("**Sources**");
  expect(connector.calls.slice(before).map((c) => c.method)).toEqual(["PUT"]);
  await second.close();
  await connector.close();
});
