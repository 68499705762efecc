import { expect, test } from 'vitest';
import type { Fact } from '../ledger/events.ts';
import { arrivalOf, decidePlacement } from './placement.ts';

const walletId = 'a'.repeat(32);
const holder = `wallet:${walletId}`;
const unit = 'points:points';
const free = [
  { holder, unit, lot: '2026-01-01/-', amount: 10 },
  { holder, unit, lot: '2026-02-01/-', amount: 5 },
  { holder: `wallet:${'b'.repeat(32)}`, unit, lot: '2026-02-01/-', amount: 99 },
];
const arrival = { holder, from: 'till-1' };

const at = (till: string, visits: number, shop: string | null = null) => ({ till, visits, shop });

test('free value waits where its member was seen most', () => {
  const seen = [at('till-1', 4), at('till-2', 9), at('till-3', 1)];
  expect(decidePlacement({ arrival, free, seen })).toEqual({
    to: 'till-2',
    wants: [{ holder, unit, amount: 15 }],
  });
});

test('a shop counts with all its tills, and value waits at the one of them where its member was seen most', () => {
  const seen = [
    at('till-1', 3, 'Harbour'),
    at('till-4', 2, 'Station'),
    at('till-3', 1, 'Station'),
    at('till-2', 2, 'Station'),
  ];
  expect(decidePlacement({ arrival, free, seen })?.to).toBe('till-2');
  const seldom = [at('till-2', 1, 'Station'), at('till-3', 1, 'Station'), at('till-4', 1, 'Station')];
  expect(decidePlacement({ arrival, free, seen: seldom })?.to).toBe('till-2');
});

test('who comes now and then has no home, and what a till sent away does not come back to it', () => {
  expect(decidePlacement({ arrival, free, seen: [at('till-2', 2)] })).toBeUndefined();
  expect(decidePlacement({ arrival, free, seen: [at('till-1', 9)] })).toBeUndefined();
  expect(decidePlacement({ arrival, free, seen: [] })).toBeUndefined();
  expect(decidePlacement({ arrival, free: [], seen: [at('till-2', 9)] })).toBeUndefined();
});

test('what was recalled for somebody who waits is not sent home', () => {
  const returned = (because: 'recalled' | 'surplus'): Fact => ({
    type: 'RightsReturned',
    body: { holder, unit, parts: [{ lot: '2026-01-01/-', amount: 1 }], because, recallId: null },
  });
  expect(arrivalOf(returned('surplus'), 'till-1')).toEqual(arrival);
  expect(arrivalOf(returned('recalled'), 'till-1')).toBeUndefined();
});
