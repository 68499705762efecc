import { expect, test } from 'vitest';
import { awarded, member, ownLot } from '#test/support/reversal-books.ts';
import { repayDebts } from './repay-debts.ts';

const unit = 'points:points';
const debt = (lot: string, amount: number, drawer = 'till-1') => ({ unit, drawer, lot, amount });

test('what was just earned pays the oldest debt first, and never more than is owed', () => {
  const owed = [debt('2026-11-20/-', -5, 'till-2'), debt('2026-11-01/-', -8)];
  expect(repayDebts(member, owed, [awarded('s', 10, ownLot)], 'till-1')).toMatchObject([
    { body: { debtDrawer: 'till-1', debtLot: '2026-11-01/-', parts: [{ lot: ownLot, amount: 8 }] } },
    { body: { debtDrawer: 'till-2', debtLot: '2026-11-20/-', parts: [{ lot: ownLot, amount: 2 }] } },
  ]);
  expect(repayDebts(member, [debt('2026-11-01/-', -3)], [awarded('s', 10, ownLot)], 'till-1')).toMatchObject([
    { body: { parts: [{ amount: 3 }] } },
  ]);
});

test('only value of the same unit, the same member and the own drawer pays', () => {
  const owed = [debt('2026-11-01/-', -8)];
  expect(repayDebts(member, owed, [awarded('s', 10, ownLot, 'stamps:stamps')], 'till-1')).toEqual([]);
  expect(repayDebts(member, owed, [awarded('s', 10, ownLot)], 'till-2')).toEqual([]);
  expect(repayDebts('9c56cc51b374c3ba189210d5b6d4bf57', owed, [awarded('s', 10, ownLot)], 'till-1')).toEqual(
    [],
  );
  expect(repayDebts(member, [], [awarded('s', 10, ownLot)], 'till-1')).toEqual([]);
});
