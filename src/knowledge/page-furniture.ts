/**
 * What surrounds an article on a page: navigation, calls to action, bylines, cookie notices. It stands in the file but
 * says nothing about the subject, so it is never a statement. Only short lines are looked at: prose that happens to
 * use the same words stays.
 */
const FURNITURE: readonly RegExp[] = [
  /[→»›▸▶➜]\s*$/u,
  /^(?:←|«|‹)/u,
  /^(?:read|view|see|show|load|learn|find out|continue reading|click|tap|go|back)\s+(?:the\s+)?(?:original|more|full|all|source|next|previous|article|story|here|to top|comments?|on)\b.{0,40}$/iu,
  /^(?:sign (?:in|up|out)|log ?(?:in|out)|register|subscribe|follow us|share(?: this)?|tweet|print|email|save|comments?|advertisement|sponsored|menu|search|home|close|loading|skip to (?:main )?content)\b.{0,40}$/iu,
  /^(?:accept|reject|manage|allow)(?: all)?(?: cookies| preferences)?$/iu,
  /\b(?:cookies?|privacy policy|terms of (?:use|service)|all rights reserved)\b/iu,
  /^(?:©|\(c\)|copyright\b)/iu,
  /^\d+\s+min(?:ute)?s?(?:\s+read)?$/iu,
  /^(?:related|recommended|trending|most (?:read|popular)|more from|you may also like|up next|tags?:|filed under|topics:)/iu,
];
const BYLINE =
  /^(?:written |reported |posted )?by\s+\p{Lu}[\p{L}.'’-]*(?:\s+(?:and\s+)?(?:\p{Lu}[\p{L}.'’-]*|de|van|von|der|la)){0,5}(?:\s*[,|·•–—-].{0,60})?$/iu;

/** Whether a line belongs to the page rather than to the document. */
export function isFurniture(line: string): boolean {
  if (line.length > 120) return false;
  if (/^\p{L}/u.test(line) && /[.!?]["”’]?$/u.test(line) && line.length > 60)
    return /\bcookies?\b/i.test(line) && /\b(?:we|this site|our)\b/i.test(line);
  return FURNITURE.some((re) => re.test(line)) || isByline(line);
}

/** "By Jane Doe", with or without what follows a separator; the case decides, so "By March it ..." is not one. */
export const isByline = (line: string): boolean =>
  line.length <= 100 &&
  /^(?:Written |Reported |Posted )?(?:By|BY|by)\s+\p{Lu}/u.test(line) &&
  BYLINE.test(line);

/** A call to action: a line that ends in an arrow. The short question right above one belongs to it. */
export const isCallToAction = (line: string): boolean => line.length <= 60 && /[→»›▸▶➜]\s*$/u.test(line);

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
