import { describe, expect, it } from "vitest";
import { isForUs, SPEAKING } from "../../../src/core/work/speaking.ts";

const reply = { direct: false, mentioned: false, toOthers: false, user: "U1", text: "and how large is it?" };
const nobody = new Set<string>();
const alice = new Set(["U1"]);
const bob = new Set(["U2"]);

describe("a message in a channel", () => {
  it("with a mention, or in a direct message, is always for us", () => {
    for (const s of SPEAKING) {
      expect(isForUs({ ...reply, mentioned: true }, s, nobody)).toBe(true);
      expect(isForUs({ ...reply, direct: true }, s, nobody)).toBe(true);
    }
  });

  it.each([
    ["mention", false, false],
    ["asker", true, false],
    ["thread", true, true],
  ] as const)(
    "set to '%s', a reply is for us: from the asker %s, from another %s",
    (speaking, own, other) => {
      expect([isForUs(reply, speaking, alice), isForUs(reply, speaking, bob)]).toEqual([own, other]);
      expect(isForUs(reply, speaking, nobody)).toBe(false);
    },
  );

  it("addressed to somebody else is not for us", () => {
    expect(isForUs({ ...reply, toOthers: true }, "thread", alice)).toBe(false);
  });

  it.each(["thanks!", "Thank you", "ok", "got it 👍", "great, thanks", "🎉"])(
    "'%s' wants no answer",
    (text) => {
      expect(isForUs({ ...reply, text }, "thread", alice)).toBe(false);
    },
  );

  it.each(["ok, and the price?", "thanks. who pays?", "why"])("'%s' wants one", (text) => {
    expect(isForUs({ ...reply, text }, "thread", alice)).toBe(true);
  });
});
