import { describe, expect, test } from 'vitest';
import { anna, bela, clear, count, refusalOf, saleOf, sell, shop, voucherFor } from '#test/support/a-shop.ts';
import { blocked, given, here } from '#test/support/given.ts';
import { encodeTokenBody, toDigits } from '../scan/voucher-token.ts';

describe('somebody who only takes what a coupon gives', () => {
  const withCoupon = () => {
    const counter = given(shop);
    const [coupon] = saleOf(counter, counter.scan(anna), count('coffee', 10), sell('15')).outcome.issued;
    return { counter, token: coupon?.token ?? '' };
  };

  test.each(['', '0', ' '])('pays nothing: the amount "%s" is fine', (amountText) => {
    const { counter, token } = withCoupon();
    const { outcome, facts } = saleOf(counter, counter.scan(token), sell(amountText));
    expect(outcome).toMatchObject({ dueMinor: 0, redeemed: [{ label: 'Free coffee' }], awards: [] });
    expect(facts.map(({ type }) => type)).toEqual(['SaleRecorded', 'VoucherRedeemed']);
    expect(refusalOf(counter, counter.scan(token))).toMatchObject({ code: 'VOUCHER_SPENT' });
  });

  test('still has to type a number if anything is typed', () => {
    const { counter, token } = withCoupon();
    expect(refusalOf(counter, counter.scan(token), sell('abc'))).toEqual({ code: 'AMOUNT_NOT_A_NUMBER' });
  });

  test('is not somebody with a money voucher, or with a card alone', () => {
    const counter = given(shop);
    const { token } = voucherFor(counter);
    expect(refusalOf(counter, counter.scan(token), sell('0'))).toEqual({ code: 'AMOUNT_ZERO' });
    expect(refusalOf(counter, clear, counter.scan(anna), sell(''))).toEqual({ code: 'AMOUNT_NOT_A_NUMBER' });
  });
});

describe('what changed while it lay on the counter', () => {
  test('a voucher whose last day ended at midnight is not redeemed', () => {
    const counter = given(shop);
    const { token } = voucherFor(counter);
    counter.onDay('2027-05-21');
    expect(refusalOf(counter, counter.scan(token))).toBeUndefined();
    counter.onDay('2027-05-22');
    expect(refusalOf(counter, sell('10'))).toEqual({ code: 'VOUCHER_EXPIRED', expiryDay: '2027-05-21' });
  });

  test('a card that was blocked meanwhile earns nothing', () => {
    const counter = given(shop);
    expect(refusalOf(counter, counter.scan(anna))).toBeUndefined();
    counter.learns([blocked(anna)], 'till-2');
    expect(refusalOf(counter, sell('10'))).toEqual({ code: 'CARD_BLOCKED', tail: anna.slice(-4) });
  });
});

test('a card of which we heard only that it is blocked cannot be enrolled', () => {
  const counter = given(shop);
  counter.learns([blocked(bela)], 'till-2');
  expect(refusalOf(counter, counter.scan(bela))).toEqual({ code: 'CARD_BLOCKED', tail: bela.slice(-4) });
});

test('a voucher of another currency is refused, not taken for nothing', () => {
  const counter = given(shop);
  const voucherId = '00f1e2d3c4b5a698';
  const keyId = here.publicKey.slice(0, 8);
  const body = encodeTokenBody({ keyId, voucherId, amount: 200, kind: 'credit', expiryDay: null });
  const token = toDigits(body, here.sign(body));
  const value = { unit: 'credit:CHF', amount: 200, lot: '2026-11-22/-', label: '', token, saleId: null };
  const origin = { programId: 'points', revision: 1, reason: { code: 'POINTS_BECOME_VOUCHER', params: {} } };
  counter.learns([{ type: 'VoucherIssued', body: { voucherId, walletId: null, ...value, ...origin } }]);
  expect(refusalOf(counter, counter.scan(token))).toEqual({
    code: 'VOUCHER_OTHER_CURRENCY',
    shopCurrency: 'EUR',
  });
});
