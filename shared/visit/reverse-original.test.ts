import { expect, test } from 'vitest';
import { anna } from '#test/support/a-shop.ts';
import { earned, given, memberWith, next, program } from '#test/support/given.ts';
import { originalSaleOf } from './reverse-original.ts';

const points = {
  pointsPerUnit: 1,
  voucherAt: 100,
  voucherWorthMinor: 200,
  pointsLifeDays: 365,
  voucherLifeDays: 180,
};
const rewards = {
  pointsProgramId: 'points',
  rewards: [],
  payWithPoints: { points: 100, worthMinor: 100, step: 1, least: 1 },
};

test('a voucher at a risk behind points that paid is what the risk was taken for, and no gift', () => {
  const counter = given(
    [
      program('points', points),
      program('rewards', rewards),
      ...memberWith(anna),
      earned(anna, 50),
      earned(anna, 130, { drawer: next.writer }),
    ],
    { drawers: { offline: { default: 'bounded' }, limits: { perMemberMinor: 5000, perTillMinor: 50_000 } } },
  );
  const done = counter.when(
    counter.scan(anna),
    { type: 'ChooseOffer', offerId: 'rewards/pay', chosen: true, amountMinor: null },
    { type: 'RecordSale', saleId: 'sale-1', amountText: '1.00' },
  );
  if (!done.ok) throw new Error(done.error.code);
  const sale = originalSaleOf(done.value.facts, { till: 'till-1', day: '2026-11-22' });
  expect(sale?.gifts).toEqual([]);
  expect(sale?.exchanges).toMatchObject([{ risked: true, parts: [] }]);
  expect(sale?.burns).toMatchObject([{ parts: [{ amount: 50 }] }]);
});
