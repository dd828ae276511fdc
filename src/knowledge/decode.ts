/** Files above this are refused unread: a document of this size is a dump, not a source. */
export const MAX_BYTES = 20 * 1024 * 1024;

/** The text of a file, or what is wrong with its bytes. */
export type Decoded =
  | { readonly text: string }
  | { readonly line: number | null; readonly message: string; readonly fix: string };

/** Reads UTF-8, and UTF-16 that says so with a byte order mark. The mark is not part of the text. */
export function decodeText(bytes: Uint8Array): Decoded {
  if (bytes.length === 0)
    return { line: null, message: "the file is empty", fix: "put the document's text into it, or delete it" };
  const utf16 =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? "utf-16le"
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? "utf-16be"
        : null;
  if (!utf16 && bytes.includes(0))
    return {
      line: null,
      message: `the file is binary (NUL byte at ${bytes.indexOf(0)})`,
      fix: "save the document as text: .txt, .md or .html",
    };
  try {
    const text = new TextDecoder(utf16 ?? "utf-8", { fatal: true }).decode(bytes);
    if (text.trim() !== "") return { text };
    return {
      line: null,
      message: "the file holds only white space",
      fix: "put the document's text into it, or delete it",
    };
  } catch {
    const at = firstBadByte(bytes);
    return {
      line: bytes.subarray(0, at).filter((b) => b === 10).length + 1,
      message: `the file is not valid ${utf16 ?? "UTF-8"}${utf16 ? "" : ` (byte ${at}, 0x${(bytes[at] ?? 0).toString(16)})`}`,
      fix: "save it again as UTF-8, for instance with: iconv -f WINDOWS-1252 -t UTF-8",
    };
  }
}

/** Where the first letter starts that is not valid UTF-8: the longest readable prefix, found by halving. */
function firstBadByte(bytes: Uint8Array): number {
  const reads = (n: number, stream: boolean): boolean => {
    try {
      new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(0, n), { stream });
      return true;
    } catch {
      return false;
    }
  };
  let [low, high] = [0, bytes.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (reads(middle, true)) low = middle;
    else high = middle - 1;
  }
  while (low > 0 && !reads(low, false)) low--;
  return low;
}

/** The line (from 1) of a place in a text. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let i = text.indexOf("\n"); i >= 0 && i < offset; i = text.indexOf("\n", i + 1)) line++;
  return line;
}
