import { stem } from "../text.ts";

/**
 * Words that askers and sources use for one idea in this field. General language and the language of deals, chips and
 * clouds only: no names, no facts. A word may stand in several groups.
 */
const GROUPS = `
invest investment stake fund money put equity capital finance funnel pour
cost price pricing expensive cheap cheaper pay payment spend spending bill charge fee
value worth size valued
buy purchase acquire procure order
sell supply provide vend
rent lease hire rental
commit commitment pledge promise
contract agreement deal pact arrangement
sign signed finalise finalize conclude finalised finalized ink close
talk talks negotiate negotiation discussion discuss negotiating
start begin launch kick
early preliminary initial
announce unveil introduce present reveal disclose
ship available availability deliver shipping
deploy deployment roll rollout install
use run host serve operate utilize
train training
inference serving
downside disadvantage drawback con cons risk weakness tradeoff catch complexity overhead worry concern problem
upside advantage benefit pro pros strength plus improve efficiency
lock-in portability portable interchangeable neutral captive
win gain
reason motive drive rationale logic
want aim seek goal
rival compete competitor competition challenger killer match
fab fabricate manufacture foundry process node produce build make
developer maker designer design
gpu accelerator processor chip silicon
custom in-house proprietary own
datacenter datacentre centre center campus site facility
region location city state
capacity power gigawatt compute
guarantee backstop assure certain
cancel terminate end drop abandon exit scrap pull withdraw quit notice
reduce lower cut decrease
increase raise grow expand enlarge expansion
delay postpone slip late
rumour rumor speculation
report reporting say state describe
outlet publication publisher newspaper
confirm confirmation official officially
deny denial dispute
doubt uncertain unsure
partner partnership alliance ally
customer client buyer user
supplier vendor provider
dominance dominate dominant lead leader
depend dependence reliance rely
bottleneck constraint shortage scarce supply
diversify diversification broaden spread
regulator regulatory antitrust watchdog
boss ceo chief
debt loan borrow credit note lend lender
bond note debt
warrant option share
stake share holding hold percent
stake share holding hold own percent
revenue sales turnover
valuation valued worth
year annual yearly
quick fast speed faster
improve improvement better
hurt harm worse bad
good positive
same transparent identical unchanged
differ different difference
first initial
live active running start activate open
take lease assume
month monthly
day daily
lead head run chief
later next future
feedback input
memory hbm bandwidth
transistor transistors
format precision
role part
product service app apps application
familiar
trust sceptical skeptical
critic critics criticise
switch move migrate shift
phase stage step
behave respond perform performance
unit units
term terms condition conditions
`;

const groups = GROUPS.trim()
  .split("\n")
  .map((line) => [...new Set(line.split(" ").map((w) => stem(w)))]);

const related = new Map<string, Set<string>>();
for (const group of groups)
  for (const word of group) {
    const known = related.get(word) ?? new Set<string>();
    for (const other of group) if (other !== word) known.add(other);
    related.set(word, known);
  }

/** Stems that mean nearly the same as a stem. */
export const relatedStems = (stemmed: string): readonly string[] => [...(related.get(stemmed) ?? [])];
