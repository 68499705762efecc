import { describe, expect, test } from 'vitest';
import { giveBack, type Keeping } from './give-back.ts';

const holder = 'wallet:4bf5122f344554c53bde2ebb8cd2b7e3';
const recall = (amount: number, because: 'recalled' | 'surplus' = 'recalled') => ({
  ...{ recallId: 'r-1', holder, unit: 'points:points', amount, because },
});
const here: Keeping = {
  state: 'sound',
  day: '2026-11-22',
  lots: [
    { lot: '2026-10-01/-', amount: 50 },
    { lot: '2026-09-01/2026-12-31', amount: 30 },
    { lot: '2025-01-01/2026-11-21', amount: 7 },
  ],
  atCounter: [],
  float: null,
};
const given = (amount: number, more: Partial<Keeping> = {}) =>
  giveBack(recall(amount), { ...here, ...more }).flatMap((fact) =>
    fact.type === 'RightsReturned' ? fact.body.parts : [],
  );

test('so much is given back as is asked for, first what is good, soonest-expiring first, then what the clock says is not', () => {
  expect(given(40)).toEqual([
    { lot: '2026-09-01/2026-12-31', amount: 30 },
    { lot: '2026-10-01/-', amount: 10 },
  ]);
  expect(given(1_000)).toEqual([
    { lot: '2026-09-01/2026-12-31', amount: 30 },
    { lot: '2026-10-01/-', amount: 50 },
    { lot: '2025-01-01/2026-11-21', amount: 7 },
  ]);
  expect(giveBack(recall(40), here)).toMatchObject([{ body: { because: 'recalled', recallId: 'r-1' } }]);
});

test.each(['2025-06-01', '2028-01-01'])(
  'a clock that says %s by mistake keeps nothing from anybody',
  (day) => {
    expect(given(80, { day, lots: here.lots.slice(0, 2) }).reduce((sum, { amount }) => sum + amount, 0)).toBe(
      80,
    );
  },
);

test('what only goes home leaves as much as the owner lets this till keep, and says why it went; who waits has all of it', () => {
  const surplus = (float: number | null) =>
    giveBack(recall(87, 'surplus'), { ...here, float }).map(({ body }) => body);
  expect(surplus(60)).toMatchObject([
    { parts: [{ lot: '2026-09-01/2026-12-31', amount: 27 }], because: 'surplus', recallId: 'r-1' },
  ]);
  expect(surplus(100)).toEqual([]);
  expect(surplus(null)).toMatchObject([{ parts: [{ amount: 30 }, { amount: 50 }, { amount: 7 }] }]);
  expect(given(87, { float: 60 }).reduce((sum, { amount }) => sum + amount, 0)).toBe(87);
});

test('nothing is given back of a customer who is at the counter, nor by a till that may be a copy', () => {
  expect(given(40, { atCounter: [holder] })).toEqual([]);
  expect(given(40, { state: 'restricted' })).toEqual([]);
  expect(given(40, { lots: [] })).toEqual([]);
});

describe('the right to take a sale back', () => {
  const sale = { saleId: 'sale-1', day: '2026-11-20', total: { minor: 2340, currency: 'EUR' } };
  const asked = {
    recallId: 'r-2',
    holder: 'sale:sale-1',
    unit: 'refund:EUR',
    amount: 2340,
    because: 'recalled' as const,
  };
  const lot = '2026-11-20/2027-11-20';
  const back = (amount: number) => ({
    type: 'RightsReturned',
    body: {
      holder: 'sale:sale-1',
      unit: 'refund:EUR',
      parts: [{ lot, amount }],
      because: 'recalled',
      recallId: 'r-2',
    },
  });

  test('is opened to be given away by the till that sold, and goes whole', () => {
    expect(giveBack(asked, { ...here, lots: [], unopened: sale })).toEqual([
      { type: 'RefundOpened', body: { saleId: 'sale-1', total: sale.total, lot } },
      back(2340),
    ]);
    expect(giveBack({ ...asked, amount: 5 }, { ...here, lots: [{ lot, amount: 700 }] })).toEqual([back(700)]);
  });

  test.each(['2026-05-29', '2028-01-01'])('is given whatever the clock says, also %s', (day) => {
    expect(giveBack(asked, { ...here, day, lots: [{ lot, amount: 700 }] })).toEqual([back(700)]);
    expect(giveBack(asked, { ...here, day, lots: [], unopened: sale })).toMatchObject([{}, back(2340)]);
  });

  test('is not given when it is used up, of another currency, or the till may be a copy', () => {
    expect(giveBack(asked, { ...here, lots: [] })).toEqual([]);
    expect(giveBack({ ...asked, unit: 'refund:HUF' }, { ...here, lots: [], unopened: sale })).toEqual([]);
    expect(giveBack(asked, { ...here, lots: [], unopened: sale, state: 'restricted' })).toEqual([]);
  });
});
