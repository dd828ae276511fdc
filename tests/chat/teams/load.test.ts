import { expect, it } from "vitest";
import { saidInChannel } from "../../fakes/teams/activities.ts";
import { lastOf } from "../../fakes/teams/connector.ts";
import { idle, runTeams } from "./harness.ts";

const ACTIVITIES = 200;
const CONVERSATIONS = 10;

/** What each question asks for, so that its answer can be told from the others'. */
const question = (i: number) => `Question ${i}: has Anthropic signed for Maia chips?`;

it("answers 200 activities over ten conversations once each, in order, with 429 and 502 among the answers", async () => {
  const run = await runTeams({
    env: { QUESTIONS_PER_DAY: "10000" },
    answerer: {
      ask: async (asked, { tenant }) => {
        const receipt = await run.app.store.receipts.newId();
        const answer = {
          question: asked.text,
          asOf: asked.asOf,
          outcome: "answered",
          lead: asked.text,
          claims: [],
          conflicts: [],
          table: null,
          citations: [],
          leftOut: 0,
          notes: [],
          drafter: "extractive",
          model: null,
          receipt,
        } as const;
        await run.app.store.receipts.save({
          id: receipt,
          tenant,
          createdAt: new Date().toISOString(),
          question: asked.text,
          asOf: asked.asOf,
          outcome: "answered",
          answer,
          searched: [],
          cited: [],
          dropped: [],
          drafter: "extractive",
          model: null,
          promptHash: null,
          usage: null,
          usd: 0,
          ms: 0,
        });
        return answer;
      },
    },
  });
  run.connector.fail(({ method, count }) => {
    if (count % 17 === 3) return { status: 429, retryAfter: 1 };
    // A POST that came through all the same leaves a line without an answer; that window is known and told.
    if (count % 19 === 5) return { status: 502, arrived: method === "PUT" };
    return null;
  });

  const root = (c: number) => `17828964${String(c).padStart(5, "0")}`;
  const activities = Array.from({ length: ACTIVITIES }, (_, i) =>
    saidInChannel(run.service, question(i), { root: root(i % CONVERSATIONS) }),
  );
  const responses = await Promise.all(
    // Every third one comes twice, as Teams does when it takes us for too slow.
    activities.flatMap((a, i) => (i % 3 === 0 ? [run.post(a), run.post(a)] : [run.post(a)])),
  );
  expect(responses.every((r) => r.status === 200)).toBe(true);
  await idle(run, 55_000);

  const said = run.connector
    .messages()
    .map((m) => ({ in: m.conversation, text: /\*\*Question (\d+)/.exec(lastOf(m).text ?? "")?.[1] }));
  expect(said.map((s) => Number(s.text)).sort((a, b) => a - b)).toEqual(
    Array.from({ length: ACTIVITIES }, (_, i) => i),
  );
  for (let c = 0; c < CONVERSATIONS; c += 1) {
    const here = said.filter((s) => s.in.endsWith(root(c))).map((s) => Number(s.text));
    expect(here).toEqual([...here].sort((a, b) => a - b));
    expect(here).toHaveLength(ACTIVITIES / CONVERSATIONS);
  }
  expect(run.connector.calls.some((c) => c.status === 429)).toBe(true);
  expect(run.connector.calls.some((c) => c.status === 502)).toBe(true);
  await run.close();
}, 60_000);
