import { readFileSync } from 'node:fs';
import type { Command } from './decide.ts';
import { describe, expect, test } from 'vitest';
import { anna, clear, count, refusalOf, saleOf, sell, shop } from '#test/support/a-shop.ts';
import { earned, given, here, memberWith, next, program, walletOf } from '#test/support/given.ts';
import { checkCharacters } from '../scan/check-characters.ts';
import { refusalCodes } from './refusal.ts';
import { emptyVisit } from './visit.ts';

describe('points', () => {
  test('a sale of 23.40 earns 23 points', () => {
    const counter = given(shop);
    const { outcome, facts } = saleOf(counter, counter.scan(anna), sell('23.40'));
    expect(outcome).toMatchObject({
      total: { minor: 2340, currency: 'EUR' },
      dueMinor: 2340,
      redeemed: [],
      issued: [],
      awards: [
        { programId: 'points', unit: 'points:points', amount: 23, reason: { code: 'POINTS_PER_UNIT' } },
      ],
    });
    expect(facts.map(({ type }) => type)).toEqual(['SaleRecorded', 'ValueAwarded']);
    expect(facts[1]).toMatchObject({
      body: {
        walletId: walletOf(anna),
        drawer: here.writer,
        lot: '2026-11-22/2027-11-22',
        saleId: outcome.saleId,
      },
    });
    expect(counter.balance(anna, 'points:points')).toBe(23);
  });

  test('the hundredth point turns into a voucher, and the points are used up', () => {
    const counter = given([...shop, earned(anna, 80)]);
    const { outcome, facts } = saleOf(counter, counter.scan(anna), sell('23.40'));
    expect(outcome.issued).toMatchObject([
      {
        unit: 'credit:EUR',
        amount: 200,
        lot: '2026-11-22/2027-05-21',
        reason: { code: 'POINTS_BECOME_VOUCHER' },
      },
    ]);
    expect(facts.map(({ type }) => type)).toEqual([
      'SaleRecorded',
      'ValueAwarded',
      'ValueSpent',
      'VoucherIssued',
    ]);
    expect(facts[2]).toMatchObject({
      body: {
        parts: [
          { lot: '2026-10-01/2027-10-01', amount: 80 },
          { lot: '2026-11-22/2027-11-22', amount: 20 },
        ],
      },
    });
    expect(counter.balance(anna, 'points:points')).toBe(3);
  });

  test('what was earned today and what the sale brings lie in one lot, and are spent as one', () => {
    const counter = given([...shop, earned(anna, 80, { lot: '2026-11-22/2027-11-22' })]);
    const { facts } = saleOf(counter, counter.scan(anna), sell('23.40'));
    expect(facts[2]).toMatchObject({ body: { parts: [{ lot: '2026-11-22/2027-11-22', amount: 100 }] } });
  });

  test('99 points are no voucher, and 250 are two', () => {
    const almost = given([...shop, earned(anna, 76)]);
    expect(saleOf(almost, almost.scan(anna), sell('23.40')).outcome.issued).toEqual([]);
    const plenty = given(shop);
    expect(saleOf(plenty, plenty.scan(anna), sell('250.00')).outcome.issued).toHaveLength(2);
    expect(plenty.balance(anna, 'points:points')).toBe(50);
  });

  test('cents below the next point earn nothing', () => {
    const counter = given(shop);
    const { outcome, facts } = saleOf(counter, counter.scan(anna), sell('0.99'));
    expect([outcome.awards, facts.map(({ type }) => type)]).toEqual([[], ['SaleRecorded']]);
  });

  test('points that lie in another till’s drawer are not spent here', () => {
    const counter = given([...shop, earned(anna, 80, { drawer: next.writer })]);
    expect(saleOf(counter, counter.scan(anna), sell('23.40')).outcome.issued).toEqual([]);
  });

  test('points past their last day are not spent, on their last day they are', () => {
    const lot = '2025-11-22/2026-11-22';
    const today = given([...shop, earned(anna, 80, { lot })]);
    expect(saleOf(today, today.scan(anna), sell('23.40')).outcome.issued).toHaveLength(1);
    const tomorrow = given([...shop, earned(anna, 80, { lot })]);
    tomorrow.onDay('2026-11-23');
    expect(saleOf(tomorrow, tomorrow.scan(anna), sell('23.40')).outcome.issued).toEqual([]);
  });

  test('a changed rule counts from the next sale on, and the award says which one it was', () => {
    const counter = given(shop);
    saleOf(counter, counter.scan(anna), sell('10'));
    counter.learns([
      program(
        'points',
        {
          pointsPerUnit: 5,
          voucherAt: 100,
          voucherWorthMinor: 200,
          pointsLifeDays: null,
          voucherLifeDays: null,
        },
        2,
      ),
    ]);
    const { facts } = saleOf(counter, counter.scan(anna), sell('10'));
    expect(facts[1]).toMatchObject({ body: { amount: 50, revision: 2, lot: '2026-11-22/-' } });
  });
});

