import type { Drawer } from '../ledger/drawer.ts';
import type { Fact } from '../ledger/events.ts';
import type { Lot, Unit } from '../ledger/posting.ts';
import type { WalletId } from '../members/wallet.ts';

/** What a member owes, as the balances hold it: `amount` is below zero. */
export interface OwedLot {
  unit: Unit;
  drawer: Drawer;
  lot: Lot;
  amount: number;
}

/**
 * What a member has just earned pays what the member owes of the same unit, oldest debt first: the facts to write behind the
 * awards. Only what was put into `till`'s own drawer can pay. `awards` are the sale's facts; other kinds among them are passed over.
 */
export function repayDebts(
  walletId: WalletId,
  owed: readonly OwedLot[],
  awards: readonly Fact[],
  till: Drawer,
): Fact[] {
  const earned = awards.flatMap((fact) =>
    fact.type === 'ValueAwarded' && fact.body.walletId === walletId && fact.body.drawer === till
      ? [{ unit: fact.body.unit, lot: fact.body.lot, left: fact.body.amount }]
      : [],
  );
  const order = ({ lot, drawer }: OwedLot) => `${lot} ${drawer}`;
  return [...owed]
    .sort((a, b) => (order(a) < order(b) ? -1 : 1))
    .flatMap(({ unit, drawer: debtDrawer, lot: debtLot, amount }): Fact[] => {
      let left = -amount;
      const parts = earned.flatMap((one) => {
        const part = one.unit === unit ? Math.min(one.left, left) : 0;
        if (part <= 0) return [];
        one.left -= part;
        left -= part;
        return [{ lot: one.lot, amount: part }];
      });
      return parts.length === 0
        ? []
        : [{ type: 'DebtRepaid', body: { walletId, unit, parts, debtDrawer, debtLot } }];
    });
}
