import { assert } from '../base/assert.ts';
import type { Day } from '../base/business-time.ts';
import { lotExpiry, type Lot } from '../ledger/posting.ts';

/** One lot of one unit in this till's drawer. */
export interface SpendableLot {
  lot: Lot;
  amount: number;
}

/** Lots that may be spent on `day`: value left, opened by then (before, it is pending), and not past their last day. */
export const goodOn = (day: Day, lots: readonly SpendableLot[]): SpendableLot[] =>
  lots.filter(
    ({ lot, amount }) => amount > 0 && lot.slice(0, 10) <= day && (lotExpiry(lot) ?? '9999-12-31') >= day,
  );

/** In the order in which lots are spent: soonest-expiring first, then oldest. */
export function soonestFirst<L extends { lot: Lot }>(lots: readonly L[]): L[] {
  const order = ({ lot }: L) => `${lotExpiry(lot) ?? '9999-12-31'} ${lot}`;
  return [...lots].sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

/** Takes `amount` out of lots, soonest-expiring first, then oldest. The caller made sure there is enough. */
export function takeSoonestExpiring(lots: readonly SpendableLot[], amount: number): SpendableLot[] {
  const taken: SpendableLot[] = [];
  let left = amount;
  for (const { lot, amount: held } of soonestFirst(lots)) {
    if (left === 0) break;
    const part = Math.min(held, left);
    if (part > 0) taken.push({ lot, amount: part });
    left -= part;
  }
  assert(left === 0, 'nobody spends more than lies in the drawer');
  return taken;
}
