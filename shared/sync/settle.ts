import type { Day } from '../base/business-time.ts';
import { centre, type Writer } from '../ledger/drawer.ts';
import type { Fact } from '../ledger/events.ts';
import { walletHolder, type WalletId } from '../members/wallet.ts';
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

/** What a member owes in the centre's drawer. */
export interface OpenDebt {
  walletId: WalletId;
  unit: Unit;
  lot: Lot;
  open: number;
}

/** Repays a debt that stands at the centre with what its member has there; undefined when there is nothing. */
export function settleDebt(
  { walletId, unit, lot, open }: OpenDebt,
  free: FreeLots,
  day: Day,
): Extract<Fact, { type: 'DebtRepaid' }> | undefined {
  const parts = free.take(walletHolder(walletId), unit, open, day);
  return parts.length === 0
    ? undefined
    : { type: 'DebtRepaid', body: { walletId, unit, parts, debtLot: lot } };
}

/** Whether a fact may let the centre settle something: a risk was taken, a debt or something with a limit came, or value came into its drawer. */
export function mayBeSettled(fact: Fact): boolean {
  switch (fact.type) {
    case 'RiskTaken':
    case 'DebtHandedOver':
    case 'AchievementLost':
      return true;
    case 'RightsReturned':
      return true;
    case 'ProgramConfigured':
      return ['coupons', 'experiences'].includes(fact.body.type);
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
