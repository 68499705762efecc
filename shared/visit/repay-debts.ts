import { centre, type Drawer } from '../ledger/drawer.ts';
import type { Fact } from '../ledger/events.ts';
import { sumOf, type Lot, type Part, type Unit } from '../ledger/posting.ts';
import { walletHolder, type WalletId } from '../members/wallet.ts';

/** What a member owes, as the balances hold it: `amount` is below zero. */
export interface OwedLot {
  unit: Unit;
  drawer: Drawer;
  lot: Lot;
  amount: number;
}

/**
 * What a member has just earned pays what the member owes of the same unit, oldest debt first: the facts to write behind the awards.
 * A debt in `till`'s own drawer is repaid here; for one that stands elsewhere the earning goes to the centre, which repays it. So a
 * debt has one payer. Only what was put into `till`'s own drawer can pay, and only as far as the sale itself did not use it up again:
 * `left` is what lies there afterwards. `awards` are the sale's facts; other kinds among them are passed over.
 */
export function repayDebts(
  walletId: WalletId,
  owed: readonly OwedLot[],
  awards: readonly Fact[],
  till: Drawer,
  left: readonly { unit: Unit; lot: Lot; amount: number }[],
): Fact[] {
  if (owed.length === 0) return [];
  const earned = earnedLots(walletId, awards, till, left);
  const own = owed.filter(({ drawer }) => drawer === till).sort((a, b) => (a.lot < b.lot ? -1 : 1));
  const repaid = own.flatMap(({ unit, lot: debtLot, amount }): Fact[] => {
    const parts = earned.take(unit, -amount);
    return parts.length === 0 ? [] : [{ type: 'DebtRepaid', body: { walletId, unit, parts, debtLot } }];
  });
  const away = owed.filter(({ drawer }) => drawer !== till);
  const sent = [...new Set(away.map(({ unit }) => unit))].sort().flatMap((unit): Fact[] => {
    // What this sale credited to the centre's drawer is there already.
    const there = awards.flatMap(({ type, body }) =>
      type === 'ValueAwarded' && body.walletId === walletId && body.unit === unit && body.drawer !== till
        ? [body.amount]
        : [],
    );
    const open = there.reduce((sum, amount) => sum - amount, -sumOf(away.filter((one) => one.unit === unit)));
    const parts = earned.take(unit, open);
    return parts.length === 0 ? [] : [sendOwed(walletId, unit, parts)];
  });
  return [...repaid, ...sent];
}

/**
 * How much of `amount`, which lies in other drawers, no debt waits for yet; amounts of debts may stand on either side of zero. Value that
 * covers one debt covers no second: both would be owed, and the member would pay the second out of what is earned later.
 */
export const notYetOwed = (amount: number, debts: readonly Part[]): number =>
  Math.max(0, amount - Math.abs(sumOf(debts)));

/** A member's value goes to the centre, since it is owed elsewhere. */
export const sendOwed = (walletId: WalletId, unit: Unit, parts: Part[]): Fact => ({
  type: 'RightsReturned',
  body: { holder: walletHolder(walletId), unit, parts, because: 'owed', recallId: null },
});

/**
 * What is owed after the member's value in the centre's drawer has paid what stands elsewhere: the centre does so as soon as it hears
 * of both. What stands in `till`'s own drawer stays as it is.
 */
export function stillOwed(owed: readonly OwedLot[], lots: readonly OwedLot[], till: Drawer): OwedLot[] {
  const waiting = new Map<Unit, number>();
  for (const { unit, drawer, amount } of lots)
    if (drawer === centre) waiting.set(unit, (waiting.get(unit) ?? 0) + amount);
  return [...owed]
    .sort((a, b) => (a.lot < b.lot ? -1 : 1))
    .flatMap((debt) => {
      if (debt.drawer === till) return [debt];
      const paid = Math.min(-debt.amount, waiting.get(debt.unit) ?? 0);
      waiting.set(debt.unit, (waiting.get(debt.unit) ?? 0) - paid);
      return paid === -debt.amount ? [] : [{ ...debt, amount: debt.amount + paid }];
    });
}

/** What was earned into the till's own drawer and is still there, taken once. */
function earnedLots(
  walletId: WalletId,
  awards: readonly Fact[],
  till: Drawer,
  left: readonly { unit: Unit; lot: Lot; amount: number }[],
): { take(unit: Unit, most: number): Part[] } {
  const lying = left.map((lot) => ({ ...lot }));
  const earned = awards.flatMap((fact) =>
    fact.type === 'ValueAwarded' && fact.body.walletId === walletId && fact.body.drawer === till
      ? [{ unit: fact.body.unit, lot: fact.body.lot, left: fact.body.amount }]
      : [],
  );
  const placeOf = (at: { unit: Unit; lot: Lot }) =>
    lying.find(({ unit, lot }) => unit === at.unit && lot === at.lot);
  const take = (at: { unit: Unit; lot: Lot }, part: number): void => {
    const place = placeOf(at);
    if (place) place.amount = Math.max(0, place.amount - part);
  };
  // What was earned into another drawer may still be counted in what lies here.
  for (const fact of awards)
    if (fact.type === 'ValueAwarded' && fact.body.drawer !== till) take(fact.body, fact.body.amount);
  return {
    take(unit, most) {
      let open = most;
      return earned.flatMap((one) => {
        const part = one.unit === unit ? Math.min(one.left, open, placeOf(one)?.amount ?? 0) : 0;
        if (part <= 0) return [];
        one.left -= part;
        take(one, part);
        open -= part;
        return [{ lot: one.lot, amount: part }];
      });
    },
  };
}
