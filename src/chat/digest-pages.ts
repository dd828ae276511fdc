import type { PostBody } from "../core/digest/posts.ts";
import type { Correction, Digest, DigestItem, DigestLead } from "../core/digest/types.ts";
import type { Citation } from "../core/types.ts";
import { correctionHead, digestHead, moreLine } from "./digest-words.ts";

/** What a screen of a digest holds, before a platform draws it. */
export interface DigestPage {
  readonly head: string;
  readonly lead: readonly DigestLead[];
  readonly items: readonly DigestItem[];
  /** The number of the first item. */
  readonly from: number;
  readonly citations: readonly Citation[];
  /** Lines under it. */
  readonly foot: readonly string[];
}

/** The first screen of a digest. */
export const digestPage = (digest: Digest): DigestPage => ({
  head: digestHead(digest),
  lead: digest.lead ?? [],
  items: digest.items.slice(0, digest.shown),
  from: 1,
  citations: digest.citations,
  foot: [moreLine(digest), digest.why].filter((l) => l !== null),
});

/** "Compute deals · 1 April to 7 June 2026 · 12 changes · the rest". */
const restHead = (digest: Digest): string => `${digestHead(digest)} · the rest`;

/** The rest of a digest, for its thread; the numbers of lines and citations go on. */
export const restPage = (digest: Digest): DigestPage => ({
  head: restHead(digest),
  lead: [],
  items: digest.items.slice(digest.shown),
  from: digest.shown + 1,
  citations: digest.citations,
  foot: [],
});

/** What changed since an answer or a digest was given; `off` is the command that stops such notes. */
export const correctionPage = (correction: Correction, off: string): DigestPage => ({
  head: correctionHead(correction),
  lead: [],
  items: correction.items,
  from: 1,
  citations: correction.citations,
  foot: [`To stop such notes in this channel: ${off}`],
});

/** How each kind of post is drawn. */
export interface PostScreens<T> {
  digest(digest: Digest): T;
  rest(digest: Digest): T;
  correction(correction: Correction): T;
  notice(text: string): T;
}

/** A post, drawn by whichever screen is its own. */
export function drawPost<T>(body: PostBody, screens: PostScreens<T>): T {
  switch (body.kind) {
    case "digest":
      return screens.digest(body.digest);
    case "thread":
      return screens.rest(body.digest);
    case "correction":
      return screens.correction(body.correction);
    case "notice":
      return screens.notice(body.text);
  }
}

/** The head of a post alone. */
export const postHead = (body: PostBody): string =>
  drawPost(body, {
    digest: digestHead,
    rest: restHead,
    correction: () => "Something that I said here has changed",
    notice: (text) => text,
  });
