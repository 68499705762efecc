import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  aTill,
  blocked,
  earned,
  given,
  here,
  memberWith,
  next,
  program,
  walletOf,
  type Counter,
} from '#test/support/given.ts';
import type { Fact } from '../ledger/events.ts';
import { checkCharacters } from '../scan/check-characters.ts';
import { encodeTokenBody, fromDigits, toDigits } from '../scan/voucher-token.ts';
import type { Command } from './decide.ts';
import { refusalCodes } from './refusal.ts';
import { emptyVisit } from './visit.ts';

const cardOf = (letters: string): string => `TC${letters}${checkCharacters(`TC${letters}`)}`;
const anna = cardOf('BCDEFGHJKL');
const bela = cardOf('NPRSTUVXBC');
const points = program('points', {
  pointsPerUnit: 1,
  voucherAt: 100,
  voucherWorthMinor: 200,
  pointsLifeDays: 365,
  voucherLifeDays: 180,
});
const coffee = program('stamps', {
  item: 'coffee',
  itemLabel: 'Coffee',
  stampsNeeded: 10,
  reward: 'Free coffee',
  couponLifeDays: 90,
});
const shop: Fact[] = [points, coffee, ...memberWith(anna)];

const enrol: Command = { type: 'EnrolCard' };
const clear: Command = { type: 'Clear' };
const sell = (amountText: string): Command => ({ type: 'RecordSale', amountText });
const count = (item: string, by: number): Command => ({ type: 'CountItem', item, by });

const saleOf = (counter: Counter, ...commands: Command[]) => {
  const result = counter.when(...commands);
  if (!result.ok) throw new Error(`refused: ${result.error.code}`);
  const { outcome, facts } = result.value;
  if (!outcome) throw new Error('no sale came out of it');
  return { outcome, facts };
};
const refusalOf = (counter: Counter, ...commands: Command[]) => {
  const result = counter.when(...commands);
  return result.ok ? undefined : result.error;
};
/** Brings Anna to 100 points and answers with the voucher she gets. */
const voucherFor = (counter: Counter, amountText = '100') => {
  const [voucher] = saleOf(counter, counter.scan(anna), sell(amountText)).outcome.issued;
  if (!voucher) throw new Error('no voucher was issued');
  return voucher;
};

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
        lots: [
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
    expect(facts[2]).toMatchObject({ body: { lots: [{ lot: '2026-11-22/2027-11-22', amount: 100 }] } });
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

describe('what is refused changes nothing', () => {
  test.each([
    ['hello', { code: 'CODE_UNKNOWN' }],
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
    return saleOf(counter, counter.scan(anna), count('coffee', 1), sell('23.40'));
  };
  expect(tell()).toEqual(tell());
});

test('every refusal there is was asked for in this file', () => {
  const source = readFileSync(new URL(import.meta.url), 'utf8');
  expect(refusalCodes.filter((code) => !source.includes(`code: '${code}'`))).toEqual([]);
});
