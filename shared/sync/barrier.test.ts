import { expect, test } from 'vitest';
import { besideForgotten, coveredGrants, mayGrant, toTakeOrOwe } from './barrier.ts';

test('the centre waits for every till that the owner did not give up', () => {
  expect(mayGrant(2, [{ state: 'active', checkedIn: 1 }])).toBe(false);
  expect(mayGrant(2, [{ state: 'active', checkedIn: 2 }])).toBe(true);
  expect(
    mayGrant(2, [
      { state: 'excluded', checkedIn: 1 },
      { state: 'revoked', checkedIn: 0 },
    ]),
  ).toBe(true);
});

const anna = { holder: 'wallet:aaaaaaaaaaaaaaaa', unit: 'points:points' };
const bela = { holder: 'wallet:bbbbbbbbbbbbbbbb', unit: 'points:points' };
const lot = '2026-11-22/-';

test('a forgotten grant is written again when its value is there, and holds up no other when it is not', () => {
  const grants = [
    { ...anna, parts: [{ lot, amount: 8 }] },
    { ...anna, parts: [{ lot, amount: 3 }] },
    { ...bela, parts: [{ lot, amount: 1 }] },
    { ...anna, parts: [{ lot, amount: 2 }] },
  ];
  const lots = [{ ...anna, lot, amount: 10 }];
  expect(coveredGrants(grants, lots)).toEqual([grants[0], grants[3]]);
  expect(coveredGrants(grants, [])).toEqual([]);
});

test('what a forgotten grant took pays for nothing else, lot by lot, and never more than that', () => {
  const other = '2026-11-23/-';
  const lots = [
    { ...anna, lot, amount: 10 },
    { ...anna, lot: other, amount: 4 },
    { ...bela, lot, amount: 5 },
  ];
  expect(besideForgotten(lots, [])).toEqual(lots);
  const forgotten = [
    { ...anna, parts: [{ lot, amount: 8 }] },
    { ...anna, parts: [{ lot: other, amount: 9 }] },
  ];
  expect(besideForgotten(lots, forgotten)).toEqual([{ ...anna, lot, amount: 2 }, lots[2]]);
});

test('beside a forgotten grant a refund takes nothing of its holder’s unit, and is owed what does not wait', () => {
  const held = [{ ...anna, lot, amount: 10 }];
  expect(toTakeOrOwe(held, [{ ...anna, parts: [{ lot, amount: 2 }] }])).toEqual({
    lots: [],
    owed: [{ ...anna, lot, amount: 8 }],
  });
  for (const elsewhere of [bela, { ...anna, unit: 'stamps:coffee' }])
    expect(toTakeOrOwe(held, [{ ...elsewhere, parts: [{ lot, amount: 2 }] }])).toEqual({
      lots: held,
      owed: [],
    });
});
