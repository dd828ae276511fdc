import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  CHANNEL,
  GROUP,
  PERSONAL,
  said,
  saidInChannel,
  saidInGroup,
  TENANT,
} from "../../fakes/teams/activities.ts";
import { type Fault, lastOf } from "../../fakes/teams/connector.ts";
import { idle, type Running, runTeams, until } from "./harness.ts";

const QUESTION = "Has Anthropic signed for Maia chips?";

describe("when Teams' connector has trouble", () => {
  let run: Running;
  beforeEach(async () => {
    run = await runTeams();
  });
  afterEach(() => run.close());

  /** Fails the first calls of a method, one fault each. */
  const failFirst = (method: string, ...list: Fault[]) =>
    run.connector.fail((call) => (call.method === method ? (list.shift() ?? null) : null));
  const answers = () => run.connector.messages().filter((m) => lastOf(m).text?.includes("**Sources**"));

  it.each([
    ["429", { status: 429, retryAfter: 1 }],
    ["412", { status: 412 }],
    ["502", { status: 502 }],
  ])("answers once after a %s to the first line", async (_, fault) => {
    failFirst("POST", fault);
    await run.post(saidInGroup(run.service, QUESTION));
    await idle(run);
    expect(run.connector.messages()).toHaveLength(1);
    expect(answers()).toHaveLength(1);
  });

  it("answers once where an update came through although it was answered with 502", async () => {
    failFirst("PUT", { status: 502, arrived: true });
    await run.post(saidInGroup(run.service, QUESTION));
    await idle(run);
    expect(run.connector.messages(GROUP)).toHaveLength(1);
    expect(answers()).toHaveLength(1);
  });

  it("posts nothing twice behind our back: a 502 to a POST is one request until we decide", async () => {
    failFirst("POST", { status: 502 }, { status: 429, retryAfter: 1 });
    await run.post(saidInGroup(run.service, QUESTION));
    await idle(run);
    expect(run.connector.calls.map((c) => `${c.method} ${c.status}`)).toEqual([
      "POST 502",
      "POST 429",
      "POST 201",
      "PUT 200",
    ]);
  });

  it.each([
    ["413", { status: 413, code: "MessageSizeTooBig" }],
    ["400", { status: 400, code: "BadSyntax" }],
  ])("sends the words without citations that open after a %s", async (_, fault) => {
    failFirst("PUT", fault);
    await run.post(saidInGroup(run.service, QUESTION));
    await idle(run);
    const [message] = answers();
    expect(answers()).toHaveLength(1);
    expect(message && lastOf(message).entities).toEqual([
      expect.objectContaining({ additionalType: ["AIGeneratedContent"] }),
    ]);
    expect(message && JSON.stringify(lastOf(message).entities)).not.toContain("citation");
  });

  it("says that there is an answer, with a reference, where Teams takes no form of it", async () => {
    failFirst("PUT", { status: 400 }, { status: 400 });
    await run.post(saidInGroup(run.service, QUESTION));
    await idle(run);
    const [message] = run.connector.messages(GROUP);
    expect(message && lastOf(message).text).toMatch(/I have an answer, but Teams does not take it/);
  });

  it("begins another line where somebody deleted the first", async () => {
    let deleted = false;
    run.connector.fail(({ method }) => {
      if (method === "PUT" && !deleted) {
        deleted = true;
        for (const m of run.connector.messages(GROUP)) run.connector.remove(m.id);
      }
      return null;
    });
    await run.post(saidInGroup(run.service, QUESTION));
    await idle(run);
    expect(answers()).toHaveLength(1);
  });

  it.each([
    [403, "BotNotInConversationRoster"],
    [404, "ConversationNotFound"],
  ])("gives up after %i %s, and forgets where it can no longer write", async (status, code) => {
    run.connector.fail(() => ({ status, code }));
    await run.post(saidInChannel(run.service, QUESTION));
    await idle(run);
    expect(run.connector.calls).toHaveLength(1);
    expect(await run.app.store.references.get("teams", TENANT, CHANNEL)).toBeNull();
    expect(await run.work.counts()).toMatchObject({ failed: 1, waiting: 0 });
  });

  it("ends a stream that was open too long by changing its message", async () => {
    run.connector.fail(({ wire }) =>
      wire.type === "message" && wire.entities?.some((e) => e.streamType === "final")
        ? { status: 403, code: "ContentStreamNotAllowed" }
        : null,
    );
    await run.post(said(run.service, QUESTION));
    await idle(run);
    expect(run.connector.messages(PERSONAL)).toHaveLength(1);
    expect(answers()).toHaveLength(1);
    expect(run.connector.calls.at(-1)?.method).toBe("PUT");
  });

  it("answers once where the end of a stream came through although it was answered with 502", async () => {
    let failed = false;
    run.connector.fail(({ wire }) => {
      if (failed || wire.type !== "message") return null;
      failed = true;
      return { status: 502, arrived: true };
    });
    await run.post(said(run.service, QUESTION));
    await idle(run);
    expect(run.connector.messages(PERSONAL)).toHaveLength(1);
    expect(run.connector.messages(PERSONAL)[0]?.versions.filter((v) => v.type === "message")).toHaveLength(1);
  });

  it("falls back to a line and its update where a chat doesn't stream", async () => {
    run.connector.fail(({ wire }) => (wire.type === "typing" ? { status: 405, code: "BadArgument" } : null));
    await run.post(said(run.service, QUESTION));
    await idle(run);
    expect(run.connector.messages(PERSONAL).map((m) => m.stream)).toEqual([null]);
    expect(answers()).toHaveLength(1);
  });
});

describe("when answering has trouble", () => {
  it("says so without a word of the exception, and with a reference", async () => {
    const run = await runTeams({
      answerer: {
        ask: async () => {
          throw new Error("secret at /srv/app/db.ts:12");
        },
      },
    });
    await run.post(said(run.service, QUESTION));
    await idle(run);
    const [message] = run.connector.messages(PERSONAL);
    const text = (message && lastOf(message).text) ?? "";
    expect(text).toMatch(/no answer.*reference/s);
    expect(text).not.toMatch(/secret|srv/);
    await run.close();
  });

  it("says nothing after a reader pressed stop, and stops", async () => {
    let aborted = false;
    const run = await runTeams({
      answerer: {
        ask: (_, { signal, onProgress }) =>
          new Promise((_resolve, reject) => {
            const timer = setInterval(() => onProgress?.(`reading ${Date.now()}`), 100);
            signal.addEventListener("abort", () => {
              aborted = true;
              clearInterval(timer);
              reject(new Error("aborted"));
            });
          }),
      },
    });
    // Teams says in words why a stream takes no more.
    run.connector.fail(({ wire }) =>
      wire.entities?.some((e) => e.streamId !== undefined)
        ? { status: 403, code: "Content stream was cancelled by user" }
        : null,
    );
    await run.post(said(run.service, QUESTION));
    await until("it stops", () => aborted);
    await idle(run);
    expect(run.connector.messages(PERSONAL).flatMap((m) => m.versions.map((v) => v.type))).toEqual([
      "typing",
    ]);
    await run.close();
  });
});
