import { expect, test } from 'vitest';
import { decideGrants, type GrantInput } from './grants.ts';
import { planRecalls } from './recall.ts';

const ann = `wallet:${'a'.repeat(32)}`;
const bob = `wallet:${'b'.repeat(32)}`;
const unit = 'points:points';
const day = '2026-11-22';
const lots = [
  { holder: ann, unit, lot: '2026-01-01/-', amount: 50 },
  { holder: ann, unit, lot: '2026-02-01/2026-12-31', amount: 30 },
  { holder: ann, unit, lot: '2026-03-01/2026-11-30', amount: 20 },
  { holder: ann, unit, lot: '2025-01-01/2026-11-21', amount: 99 },
  { holder: bob, unit, lot: '2026-01-01/-', amount: 7 },
];
const input = (of: Partial<GrantInput>): GrantInput => {
  let ids = 0;
  return {
    to: 'till-1',
    generation: 2,
    lastNumber: 4,
    wants: [],
    lots,
    onTheWay: [],
    mayGrant: true,
    because: 'asked',
    day,
    newId: () => `id-${(ids += 1)}`,
    ...of,
  };
};
const want = (holder: string, amount: number) => ({ holder, unit, amount });

test('what ends soonest is granted first, what has ended never, and numbers go on', () => {
  const { facts, short } = decideGrants(input({ wants: [want(ann, 60), want(bob, 7)] }));
  expect(facts.map(({ body }) => body)).toMatchObject([
    {
      grantId: 'id-1',
      generation: 2,
      number: 5,
      to: 'till-1',
      parts: [
        { lot: '2026-03-01/2026-11-30', amount: 20 },
        { lot: '2026-02-01/2026-12-31', amount: 30 },
        { lot: '2026-01-01/-', amount: 10 },
      ],
    },
    { grantId: 'id-2', number: 6, holder: bob, parts: [{ lot: '2026-01-01/-', amount: 7 }] },
  ]);
  expect(short).toEqual([]);
});

test('two wants of the same value do not get it twice, and what is missing is said', () => {
  const { facts, short } = decideGrants(input({ wants: [want(ann, 90), want(ann, 30)] }));
  const granted = facts.flatMap(({ body }) => body.parts).reduce((sum, { amount }) => sum + amount, 0);
  expect(granted).toBe(100);
  expect(short).toEqual([want(ann, 20)]);
});

test('the right to refund a sale goes whole, however little of it is wanted', () => {
  const sale = { holder: 'sale:one', unit: 'refund:EUR', lot: '2026-11-01/2027-11-01', amount: 2_340 };
  const wants = [{ holder: sale.holder, unit: sale.unit, amount: 300 }];
  const { facts, short } = decideGrants(input({ wants, lots: [sale] }));
  expect(facts.map(({ body }) => body.parts)).toEqual([[{ lot: sale.lot, amount: 2_340 }]]);
  expect(short).toEqual([]);
});

test('what is on its way is not granted again', () => {
  const onTheWay = [{ holder: bob, unit, lot: '2026-01-01/-', amount: 5 }];
  const { facts, short } = decideGrants(input({ wants: [want(bob, 9)], onTheWay }));
  expect(facts.map(({ body }) => body.parts)).toEqual([[{ lot: '2026-01-01/-', amount: 4 }]]);
  expect(short).toEqual([]);
});

test('while tills are awaited nothing is granted', () => {
  const { facts, short } = decideGrants(input({ wants: [want(bob, 5)], mayGrant: false }));
  expect([facts, short]).toEqual([[], [want(bob, 5)]]);
});

test('value is recalled from tills on the line, from those with most of it, and no more than is missing', () => {
  const held = (drawer: string, amount: number, lot = '2026-01-01/-') => ({
    holder: ann,
    unit,
    drawer,
    lot,
    amount,
  });
  const recalls = planRecalls({
    short: [want(ann, 60)],
    mirror: [
      held('till-2', 10),
      held('till-3', 40),
      held('till-4', 500),
      held('till-1', 500),
      held('till-2', 15, '2026-02-01/-'),
      held('till-3', 500, '2025-01-01/2026-11-21'),
      { ...held('till-2', 500), holder: bob },
    ],
    online: new Set(['till-1', 'till-2', 'till-3']),
    asker: 'till-1',
    day,
    newId: () => 'id',
  });
  expect(recalls).toEqual([
    { till: 'till-3', recallId: 'id', holder: ann, unit, amount: 40, because: 'recalled' },
    { till: 'till-2', recallId: 'id', holder: ann, unit, amount: 20, because: 'recalled' },
  ]);
});
