import type { Day } from '../base/business-time.ts';
import type { Drawer } from '../ledger/drawer.ts';
import { lotExpiry, type Lot, type Part, type Unit } from '../ledger/posting.ts';
import type { SaleVoucher } from './reverse-original.ts';
import {
  clawedSoFar,
  givenBetween,
  givenSoFar,
  nextChange,
  piecesOf,
  type Stretch,
} from './reverse-share.ts';
import { goodOn, soonestFirst } from './spend-lots.ts';

/**
 * What becomes of value that a reversal should take back and a member no longer has: `refuse` the reversal, take what lies
 * `within-balance` and forgive the rest, or book a `debt` that later earnings repay.
 */
export type DebtPolicy = 'refuse' | 'within-balance' | 'debt';

/** What a member owes of one unit: so much, in the drawer and lot where it was booked. */
export interface Debt {
  drawer: Drawer;
  lot: Lot;
  amount: number;
}

/** What a member has of one unit: lots in this till's drawer, debts anywhere, and the good value in all other drawers. */
export interface Purse {
  lots: readonly Part[];
  debts: readonly Debt[];
  elsewhere: number;
}

/** One unit of a sale that is being taken back, from one reversed amount to a larger one. */
export interface UnitTask extends Stretch {
  unit: Unit;
  totalMinor: number;
  awards: readonly Part[];
  /** What of it was used up for nothing that remains. */
  burned: readonly Part[];
  /** Exchanges whose voucher can still be taken back here. */
  exchanges: readonly { parts: readonly Part[]; voucher: SaleVoucher }[];
  /** What was given for something that is missed once so much of the sale is reversed: taken back whole, at that point. */
  lost: readonly (Part & { atMinor: number })[];
  purse: Purse;
  policy: DebtPolicy;
  /** Where a debt is booked. */
  debtDrawer: Drawer;
  debtLot: Lot;
  day: Day;
}

/** What moves in one unit. `missing` is what the policy `refuse` stumbled over. */
export interface UnitMoves {
  unit: Unit;
  given: Part[];
  clawed: Part[];
  debt: number;
  forgiven: number;
  repaid: { debt: Debt; parts: Part[] }[];
  /** What came back and goes to the centre, since it is owed elsewhere. */
  sent: Part[];
  voided: SaleVoucher[];
  missing: number;
}

/**
 * Takes one unit of a sale back, minor unit by minor unit: each gives back what the sale used up, then claws back what it
 * earned. A refund of 5 is therefore the same as one of 2 and one of 3 in every lot, and not only in sum.
 */
export function reverseUnit(task: UnitTask): UnitMoves {
  const { totalMinor, awards, burned, lost } = task;
  const hand = openHand(task);
  const [award, burn] = [sum(awards), sum(burned)];
  // What was paid whole with value, or only took a coupon, comes back at once: there is no money to go by.
  if (totalMinor === 0) {
    hand.undoExchanges();
    hand.give(burned);
    hand.claw(award);
  }
  const step = (at: number, toMinor: number): number => {
    const share = { reversedMinor: at, totalMinor };
    // Where nothing comes back part by part, only the last minor unit differs from those before it.
    const stop =
      burn > 0 ? nextChange(award, burn, share) : at < totalMinor - 1 ? totalMinor - 1 : totalMinor;
    const missed = lost.filter(({ atMinor }) => atMinor > at).map(({ atMinor }) => atMinor);
    const then = { reversedMinor: Math.min(stop, toMinor, ...missed), totalMinor };
    if (then.reversedMinor === totalMinor) hand.undoExchanges();
    hand.give(givenBetween(burned, givenSoFar(burn, share), givenSoFar(burn, then)));
    hand.claw(clawedSoFar(award, then) - clawedSoFar(award, share));
    for (const one of lost) if (one.atMinor === then.reversedMinor) hand.claw(one.amount, [one.lot]);
    return then.reversedMinor;
  };
  for (const { fromMinor, toMinor } of piecesOf(task))
    for (let at = fromMinor; at < toMinor;) at = step(at, toMinor);
  return hand.moves();
}

