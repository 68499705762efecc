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
 * What a member has just earned pays what the member owes at this till of the same unit, oldest debt first: the facts to write behind
 * the awards. Only what was put into `till`'s own drawer can pay, and only as far as the sale itself did not use it up again: `left` is
 * what lies there afterwards. `awards` are the sale's facts; other kinds among them are passed over.
 */
export function repayDebts(
  walletId: WalletId,
  owed: readonly OwedLot[],
  awards: readonly Fact[],
  till: Drawer,
  left: readonly { unit: Unit; lot: Lot; amount: number }[],
): Fact[] {
  if (owed.length === 0) return [];
  const lying = left.map((lot) => ({ ...lot }));
  const earned = awards.flatMap((fact) =>
    fact.type === 'ValueAwarded' && fact.body.walletId === walletId && fact.body.drawer === till
      ? [{ unit: fact.body.unit, lot: fact.body.lot, left: fact.body.amount }]
      : [],
  );
  const placeOf = (at: { unit: Unit; lot: Lot }) =>
    lying.find(({ unit, lot }) => unit === at.unit && lot === at.lot);
  const lies = (at: { unit: Unit; lot: Lot }) => placeOf(at)?.amount ?? 0;
  const take = (at: { unit: Unit; lot: Lot }, part: number): void => {
    const place = placeOf(at);
    if (place) place.amount = Math.max(0, place.amount - part);
  };
  // What was earned into another drawer may still be counted in what lies here.
  for (const fact of awards)
    if (fact.type === 'ValueAwarded' && fact.body.drawer !== till) take(fact.body, fact.body.amount);
  return owed
    .filter(({ drawer }) => drawer === till)
    .sort((a, b) => (a.lot < b.lot ? -1 : 1))
    .flatMap(({ unit, lot: debtLot, amount }): Fact[] => {
      let open = -amount;
      const parts = earned.flatMap((one) => {
        const part = one.unit === unit ? Math.min(one.left, open, lies(one)) : 0;
        if (part <= 0) return [];
        one.left -= part;
        take(one, part);
        open -= part;
        return [{ lot: one.lot, amount: part }];
      });
      return parts.length === 0 ? [] : [{ type: 'DebtRepaid', body: { walletId, unit, parts, debtLot } }];
    });
}
