import { expect, test } from 'vitest';
import { typedBasket, type Line } from '#shared/basket/basket.ts';
import { aSale, asked } from '#test/support/asked-program.ts';
import { points } from './points.program.ts';

const setup = {
  pointsPerUnit: 1,
  voucherAt: 100,
  voucherWorthMinor: 200,
  pointsLifeDays: 365,
  voucherLifeDays: 180,
};
const line = (more: Partial<Line>): Line => ({
  ...(typedBasket({ minor: 0, currency: 'EUR' }).lines[0] as Line),
  ...more,
});
const earned = (more: object, sale = aSale(2340), when: object = {}) =>
  asked(points, { ...setup, ...more }, sale, when).flatMap((grant) =>
    grant.kind === 'award' ? [[grant.reason.code, grant.amount]] : [],
  );

test('points are rounded down once for the whole sale', () => {
  expect(earned({})).toEqual([['POINTS_PER_UNIT', 23]]);
  const split = aSale(2340, [line({ totalMinor: 1170 }), line({ totalMinor: 1170 })]);
  expect(earned({}, split)).toEqual([['POINTS_PER_UNIT', 23]]);
  expect(earned({ pointsPerUnit: 3 }, split)).toEqual([['POINTS_PER_UNIT', 70]]);
});

test('a rate adds to the lines it is about, at the hours it is about, and says by how much', () => {
  const drinks = line({ category: 'drinks', totalMinor: 1000 });
  const sale = aSale(2340, [drinks, line({ totalMinor: 1340 })]);
  const happy = {
    name: 'Happy hour',
    bp: 20_000,
    scope: { categories: ['drinks'] },
    when: { fromClock: '17:00', toClock: '19:00' },
  };
  expect(earned({ rates: [happy] }, sale, { minute: 17 * 60 })).toEqual([
    ['POINTS_PER_UNIT', 23],
    ['POINTS_RATE', 10],
  ]);
  expect(earned({ rates: [happy] }, sale, { minute: 16 * 60 + 59 })).toEqual([['POINTS_PER_UNIT', 23]]);
});

test('of several rates the best counts for a line, and each says what it added', () => {
  const sale = aSale(3000, [
    line({ category: 'a', totalMinor: 1000 }),
    line({ category: 'b', totalMinor: 2000 }),
  ]);
  const rates = [
    { name: 'All', bp: 15_000 },
    { name: 'B', bp: 30_000, scope: { categories: ['b'] } },
  ];
  expect(earned({ rates }, sale)).toEqual([
    ['POINTS_PER_UNIT', 30],
    ['POINTS_RATE', 5],
    ['POINTS_RATE', 40],
  ]);
});

test('a rate of nothing excludes, and no sale earns more than the owner allows', () => {
  const sale = aSale(3000, [line({ category: 'tobacco', totalMinor: 1000 }), line({ totalMinor: 2000 })]);
  const none = { name: 'Tobacco', bp: 0, scope: { categories: ['tobacco'] } };
  expect(earned({ rates: [none] }, sale)).toEqual([['POINTS_PER_UNIT', 20]]);
  const rates = [{ name: 'Double', bp: 20_000 }];
  expect(earned({ rates, mostPerSale: 25 }, sale)).toEqual([['POINTS_PER_UNIT', 25]]);
  expect(earned({ rates, mostPerSale: 35 }, sale)).toEqual([
    ['POINTS_PER_UNIT', 30],
    ['POINTS_RATE', 5],
  ]);
});

test('visits and pieces earn by themselves', () => {
  expect(earned({ earnBy: 'visit', pointsPerUnit: 5 })).toEqual([['POINTS_PER_VISIT', 5]]);
  const sale = aSale(900, [line({ quantity: 3, totalMinor: 900 })]);
  expect(earned({ earnBy: 'piece', pointsPerUnit: 2 }, sale)).toEqual([['POINTS_PER_PIECE', 6]]);
});

test('pending points open later and are not exchanged at once', () => {
  const grants = asked(points, { ...setup, pendingDays: 14 }, aSale(15_000));
  expect(grants).toMatchObject([
    { kind: 'award', amount: 150, opensDay: '2026-12-06', expiryDay: '2027-11-22' },
  ]);
});

test('a tier earns faster', () => {
  const gold = { name: 'Gold', bp: 15_000, when: { tiers: ['Gold'] } };
  expect(earned({ rates: [gold] }, aSale(1000), { tiers: ['Gold'] })).toEqual([
    ['POINTS_PER_UNIT', 10],
    ['POINTS_RATE', 5],
  ]);
  expect(earned({ rates: [gold] }, aSale(1000), { tiers: ['Silver'] })).toEqual([['POINTS_PER_UNIT', 10]]);
});

test('a sale below the least that earns brings nothing, by money and by visit', () => {
  expect(earned({ minimumMinor: 2_341 })).toEqual([]);
  expect(earned({ minimumMinor: 2_340 })).toEqual([['POINTS_PER_UNIT', 23]]);
  expect(earned({ earnBy: 'visit', minimumMinor: 2_341 })).toEqual([]);
});
