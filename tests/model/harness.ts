import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { type ClaudeSettings, createClaudeDrafter } from "../../src/model/claude-drafter.ts";
import { type FakeAnthropic, RIGHT_KEY, startFakeAnthropic } from "../fakes/anthropic/server.ts";

/** The prompts that are shipped. */
export const PROMPTS = fileURLToPath(new URL("../../prompts", import.meta.url));

/** The signal of somebody who waits for the answer. */
export const patient = () => new AbortController().signal;

/** A fake of the service for each file, and a drafter that talks to it. A test that leaves a problem behind fails. */
export function withFakeClaude() {
  let fake: FakeAnthropic | undefined;
  let seen = 0;
  const started = () => {
    if (!fake) throw new Error("the fake has not started");
    return fake;
  };
  beforeAll(async () => {
    fake = await startFakeAnthropic();
  });
  afterEach(() => {
    const fresh = started().problems.slice(seen);
    seen = started().problems.length;
    expect(fresh).toEqual([]);
  });
  afterAll(() => started().stop());
  return {
    fake: started,
    /** The requests since the last call of this. */
    requests: (() => {
      let at = 0;
      return () => {
        const fresh = started().requests.slice(at);
        at = started().requests.length;
        return fresh;
      };
    })(),
    drafter: (more: Partial<ClaudeSettings> = {}) =>
      createClaudeDrafter({
        apiKey: RIGHT_KEY,
        baseUrl: started().url,
        model: "claude-sonnet-5-5",
        fastModel: "claude-haiku-5-5",
        effort: "low",
        promptsDir: PROMPTS,
        ...more,
      }),
  };
}
