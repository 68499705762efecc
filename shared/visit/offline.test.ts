import { describe, expect, test } from 'vitest';
import { anna, bela, clear, enrol, refusalOf, saleOf, sell, shop, voucherFor } from '#test/support/a-shop.ts';
import { earned, given, here, next, walletOf, type Counter } from '#test/support/given.ts';
import type { Fact } from '../ledger/events.ts';
import { lyingElsewhere, missingForSale, missingForVoucher } from './missing.ts';

const bounded = (limits: object = {}) => ({ drawers: { offline: { default: 'bounded' as const }, limits } });
const elsewhere = (amount: number) => earned(anna, amount, { drawer: next.writer });
/** A voucher of 2.00 that this till printed and gave back to the centre. */
function voucherAtCentre(counter: Counter) {
  const voucher = voucherFor(counter);
  const { voucherId, unit, amount, lot } = voucher;
  const parts = [{ lot, amount }];
  const body = { holder: `voucher:${voucherId}`, unit, parts, because: 'recalled' as const, recallId: null };
  counter.learns([{ type: 'RightsReturned', body }]);
  return voucher;
}

describe('a till that may be a copy', () => {
  test('redeems nothing, exchanges nothing, and goes on awarding, into the centre’s drawer', () => {
    const counter = given([...shop, earned(anna, 80)]);
    const voucher = voucherFor(counter, '50');
    counter.stands({ state: 'restricted' });
    expect(refusalOf(counter, counter.scan(voucher.token))).toEqual({ code: 'RESTRICTED' });
    const { outcome, facts } = saleOf(counter, clear, counter.scan(anna), sell('130'));
    expect(outcome.issued).toEqual([]);
    expect(facts[1]).toMatchObject({ type: 'ValueAwarded', body: { amount: 130, drawer: 'centre' } });
  });

  test('leaves value alone that would make a voucher', () => {
    const counter = given([...shop, earned(anna, 99)]);
    counter.stands({ state: 'restricted' });
    counter.learns([earned(anna, 101)]);
    expect(saleOf(counter, counter.scan(anna), sell('10')).outcome.issued).toEqual([]);
    expect(counter.balance(anna, 'points:points')).toBe(200);
  });

  test('does not redeem what lay on the counter when it was found out', () => {
    const counter = given(shop);
    counter.when(counter.scan(voucherFor(counter).token));
    counter.stands({ state: 'restricted' });
    expect(refusalOf(counter, sell('10'))).toEqual({ code: 'RESTRICTED' });
  });
});

test('a till that was revoked sells nothing and enrols nobody', () => {
  const counter = given(shop);
  counter.when(counter.scan(bela));
  counter.stands({ state: 'retired' });
  expect(refusalOf(counter, enrol)).toEqual({ code: 'RETIRED' });
  expect(refusalOf(counter, clear, counter.scan(anna), sell('10'))).toEqual({ code: 'RETIRED' });
});

