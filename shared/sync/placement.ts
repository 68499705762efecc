import { addDays, type Day } from '../base/business-time.ts';
import { centre, type Writer } from '../ledger/drawer.ts';
import type { Fact } from '../ledger/events.ts';
import { holderKind, type Holder } from '../ledger/holder.ts';
import { walletHolder } from '../members/wallet.ts';
import { byOwner } from './owner-facts.ts';
import type { HeldLot } from './free-lots.ts';
import type { Want } from './protocol.ts';

/** Value that came into the centre's drawer and nobody asked for: whose, and from which till. */
export interface Arrival {
  holder: Holder;
  from: Writer;
}

/** How often a member was seen at a till, and in which shop that stands; null for one that said none. */
export interface SeenAt {
  till: Writer;
  shop: string | null;
  visits: number;
}

/** How far back home is looked for, and how often somebody must have been there for it to be one. */
export const homeDays = 90;
const homeVisits = 3;

/** The first day that counts when home is looked for. */
export const homeSince = (day: Day): Day => addDays(day, -homeDays);

/**
 * What arrived with a fact and may be sent home. What was recalled is not: somebody is waiting for it elsewhere.
 */
export function arrivalOf(fact: Fact, from: Writer): Arrival | undefined {
  if (fact.type === 'ValueAwarded' && fact.body.drawer === centre)
    return { holder: walletHolder(fact.body.walletId), from };
  if (fact.type === 'RightsReturned' && fact.body.because !== 'recalled')
    return holderKind(fact.body.holder) === 'wallet' ? { holder: fact.body.holder, from } : undefined;
  return undefined;
}

/**
 * Where a member's free value should wait: in the shop where they were seen most, at that till of it where they were seen most, so that
 * they can use it there also when it is cut off; another till of the shop asks for it as for all that lies elsewhere. Undefined when they
 * have no such home, or when that till itself sent the value away.
 */
export function decidePlacement(input: {
  arrival: Arrival;
  /** What the member has in the centre's drawer. */
  free: readonly HeldLot[];
  /** Where the member was seen, at tills that are in use. */
  seen: readonly SeenAt[];
}): { to: Writer; wants: Want[] } | undefined {
  const { arrival, free, seen } = input;
  const shops = Map.groupBy(seen, ({ shop, till }) => shop ?? `till ${till}`);
  const [most] = [...shops]
    .map(([shop, tills]) => ({ shop, tills, visits: tills.reduce((sum, { visits }) => sum + visits, 0) }))
    .sort((a, b) => b.visits - a.visits || (a.shop < b.shop ? -1 : 1));
  const [home] = [...(most?.tills ?? [])].sort((a, b) => b.visits - a.visits || (a.till < b.till ? -1 : 1));
  if (!most || !home || most.visits < homeVisits || home.till === arrival.from) return undefined;
  const wants = byOwner(free.filter(({ holder }) => holder === arrival.holder)).map(
    ({ holder, unit, parts }) => ({
      holder,
      unit,
      amount: parts.reduce((sum, part) => sum + part.amount, 0),
    }),
  );
  return wants.length === 0 ? undefined : { to: home.till, wants };
}
