import { expect, test } from 'vitest';
import { seeded } from '#test/support/seeded.ts';
import { goodOn, takeSoonestExpiring } from './spend-lots.ts';

const early = '2026-01-01/2026-11-22';
const late = '2026-02-01/2027-02-01';
const forEver = '2025-01-01/-';

test('a lot is good on its last day and not after', () => {
  const lots = [{ lot: early, amount: 5 }];
  expect(goodOn('2026-11-22', lots)).toEqual(lots);
  expect(goodOn('2026-11-23', lots)).toEqual([]);
});

test('an empty lot is not good, one without end always is', () => {
  expect(goodOn('2999-01-01', [{ lot: forEver, amount: 1 }])).toHaveLength(1);
  expect(goodOn('2026-01-01', [{ lot: forEver, amount: 0 }])).toEqual([]);
  expect(goodOn('2026-01-01', [{ lot: forEver, amount: -3 }])).toEqual([]);
});

test('what expires first is spent first, what never expires last', () => {
  const lots = [
    { lot: forEver, amount: 50 },
    { lot: late, amount: 30 },
    { lot: early, amount: 20 },
  ];
  expect(takeSoonestExpiring(lots, 60)).toEqual([
    { lot: early, amount: 20 },
    { lot: late, amount: 30 },
    { lot: forEver, amount: 10 },
  ]);
});

test('of two lots that expire together the older goes first', () => {
  const lots = [
    { lot: '2026-03-01/2027-01-01', amount: 5 },
    { lot: '2026-02-01/2027-01-01', amount: 5 },
  ];
  expect(takeSoonestExpiring(lots, 6).map(({ lot }) => lot)).toEqual([
    '2026-02-01/2027-01-01',
    '2026-03-01/2027-01-01',
  ]);
});

test('taking nothing takes nothing, taking all takes all', () => {
  const lots = [{ lot: early, amount: 20 }];
  expect(takeSoonestExpiring(lots, 0)).toEqual([]);
  expect(takeSoonestExpiring(lots, 20)).toEqual(lots);
});

test('more than there is cannot be taken', () => {
  expect(() => takeSoonestExpiring([{ lot: early, amount: 20 }], 21)).toThrow('nobody spends more');
  expect(() => takeSoonestExpiring([], 1)).toThrow('nobody spends more');
});

test('whatever is taken adds up, and leaves no lot below zero', () => {
  const chance = seeded(41);
  for (let round = 0; round < 1000; round += 1) {
    const lots = Array.from({ length: chance.int(1, 8) }, (_, index) => ({
      lot: `2026-01-0${index + 1}/${chance.pick(['-', '2027-01-01', '2026-12-31'])}`,
      amount: chance.int(0, 40),
    }));
    const held = lots.reduce((sum, { amount }) => sum + amount, 0);
    const wanted = chance.int(0, held);
    const taken = takeSoonestExpiring(chance.shuffled(lots), wanted);
    expect(taken.reduce((sum, { amount }) => sum + amount, 0)).toBe(wanted);
    for (const { lot, amount } of taken) {
      expect(amount).toBeGreaterThan(0);
      expect(amount).toBeLessThanOrEqual(lots.find((one) => one.lot === lot)?.amount ?? 0);
    }
  }
});
