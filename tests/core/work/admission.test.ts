import { describe, expect, it } from "vitest";
import { type AdmissionRequest, admit, type Limits, type Usage } from "../../../src/core/work/admission.ts";

const NOW = Date.UTC(2026, 6, 1, 22, 30);
const limits: Limits = {
  channels: new Set(["C1"]),
  questionChars: 20,
  perUserPerMinute: 2,
  perChannelPerMinute: 3,
  perDay: 10,
};
const asked: AdmissionRequest = { channel: "C1", direct: false, text: "is it signed?" };
const idle: Usage = { user: [], channel: [], today: 0 };
const ask = (request: Partial<AdmissionRequest> = {}, usage: Partial<Usage> = {}) => {
  const a = admit({ ...asked, ...request }, limits, { ...idle, ...usage }, NOW);
  return a.admitted ? "admitted" : `${a.reason}: ${a.text}`;
};

describe("a question", () => {
  it("within every limit is admitted", () => {
    expect(ask({}, { user: [NOW - 1], channel: [NOW - 1, NOW - 1], today: 9 })).toBe("admitted");
  });

  it.each([
    ["in another channel", {}, { channel: "C2" }, /^channel: .*direct message/],
    ["without words", {}, { text: "  " }, /^empty: Ask me/],
    ["that is too long", {}, { text: "x".repeat(21) }, /^length: That is 21 characters.*up to 20/],
    [
      "too soon for the user",
      { user: [NOW - 50_000, NOW - 1_000] },
      {},
      /^user-rate: .*2 questions a minute.*in 10 seconds/,
    ],
    [
      "too soon for the channel",
      { channel: [NOW - 59_500, NOW - 9, NOW] },
      {},
      /^channel-rate: .*in 1 second\./,
    ],
    ["beyond the day's number", { today: 10 }, {}, /^daily: .*after midnight UTC, in 2 hours/],
  ])("%s is refused with the reason and what helps", (_, usage, request, said) => {
    expect(ask(request, usage)).toMatch(said);
  });

  it("in a direct message needs no allowed channel", () => {
    expect(ask({ channel: "D9", direct: true })).toBe("admitted");
  });

  it("is measured in characters as people count them", () => {
    expect(ask({ text: "🟢".repeat(20) })).toBe("admitted");
  });
});
