import { words } from "../text.ts";

/**
 * When to speak in a channel. `mention`: only when mentioned. `asker`: also to a reply in a thread by somebody who asked
 * there. `thread`: also to anybody's reply in a thread that began with a question to us. A direct message is always for us.
 */
export const SPEAKING = ["mention", "asker", "thread"] as const;
export type Speaking = (typeof SPEAKING)[number];

/** Follows a conversation without butting in on others. */
export const DEFAULT_SPEAKING: Speaking = "asker";

/** Each setting as a person reads it. */
export const SPEAKING_WORDS: Readonly<Record<Speaking, string>> = {
  mention: "I answer only when I am mentioned.",
  asker: "I answer when I am mentioned, and when somebody who asked me in a thread goes on there.",
  thread: "I answer when I am mentioned, and to every reply in a thread where somebody asked me.",
};

export interface Heard {
  readonly direct: boolean;
  readonly mentioned: boolean;
  /** Whether it is addressed to somebody else by name. */
  readonly toOthers: boolean;
  readonly user: string;
  readonly text: string;
}

/** Words that people say in a thread without wanting an answer. */
const COURTESIES = new Set(
  "thanks thank you thx ty many very much a lot so again all both ok okay great cool nice got it perfect good wow lol yes no sure done for the help".split(
    " ",
  ),
);

/** "Great, thanks!": nothing but courtesies. */
const isCourtesy = (text: string): boolean => words(text).every((w) => COURTESIES.has(w));

/** Whether a message is for us; `askers` are those who asked us in its thread, empty outside one. */
export function isForUs(heard: Heard, speaking: Speaking, askers: ReadonlySet<string>): boolean {
  if (heard.direct || heard.mentioned) return true;
  if (heard.toOthers || isCourtesy(heard.text)) return false;
  if (speaking === "asker") return askers.has(heard.user);
  return speaking === "thread" && askers.size > 0;
}

/** Where the settings of channels are kept. */
export interface ChannelStore {
  /** When to speak there; the default where nobody has set it. */
  speaking(tenant: string, channel: string): Promise<Speaking>;
  setSpeaking(tenant: string, channel: string, speaking: Speaking, by: string, at: string): Promise<void>;
}
