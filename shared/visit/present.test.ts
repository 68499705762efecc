import { describe, expect, test } from 'vitest';
import { anna, bela, clear, enrol, refusalOf, saleOf, sell, shop, voucherFor } from '#test/support/a-shop.ts';
import { aTill, blocked, given, here, memberWith, next, walletOf } from '#test/support/given.ts';
import { encodeTokenBody, fromDigits, toDigits } from '../scan/voucher-token.ts';

describe('a voucher', () => {
  test('takes its worth off the next sale, and that part earns nothing', () => {
    const counter = given(shop);
    const voucher = voucherFor(counter);
    const { outcome, facts } = saleOf(
      counter,
      counter.scan(anna),
      counter.scan(voucher.token),
      sell('23.40'),
    );
    expect(outcome).toMatchObject({
      dueMinor: 2140,
      redeemed: [{ voucherId: voucher.voucherId }],
      awards: [{ amount: 21 }],
    });
    expect(facts.map(({ type }) => type)).toEqual(['SaleRecorded', 'VoucherRedeemed', 'ValueAwarded']);
    expect(facts[0]).toMatchObject({ body: { paidWithVouchersMinor: 200 } });
  });

  test('that went back with its sale is refused, and says since when', () => {
    const counter = given(shop);
    const { voucherId, unit, amount, lot, token } = voucherFor(counter);
    const voided = { voucherId, unit, amount, lot, saleId: null, because: 'sale-reversed' } as const;
    counter.learns([{ type: 'VoucherVoided', body: voided }]);
    expect(refusalOf(counter, counter.scan(token))).toEqual({
      code: 'VOUCHER_VOIDED',
      voidedAtMs: 1_795_000_000_000,
    });
  });

  test('is redeemed once', () => {
    const counter = given(shop);
    const voucher = voucherFor(counter);
    saleOf(counter, counter.scan(voucher.token), sell('5'));
    expect(refusalOf(counter, counter.scan(voucher.token))).toEqual({
      code: 'VOUCHER_SPENT',
      redeemedAtMs: 1_795_000_000_000,
    });
  });

  test('needs no card', () => {
    const counter = given(shop);
    const voucher = voucherFor(counter);
    const { outcome, facts } = saleOf(counter, counter.scan(voucher.token), sell('2.00'));
    expect(outcome).toMatchObject({ dueMinor: 0, awards: [], issued: [] });
    expect(facts[0]).toMatchObject({ type: 'SaleRecorded', body: { walletId: null } });
  });

  test('is worth all of the sale at most', () => {
    const counter = given(shop);
    const voucher = voucherFor(counter);
    expect(refusalOf(counter, counter.scan(voucher.token), sell('1.99'))).toEqual({
      code: 'VOUCHERS_EXCEED_SALE',
      vouchersMinor: 200,
      totalMinor: 199,
    });
    expect(counter.visit().vouchers).toHaveLength(1);
  });

  test('is laid on the counter once, and can be put back', () => {
    const counter = given(shop);
    const voucher = voucherFor(counter);
    expect(refusalOf(counter, counter.scan(voucher.token), counter.scan(voucher.token))).toEqual({
      code: 'VOUCHER_ALREADY_PRESENTED',
    });
    counter.when({ type: 'PutVoucherBack', voucherId: voucher.voucherId });
    expect(counter.visit().vouchers).toEqual([]);
    expect(refusalOf(counter, counter.scan(voucher.token))).toBeUndefined();
  });

  test('is good on its last day and not the day after', () => {
    const counter = given(shop);
    const voucher = voucherFor(counter);
    counter.onDay('2027-05-21');
    expect(refusalOf(counter, counter.scan(voucher.token), clear)).toBeUndefined();
    counter.onDay('2027-05-22');
    expect(refusalOf(counter, counter.scan(voucher.token))).toEqual({
      code: 'VOUCHER_EXPIRED',
      expiryDay: '2027-05-21',
    });
  });

  test('of another till is refused with that till’s name', () => {
    const voucherId = '00f1e2d3c4b5a697';
    const body = encodeTokenBody({
      keyId: next.publicKey.slice(0, 8),
      voucherId,
      amount: 200,
      kind: 'credit',
      expiryDay: null,
    });
    const token = toDigits(body, next.sign(body));
    const counter = given(shop);
    expect(refusalOf(counter, counter.scan(token))).toEqual({ code: 'VOUCHER_UNKNOWN' });
    const issued = { unit: 'credit:EUR', amount: 200, lot: '2026-11-22/-', label: '', token, saleId: null };
    const origin = {
      programId: 'points',
      revision: 1,
      reason: { code: 'POINTS_BECOME_VOUCHER', params: {} },
    };
    counter.learns(
      [{ type: 'VoucherIssued', body: { voucherId, walletId: null, ...issued, ...origin } }],
      next.writer,
    );
    expect(refusalOf(counter, counter.scan(token))).toEqual({
      code: 'VOUCHER_ELSEWHERE',
      tillName: 'Till 2',
    });
  });

  test('with one altered digit is not genuine', () => {
    const counter = given(shop);
    const { token } = voucherFor(counter);
    for (const place of [207, 150, 100]) {
      const digit = (Number(token[place]) + 1) % 10;
      const altered = token.slice(0, place) + digit + token.slice(place + 1);
      expect(refusalOf(counter, counter.scan(altered))).toEqual({ code: 'VOUCHER_FORGED' });
    }
  });

  test('with a better promise and the old signature is not genuine', () => {
    const counter = given(shop);
    const voucher = voucherFor(counter);
    const signed = fromDigits(voucher.token);
    const better = encodeTokenBody({
      keyId: here.publicKey.slice(0, 8),
      voucherId: voucher.voucherId,
      amount: 20_000,
      kind: 'credit',
      expiryDay: null,
    });
    const token = toDigits(better, signed?.signature ?? new Uint8Array());
    expect(refusalOf(counter, counter.scan(token))).toEqual({ code: 'VOUCHER_FORGED' });
  });

  test('signed with a key of one’s own is not ours, and under our key’s name it is not genuine', () => {
    const forger = aTill('forger');
    const counter = given(shop);
    const { voucherId } = voucherFor(counter);
    const tokenUnder = (keyId: string): string => {
      const body = encodeTokenBody({ keyId, voucherId, amount: 200, kind: 'credit', expiryDay: null });
      return toDigits(body, forger.sign(body));
    };
    expect(refusalOf(counter, counter.scan(tokenUnder(forger.publicKey.slice(0, 8))))).toEqual({
      code: 'VOUCHER_UNKNOWN',
    });
    expect(refusalOf(counter, counter.scan(tokenUnder(here.publicKey.slice(0, 8))))).toEqual({
      code: 'VOUCHER_FORGED',
    });
  });
});

