/**
 * What surrounds an article on a page: navigation, calls to action, bylines, cookie notices. It stands in the file but
 * says nothing about the subject, so it is never a statement. Only short lines are looked at: prose that happens to
 * use the same words stays.
 */
const FURNITURE: readonly RegExp[] = [
  /[→›▸▶➜]\s*$/u,
  /^[^«]*»\s*$/u,
  /^(?:←|‹)/u,
  /^(?:read|view|see|show|load|learn|continue reading|click|tap)\s+(?:the\s+)?(?:original|more|full|all|source|next|previous|article|story|here|comments?)\b.{0,40}$/iu,
  /^(?:sign (?:in|up|out)|log ?(?:in|out)|register|subscribe|follow us|share|search|menu|home|close|print|email|save)(?:\s+(?:now|here|to|for|on|this|with|your|our|via)\b.{0,50})?[!:]?$/iu,
  /^(?:back|skip|return|go)\s+to\s+(?:the\s+)?(?:top|main|content|home|start|navigation)\b.{0,20}$/iu,
  /^(?:advertisement|sponsored(?: content)?|loading|comments?(?: \(\d+\))?|leave a (?:comment|reply)|no comments yet)[.…]*$/iu,
  /^(?:accept|reject|manage|allow)(?: all)?(?: cookies| preferences)?$/iu,
  /^(?:(?:privacy|cookie) (?:policy|settings|notice)|terms (?:of (?:use|service)|and conditions))(?:\s*[|·].*)?$/iu,
  /\ball rights reserved\b/iu,
  /^(?:©|\(c\)|copyright\b)/iu,
  /^\d+\s+min(?:ute)?s?(?:\s+read)?$/iu,
  /^(?:related|recommended|trending|popular|more|latest)(?: (?:articles?|stories|posts|reading|content|links|news|topics))?:?$/iu,
  /^(?:more from|most (?:read|popular)|you may also like|up next)\b.{0,30}$/iu,
  /^(?:tags?|filed under|topics|categories|category)\s*:/iu,
];
const COOKIES = /\bcookies?\b/iu;
const BYLINE =
  /^(?:(?:[Ww]ritten|[Rr]eported|[Pp]osted) )?(?:By|BY|by)\s+\p{Lu}[\p{L}.'’-]*(?:\s+(?:and\s+)?(?:\p{Lu}[\p{L}.'’-]*|de|van|von|der|la)){0,5}(?:\s*[,|·•–—-].{0,60})?$/u;
const MONTH_FIRST = /^by\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|early|mid|late)/i;

/** Whether a line belongs to the page rather than to the document. */
export function isFurniture(line: string): boolean {
  if (line.length > 120) return false;
  if (COOKIES.test(line) && /\b(?:we|our|this (?:web)?site|accept)\b/iu.test(line)) return true;
  if (/[.!?]["”’]?$/u.test(line) && line.length > 60) return false;
  return FURNITURE.some((re) => re.test(line)) || isByline(line);
}

/** "By Jane Doe", with or without what follows a separator; "By March ..." is none. */
export const isByline = (line: string): boolean =>
  line.length <= 100 && BYLINE.test(line) && !MONTH_FIRST.test(line);

/** A call to action: a line that ends in an arrow. The short question right above one belongs to it. */
export const isCallToAction = (line: string): boolean => line.length <= 60 && /[→›▸▶➜]\s*$/u.test(line);

/** Headings that name a part of any document and say nothing of its subject. */
const LABELS =
  /^(?:(?:detailed |full |our )?analysis|summary|(?:executive )?summary|introduction|overview|background|context|abstract|conclusions?|key (?:takeaways|points|facts)|takeaways|highlights|tl;?dr|contents|table of contents|references|sources|citations|bibliography|further reading|related coverage|notes|footnotes|appendix|faq|about(?: us| the author)?|disclosure|disclaimer|contact|article|news|blog|press release)$/iu;

/** Whether a heading only names a part of a document ("Summary", "References"). */
export const isSectionLabel = (heading: string): boolean => LABELS.test(heading.replace(/[:.]$/, "").trim());

/** Whether a heading opens a list of what the document drew on. */
export const opensReferences = (heading: string): boolean =>
  /^(?:references|sources(?: and references)?|citations|bibliography|further reading|related (?:coverage|reading|links)|works cited|source list)$/iu.test(
    heading.replace(/[:.]$/, "").trim(),
  );
