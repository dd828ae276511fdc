// Packs the Teams app for upload: `MicrosoftAppId=<id> npm run manifest:teams`. The package goes to data/teams-app.zip.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { crc32, deflateRawSync } from "node:zlib";

const FOLDER = new URL("../manifest/teams/", import.meta.url);
const OUT = new URL("../data/", import.meta.url);
const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const NOBODY = "00000000-0000-0000-0000-000000000000";

const {
  MicrosoftAppId: botId = "",
  TEAMS_APP_ID: appId = botId,
  PUBLIC_URL: site,
  TEAMS_READ_CHANNELS: reads,
} = process.env;
const wrong = [
  ...(GUID.test(botId) ? [] : ["MicrosoftAppId must be the bot's application id, such as 1b2c3d4e-…"]),
  ...(appId === botId || GUID.test(appId)
    ? []
    : ["TEAMS_APP_ID must be a GUID, or unset to use the bot's own"]),
  ...(site === undefined || /^https:\/\/[^/\s]+/.test(site) ? [] : ["PUBLIC_URL must be an https address"]),
  ...(reads === undefined || reads === "1" ? [] : ["TEAMS_READ_CHANNELS must be 1, or unset"]),
];
if (wrong.length > 0) {
  process.stderr.write(`The Teams app can't be packed:\n${wrong.map((w) => `  - ${w}`).join("\n")}\n`);
  process.exit(2);
}

const template = readFileSync(new URL("manifest.json", FOLDER), "utf8");
const manifest = JSON.parse(
  template
    .replaceAll(NOBODY, botId)
    .replaceAll(
      "https://compute-deals.example",
      site?.replace(/\/+$/, "") ?? "https://compute-deals.example",
    ),
);
manifest.id = appId;
if (reads)
  // With these an owner lets us read what isn't addressed to us, so that a follow-up needs no mention.
  Object.assign(manifest, {
    webApplicationInfo: { id: botId, resource: `api://${botId}` },
    authorization: {
      permissions: {
        resourceSpecific: [
          { name: "ChannelMessage.Read.Group", type: "Application" },
          { name: "ChatMessage.Read.Chat", type: "Application" },
        ],
      },
    },
  });

const files = [
  ["manifest.json", Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`)],
  ["color.png", readFileSync(new URL("color.png", FOLDER))],
  ["outline.png", readFileSync(new URL("outline.png", FOLDER))],
];
mkdirSync(OUT, { recursive: true });
const target = new URL("teams-app.zip", OUT);
writeFileSync(target, zip(files));
process.stdout.write(
  `data/teams-app.zip is ready: in Teams, Apps → Manage your apps → Upload an app.${site ? "" : " Its links lead to an example address; set PUBLIC_URL to yours."}\n`,
);

/** A zip archive of files at its root. */
function zip(entries) {
  const parts = [];
  const directory = [];
  let offset = 0;
  for (const [name, data] of entries) {
    const packed = deflateRawSync(data, { level: 9 });
    const title = Buffer.from(name, "utf8");
    const facts = Buffer.alloc(26);
    // Version 2.0, deflated, 1 January 1980: the same files make the same archive.
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(8, 4);
    facts.writeUInt16LE(0x21, 8);
    facts.writeUInt32LE(crc32(data), 10);
    facts.writeUInt32LE(packed.length, 14);
    facts.writeUInt32LE(data.length, 18);
    facts.writeUInt16LE(title.length, 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), facts, title, packed]);
    directory.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x00", "latin1"), facts, tail(offset), title]));
    parts.push(local);
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, listed, Buffer.from("PK\x05\x06", "latin1"), end]);
}

/** What a directory entry has after the name's length: no comment, no attributes, and where the file begins. */
function tail(offset) {
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(offset, 10);
  return rest;
}
