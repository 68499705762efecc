import { expect, test } from 'vitest';
import { besideForgotten, coveredGrants, foundTwice, mayGrant, toTakeOrOwe } from './barrier.ts';

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

const grant = (to: string, parts: { lot: string; amount: number }[]) => ({
  grantId: `grant-of-${to}`,
  generation: 1,
  number: 1,
  to,
  ...anna,
  parts,
});
const day = '2026-11-23';

test('what is missing of a grant that was handed out twice is a risk of the house, and the grant stands again', () => {
  const money = { holder: 'sale:sale-1', unit: 'refund:EUR', parts: [{ lot, amount: 1_000 }] };
  const forgotten = [
    grant('till-1', [{ lot, amount: 8 }]),
    grant('till-2', [
      { lot, amount: 5 },
      { lot: '2026-11-23/-', amount: 1 },
    ]),
    { ...grant('till-3', []), ...money },
  ];
  const facts = foundTwice(forgotten, [{ ...anna, lot, amount: 10 }], { day, isLost: () => false });
  const risk = { lot: '2026-11-23/-', riskId: 'grant-of-till-2', till: 'till-2' };
  expect(facts.map(({ type }) => type)).toEqual([
    'RightsGranted',
    'RiskFound',
    'RightsGranted',
    'RiskFound',
    'RightsGranted',
  ]);
  expect(facts[1]?.body).toEqual({
    ...risk,
    ...anna,
    parts: [
      { lot, amount: 3 },
      { lot: '2026-11-23/-', amount: 1 },
    ],
    worth: null,
  });
  expect(facts[3]?.body).toMatchObject({ ...money, worth: { minor: 1_000, currency: 'EUR' } });
});

test('where the log of a revoked till is lost nothing of a member pays for it: the house writes all of it off', () => {
  const parts = [{ lot, amount: 8 }];
  const facts = foundTwice([grant('till-1', parts)], [{ ...anna, lot, amount: 10 }], {
    day,
    isLost: () => true,
  });
  expect(facts).toMatchObject([
    { type: 'RiskFound', body: { parts } },
    { type: 'RightsGranted', body: { parts } },
    { type: 'RiskWrittenOff', body: { amount: 8, by: 'centre' } },
  ]);
});