describe('a card', () => {
  test('never seen before can be given to a customer, who then earns', () => {
    const counter = given(shop);
    expect(counter.when(counter.scan(bela)).ok).toBe(true);
    expect(counter.visit()).toMatchObject({ member: null, newCard: { tail: bela.slice(-4) } });
    const result = counter.when(enrol);
    expect(result.ok && result.value.facts.map(({ type }) => type)).toEqual([
      'MemberEnrolled',
      'CardAttached',
    ]);
    expect(counter.visit()).toMatchObject({ member: { walletId: walletOf(bela) }, newCard: null });
    saleOf(counter, sell('10'));
    expect(counter.balance(bela, 'points:points')).toBe(10);
  });

  test('that is new must be given before it earns', () => {
    const counter = given(shop);
    expect(refusalOf(counter, counter.scan(bela), sell('10'))).toEqual({
      code: 'NOT_ENROLLED',
      tail: bela.slice(-4),
    });
  });

  test('that is new does not hinder a voucher', () => {
    const counter = given(shop);
    const voucher = voucherFor(counter);
    const { outcome } = saleOf(counter, counter.scan(bela), counter.scan(voucher.token), sell('10'));
    expect(outcome).toMatchObject({ dueMinor: 800, awards: [] });
  });

  test('that is known takes the place of a new one', () => {
    const counter = given(shop);
    counter.when(counter.scan(bela), counter.scan(anna));
    expect(counter.visit()).toMatchObject({ member: { walletId: walletOf(anna) }, newCard: null });
  });

  test('that is known cannot be given again', () => {
    const counter = given(shop);
    expect(refusalOf(counter, counter.scan(anna), enrol)).toEqual({ code: 'NO_NEW_CARD' });
    expect(refusalOf(counter, clear, enrol)).toEqual({ code: 'NO_NEW_CARD' });
  });

  test('that is blocked opens nothing, and leaves who is at the counter', () => {
    const counter = given([...shop, ...memberWith(bela), blocked(bela)]);
    expect(refusalOf(counter, counter.scan(anna), counter.scan(bela))).toEqual({
      code: 'CARD_BLOCKED',
      tail: bela.slice(-4),
    });
    expect(counter.visit().member?.walletId).toBe(walletOf(anna));
  });

  test('shown after another takes its place, and the vouchers stay', () => {
    const counter = given([...shop, ...memberWith(bela)]);
    const voucher = voucherFor(counter);
    counter.when(counter.scan(anna), counter.scan(voucher.token), counter.scan(bela));
    expect(counter.visit()).toMatchObject({
      member: { walletId: walletOf(bela) },
      vouchers: [{ voucherId: voucher.voucherId }],
    });
  });
});

test('a phone that draws its number anew is nobody’s card, and the cashier is told so', () => {
  const counter = given(shop);
  expect(refusalOf(counter, counter.scan('NFC081D52E7'))).toEqual({ code: 'CHIP_NUMBER_CHANGES' });
});
