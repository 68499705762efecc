import { expect, test } from 'vitest';
import { anna, points, sell, shop } from '#test/support/a-shop.ts';
import { earned, given, memberWith, walletOf } from '#test/support/given.ts';
import type { IdentifiedBy } from '../members/identified-by.ts';

const found = (by: IdentifiedBy) =>
  ({ type: 'PresentMember', walletId: walletOf(anna), tail: anna.slice(-4), by }) as const;

/** Anna has earned twelve vouchers of 2.00 and nobody has exchanged them yet. */
const rich = (settings = {}) => given([...shop, earned(anna, 1_200)], settings);
const issuedIn = (facts: readonly { type: string }[]) =>
  facts.filter(({ type }) => type === 'VoucherIssued').length;

test('the card uses up what was earned, a name only up to the owner’s limit, and both earn', () => {
  const shown = rich();
  const byCard = shown.when(shown.scan(anna), sell('10'));
  expect(byCard.ok && issuedIn(byCard.value.facts)).toBe(12);
  for (const by of ['name', 'phone', 'email'] as const) {
    const counter = rich();
    const sold = counter.when(found(by), sell('10'));
    if (!sold.ok) throw new Error(sold.error.code);
    expect(issuedIn(sold.value.facts), by).toBe(5);
    expect(counter.balance(anna, 'points:points')).toBe(1_200 - 500 + 10);
  }
});

test('an owner may allow nothing without the card', () => {
  const counter = rich({ burnWithoutCardMinor: 0 });
  const sold = counter.when(found('name'), sell('10'));
  expect(sold.ok && issuedIn(sold.value.facts)).toBe(0);
  expect(counter.balance(anna, 'points:points')).toBe(1_210);
});

test('a sale says how its member was recognised, when that was not by the card', () => {
  const identified = (by: IdentifiedBy) => {
    const counter = given([points, ...memberWith(anna)]);
    const sold = counter.when(by === 'card' ? counter.scan(anna) : found(by), sell('10'));
    const [sale] = sold.ok ? sold.value.facts : [];
    return sale?.type === 'SaleRecorded' ? sale.body.identifiedBy : 'no sale';
  };
  expect(identified('phone')).toBe('phone');
  expect(identified('card')).toBeUndefined();
});

test('a chip’s number alone opens the wallet, and uses value up only to the limit', () => {
  const chip = 'NFC04A1B2C3D4E5F6';
  const counter = given([points]);
  const enrolled = counter.when(counter.scan(chip), { type: 'EnrolCard' });
  if (!enrolled.ok) throw new Error(enrolled.error.code);
  expect(enrolled.value.visit.member?.by).toBe('nfc-uid');
  expect(enrolled.value.facts[1]).toMatchObject({ body: { tail: 'E5F6', format: 'nfc-uid' } });
  counter.learns([...enrolled.value.facts, earned(chip, 1_200)]);
  const sold = counter.when({ type: 'Clear' }, counter.scan(chip), sell('10'));
  if (!sold.ok) throw new Error(sold.error.code);
  expect(issuedIn(sold.value.facts)).toBe(5);
  expect(sold.value.facts[0]).toMatchObject({ body: { identifiedBy: 'nfc-uid' } });
});

test('showing the card afterwards lifts the limit', () => {
  const counter = rich();
  const sold = counter.when(found('name'), counter.scan(anna), sell('10'));
  expect(sold.ok && issuedIn(sold.value.facts)).toBe(12);
});
