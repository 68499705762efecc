import { expect, test } from 'vitest';
import { businessDay } from '../base/business-time.ts';
import { postingsOf } from '../ledger/envelope.ts';
import { dueExpiries } from './due-expiries.ts';

const wallet = 'wallet:4bf5122f344554c53bde2ebb8cd2b7e3';
const unit = 'points:points';
const lotUntil = (day: string) => ({ holder: wallet, unit, lot: `2026-01-01/${day}`, amount: 10 });

test('value is good on its last day, and gone the day after', () => {
  expect(dueExpiries('2026-11-22', [lotUntil('2026-11-22')])).toEqual([]);
  expect(dueExpiries('2026-11-23', [lotUntil('2026-11-22')])).toMatchObject([
    { type: 'ValueExpired', body: { parts: [{ amount: 10 }] } },
  ]);
});

test('after days of absence all that is over goes at once, one fact for each holder and unit', () => {
  const voucher = {
    holder: 'voucher:00f1e2d3c4b5a697',
    unit: 'credit:EUR',
    lot: '2026-01-01/2026-06-30',
    amount: 200,
  };
  const facts = dueExpiries('2026-11-23', [lotUntil('2026-11-01'), lotUntil('2026-11-20'), voucher]);
  expect(facts).toMatchObject([
    { body: { holder: wallet, parts: [{ lot: '2026-01-01/2026-11-01' }, { lot: '2026-01-01/2026-11-20' }] } },
    { body: { holder: voucher.holder } },
  ]);
  expect(facts.flatMap((fact) => postingsOf(fact, 'till-1')).every(({ drawer }) => drawer === 'till-1')).toBe(
    true,
  );
});

test('what has no end, is pending, is empty, is owed or lies in a basket stays', () => {
  const lot = '2026-01-01/2026-02-01';
  expect(
    dueExpiries('2026-11-23', [
      { holder: wallet, unit, lot: '2020-01-01/-', amount: 10 },
      { holder: wallet, unit, lot: '2027-01-01/2027-02-01', amount: 10 },
      { holder: wallet, unit, lot, amount: 0 },
      { holder: 'debt:4bf5122f344554c53bde2ebb8cd2b7e3', unit, lot, amount: -10 },
      { holder: 'reserved:basket-1', unit, lot, amount: 10 },
    ]),
  ).toEqual([]);
});

test('the day ends at the shop’s own hour, also in the nights when the clocks change', () => {
  const rome = { zone: 'Europe/Rome', cutOffHour: 4 };
  const gone = (iso: string, last: string) =>
    dueExpiries(businessDay(Date.parse(iso), rome), [lotUntil(last)]).length > 0;
  // Summer time began on 29 March 2026 at 01:00 UTC: 04:00 on the wall came an hour early.
  expect(gone('2026-03-29T01:59:00Z', '2026-03-28')).toBe(false);
  expect(gone('2026-03-29T02:00:00Z', '2026-03-28')).toBe(true);
  // It ended on 25 October at 01:00 UTC: 04:00 on the wall came an hour late.
  expect(gone('2026-10-25T02:59:00Z', '2026-10-24')).toBe(false);
  expect(gone('2026-10-25T03:00:00Z', '2026-10-24')).toBe(true);
});
