import { describe, expect, test } from 'vitest';
import { refusalOf, saleOf, sell, shop } from '#test/support/a-shop.ts';
import { aCoupon, couponFacts, given } from '#test/support/given.ts';
import { voucherNumber } from '../scan/voucher-number.ts';

/** It is Sunday, 2026-11-22, and nearly noon in Rome. */
const paper = (when: object, lot?: string) => couponFacts(aCoupon({ effect: tenPercent, when }), lot);
const tenPercent = { kind: 'percent', bp: 1_000 };

describe('a coupon on paper', () => {
  test('takes off what its program says now, and is used up', () => {
    const { facts, token } = paper({});
    const counter = given([...shop, ...facts]);
    const { outcome } = saleOf(counter, counter.scan(token), sell('20.00'));
    expect(outcome).toMatchObject({ dueMinor: 1_800, reductions: [{ offMinor: 200 }] });
    expect(refusalOf(counter, counter.scan(token))).toMatchObject({ code: 'VOUCHER_SPENT' });
  });

  test('is the same by the number under its bars, if the ledger knows it', () => {
    const { facts, voucherId } = paper({});
    const counter = given([...shop, ...facts]);
    expect(saleOf(counter, counter.scan(voucherNumber(voucherId)), sell('20.00')).outcome.dueMinor).toBe(
      1_800,
    );
    const unknown = voucherNumber('00000000000000ff');
    expect(refusalOf(counter, counter.scan(unknown))).toEqual({ code: 'VOUCHER_UNKNOWN' });
  });

  test.each([
    [{ fromDay: '2026-12-01' }, { code: 'COUPON_NOT_YET', fromDay: '2026-12-01' }],
    [{ toDay: '2026-11-21' }, { code: 'COUPON_OVER', toDay: '2026-11-21' }],
    [{ weekdays: [5, 1] }, { code: 'COUPON_NOT_ON_THIS_DAY', weekdays: '1,5' }],
    [
      { fromClock: '23:58', toClock: '23:59' },
      { code: 'COUPON_NOT_AT_THIS_HOUR', fromClock: '23:58', toClock: '23:59' },
    ],
  ])('outside of %o says when it is good', (when, refusal) => {
    const { facts, token } = paper(when);
    const counter = given([...shop, ...facts]);
    expect(refusalOf(counter, counter.scan(token))).toEqual(refusal);
  });

  test('is refused before its first day, and taken on it', () => {
    const { facts, token } = paper({}, '2026-11-24/2026-12-24');
    const counter = given([...shop, ...facts]);
    expect(refusalOf(counter, counter.scan(token))).toEqual({
      code: 'VOUCHER_NOT_YET',
      opensDay: '2026-11-24',
    });
    counter.onDay('2026-11-24');
    expect(counter.when(counter.scan(token)).ok).toBe(true);
  });

  test('whose program ended still promises its words, and takes nothing off by itself', () => {
    const { facts, token } = paper({ toDay: '2026-11-20' });
    const counter = given([...shop, ...facts]);
    const setup = JSON.stringify(aCoupon({ effect: tenPercent }));
    const body = { programId: 'cakes', type: 'coupons', revision: 2, setup, ended: true } as const;
    counter.learns([{ type: 'ProgramConfigured', body }]);
    expect(saleOf(counter, counter.scan(token), sell('20.00')).outcome.dueMinor).toBe(2_000);
  });
});
