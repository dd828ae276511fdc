// Looks at the bot in Microsoft's Agents Playground with a headless Chromium: `npm run playground:test`. The pictures go to
// data/playground. The Playground is fetched by npm when it is needed; its terms are for evaluation, so it is no dependency.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { chromium } from "playwright-core";

const PLAYGROUND = "@microsoft/m365agentsplayground@0.2.28";
const BOT_PORT = 3978;
const PORT = 56150;
const OUT = "data/playground";
const BROWSER = process.env.CHROMIUM ?? "/usr/bin/chromium";
const ANSWER_MS = 30_000;

if (!existsSync(BROWSER)) {
  process.stderr.write(`There is no browser at ${BROWSER}: install chromium, or set CHROMIUM to its path.\n`);
  process.exit(2);
}
rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });

const running = [];
function start(command, args, env) {
  const child = spawn(command, args, {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  child.stderr.on("data", (text) => process.stderr.write(text));
  running.push(child);
  return child;
}
function stop() {
  for (const { pid } of running)
    try {
      process.kill(-pid, "SIGTERM");
    } catch {
      // It has ended by itself.
    }
}

async function answers(url) {
  for (let i = 0; i < 240; i += 1) {
    if (
      await fetch(url).then(
        () => true,
        () => false,
      )
    )
      return;
    await pause(250);
  }
  throw new Error(`nothing answers at ${url}`);
}

async function openPlayground() {
  start(process.execPath, ["dist/main.js"], {
    TEAMS_INSECURE_LOCAL: "1",
    HOST: "127.0.0.1",
    PORT: String(BOT_PORT),
    DATABASE_URL: `${OUT}/deals.db`,
    COMPUTE_DEALS_NOW: "2026-07-01T09:00:00Z",
  });
  await answers(`http://127.0.0.1:${BOT_PORT}/healthz`);
  const at = ["-e", `http://127.0.0.1:${BOT_PORT}/api/messages`, "-c", "msteams", "-p", String(PORT), "--dt"];
  start(
    "npm",
    [
      "exec",
      "--yes",
      `--package=${PLAYGROUND}`,
      "--",
      "agentsplayground",
      ...at,
      "--su",
      `http://127.0.0.1:${PORT}/_connector`,
    ],
    {
      TEAMSAPPTESTER_BROWSER: "none",
      NODE_OPTIONS: `--require=${process.cwd()}/scripts/playground/loopback.cjs`,
    },
  );
  await answers(`http://127.0.0.1:${PORT}/`);
  const browser = await chromium.launch({ executablePath: BROWSER, args: ["--no-sandbox"], headless: true });
  const page = await browser.newPage({ viewport: { width: 1500, height: 1300 } });
  await page.goto(`http://127.0.0.1:${PORT}/`);
  return { browser, page };
}

async function look(page) {
  const box = page.locator('div[role="textbox"][contenteditable="true"]').first();
  let pictures = 0;
  const picture = async (name) => {
    pictures += 1;
    await page.screenshot({ path: `${OUT}/${String(pictures).padStart(2, "0")}-${name}.png` });
    process.stdout.write(`${OUT}/${String(pictures).padStart(2, "0")}-${name}.png\n`);
  };
  /** Says something and waits for a reply that holds these words. */
  const say = async (text, expected, name) => {
    await box.click();
    await page.keyboard.type(text);
    await page.keyboard.press("Enter");
    await page.getByText(expected).last().waitFor({ timeout: ANSWER_MS });
    await pause(1_500);
    await picture(name);
  };

  await page.getByText("Ask me about AI compute deals").first().waitFor({ timeout: ANSWER_MS });
  await picture("welcome");
  const receipt = /receipt \w{5}/;
  const answered = () => page.getByText(receipt).count();
  const ask = async (text, name) => {
    const before = await answered();
    await box.click();
    await page.keyboard.type(text);
    await page.keyboard.press("Enter");
    await pause(700);
    await picture(`${name}-begun`);
    for (let i = 0; i < 60 && (await answered()) <= before; i += 1) await pause(500);
    await pause(1_500);
    await picture(name);
  };
  await ask("Has Anthropic signed a deal for Maia chips?", "question");
  const pill = page.locator(".fai-Citation").first();
  if ((await pill.count()) > 0) {
    await pill.hover();
    await pause(1_000);
    await picture("citation");
  }
  await ask("When was that first reported?", "follow-up");
  await ask("How many gigawatts is the Stargate site in Abilene?", "conflict");
  await ask("What is the capital of Portugal?", "abstention");
  await say("show openai-nvidia", "What happened, newest first", "deal");
  await say("deals", "page 1 of", "deals");
  await say("check Nvidia has invested 100 billion dollars in OpenAI", "Claim checked", "check");
  const evidence = page.getByRole("button", { name: "Show evidence" }).last();
  await evidence.click();
  await page.getByText("The sentences behind it").first().waitFor({ timeout: ANSWER_MS });
  await pause(1_000);
  await picture("evidence");
  await ask("How large is Nvidia's investment in OpenAI?", "rated");
  await page.getByRole("button", { name: "Like", exact: true }).last().click();
  await pause(1_000);
  await picture("feedback");
  await page.locator("[role=dialog] textarea").fill("Clear and cited.");
  await page.getByRole("button", { name: "Submit" }).click();
  await pause(1_000);
  await picture("feedback-sent");
  await page.getByRole("button", { name: "Close" }).first().click();
  await channel(page, picture);
}

/** A mention in a channel is answered in its thread. */
async function channel(page, picture) {
  await page.getByRole("treeitem", { name: "My Team - General" }).click();
  await pause(1_500);
  const start = page.getByRole("button", { name: /new (post|conversation)|start a post/i }).first();
  if ((await start.count()) > 0) await start.click();
  await page.locator('div[role="textbox"][contenteditable="true"]').first().click();
  await page.keyboard.type("@Test");
  await page.getByRole("menuitem", { name: "Test Bot" }).click();
  await page.keyboard.type(" has Anthropic signed a deal for Maia chips?");
  await page.getByRole("button", { name: "Post", exact: true }).click();
  await page
    .getByText(/receipt \w{5}/)
    .first()
    .waitFor({ timeout: ANSWER_MS });
  await pause(1_500);
  await picture("channel");
}

let failed = false;
try {
  const { browser, page } = await openPlayground();
  try {
    await look(page);
  } catch (error) {
    await page.screenshot({ path: `${OUT}/99-failed.png` });
    throw error;
  } finally {
    await browser.close();
  }
} catch (error) {
  failed = true;
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
} finally {
  stop();
}
process.exit(failed ? 1 : 0);
