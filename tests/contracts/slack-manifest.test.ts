import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { CHECK_SHORTCUT } from "../../src/chat/slack/buttons.ts";
import { PROMPTS } from "../../src/chat/slack/home.ts";
import { EVENTS_PATH } from "../../src/chat/slack/paths.ts";

/** A folder with the platforms' own schemas; set it to hold our manifests against them. */
const { PLATFORM_SCHEMAS_DIR: folder = "" } = process.env;
const file = join(folder, "slack-app-manifest-2.0.0.schema.json");
const text = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const manifests = {
  http: JSON.parse(text("manifest/slack/http.json")),
  socket: JSON.parse(text("manifest/slack/socket.json")),
};

describe.each(["http", "socket"] as const)("the manifest for %s", (mode) => {
  const manifest = manifests[mode];

  it.skipIf(folder === "" || !existsSync(file))("is valid against Slack's schema", () => {
    const ajv = new Ajv({ strict: false, validateFormats: false });
    const validate = ajv.compile(JSON.parse(readFileSync(file, "utf8")));
    expect([validate(manifest), validate.errors]).toEqual([true, null]);
  });

  it("offers what the code listens for", () => {
    expect(manifest.features.shortcuts[0].callback_id).toBe(CHECK_SHORTCUT);
    expect(manifest.features.slash_commands.map((c: { command: string }) => c.command)).toEqual(["/deals"]);
    expect(manifest.features.agent_view.suggested_prompts).toEqual(PROMPTS);
    expect(manifest.settings.socket_mode_enabled).toBe(mode === "socket");
  });

  it("asks for no scope whose reason is not written down", () => {
    const guide = text("docs/slack.md");
    for (const scope of manifest.oauth_config.scopes.bot) expect(guide).toContain(`| \`${scope}\` |`);
  });
});

describe("the two manifests", () => {
  it("differ in the addresses alone", () => {
    const addresses = [...JSON.stringify(manifests.http).matchAll(/"(?:request_)?url":"([^"]+)"/g)].map(
      (m) => m[1],
    );
    expect(addresses).toHaveLength(3);
    for (const a of addresses) expect(a).toMatch(new RegExp(`^https://deals\\.example\\.com${EVENTS_PATH}$`));
    const bare = (m: unknown) =>
      JSON.parse(
        JSON.stringify(m, (k, v) =>
          ["url", "request_url", "socket_mode_enabled"].includes(k) ? undefined : v,
        ),
      );
    expect(bare(manifests.http)).toEqual(bare(manifests.socket));
  });
});
