import { expect, test } from 'vitest';
import { sumOf } from '../ledger/posting.ts';
import { freeLots } from './free-lots.ts';
import { openWorth, revokeFacts, suspenseFacts, worthOf } from './owner-facts.ts';
import { settleRisk } from './settle.ts';

const ann = `wallet:${'a'.repeat(32)}`;
const unit = 'points:points';
const lots = [
  { holder: ann, unit, lot: '2026-01-01/-', amount: 10 },
  { holder: 'gift-card:cc'.padEnd(42, 'c'), unit: 'gift:EUR', lot: '2026-01-01/-', amount: 500 },
  { holder: ann, unit, lot: '2026-02-01/-', amount: 5 },
  { holder: ann, unit, lot: '2026-03-01/-', amount: 0 },
];

test('a revoked till gives up its whole drawer, and what was on the way comes back', () => {
  const onTheWay = [
    {
      grantId: 'g',
      generation: 1,
      to: 'till-1',
      holder: ann,
      unit,
      parts: [{ lot: '2026-01-01/-', amount: 3 }],
    },
  ];
  const debts = [{ holder: `debt:${'a'.repeat(32)}`, unit, lot: '2026-01-05/-', amount: -4 }];
  const facts = revokeFacts({
    till: 'till-1',
    because: 'stolen',
    by: 'owner',
    drawer: lots,
    debts,
    reservations: [],
    onTheWay,
  });
  expect(facts.map(({ type }) => type)).toEqual([
    'TillRevoked',
    'RightsCancelled',
    'DrawerSeized',
    'DrawerSeized',
    'DebtSeized',
  ]);
  expect(facts[2]?.body).toEqual({
    till: 'till-1',
    holder: ann,
    unit,
    parts: [
      { lot: '2026-01-01/-', amount: 10 },
      { lot: '2026-02-01/-', amount: 5 },
    ],
  });
});

test('value in suspense is given back as it is, or lost with what it was worth', () => {
  expect(suspenseFacts(lots, { from: 'till-1', by: 'owner', lost: false }, [])).toHaveLength(2);
  const lost = suspenseFacts(lots, { from: 'till-1', by: 'owner', lost: true }, []);
  expect(lost.map(({ body }) => 'worth' in body && body.worth)).toEqual([
    null,
    { minor: 500, currency: 'EUR' },
  ]);
  expect(worthOf('coupon:coffee', 3)).toBeNull();
});

test('what is left of a risk costs its share, rounded down', () => {
  expect(openWorth({ open: 1, amount: 3, worthMinor: 100 })).toBe(33);
  expect(openWorth({ open: 3, amount: 3, worthMinor: 100 })).toBe(100);
  expect(openWorth({ open: 0, amount: 0, worthMinor: 0 })).toBe(0);
});

test('a risk is paid as far as there is something, with what ends soonest and has not ended', () => {
  const free = freeLots([
    { holder: ann, unit, lot: '2026-01-01/2026-11-21', amount: 99 },
    { holder: ann, unit, lot: '2026-01-01/-', amount: 10 },
    { holder: ann, unit, lot: '2026-01-01/2026-12-01', amount: 4 },
  ]);
  const risk = { riskId: 'r', till: 'till-1', lot: '2026-11-20/-', holder: ann, unit, open: 20 };
  const covered = settleRisk(risk, free, '2026-11-22');
  expect(covered?.body.parts).toEqual([
    { lot: '2026-01-01/2026-12-01', amount: 4 },
    { lot: '2026-01-01/-', amount: 10 },
  ]);
  expect(sumOf(covered?.body.parts ?? [])).toBe(14);
  expect(settleRisk({ ...risk, open: 6 }, free, '2026-11-22'), 'nothing is left').toBeUndefined();
});
