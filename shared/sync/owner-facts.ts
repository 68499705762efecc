import type { Writer } from '../ledger/drawer.ts';
import type { Fact } from '../ledger/events.ts';
import type { Part, Unit } from '../ledger/posting.ts';
import { sumOf } from '../ledger/posting.ts';
import type { Money } from '../money/money.ts';
import type { HeldLot } from './free-lots.ts';
import { interruptReservations, type ReservedFor } from './interrupt-reservations.ts';
import type { Grant } from './protocol.ts';

/** What a holder has of a unit, part by part. */
export interface Moved {
  holder: string;
  unit: Unit;
  parts: Part[];
}

/** Lots of one drawer, put together by whose they are. In the order in which each owner comes first. */
export function byOwner(lots: readonly HeldLot[]): Moved[] {
  const moved = new Map<string, Moved>();
  for (const { holder, unit, lot, amount } of lots) {
    if (amount <= 0) continue;
    const owner = moved.get(`${holder} ${unit}`) ?? { holder, unit, parts: [] };
    owner.parts.push({ lot, amount });
    moved.set(`${holder} ${unit}`, owner);
  }
  return [...moved.values()];
}

/** Debts of one drawer, put together by who owes them. */
export const owedBy = (debts: readonly HeldLot[]) =>
  byOwner(debts.map((debt) => ({ ...debt, amount: -debt.amount }))).map(({ holder, unit, parts }) => ({
    walletId: holder.slice('debt:'.length),
    unit,
    parts,
  }));

/**
 * A till that is lost or out of use: it is believed no more, what was on its way to it comes back, and so does its drawer as far
 * as it was uploaded. What it spent since is a loss that nobody can count.
 */
export function revokeFacts(input: {
  till: Writer;
  because: 'lost' | 'stolen' | 'broken' | 'retired';
  by: string;
  drawer: readonly HeldLot[];
  /** Whose value waits there for baskets. */
  reservations: readonly ReservedFor[];
  /** What members owe there, below zero. */
  debts: readonly HeldLot[];
  onTheWay: readonly Omit<Grant, 'because' | 'number'>[];
}): Fact[] {
  const { till, because, by, drawer, reservations, debts, onTheWay } = input;
  return [
    { type: 'TillRevoked', body: { till, by, because } },
    ...onTheWay.map(({ grantId, generation, to, holder, unit, parts }): Fact => ({
      type: 'RightsCancelled',
      body: { grantId, generation, to, holder, unit, parts },
    })),
    ...byOwner(drawer).map((moved): Fact => ({ type: 'DrawerSeized', body: { till, ...moved } })),
    ...interruptReservations(byOwner(drawer), reservations),
    ...owedBy(debts).map((owed): Fact => ({ type: 'DebtSeized', body: { till, ...owed } })),
  ];
}

/** What an amount of this unit is in money; null for what is no money, such as points. */
export function worthOf(unit: Unit, amount: number): Money | null {
  const match = /^(?:credit|gift|refund):([A-Z]{3})$/.exec(unit);
  return match?.[1] ? { minor: amount, currency: match[1] } : null;
}

/** The owner decided about value in suspense. What waits there for a basket goes back to whom it belongs when it is released. */
export function suspenseFacts(
  lots: readonly HeldLot[],
  { from, by, lost }: { from: Writer; by: string; lost: boolean },
  reservations: readonly ReservedFor[],
): Fact[] {
  const moving = byOwner(lots);
  const decided = moving.map((moved): Fact => {
    const body = { from, by, ...moved };
    return lost
      ? { type: 'SuspenseWrittenOff', body: { ...body, worth: worthOf(moved.unit, sumOf(moved.parts)) } }
      : { type: 'SuspenseReleased', body };
  });
  return lost ? decided : [...decided, ...interruptReservations(moving, reservations)];
}

/** The share of what a risk was worth that is still open, in minor units. */
export const openWorth = ({
  open,
  amount,
  worthMinor,
}: {
  open: number;
  amount: number;
  worthMinor: number;
}): number => (amount === 0 ? 0 : Number((BigInt(worthMinor) * BigInt(open)) / BigInt(amount)));
