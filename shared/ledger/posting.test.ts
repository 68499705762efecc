import { expect, test } from 'vitest';
import { assertBalanced, Holder, lotExpiry, lotOf, Lot, transfer, Unit } from './posting.ts';

const at = { unit: 'points:points', drawer: 'till-1', lot: '2026-11-22/-' };
const wallet = `wallet:${'a'.repeat(32)}`;

test('value that moves leaves one holder and reaches the other', () => {
  expect(transfer('house:issued', wallet, at, 23)).toEqual([
    { ...at, holder: 'house:issued', amount: -23 },
    { ...at, holder: wallet, amount: 23 },
  ]);
});

test.each([0, -1, 0.5, Number.NaN, 2 ** 53])('an amount of %d never moves', (amount) => {
  expect(() => transfer('house:issued', wallet, at, amount)).toThrow('whole, positive');
});

test('postings that do not cancel out are a broken promise', () => {
  const whole = transfer('house:issued', wallet, at, 5);
  expect(() => assertBalanced(whole)).not.toThrow();
  expect(() => assertBalanced([])).not.toThrow();
  expect(() => assertBalanced(whole.slice(1))).toThrow('sum to 5');
});

test('one unit cannot pay for another', () => {
  const crossed = [
    { ...at, holder: wallet, amount: -100 },
    { ...at, unit: 'credit:EUR', holder: wallet, amount: 100 },
  ];
  expect(() => assertBalanced(crossed)).toThrow('points:points sum to -100');
});

test('a lot is named by its days', () => {
  expect(lotOf('2026-11-22', '2027-11-22')).toBe('2026-11-22/2027-11-22');
  expect(lotOf('2026-11-22', null)).toBe('2026-11-22/-');
  expect(lotExpiry('2026-11-22/2027-11-22')).toBe('2027-11-22');
  expect(lotExpiry('2026-11-22/-')).toBeNull();
  expect(Lot.safeParse('2026-11-22').success).toBe(false);
});

test('only known kinds of holders and units exist', () => {
  for (const holder of [wallet, `voucher:${'0'.repeat(16)}`, 'house:issued'])
    expect(Holder.parse(holder)).toBe(holder);
  for (const holder of ['anna', 'wallet:anna', 'house:mine', 'wallet:', `${wallet}\nhouse:issued`])
    expect(Holder.safeParse(holder).success, holder).toBe(false);
  for (const unit of ['points:points', 'credit:EUR', 'coupon:stamps-2']) expect(Unit.parse(unit)).toBe(unit);
  for (const unit of ['EUR', 'points:', 'gold:x', 'points:a b'])
    expect(Unit.safeParse(unit).success, unit).toBe(false);
});
