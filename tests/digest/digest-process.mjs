// A process of its own that plans and sends digests, for the test that kills it.
// node digest-process.mjs BUILD DATABASE SHOWN START: the "platform" is the file SHOWN, a line for each message; the clock runs
// a hundred times as fast as the real one since START, so that leases end while somebody waits.

import { randomUUID } from "node:crypto";
import { appendFileSync, existsSync, readFileSync } from "node:fs";

const [build, database, shown, start] = process.argv.slice(2);
const { openStore } = await import(`${build}/store/store.js`);
const { joinLibrary } = await import(`${build}/knowledge/library.js`);
const { createDigestRunner } = await import(`${build}/digest/runner.js`);
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const store = await openStore(database);
const at = async (generation) => joinLibrary(await store.library.documentsAt(generation)).library;
const lines = () => (existsSync(shown) ? readFileSync(shown, "utf8").split("\n") : []);
const runner = createDigestRunner({
  posts: store.posts,
  subscriptions: store.subscriptions,
  ports: [
    {
      name: "fake",
      async send(post) {
        await pause(10);
        appendFileSync(shown, `${post.key}\n`);
        await pause(10);
        return { kind: "sent", ref: post.key };
      },
      find: async (post) =>
        lines().includes(post.key) ? { kind: "there", ref: post.key } : { kind: "not-there" },
    },
  ],
  states: {
    at,
    async current() {
      const { generation } = await store.library.index();
      return { generation, library: await at(generation) };
    },
  },
  clock: () => Number(start) + (Date.now() - Number(start)) * 100,
  owner: randomUUID(),
  log: { info: () => {}, error: () => {} },
});
process.stdout.write("open\n");
for (;;) {
  await runner.tick();
  await pause(50);
}
