const set = (words: string) => new Set(words.split(" "));

/** Titles, written with a capital: a full stop after one never ends a sentence. */
export const TITLES = set(
  "Mr Mrs Ms Mx Dr Prof Sen Rep Gov Gen Lt Col Sgt Capt Cmdr St Mt Ft Rev Hon Messrs Pres Supt",
);

/** Abbreviations that are followed by what they belong to, however they are written. */
export const ALWAYS_CONTINUES = set("vs v cf e.g eg i.e viz approx ca est al incl excl resp");

/** Abbreviations that belong to a number when one follows: "No. 5", "Nov. 18", "Fig. 2". */
export const CONTINUES_WITH_NUMBER = set(
  "no nos nr fig figs eq sec vol ch art p pp par ver rev app ex jan feb mar apr jun jul aug sep sept oct nov dec",
);

/** Abbreviations that stand inside a sentence as often as at its end; the word that follows decides. */
export const MAY_END = set(
  "inc corp co ltd llc llp lp plc bros cos jr sr esq assn dept ave blvd ph.d m.d m.b.a intl univ gmbh " +
    "jan feb mar apr jun jul aug sep sept oct nov dec",
);

/** Words that open a sentence and hardly ever a name. */
export const SENTENCE_OPENERS = set(
  "the this that these those it its he she they we i you his her their our your my there here a an " +
    "in on at by for from with without within as if when whenever while after before since because although though " +
    "until unless but and or nor so yet however meanwhile still also then thus hence therefore moreover " +
    "furthermore additionally instead despite such both each every some many most more all no not none neither " +
    "either another one two three several few under over according earlier later separately among between during " +
    "through despite given even only just what who whom whose which why how where whether today yesterday " +
    "tomorrow now once again overall finally first second third last next nobody everyone anyone",
);

/** Openers that are long and common enough to be told apart from the end of a name they are glued to. */
export const GLUED_OPENERS =
  "The|This|That|These|Those|There|For|But|And|When|While|With|What|Every|After|Before|Since|From|Its|They|Although|Because|However|Once|Until|Under|According";

/** What a single capital letter names rather than abbreviates: "Series B. Investors ...". */
export const LETTERED = set(
  "series plan class type vitamin group phase tier grade appendix exhibit schedule annex option",
);

/** Endings of host names: "Character.AI" and "Booking.com" are names, not two glued sentences. */
export const HOST_ENDINGS = set("com ai io net org co dev app js ts py eu uk de gov edu info tv");