/** The purse while it is being worked on: it remembers what it did, to be written down in few facts. */
function openHand(task: UnitTask) {
  const { unit, policy, day, debtDrawer, debtLot } = task;
  const ownLots = new Set(task.awards.map(({ lot }) => lot));
  const lots = tally(task.purse.lots);
  const debts = task.purse.debts.map((debt) => ({ ...debt }));
  const exchanges = [...task.exchanges];
  const [given, clawed, sent] = [tally([]), tally([]), tally([])];
  const repaid = new Map<string, { debt: Debt; parts: Map<Lot, number> }>();
  const voided: SaleVoucher[] = [];
  let [debt, forgiven, missing] = [0, 0, 0];

  const owed = () => debts.reduce((total, { amount }) => total + amount, 0);
  const takeFrom = (order: readonly Lot[], amount: number, into: Map<Lot, number>): number => {
    let left = amount;
    for (const lot of order) {
      const part = Math.min(left, lots.get(lot) ?? 0);
      if (part <= 0) continue;
      lots.set(lot, (lots.get(lot) ?? 0) - part);
      into.set(lot, (into.get(lot) ?? 0) + part);
      left -= part;
    }
    return left;
  };
  /**
   * What came back pays what is owed before anything else: nobody has value and owes it. What stands in another drawer only its owner
   * repays, so what pays for it is sent there.
   */
  const payDebts = (order: readonly Lot[]): void => {
    for (const one of debts) {
      if (one.amount === 0) continue;
      if (one.drawer !== debtDrawer) {
        one.amount = takeFrom(order, one.amount, sent);
        continue;
      }
      const key = `${one.drawer} ${one.lot}`;
      const known = repaid.get(key) ?? { debt: { ...one, amount: 0 }, parts: new Map<Lot, number>() };
      const paid = one.amount - takeFrom(order, one.amount, known.parts);
      if (paid === 0) continue;
      one.amount -= paid;
      known.debt.amount += paid;
      repaid.set(key, known);
    }
  };
  const give = (parts: readonly Part[]): void => {
    for (const { lot, amount } of parts) {
      lots.set(lot, (lots.get(lot) ?? 0) + amount);
      given.set(lot, (given.get(lot) ?? 0) + amount);
    }
    payDebts(soonestFirst(goodOn(day, parts)).map(({ lot }) => lot));
  };
  const undo = (at: number): void => {
    const [exchange] = exchanges.splice(at, 1);
    if (!exchange) return;
    voided.push(exchange.voucher);
    give(exchange.parts);
  };
  const owe = (amount: number): void => {
    const booked = debts.find(({ drawer, lot }) => drawer === debtDrawer && lot === debtLot);
    if (booked) booked.amount += amount;
    else debts.push({ drawer: debtDrawer, lot: debtLot, amount });
    debt += amount;
  };
  const claw = (amount: number, own: ReadonlySet<Lot>): void => {
    // What has expired meanwhile is gone already, and is not asked for again.
    if ([...own].every((lot) => (lotExpiry(lot) ?? '9999-12-31') < day)) {
      forgiven += amount;
      return;
    }
    let left = takeFrom([...own], amount, clawed);
    for (;;) {
      const at = exchanges.findLastIndex(({ parts }) => parts.some(({ lot }) => own.has(lot)));
      if (left === 0 || at < 0) break;
      undo(at);
      left = takeFrom([...own], left, clawed);
    }
    const others = [...lots].map(([lot, held]) => ({ lot, amount: held }));
    left = takeFrom(
      soonestFirst(others.filter(({ lot }) => (lotExpiry(lot) ?? '9999-12-31') >= day)).map(({ lot }) => lot),
      left,
      clawed,
    );
    // What the member has in other drawers is not lost to anybody: it is owed here, and the centre settles it there.
    const covered = Math.min(left, Math.max(0, task.purse.elsewhere - owed()));
    const bare = left - covered;
    const asDebt = covered + (policy === 'debt' ? bare : 0);
    if (asDebt > 0) owe(asDebt);
    if (policy === 'within-balance') forgiven += bare;
    if (policy === 'refuse') missing += bare;
  };
  return {
    give,
    /** From the lots in which it was earned first: those of the sale's awards, unless others are named. */
    claw: (amount: number, lots?: readonly Lot[]) =>
      amount > 0 ? claw(amount, lots ? new Set(lots) : ownLots) : undefined,
    undoExchanges: () => {
      while (exchanges.length > 0) undo(exchanges.length - 1);
    },
    moves: (): UnitMoves => ({
      unit,
      given: partsOf(given),
      clawed: partsOf(clawed),
      debt,
      forgiven,
      repaid: [...repaid.values()].map((one) => ({ debt: one.debt, parts: partsOf(one.parts) })),
      sent: partsOf(sent),
      voided,
      missing,
    }),
  };
}

const sum = (parts: readonly Part[]): number => parts.reduce((total, { amount }) => total + amount, 0);

function tally(parts: readonly Part[]): Map<Lot, number> {
  const amounts = new Map<Lot, number>();
  for (const { lot, amount } of parts) amounts.set(lot, (amounts.get(lot) ?? 0) + amount);
  return amounts;
}

const partsOf = (amounts: ReadonlyMap<Lot, number>): Part[] =>
  [...amounts]
    .filter(([, amount]) => amount > 0)
    .map(([lot, amount]) => ({ lot, amount }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1));
