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

test('free value waits where its member was seen most', () => {
  const seen = [
    { till: 'till-1', visits: 4 },
    { till: 'till-2', visits: 9 },
    { till: 'till-3', visits: 1 },
  ];
  expect(decidePlacement({ arrival, free, seen })).toEqual({
    to: 'till-2',
    wants: [{ holder, unit, amount: 15 }],
  });
});

test('who comes now and then has no home, and what a till sent away does not come back to it', () => {
  expect(decidePlacement({ arrival, free, seen: [{ till: 'till-2', visits: 2 }] })).toBeUndefined();
  expect(decidePlacement({ arrival, free, seen: [{ till: 'till-1', visits: 9 }] })).toBeUndefined();
  expect(decidePlacement({ arrival, free, seen: [] })).toBeUndefined();
  expect(decidePlacement({ arrival, free: [], seen: [{ till: 'till-2', visits: 9 }] })).toBeUndefined();
});

test('what was recalled for somebody who waits is not sent home', () => {
  const returned = (because: 'recalled' | 'surplus'): Fact => ({
    type: 'RightsReturned',
    body: { holder, unit, parts: [{ lot: '2026-01-01/-', amount: 1 }], because, recallId: null },
  });
  expect(arrivalOf(returned('surplus'), 'till-1')).toEqual(arrival);
  expect(arrivalOf(returned('recalled'), 'till-1')).toBeUndefined();
});
