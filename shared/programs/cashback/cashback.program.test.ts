import { expect, test } from 'vitest';
import { aSale, asked } from '#test/support/asked-program.ts';
import { cashback } from './cashback.program.ts';

const back = (setup: object, minor: number, currency = 'EUR') =>
  asked(cashback, { bp: 300, creditLifeDays: 365, ...setup }, aSale(minor, undefined, currency)).map(
    (grant) => (grant.kind === 'award' ? [grant.unit, grant.amount, grant.expiryDay] : []),
  );

test('a share of what was paid comes back, rounded down once', () => {
  expect(back({}, 2340)).toEqual([['credit:EUR', 70, '2027-11-22']]);
  expect(back({}, 33)).toEqual([]);
  expect(back({}, 34)).toEqual([['credit:EUR', 1, '2027-11-22']]);
  expect(back({}, 999_99, 'HUF')).toEqual([['credit:HUF', 2999, '2027-11-22']]);
});

test('small sales and large ones have their limits', () => {
  expect(back({ minimumMinor: 2000 }, 1999)).toEqual([]);
  expect(back({ minimumMinor: 2000 }, 2000)).toEqual([['credit:EUR', 60, '2027-11-22']]);
  expect(back({ mostPerSaleMinor: 50, creditLifeDays: null }, 10_000)).toEqual([['credit:EUR', 50, null]]);
});
