import { expect, test } from 'vitest';
import type { Fact } from '../ledger/events.ts';
import { saidAlready } from './said-already.ts';
import type { Told } from './two-histories.ts';

const walletId = 'a'.repeat(32);
const lot = '2026-11-01/2027-11-01';
const unit = 'points:points';
const at = (fact: Fact, atMs = 1_000): Told => ({ fact, time: { atMs, day: '2026-11-22' } });
const adjusted = (amount: number): Fact => ({
  type: 'ValueAdjusted',
  body: { walletId, unit, drawer: 'till-1', lot, amount, note: '', by: 'anna' },
});
const spent = (amount: number): Fact => ({
  type: 'ValueSpent',
  body: {
    walletId,
    unit,
    parts: [{ lot, amount }],
    reservationId: null,
    saleId: null,
    programId: 'tour',
    revision: 1,
    reason: { code: 'PLACE', params: {} },
  },
});
const risk = (amount: number): Fact => ({
  type: 'RiskTaken',
  body: {
    riskId: 'r-1',
    holder: `wallet:${walletId}`,
    unit,
    amount,
    lot: '2026-11-22/-',
    saleId: 'r-1',
    worth: null,
  },
});

test('the same at the same moment was said, once for each time that it was', () => {
  const said = saidAlready([at(adjusted(30)), at(adjusted(30))]);
  expect([1, 2, 3].map(() => said(at(adjusted(30))))).toEqual([true, true, false]);
  expect(saidAlready([at(adjusted(30))])(at(adjusted(30), 1_001)), 'another moment').toBe(false);
  expect(saidAlready([at(adjusted(30))])(at(adjusted(31))), 'another amount').toBe(false);
});

test('what was said with less of it, or as a risk, was said', () => {
  expect(saidAlready([at(spent(10)), at(risk(30))])(at(spent(40)))).toBe(true);
  expect(saidAlready([at(risk(40))])(at(spent(40)))).toBe(true);
  expect(saidAlready([at(risk(40), 900)])(at(spent(40)))).toBe(false);
});
