import { expect, test } from 'vitest';
import { Holder, holderKind, HolderOf, mayGoBelowZero, RightsHolder } from './holder.ts';

const wallet = `wallet:${'a'.repeat(32)}`;
const known = [
  wallet,
  `voucher:${'0'.repeat(16)}`,
  `gift-card:${'b'.repeat(32)}`,
  `debt:${'a'.repeat(32)}`,
  'campaign:first-500',
  'reserved:01938f40-0a5e-7b61-b6c8-52d94f0e1a33',
  'sale:01938f3e-5c1a-7c3e-9a55-0c8f5b2f7a10',
];
const house = ['issued', 'redeemed', 'expired', 'adjusted', 'risk', 'lost'].map((name) => `house:${name}`);

test('only known kinds of holders exist', () => {
  for (const holder of [...known, ...house]) expect(Holder.parse(holder)).toBe(holder);
  for (const holder of [
    'anna',
    'wallet:anna',
    'house:mine',
    'wallet:',
    `${wallet}\nhouse:issued`,
    'sale:a b',
  ])
    expect(Holder.safeParse(holder).success, holder).toBe(false);
});

test('what stands before the colon is the kind, and a fact may ask for some of them', () => {
  expect(known.map(holderKind)).toEqual('wallet voucher gift-card debt campaign reserved sale'.split(' '));
  const purse = HolderOf('wallet', 'gift-card');
  expect(known.filter((holder) => purse.safeParse(holder).success).map(holderKind)).toEqual([
    'wallet',
    'gift-card',
  ]);
});

test('only the house and debts go below zero, and neither changes its drawer', () => {
  expect([...known, ...house].filter(mayGoBelowZero)).toEqual([`debt:${'a'.repeat(32)}`, ...house]);
  for (const holder of [...known, ...house])
    expect(RightsHolder.safeParse(holder).success, holder).toBe(!mayGoBelowZero(holder));
});
