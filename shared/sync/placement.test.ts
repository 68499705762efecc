import { describe, expect, test } from 'vitest';
import type { Fact } from '../ledger/events.ts';
import { arrivalOf, decideHomecoming, homeRule, type Arrival, type SeenAt } from './placement.ts';

const walletId = 'a'.repeat(32);
const holder = `wallet:${walletId}`;
const unit = 'points:points';
const lying = (drawer: string, amount: number, lot = '2026-01-01/-') => ({
  holder,
  unit,
  drawer,
  lot,
  amount,
});
const shops = new Map([
  ['till-1', 'Harbour'],
  ['till-2', 'Station'],
  ['till-3', 'Station'],
  ['till-4', 'Station'],
  ['till-5', null],
]);
const at = (till: string, visits: number): SeenAt => ({ till, visits });
const earned: Arrival = { holder, from: 'till-1', lies: 'at-till' };
const freed: Arrival = { holder, from: 'till-1', lies: 'at-centre' };

const look = (
  arrival: Arrival,
  seen: readonly SeenAt[],
  more: Partial<Parameters<typeof decideHomecoming>[0]> = {},
) =>
  decideHomecoming({
    arrival,
    seen,
    lots: [lying('centre', 10), lying('centre', 5, '2026-02-01/-'), lying('till-1', 7), lying('till-3', 2)],
    shops,
    online: new Set(shops.keys()),
    rule: homeRule,
    day: '2026-11-23',
    newId: () => 'id',
    ...more,
  });

describe('what lies in the drawer of the centre', () => {
  test('goes to the till where its member was seen most', () => {
    expect(look(freed, [at('till-1', 4), at('till-2', 9), at('till-3', 1)])).toEqual({
      home: 'till-2',
      wants: [{ holder, unit, amount: 15 }],
      recalls: [],
    });
  });

  test('stays there when that till sent it away itself, when its member was not seen lately, and when it is of somebody else', () => {
    expect(look(freed, [at('till-1', 9)])).toBeUndefined();
    expect(look(freed, [])).toBeUndefined();
    const others = [{ ...lying('centre', 99), holder: `wallet:${'b'.repeat(32)}` }];
    expect(look(freed, [at('till-2', 9)], { lots: others })).toBeUndefined();
  });

  test('goes to the shop where its member was seen most, though one till elsewhere saw them more than any of its tills', () => {
    const seen = [at('till-1', 3), at('till-4', 1), at('till-3', 1), at('till-2', 2)];
    expect(look(freed, seen)?.home).toBe('till-2');
  });

  test('a till that said no shop is a shop of its own', () => {
    expect(look(freed, [at('till-5', 2), at('till-1', 1)])?.home).toBe('till-5');
  });
});

describe('what a till earned', () => {
  test('is asked for where it lies, also of other tills of the shop, as far as they are on the line', () => {
    const seen = [at('till-2', 3)];
    const surplus = { recallId: 'id', holder, unit, because: 'surplus' };
    expect(look(earned, seen)).toEqual({
      home: 'till-2',
      wants: [],
      recalls: [
        { till: 'till-1', amount: 7, ...surplus },
        { till: 'till-3', amount: 2, ...surplus },
      ],
    });
    expect(look(earned, seen, { online: new Set(['till-2', 'till-3']) })?.recalls).toEqual([
      { till: 'till-3', amount: 2, ...surplus },
    ]);
  });

  test('stays where it is home, and where nobody looks for a home', () => {
    expect(look(earned, [at('till-1', 3)], { lots: [lying('till-1', 7)] })).toBeUndefined();
    expect(look(earned, [at('till-2', 3)], { rule: { gather: 'nowhere', leastVisits: 0 } })).toBeUndefined();
  });

  test('is left to end where it lies when its time is over', () => {
    expect(
      look(earned, [at('till-2', 3)], { lots: [lying('till-1', 7, '2026-01-01/2026-11-22')] }),
    ).toBeUndefined();
  });
});

test('whoever came less often than a rule asks for has no home', () => {
  const rule = { gather: 'till', leastVisits: 3 } as const;
  expect(look(freed, [at('till-2', 2)], { rule })).toBeUndefined();
  expect(look(freed, [at('till-2', 3)], { rule })?.home).toBe('till-2');
});

test('what was recalled for somebody who waits is not sent home, all else that came is', () => {
  const returned = (because: 'recalled' | 'surplus'): Fact => ({
    type: 'RightsReturned',
    body: { holder, unit, parts: [{ lot: '2026-01-01/-', amount: 1 }], because, recallId: null },
  });
  expect(arrivalOf(returned('surplus'), 'till-1')).toEqual(freed);
  expect(arrivalOf(returned('recalled'), 'till-1')).toBeUndefined();
});
