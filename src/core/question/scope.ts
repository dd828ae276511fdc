/** Why a question is turned away before any search, with what to say. */
export interface Refusal {
  readonly kind: "instructions" | "advice" | "chore" | "empty" | "too long";
  readonly line: string;
}

/** The longest question that is taken, in characters: a long paragraph. */
export const MAX_QUESTION = 2_000;

const INSTRUCTIONS =
  /\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:instructions?|prompts?|rules?|guidelines?|context|above|previous|prior|sources?|documents?)\b|\b(?:reveal|print|show|repeat|output|tell me|give me|what(?:'s| is| are))\b.{0,30}\b(?:system prompt|your (?:initial |hidden |original )?(?:prompt|instructions))\b|\byou are now\b|\b(?:pretend|act|roleplay|role-play)\b.{0,20}\b(?:you(?:'re| are)?|as|to be)\b|\b(?:jailbreak|developer mode|dan mode)\b|\b(?:reply|respond|answer|say)\b.{0,20}\bonly\b.{0,20}\bwith\b|\b(?:label|mark|treat|list|state)\b.{0,60}\bas (?:confirmed|official|fact|verified|true)\b|<\/?(?:system|instructions?|assistant|tool)\b|\brepeat after me\b|\bsay exactly\b|\bwithout (?:any )?(?:citations?|labels?|sources|hedg\w+)\b/i;

const ADVICE =
  /\b(?:is|are)\b.{2,40}\ba (?:buy|sell|hold)\b|\b(?:should|shall|would|could|can) (?:i|we|one|you)\b.{0,40}\b(?:buy|sell|short|hold|invest|bet|dump|load up|put (?:my|our|money))\b|\b(?:is|are|would|will)\b.{0,60}\b(?:good|bad|safe|smart|solid|decent|great|better) (?:buy|bet|investment|stock|pick|time to (?:buy|sell|invest))\b|\b(?:buy|sell|short|long)\b.{0,15}\b(?:stocks?|shares?|calls?|puts?|options?)\b.{0,30}\?|\bprice target\b.{0,40}\b(?:you|your|should|think|predict)\b|\b(?:stock|share)s? (?:tips?|picks?|advice|recommendations?)\b|\b(?:my|our) (?:portfolio|savings|pension|401k|retirement)\b|\bhave \$?\d+\s?(?:k|m|thousand|dollars|usd|euros?)?\b.{0,20}\bto invest\b|\b(?:financial|investment|investing|trading) advice\b|\bwhich (?:stock|share|company)s?\b.{0,30}\b(?:should|to) (?:i|we|buy|invest)\b/i;

const CHORE =
  /^\W*(?:(?:please|pls|can you|could you|would you|hey|hi|now)[ ,]+)*(?:write|draft|compose|code|program|translate|solve|debug|refactor|sing|rhyme|create|generate|build me|make me)\b(?!.{0,40}\b(?:deals?|summary|digest|overview|timeline|comparison|(?:list|table) of)\b)|\bhow (?:do|would|can) (?:you|i|we) (?:say|spell|pronounce|cook|bake|fix|install|boil)\b|\b(?:recipe|poem|haiku|limerick|joke|song|weather|horoscope|football|score of the game|bedtime story)\b|\bwho won (?!.{0,30}\b(?:contract|deal|order|tender|bid|business)\b)|^\W*what(?:'s| is)? \d+ ?[-+*x/×÷] ?\d+/i;

/** Turns away what is not a question about compute deals, politely and in one sentence; null lets it pass. */
export function refusalOf(question: string): Refusal | null {
  const text = question.trim();
  if (!/[\p{L}\p{N}]/u.test(text))
    return {
      kind: "empty",
      line: "There is no question here. Ask about an AI compute deal, a party or a chip.",
    };
  if (text.length > MAX_QUESTION)
    return {
      kind: "too long",
      line: `That is ${text.length} characters long; I can't take more than ${MAX_QUESTION}. Please ask it shorter.`,
    };
  if (INSTRUCTIONS.test(text))
    return {
      kind: "instructions",
      line: "I can't do that. I only answer questions about AI compute deals, from cited sources and with their labels.",
    };
  if (ADVICE.test(text))
    return {
      kind: "advice",
      line: "I can't give investment advice. I can tell what the sources say about a deal and how far it is established.",
    };
  if (CHORE.test(text))
    return {
      kind: "chore",
      line: "That is outside what I do. I only answer questions about AI compute deals from cited sources.",
    };
  return null;
}
