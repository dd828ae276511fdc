/** Invisible, and keeps what it stands in from being taken for a mark of Teams or an address. */
const JOINER = "\u2060";

/** Characters that would hide or reorder what a reader sees, and controls other than a line break. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const UNSEEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** Half of a surrogate pair, which JSON peers refuse. */
const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Text on one line, with nothing unseen and no broken characters: as it may stand where no markup is read. */
export const clean = (text: string): string =>
  text.replace(UNSEEN, " ").replace(LONE, "\ufffd").replace(/\s+/g, " ").trim();

/** Breaks what clients link by themselves: schemes, hosts and mail addresses. */
const unlinked = (text: string): string =>
  text
    .replace(/:(?=\/\/)/g, `:${JOINER}`)
    .replace(/(mailto|tel|sip|callto|msteams|javascript|data):/gi, `$1${JOINER}:`)
    .replace(/(?<=[\p{L}\p{N}-])\.(?=\p{L}{2})/gu, `.${JOINER}`)
    .replace(/@(?=[\p{L}\p{N}])/gu, `@${JOINER}`);

/**
 * Text from a source, a model or a person as it may stand in a message: it can't mention, link, cite or format. A
 * bracket keeps its look and loses its meaning, so "[3]" in a quotation is never taken for our third citation.
 */
export function escapeMarkdown(text: string): string {
  const plain = unlinked(clean(text))
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/[\\*_~`|]/g, "\\$&")
    .replaceAll("[", `[${JOINER}`)
    .replaceAll("]", `${JOINER}]${JOINER}`);
  return /^(?:[#+=-]|\d+[.)])/.test(plain) ? `${JOINER}${plain}` : plain;
}

/** The same for a text block of a card, which reads less of markdown, and no HTML. */
export function escapeCardText(text: string): string {
  const plain = unlinked(clean(text))
    .replaceAll("{{", `{${JOINER}{`)
    .replaceAll("${", `$${JOINER}{`)
    .replace(/[\\*_]/g, "\\$&")
    .replaceAll("[", `[${JOINER}`)
    .replaceAll("]", `${JOINER}]${JOINER}`)
    .replace(/<(?=\/?\w)/g, `<${JOINER}`);
  return /^(?:[#+-]|\d+[.)])/.test(plain) ? `${JOINER}${plain}` : plain;
}

/** An address from a source's record as it may be linked: http(s) alone, encoded; null if it isn't one. */
export function safeUrl(url: string | null, longest: number): string | null {
  const trimmed = url?.trim() ?? "";
  if (!/^https?:\/\//i.test(trimmed) || !URL.canParse(trimmed)) return null;
  const { href, username, password } = new URL(trimmed);
  if (username !== "" || password !== "") return null;
  const encoded = href.replace(
    /[()<>[\]"'`\\^{}|*_~\s]/g,
    (c) => `%${c.charCodeAt(0).toString(16).padStart(2, "0").toUpperCase()}`,
  );
  return encoded.length <= longest ? encoded : null;
}

const ENTITIES: Readonly<Record<string, string>> = {
  nbsp: " ",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  "#39": "'",
  amp: "&",
};

const BREAKS = /<(?:br|\/p|\/div|\/li|\/blockquote|\/h\d)\b[^>]*>/gi;
const TAGS = /<\/?(?:[a-z][a-z0-9]*)(?:\s[^>]*)?\/?>/gi;

/** What somebody wrote in Teams, as words: tags go (a mention keeps its name), entities become their characters. */
export const wordsOf = (text: string): string =>
  text
    .replace(/<at\b[^>]*>(.*?)<\/at>/gis, "$1")
    .replace(BREAKS, "\n")
    .replace(TAGS, "")
    .replace(/&(nbsp|lt|gt|quot|apos|#39|amp);/g, (whole, name: string) => ENTITIES[name] ?? whole)
    .replace(/[ \t\u00a0]+/g, " ")
    .replace(/ ?\n\s*/g, "\n")
    .trim();
