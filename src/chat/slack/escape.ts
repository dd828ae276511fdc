/** Invisible, and keeps Slack from taking what it stands in for a link. */
const JOINER = "\u2060";

/** Characters that would hide or reorder what a reader sees, and controls other than a line break. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const UNSEEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** Half of a surrogate pair, which JSON peers refuse. */
const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Text as it may stand in a plain element: nothing unseen, no broken characters. */
export const clean = (text: string): string => text.replace(UNSEEN, " ").replace(LONE, "\ufffd");

/**
 * Text from a source, a model or a person as it may stand where Slack reads its markup: it can't ping, and it can't link,
 * neither by Slack's own marks nor as an address that clients link by themselves.
 */
export const escapeMarkup = (text: string): string =>
  clean(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/:\/\//g, `:${JOINER}//`)
    .replace(/(mailto|tel):/gi, `$1${JOINER}:`)
    .replace(/(?<=[\p{L}\p{N}])\.(?=\p{L}{2})/gu, `.${JOINER}`)
    .replace(/@(?=[\p{L}\p{N}])/gu, `@${JOINER}`);

/** Longer addresses go without a link: they would crowd out the message. */
const MAX_URL = 1_000;

/** An address from a source's record as Slack may link it: http(s) alone, encoded; null if it isn't one. */
export function safeUrl(url: string | null): string | null {
  if (url === null || !/^https?:\/\//i.test(url.trim()) || !URL.canParse(url.trim())) return null;
  const { href, username, password } = new URL(url.trim());
  if (username !== "" || password !== "") return null;
  const encoded = href.replace(
    /[|<>"'`\\^{}\s]/g,
    (c) => `%${c.charCodeAt(0).toString(16).padStart(2, "0").toUpperCase()}`,
  );
  return encoded.length <= MAX_URL ? encoded : null;
}

/** What somebody wrote in Slack as words: marks for people, channels and links become their names, entities their characters. */
export function wordsOf(text: string, ownUser: string): string {
  return text
    .replace(/<@([A-Z0-9]+)(?:\|([^>]*))?>/g, (_, user: string, name?: string) =>
      user === ownUser ? " " : name ? `@${name}` : "@someone",
    )
    .replace(/<#[A-Z0-9]+\|([^>]*)>/g, "#$1")
    .replace(/<#[A-Z0-9]+>/g, "#channel")
    .replace(/<!subteam\^[A-Z0-9]+(?:\|([^>]*))?>/g, (_, name?: string) => name ?? "@group")
    .replace(/<!(?:here|channel|everyone)(?:\|[^>]*)?>/g, " ")
    .replace(/<!date\^[^>|]*\|([^>]*)>/g, "$1")
    .replace(/<[^>|]+\|([^>]*)>/g, "$1")
    .replace(/<([^>|\s]+)>/g, "$1")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .replace(/[ \t\u00a0]+/g, " ")
    .trim();
}
