import { expect, test } from 'vitest';
import { giveBack, type Keeping } from './give-back.ts';

const holder = 'wallet:4bf5122f344554c53bde2ebb8cd2b7e3';
const recall = (amount: number) => ({ recallId: 'r-1', holder, unit: 'points:points', amount });
const here: Keeping = {
  state: 'sound',
  day: '2026-11-22',
  lots: [
    { lot: '2026-10-01/-', amount: 50 },
    { lot: '2026-09-01/2026-12-31', amount: 30 },
    { lot: '2025-01-01/2026-11-21', amount: 7 },
  ],
  atCounter: [],
};
const given = (amount: number, more: Partial<Keeping> = {}) =>
  giveBack(recall(amount), { ...here, ...more }).flatMap((fact) =>
    fact.type === 'RightsReturned' ? fact.body.parts : [],
  );

test('so much is given back as is asked for, soonest-expiring first, and no more than is good', () => {
  expect(given(40)).toEqual([
    { lot: '2026-09-01/2026-12-31', amount: 30 },
    { lot: '2026-10-01/-', amount: 10 },
  ]);
  expect(given(1_000)).toEqual([
    { lot: '2026-09-01/2026-12-31', amount: 30 },
    { lot: '2026-10-01/-', amount: 50 },
  ]);
  expect(giveBack(recall(40), here)).toMatchObject([{ body: { because: 'recalled', recallId: 'r-1' } }]);
});

test('nothing is given back of a customer who is at the counter, nor by a till that may be a copy', () => {
  expect(given(40, { atCounter: [holder] })).toEqual([]);
  expect(given(40, { state: 'restricted' })).toEqual([]);
  expect(given(40, { lots: [] })).toEqual([]);
});
