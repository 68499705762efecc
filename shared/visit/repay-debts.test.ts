import { expect, test } from 'vitest';
import { centre } from '../ledger/drawer.ts';
import type { Fact } from '../ledger/events.ts';
import { anna, saleOf, sell, shop } from '#test/support/a-shop.ts';
import { given, walletOf } from '#test/support/given.ts';
import { awarded, member, ownLot } from '#test/support/reversal-books.ts';
import { notYetOwed, repayDebts, sendOwed, stillOwed } from './repay-debts.ts';

const unit = 'points:points';
const debt = (lot: string, amount: number, drawer = 'till-1') => ({ unit, drawer, lot, amount });

const left = [{ unit, lot: ownLot, amount: 10 }];

test('what was just earned pays the oldest debt first, and never more than is owed', () => {
  const owed = [debt('2026-11-20/-', -5), debt('2026-11-01/-', -8)];
  expect(repayDebts(member, owed, [awarded('s', 10, ownLot)], 'till-1', left)).toMatchObject([
    { body: { debtLot: '2026-11-01/-', parts: [{ lot: ownLot, amount: 8 }] } },
    { body: { debtLot: '2026-11-20/-', parts: [{ lot: ownLot, amount: 2 }] } },
  ]);
  expect(
    repayDebts(member, [debt('2026-11-01/-', -3)], [awarded('s', 10, ownLot)], 'till-1', left),
  ).toMatchObject([{ body: { parts: [{ amount: 3 }] } }]);
});

test('only value of the same unit and the same member pays', () => {
  const owed = [debt('2026-11-01/-', -8)];
  expect(repayDebts(member, owed, [awarded('s', 10, ownLot, 'stamps:stamps')], 'till-1', left)).toEqual([]);
  expect(
    repayDebts('9c56cc51b374c3ba189210d5b6d4bf57', owed, [awarded('s', 10, ownLot)], 'till-1', left),
  ).toEqual([]);
  expect(repayDebts(member, [], [awarded('s', 10, ownLot)], 'till-1', left)).toEqual([]);
});

test('what is owed elsewhere is not repaid here: what was earned goes to the centre, after the own drawer’s debt', () => {
  const owed = [
    debt('2026-10-01/-', -5, 'till-2'),
    debt('2026-10-02/-', -1, centre),
    debt('2026-11-01/-', -8),
  ];
  expect(repayDebts(member, owed, [awarded('s', 10, ownLot)], 'till-1', left)).toEqual([
    {
      type: 'DebtRepaid',
      body: { walletId: member, unit, parts: [{ lot: ownLot, amount: 8 }], debtLot: '2026-11-01/-' },
    },
    sendOwed(member, unit, [{ lot: ownLot, amount: 2 }]),
  ]);
  expect(
    repayDebts(member, [debt('2026-10-01/-', -5, centre)], [awarded('s', 10, ownLot)], 'till-1', left),
  ).toEqual([sendOwed(member, unit, [{ lot: ownLot, amount: 5 }])]);
});

test('what the sale credited to the centre’s drawer need not be sent there', () => {
  const fact = awarded('s', 4, ownLot);
  const credited = { ...fact, body: { ...fact.body, drawer: centre } } as Fact;
  const owed = [debt('2026-10-01/-', -5, centre)];
  expect(repayDebts(member, owed, [awarded('s', 6, ownLot), credited], 'till-1', left)).toEqual([
    sendOwed(member, unit, [{ lot: ownLot, amount: 1 }]),
  ]);
});

test('value in the centre’s drawer pays what stands elsewhere, so so much is owed no more; the own drawer’s debt stays', () => {
  const owed = [
    debt('2026-10-01/-', -5, centre),
    debt('2026-10-02/-', -3, 'till-2'),
    debt('2026-11-01/-', -8),
  ];
  const lots = [debt(ownLot, 6, centre), debt(ownLot, 50, 'till-2')];
  expect(stillOwed(owed, lots, 'till-1')).toEqual([
    debt('2026-10-02/-', -2, 'till-2'),
    debt('2026-11-01/-', -8),
  ]);
  expect(stillOwed(owed, [], 'till-1')).toEqual(owed);
});

test('what the sale itself used up again cannot pay', () => {
  const [owed, awards] = [[debt('2026-11-01/-', -8)], [awarded('s', 10, ownLot)]];
  expect(repayDebts(member, owed, awards, 'till-1', [{ unit, lot: ownLot, amount: 3 }])).toMatchObject([
    { body: { parts: [{ lot: ownLot, amount: 3 }] } },
  ]);
  expect(repayDebts(member, owed, awards, 'till-1', [])).toEqual([]);
});

test('at the counter a debt is paid before anything is exchanged', () => {
  const owes: Fact = {
    type: 'ValueClawedBack',
    body: {
      walletId: walletOf(anna),
      unit,
      parts: [],
      debt: 40,
      debtLot: '2026-11-20/-',
      forgiven: 0,
      saleId: 'earlier',
      reversalId: 'reversal',
    },
  };
  const counter = given([...shop, owes]);
  const first = saleOf(counter, counter.scan(anna), sell('100'));
  expect(first.facts.map(({ type }) => type)).toEqual(['SaleRecorded', 'ValueAwarded', 'DebtRepaid']);
  expect(counter.balance(anna, unit)).toBe(60);
  const next = saleOf(counter, counter.scan(anna), sell('50'));
  expect(next.facts.map(({ type }) => type)).toEqual([
    'SaleRecorded',
    'ValueAwarded',
    'ValueSpent',
    'VoucherIssued',
  ]);
  expect(counter.balance(anna, unit)).toBe(10);
});

test('value elsewhere that one debt waits for covers no second one', () => {
  const debt = (amount: number) => ({ lot: '2026-11-22/-', amount });
  expect(notYetOwed(10, [])).toBe(10);
  expect(notYetOwed(10, [debt(-4)])).toBe(6);
  expect(notYetOwed(10, [debt(4), debt(6)])).toBe(0);
  expect(notYetOwed(10, [debt(-12)])).toBe(0);
});