describe('stamps', () => {
  test('each coffee is a stamp, ten are a coupon', () => {
    const counter = given([...shop, earned(anna, 8, { unit: 'stamps:stamps', lot: '2026-10-01/-' })]);
    const { outcome } = saleOf(counter, counter.scan(anna), count('coffee', 3), sell('3.60'));
    expect(outcome.awards.find(({ programId }) => programId === 'stamps')).toMatchObject({ amount: 3 });
    expect(outcome.issued).toMatchObject([{ unit: 'coupon:stamps', amount: 1, label: 'Free coffee' }]);
    expect(counter.balance(anna, 'stamps:stamps')).toBe(1);
  });

  test('a coupon takes nothing off the amount, and is used up with the sale', () => {
    const counter = given([...shop, earned(anna, 9, { unit: 'stamps:stamps', lot: '2026-10-01/-' })]);
    const [coupon] = saleOf(counter, counter.scan(anna), count('coffee', 1), sell('1.20')).outcome.issued;
    const { outcome } = saleOf(counter, counter.scan(coupon?.token ?? ''), sell('1.20'));
    expect(outcome).toMatchObject({ dueMinor: 120, redeemed: [{ label: 'Free coffee' }] });
    expect(refusalOf(counter, counter.scan(coupon?.token ?? ''))).toMatchObject({ code: 'VOUCHER_SPENT' });
  });

  test('what is counted stays between nothing and 99', () => {
    const counter = given(shop);
    counter.when(count('coffee', 2), count('coffee', -5));
    expect(counter.visit().items).toEqual({});
    counter.when(count('coffee', 98), count('coffee', 98), count('cake', 1));
    expect(counter.visit().items).toEqual({ coffee: 99, cake: 1 });
  });
});

/** A line of a sheet of actions, of whichever till. */
const sheetLine = `TKBCDFGHJK${checkCharacters('TKBCDFGHJK')}`;

describe('what is refused changes nothing', () => {
  test.each([
    ['hello', { code: 'CODE_UNKNOWN' }],
    [sheetLine, { code: 'ACTION_NOT_IN_USE' }],
    ['4006381333931', { code: 'ARTICLE_CODE' }],
    ['8112106141416543213500110000310123196000', { code: 'FOREIGN_COUPON' }],
    [anna.slice(0, -1), { code: 'CODE_UNREADABLE', reason: 'WRONG_LENGTH' }],
    [anna.replace('D', 'Q'), { code: 'CODE_UNREADABLE', reason: 'CHECK_CHARACTERS' }],
    ['9'.repeat(208), { code: 'CODE_UNREADABLE', reason: 'UNKNOWN_VERSION' }],
  ])('a scan of %s', (text, refusal) => {
    const counter = given(shop);
    expect(refusalOf(counter, counter.scan(text))).toEqual(refusal);
    expect(counter.visit()).toEqual(emptyVisit);
  });

  test.each([
    ['twenty', { code: 'AMOUNT_NOT_A_NUMBER' }],
    ['0', { code: 'AMOUNT_ZERO' }],
    ['-5', { code: 'AMOUNT_NEGATIVE' }],
    ['4006381333931', { code: 'AMOUNT_TOO_LARGE', limitMinor: 1_000_000 }],
  ])('a sale of %s', (amountText, refusal) => {
    const counter = given(shop);
    const before = counter.envelopes.length;
    expect(refusalOf(counter, counter.scan(anna), sell(amountText))).toEqual(refusal);
    expect(counter.visit().member?.walletId).toBe(walletOf(anna));
    expect(counter.envelopes).toHaveLength(before);
  });

  test('a sale with nobody at the counter', () => {
    expect(refusalOf(given(shop), sell('10'))).toEqual({ code: 'NO_CUSTOMER' });
  });
});

test('after a sale, or when the cashier clears it, the counter is empty for the next customer', () => {
  const counter = given(shop);
  saleOf(counter, counter.scan(anna), count('coffee', 2), sell('10'));
  expect(counter.visit()).toEqual(emptyVisit);
  counter.when(counter.scan(anna), count('coffee', 2), clear);
  expect(counter.visit()).toEqual(emptyVisit);
});

test('a sale without any program is recorded and earns nothing', () => {
  const counter = given(memberWith(anna));
  expect(saleOf(counter, counter.scan(anna), sell('10'))).toMatchObject({
    outcome: { awards: [], issued: [] },
    facts: [{ type: 'SaleRecorded' }],
  });
});

test('the same circumstances decide the same', () => {
  const tell = (): unknown => {
    const counter = given([...shop, earned(anna, 80)]);
    const sale: Command = { type: 'RecordSale', saleId: 'sale', amountText: '23.40' };
    return saleOf(counter, counter.scan(anna), count('coffee', 1), sale);
  };
  expect(tell()).toEqual(tell());
});

test('every refusal there is was asked for by a test of this folder', () => {
  const tests = [
    'coupons.test.ts',
    'decide.test.ts',
    'gift-cards.test.ts',
    'offers.test.ts',
    'offline.test.ts',
    'present.test.ts',
    'record-sale.test.ts',
    'refer.test.ts',
    'claims.test.ts',
  ].map((file) => readFileSync(new URL(file, import.meta.url), 'utf8'));
  expect(refusalCodes.filter((code) => !tests.join('').includes(`code: '${code}'`))).toEqual([]);
});
