import type { Day } from '../base/business-time.ts';
import type { Drawer } from '../ledger/drawer.ts';
import type { Fact } from '../ledger/events.ts';
import { lotOf, sumOf, type Unit } from '../ledger/posting.ts';
import type { WalletId } from '../members/wallet.ts';
import { notYetOwed } from './repay-debts.ts';
import type { OriginalSale } from './reverse-original.ts';
import type { Stretch } from './reverse-share.ts';
import { reverseUnit, type DebtPolicy, type Purse } from './reverse-unit.ts';

/** Where and when others' awards are taken back, and what is known of those others. */
export interface OthersCase {
  drawer: Drawer;
  /** The business day on which the money went back. */
  day: Day;
  policy: DebtPolicy;
  purse(walletId: WalletId, unit: Unit): Purse;
}

/**
 * Takes back what others had of a sale, as far as it still waits, share by share as for the customer; what was waited for long enough is
 * theirs. It never stands in the way of the refund: where nobody may owe, what is not there is forgiven.
 */
export function othersFacts(
  sale: OriginalSale,
  reversalId: string,
  ends: Stretch,
  { drawer, day, policy, purse }: OthersCase,
): Fact[] {
  const waits = sale.othersAwards.filter(({ lot }) => day < lot.slice(0, 10) || day === sale.day);
  const places = new Map(waits.map((award) => [`${award.walletId} ${award.unit}`, award]));
  return [...places.values()].flatMap(({ walletId, unit }): Fact[] => {
    const debtLot = lotOf(sale.day, null);
    const { clawed, debt, forgiven } = reverseUnit({
      unit,
      ...ends,
      totalMinor: sale.total.minor,
      awards: waits.filter((award) => award.walletId === walletId && award.unit === unit),
      burned: [],
      lost: [],
      exchanges: [],
      purse: besideDebts(purse(walletId, unit)),
      policy: policy === 'refuse' ? 'within-balance' : policy,
      debtDrawer: drawer,
      debtLot,
      day,
    });
    if (sumOf(clawed) + debt + forgiven === 0) return [];
    const body = { walletId, unit, parts: clawed, debt, debtLot, forgiven, saleId: sale.saleId, reversalId };
    return [{ type: 'ValueClawedBack', body }];
  });
}

/** What they owe already is not paid by this; it only waits for what lies elsewhere before this does. */
const besideDebts = ({ lots, debts, elsewhere }: Purse): Purse => ({
  lots,
  debts: [],
  elsewhere: notYetOwed(elsewhere, debts),
});
