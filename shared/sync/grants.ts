import type { Day } from '../base/business-time.ts';
import type { Writer } from '../ledger/drawer.ts';
import type { Fact } from '../ledger/events.ts';
import { holderKind } from '../ledger/holder.ts';
import { sumOf } from '../ledger/posting.ts';
import { freeLots, type HeldLot } from './free-lots.ts';
import type { Want } from './protocol.ts';

/** What a decision about grants to one till looks at. */
export interface GrantInput {
  to: Writer;
  generation: number;
  /** The number of the last grant to this till in this generation; 0 for none. */
  lastNumber: number;
  wants: readonly Want[];
  /** What lies in the centre's drawer of those holders and units. */
  lots: readonly HeldLot[];
  /** What is on its way to this till already, and not taken in yet: it was asked for before, and the answer was lost. */
  onTheWay: readonly HeldLot[];
  /** Nothing is granted while tills are awaited after a restore. */
  mayGrant: boolean;
  because: 'asked' | 'home' | 'leased';
  day: Day;
  newId: () => string;
}

/** The grants, numbered on, and what of the wants could not be had. */
export interface Granted {
  facts: Extract<Fact, { type: 'RightsGranted' }>[];
  short: Want[];
}

/** Serves wants from the centre's drawer, soonest-expiring lots first; as much as there is. */
export function decideGrants(input: GrantInput): Granted {
  const { to, generation, wants, day, because, newId } = input;
  const free = freeLots(input.mayGrant ? input.lots : []);
  const coming = freeLots(input.onTheWay);
  const facts: Granted['facts'] = [];
  const short: Want[] = [];
  for (const { holder, unit, amount } of wants) {
    const wanted = amount - sumOf(coming.take(holder, unit, amount, day));
    // Half a right to refund would let nobody refund: it goes whole.
    const whole = holderKind(holder) === 'sale' && wanted > 0 ? Number.MAX_SAFE_INTEGER : wanted;
    const parts = free.take(holder, unit, whole, day);
    if (parts.length > 0) {
      const number = input.lastNumber + facts.length + 1;
      const body = { grantId: newId(), generation, number, to, holder, unit, parts, because };
      facts.push({ type: 'RightsGranted', body });
    }
    const missing = wanted - sumOf(parts);
    if (missing > 0) short.push({ holder, unit, amount: missing });
  }
  return { facts, short };
}
