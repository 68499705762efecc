import { addDays, type Day } from '../base/business-time.ts';
import { centre, type Writer } from '../ledger/drawer.ts';
import type { Fact } from '../ledger/events.ts';
import { holderKind, type Holder } from '../ledger/holder.ts';
import { sumOf } from '../ledger/posting.ts';
import { walletHolder } from '../members/wallet.ts';
import { byOwner } from './owner-facts.ts';
import type { HeldLot } from './free-lots.ts';
import type { Want } from './protocol.ts';
import { planRecalls, type MirroredLot, type PlannedRecall } from './recall.ts';

/** Value of a member that came to lie somewhere and nobody asked for. */
export interface Arrival {
  holder: Holder;
  /** The till that earned it, or gave it back. */
  from: Writer;
  /** Whether it lies with that till, or in the centre's drawer. */
  lies: 'at-till' | 'at-centre';
}

/** How often a member was seen at a till. */
export interface SeenAt {
  till: Writer;
  visits: number;
}

/** What came of looking where values should go. */
export interface Placed {
  /** Tills that something was sent to. */
  told: Writer[];
  /** What other tills are asked to give back, so that it can be sent home. */
  recalls: PlannedRecall[];
  /** What waits for a till that is cut off: sent there now, nobody else could have it. */
  waiting: { home: Writer; arrival: Arrival }[];
}

/** What makes a place a member's home. */
export interface HomeRule {
  /** The till that saw them most of all, or the one that did of the shop that saw them most; or nobody has one. */
  gather: 'nowhere' | 'till' | 'shop';
  /** How often somebody must have been there lately. */
  leastVisits: number;
}

/** Chosen by `npm run simulate -- --compare`; see docs/decisions/0062-home-is-the-till-of-a-shop.md. */
export const homeRule: HomeRule = { gather: 'shop', leastVisits: 2 };

/** How far back home is looked for. */
const homeDays = 90;

/** The first day that counts when home is looked for. */
export const homeSince = (day: Day): Day => addDays(day, -homeDays);

/** What arrived with a fact and may be sent home. What was recalled is not: somebody is waiting for it elsewhere. */
export function arrivalOf(fact: Fact, from: Writer): Arrival | undefined {
  if (fact.type === 'ValueAwarded') {
    const lies = fact.body.drawer === centre ? 'at-centre' : 'at-till';
    return { holder: walletHolder(fact.body.walletId), from, lies };
  }
  if (fact.type === 'RightsReturned' && fact.body.because !== 'recalled')
    return holderKind(fact.body.holder) === 'wallet'
      ? { holder: fact.body.holder, from, lies: 'at-centre' }
      : undefined;
  return undefined;
}

/** Where value should go: what the centre sends there, and what it asks other tills for so that it can. */
export interface Homecoming {
  home: Writer;
  wants: Want[];
  recalls: PlannedRecall[];
}

/**
 * Sends a member's free value to where it will be wanted: to the shop where they were seen most, to that till of it where they were seen
 * most, so that they can use it there also when it is cut off; another till of the shop asks for it as for all that lies elsewhere.
 * Undefined when they have no home, or nothing has to move. What that till itself sent away does not come back to it, so that an owner's
 * float holds.
 */
export function decideHomecoming(input: {
  arrival: Arrival;
  /** What the member has anywhere. */
  lots: readonly MirroredLot[];
  /** Where the member was seen, at tills that are in use. */
  seen: readonly SeenAt[];
  /** The shop of each till in use; null for one that said none. */
  shops: ReadonlyMap<Writer, string | null>;
  online: ReadonlySet<Writer>;
  rule: HomeRule;
  day: Day;
  newId: () => string;
}): Homecoming | undefined {
  const { arrival, lots, seen, shops, online, rule, day, newId } = input;
  const places = placesOf(rule, shops);
  const home = homeOf(seen, places, rule);
  if (!home) return undefined;
  const mine = lots.filter(({ holder }) => holder === arrival.holder);
  if (arrival.lies === 'at-centre') {
    const wants = arrival.from === home ? [] : allOf(mine.filter(({ drawer }) => drawer === centre));
    return wants.length === 0 ? undefined : { home, wants, recalls: [] };
  }
  const strange = new Set([...online].filter((till) => till !== home));
  const away = mine.filter(({ drawer }) => strange.has(drawer));
  const recalls = planRecalls({
    short: allOf(away),
    mirror: away,
    online: strange,
    asker: home,
    because: 'surplus',
    ...{ day, newId },
  });
  return recalls.length === 0 ? undefined : { home, wants: [], recalls };
}

/** Names the place that a till counts to. */
type PlaceOf = (till: Writer) => string;

const placesOf =
  ({ gather }: HomeRule, shops: ReadonlyMap<Writer, string | null>): PlaceOf =>
  (till) =>
    gather === 'shop' ? `shop ${shops.get(till) ?? `of ${till}`}` : `till ${till}`;

/** The till at which value waits for a member: the one most used of the place most used. */
function homeOf(
  seen: readonly SeenAt[],
  placeOf: PlaceOf,
  { gather, leastVisits }: HomeRule,
): Writer | undefined {
  if (gather === 'nowhere') return undefined;
  const [most] = [...Map.groupBy(seen, ({ till }) => placeOf(till))]
    .map(([place, tills]) => ({ place, tills, visits: sumVisits(tills) }))
    .sort((a, b) => b.visits - a.visits || (a.place < b.place ? -1 : 1));
  if (!most || most.visits < leastVisits) return undefined;
  const [home] = [...most.tills].sort((a, b) => b.visits - a.visits || (a.till < b.till ? -1 : 1));
  return home?.till;
}

const sumVisits = (tills: readonly SeenAt[]): number => tills.reduce((sum, { visits }) => sum + visits, 0);

const allOf = (lots: readonly HeldLot[]): Want[] =>
  byOwner(lots)
    .map(({ holder, unit, parts }) => ({ holder, unit, amount: sumOf(parts) }))
    .sort((a, b) => (a.unit < b.unit ? -1 : 1));
