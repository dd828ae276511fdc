// A process of its own that syncs a folder, for the tests that kill it or run two at once.
// node sync-process.mjs BUILD FOLDER ENTITIES DATABASE: prints "applying" before it writes and "done <report>" after.
const [build, folder, entities, database] = process.argv.slice(2);
const { openStore } = await import(`${build}/store/store.js`);
const { syncLibrary } = await import(`${build}/knowledge/sync.js`);
process.stdout.write("start\n");
const store = await openStore(database);
process.stdout.write("open\n");
const announced = {
  ...store.library,
  apply(change) {
    process.stdout.write("applying\n");
    return store.library.apply(change);
  },
};
const { library, ...report } = await syncLibrary({ folder, entities }, announced, () => new Date());
process.stdout.write(`done ${JSON.stringify({ ...report, statements: library.statements.size })}\n`);
await store.close();