describe('a voucher that does not lie here', () => {
  test('is refused with the place where it is, when nobody can be asked', () => {
    const counter = given(shop);
    const voucher = voucherAtCentre(counter);
    expect(refusalOf(counter, counter.scan(voucher.token))).toEqual({ code: 'VOUCHER_AT_CENTRE' });
  });

  test('is refused while an owner has to decide about it', () => {
    const counter = given(shop);
    const { voucherId, token } = voucherFor(counter);
    const parts = [{ lot: '2026-11-22/2027-05-21', amount: 200 }];
    const body = { holder: `voucher:${voucherId}`, unit: 'credit:EUR', parts, epoch: 2 };
    counter.learns([{ type: 'RightsSuspended', body }]);
    expect(refusalOf(counter, counter.scan(token))).toEqual({ code: 'VOUCHER_SUSPENDED' });
  });

  test('is a risk where the owner takes one: used once, with its worth, and no second time', () => {
    const counter = given(shop, bounded());
    const { token, voucherId } = voucherAtCentre(counter);
    const { outcome, facts } = saleOf(counter, counter.scan(token), sell('5'));
    expect(outcome).toMatchObject({ dueMinor: 300, redeemed: [{ voucherId, amount: 200 }] });
    expect(facts[1]).toMatchObject({
      type: 'RiskTaken',
      body: { holder: `voucher:${voucherId}`, amount: 200, worth: { minor: 200, currency: 'EUR' } },
    });
    expect(refusalOf(counter, counter.scan(token))).toMatchObject({ code: 'VOUCHER_SPENT' });
  });

  test('is refused beyond the limit of the till and the day, with what is left; the next day it is fine', () => {
    const counter = given(shop, bounded({ perTillMinor: 350 }));
    const [one, two] = [voucherAtCentre(counter), voucherAtCentre(counter)];
    saleOf(counter, counter.scan(one.token), sell('5'));
    expect(refusalOf(counter, counter.scan(two.token))).toEqual({
      code: 'VOUCHER_OVER_LIMIT',
      leftMinor: 150,
    });
    counter.onDay('2026-11-23');
    expect(refusalOf(counter, counter.scan(two.token))).toBeUndefined();
  });

  test('counts beside the others on the counter', () => {
    const counter = given(shop, bounded({ perTillMinor: 350 }));
    const [one, two] = [voucherAtCentre(counter), voucherAtCentre(counter)];
    counter.when(counter.scan(one.token));
    expect(refusalOf(counter, counter.scan(two.token))).toEqual({
      code: 'VOUCHER_OVER_LIMIT',
      leftMinor: 150,
    });
  });

  test('is no risk as long as the centre can be asked', () => {
    const counter = given(shop, bounded());
    const { token } = voucherAtCentre(counter);
    counter.stands({ online: true, mayAsk: true });
    expect(refusalOf(counter, counter.scan(token))).toEqual({ code: 'VOUCHER_AT_CENTRE' });
    counter.stands({ mayAsk: false });
    expect(refusalOf(counter, counter.scan(token))).toBeUndefined();
  });
});

describe('an exchange that is short', () => {
  test('waits where the owner is strict', () => {
    const counter = given([...shop, earned(anna, 60), elsewhere(30)]);
    expect(saleOf(counter, counter.scan(anna), sell('23.40')).outcome.issued).toEqual([]);
    expect(counter.balance(anna, 'points:points')).toBe(83);
  });

  test('takes all that lies here and the rest as a risk, worth its part of the voucher', () => {
    const counter = given([...shop, earned(anna, 60), elsewhere(30)], bounded());
    const { facts, outcome } = saleOf(counter, counter.scan(anna), sell('23.40'));
    expect(facts.map(({ type }) => type)).toEqual([
      'SaleRecorded',
      'ValueAwarded',
      'ValueSpent',
      'RiskTaken',
      'VoucherIssued',
    ]);
    expect(facts[3]).toMatchObject({
      body: { holder: `wallet:${walletOf(anna)}`, amount: 17, worth: { minor: 34 } },
    });
    expect(outcome.issued).toHaveLength(1);
    expect(counter.balance(anna, 'points:points')).toBe(0);
  });

  test('never takes more than the member has everywhere', () => {
    const counter = given([...shop, earned(anna, 60), elsewhere(16)], bounded());
    expect(saleOf(counter, counter.scan(anna), sell('23.40')).outcome.issued).toEqual([]);
  });

  test('stops at the limit of the member', () => {
    const counter = given([...shop, elsewhere(500)], bounded({ perMemberMinor: 500 }));
    expect(saleOf(counter, counter.scan(anna), sell('1')).outcome.issued).toHaveLength(2);
    expect(saleOf(counter, counter.scan(anna), sell('1')).outcome.issued).toHaveLength(0);
    expect(counter.look.riskTaken('2026-11-22', `wallet:${walletOf(anna)}`)).toEqual({
      holderMinor: 398,
      tillMinor: 398,
    });
  });
});

test('where nothing may be spent while cut off, not even what lies here is; with the centre it is', () => {
  const counter = given([...shop, earned(anna, 80)], { drawers: { offline: { default: 'off' } } });
  counter.stands({ online: true });
  const { token } = voucherFor(counter, '23.40');
  counter.stands({ online: false });
  expect(refusalOf(counter, counter.scan(token))).toEqual({ code: 'NOT_WHILE_OFFLINE' });
  expect(saleOf(counter, counter.scan(anna), sell('150')).outcome.issued).toEqual([]);
  counter.stands({ online: true });
  expect(saleOf(counter, counter.scan(anna), counter.scan(token), sell('5')).outcome.redeemed).toHaveLength(
    1,
  );
});

