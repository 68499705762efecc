import type { Day } from '../base/business-time.ts';
import { centre, type Writer } from '../ledger/drawer.ts';
import type { Fact } from '../ledger/events.ts';
import type { Lot, Unit } from '../ledger/posting.ts';
import { sumOf } from '../ledger/posting.ts';
import type { FreeLots } from './free-lots.ts';

/** A risk of which `open` is not covered and not written off. */
export interface OpenRisk {
  riskId: string;
  till: Writer;
  lot: Lot;
  holder: string;
  unit: Unit;
  open: number;
}

/**
 * Pays for a risk with what the customer has in the centre's drawer; undefined when there is nothing. What stays open is in the
 * conflict inbox. It pays with what has not ended on `day`, the one on which it settles.
 */
export function settleRisk(
  { riskId, till, lot, holder, unit, open }: OpenRisk,
  free: FreeLots,
  day: Day,
): Extract<Fact, { type: 'RiskCovered' }> | undefined {
  const parts = free.take(holder, unit, open, day);
  return parts.length === 0
    ? undefined
    : { type: 'RiskCovered', body: { riskId, till, lot, holder, unit, parts } };
}

/** Whether a fact may let the centre settle something: a risk was taken, or value came into its drawer. */
export function mayBeSettled(fact: Fact): boolean {
  switch (fact.type) {
    case 'RiskTaken':
      return true;
    case 'RightsReturned':
      return true;
    case 'SaleReversed':
      return fact.body.provisional;
    case 'ValueAwarded':
    case 'ValueAdjusted':
      return fact.body.drawer === centre;
    default:
      return false;
  }
}

/** How much of a risk a fact pays. */
export const coveredBy = ({ body }: Extract<Fact, { type: 'RiskCovered' }>): number => sumOf(body.parts);
