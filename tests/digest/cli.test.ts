import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { run } from "../../src/cli/digest.ts";
import { UsageError } from "../../src/cli/usage.ts";
import { LIBRARY } from "../library.ts";

let out = "";
let err = "";
beforeEach(() => {
  [out, err] = ["", ""];
  vi.stubEnv("KNOWLEDGE_DIR", LIBRARY);
  vi.stubEnv("DATABASE_URL", ":memory:");
  vi.stubEnv("COMPUTE_DEALS_NOW", "2026-03-20T12:00:00Z");
  const keep = (take: (text: string) => void) => (text: unknown) => {
    take(String(text));
    return true;
  };
  vi.spyOn(process.stdout, "write").mockImplementation(keep((t) => (out += t)));
  vi.spyOn(process.stderr, "write").mockImplementation(keep((t) => (err += t)));
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

test("--json prints the contract's object and nothing else, the log goes to stderr", async () => {
  expect(await run(["--preview", "--since", "2026-03-01", "--json"])).toBe(0);
  const digest = JSON.parse(out);
  expect(Object.keys(digest)).toEqual(expect.arrayContaining(["since", "until", "items", "sources"]));
  expect(digest).toMatchObject({ since: "2026-03-01", until: "2026-03-20" });
  for (const item of digest.items) {
    expect(Object.keys(item)).toEqual(expect.arrayContaining(["kind", "deal", "text", "label", "citations"]));
    for (const n of item.citations) expect(digest.sources.map((s: { n: number }) => s.n)).toContain(n);
  }
  expect(digest.items.length).toBeGreaterThan(0);
  expect(err).toMatch(/^scanned: \d+ statements of \d+ sources/);
});

test("for people: the lines with labels in words, and the sources", async () => {
  expect(await run(["--preview", "--since", "2026-03-01", "--topic", "northwind"])).toBe(0);
  expect(out).toMatch(/Compute deals · 1 March 2026 to 20 March 2026 · \d+ changes?/);
  expect(out).toMatch(/Reported, unconfirmed/);
  expect(out).toMatch(/\[1\] /);
});

test("nothing changed: a line that says so", async () => {
  expect(await run(["--preview", "--since", "2026-03-19"])).toBe(0);
  expect(out).toBe("Compute deals · 19 March 2026 to 20 March 2026 · nothing changed\n");
});

test.each([
  [["--since", "2026-03-01"], /--preview/],
  [["--preview"], /--since 2026/],
  [["--preview", "--since", "soon"], /takes a date/],
  [["--preview", "--since", "2026-03-01", "--topic", "nortwind"], /Did you mean Northwind/],
  [["--preview", "--since", "2027-01-01"], /lies after/],
  [["--preview", "--since", "2026-03-01", "--minimum", "tiny"], /all, notable, major/],
  [["--preview", "--since", "2026-03-01", "--frob"], /frob/],
])("%j is wrong use, and the message says what is right", async (args, message) => {
  await expect(run(args)).rejects.toThrow(UsageError);
  await expect(run(args)).rejects.toThrow(message);
});

test("--help prints the help", async () => {
  expect(await run(["--help"])).toBe(0);
  expect(out).toMatch(/--since DATE/);
});