describe('the owner’s float', () => {
  const float = (points: number) => ({ drawers: { float: { points } } });
  const drawersOf = (facts: readonly Fact[]) =>
    facts.flatMap((fact) => (fact.type === 'ValueAwarded' ? [[fact.body.drawer, fact.body.amount]] : []));

  test('keeps so much here and credits the rest to the centre, as one award for people', () => {
    const counter = given([...shop, earned(anna, 40)], float(50));
    counter.stands({ online: true });
    const { facts, outcome } = saleOf(counter, counter.scan(anna), sell('23.40'));
    expect(drawersOf(facts)).toEqual([
      [here.writer, 10],
      ['centre', 13],
    ]);
    expect(outcome.awards).toMatchObject([{ amount: 23 }]);
  });

  test('lets the sale use its own award first', () => {
    const counter = given([...shop, earned(anna, 80)], float(0));
    counter.stands({ online: true });
    const { facts, outcome } = saleOf(counter, counter.scan(anna), sell('23.40'));
    expect(outcome.issued).toHaveLength(1);
    expect(drawersOf(facts)).toEqual([
      [here.writer, 20],
      ['centre', 3],
    ]);
    expect(counter.balance(anna, 'points:points')).toBe(0);
  });

  test('never gives away what the same sale used up', () => {
    const counter = given([...shop, earned(anna, 50, { lot: '2026-10-01/-' })], float(0));
    counter.stands({ online: true });
    const { facts } = saleOf(counter, counter.scan(anna), sell('60'));
    expect(drawersOf(facts)).toEqual([[here.writer, 60]]);
    expect(counter.balance(anna, 'points:points')).toBe(10);
  });

  test('counts only while the centre answers', () => {
    const counter = given(shop, float(0));
    expect(drawersOf(saleOf(counter, counter.scan(anna), sell('23.40')).facts)).toEqual([[here.writer, 23]]);
  });
});

describe('what would help and lies elsewhere', () => {
  const asking = { state: 'sound', online: true, mayAsk: true } as const;
  const wallet = `wallet:${walletOf(anna)}`;

  test('is the rest of an exchange, what the sale brings counted in', () => {
    const counter = given([...shop, earned(anna, 60), elsewhere(30)]);
    counter.when(counter.scan(anna));
    counter.stands(asking);
    const missing = (amountText: string) => missingForSale(counter.visit(), amountText, counter.here());
    expect(missing('23.40')).toEqual([{ holder: wallet, unit: 'points:points', amount: 17 }]);
    expect(missing('9')).toEqual([]);
    expect(missing('40')).toEqual([]);
    expect(missing('not an amount')).toEqual([]);
  });

  test('is a voucher that does not lie here, known or only genuine', () => {
    const counter = given(shop);
    const { token, voucherId } = voucherAtCentre(counter);
    const wanted = { holder: `voucher:${voucherId}`, unit: 'credit:EUR', amount: 200 };
    const scanned = (text: string, to: Counter) => {
      const command = to.scan(text);
      if (command.type !== 'Present' || command.scan.kind !== 'voucher') throw new Error('no voucher');
      return missingForVoucher(command.scan, to.here());
    };
    expect(scanned(token, counter)).toEqual([wanted]);
    expect(scanned(voucherFor(counter).token, counter)).toEqual([]);
    expect(scanned(token, given(shop))).toEqual([wanted]);
  });

  test('is all that a member holds in other drawers, but not what is suspended', () => {
    const counter = given([...shop, earned(anna, 60), elsewhere(30)]);
    counter.learns([
      {
        type: 'RightsSuspended',
        body: {
          holder: wallet,
          unit: 'points:points',
          parts: [{ lot: '2026-10-01/2027-10-01', amount: 60 }],
          epoch: 2,
        },
      },
    ]);
    expect(lyingElsewhere(walletOf(anna), counter.here())).toEqual([
      { holder: wallet, unit: 'points:points', amount: 30 },
    ]);
  });
});
