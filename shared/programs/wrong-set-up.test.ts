import { expect, test } from 'vitest';
import { programs } from './programs.ts';
import { wrongIn } from './wrong-set-up.ts';

const wrong = (type: string, change: object) => {
  const program = programs.find((one) => one.type === type);
  const parsed = program?.setup.safeParse({ ...(program.example as object), ...change });
  if (!parsed || parsed.success) throw new Error('it fits');
  return wrongIn(parsed.error);
};
const told = (place: string, fault: string, limit = 0) => ({ place, fault, limit });

test('says which field is wrong, how, and what it may be', () => {
  expect(wrong('cashback', { bp: 20_000 })).toEqual(told('bp', 'TOO_MUCH', 10_000));
  expect(wrong('cashback', { bp: 0 })).toEqual(told('bp', 'TOO_LITTLE', 1));
  expect(wrong('coupons', { name: '' })).toEqual(told('name', 'EMPTY'));
  expect(wrong('coupons', { name: 'x'.repeat(61) })).toEqual(told('name', 'TOO_LONG', 60));
  expect(wrong('coupons', { code: '1' })).toEqual(told('code', 'CODE_LETTERS'));
  expect(wrong('benefits', { when: { fromDay: 'soon' } })).toEqual(told('when.fromDay', 'NOT_LIKE_THIS'));
});

test('says what is wrong with several fields together', () => {
  const tier = (name: string, from: number) => ({ name, from });
  expect(wrong('tiers', { tiers: [tier('A', 2), tier('B', 1)] })).toEqual(told('', 'TIERS_ASCEND'));
  expect(wrong('tiers', { tiers: [tier('A', 1), tier('A', 2)] })).toEqual(told('', 'TIER_NAME_TWICE'));
  expect(wrong('gift-cards', { amounts: [], freeAmount: null })).toEqual(told('', 'NO_AMOUNT'));
  expect(wrong('challenges', { gift: null, badge: null })).toEqual(told('', 'BRINGS_NOTHING'));
  const limits = { freeAmount: { leastMinor: 2, mostMinor: 1 } };
  expect(wrong('gift-cards', limits)).toEqual(told('', 'LEAST_ABOVE_MOST'));
});
