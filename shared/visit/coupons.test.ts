import { describe, expect, test } from 'vitest';
import { anna, bela, refusalOf, saleOf, sell, shop } from '#test/support/a-shop.ts';
import {
  aCoupon,
  couponFacts,
  given,
  memberWith,
  next,
  program,
  walletOf,
  type Counter,
} from '#test/support/given.ts';
import type { Fact } from '../ledger/events.ts';
import { voucherNumber } from '../scan/voucher-number.ts';
import { missingForCode, missingForSale } from './missing.ts';
import { offersAtCounter } from './offers-at-counter.ts';

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

const tenOff = (more: object) =>
  program('summer', aCoupon({ effect: tenPercent, code: 'SUMMER10', ...more }), 1, 'coupons');
const code = (counter: Counter, text: string) => counter.scan(text);
const offersAt = (counter: Counter, amountText = '20') => {
  const { offers } = offersAtCounter(counter.visit(), amountText, counter.here());
  return offers
    .filter(({ offer }) => offer.offerId !== 'credit')
    .map(({ offer, state, because }) => ({ offerId: offer.offerId, state, because }));
};

describe('a coupon by its code', () => {
  test.each(['SUMMER10', 'summer 10', 'Summer-10', '  sUmMeR.10 '])(
    'is had by saying %j, without a card',
    (said) => {
      const counter = given([...shop, tenOff({})]);
      const { outcome, facts } = saleOf(counter, code(counter, said), sell('20.00'));
      expect(outcome).toMatchObject({ dueMinor: 1_800, reductions: [{ offMinor: 200 }] });
      expect(facts.map(({ type }) => type)).toEqual(['SaleRecorded']);
    },
  );

  test('is on the counter once, and nothing else is had by a code that nobody gave out', () => {
    const counter = given([...shop, tenOff({})]);
    expect(refusalOf(counter, code(counter, 'SUMMER10'), code(counter, 'summer10'))).toEqual({
      code: 'COUPON_ALREADY_PRESENTED',
    });
    expect(refusalOf(counter, code(counter, 'WINTER10'))).toEqual({ code: 'CODE_UNKNOWN' });
  });

  test('is put back as any offer, and one without a code cannot be chosen by its name', () => {
    const counter = given([
      ...shop,
      tenOff({}),
      program('paper', aCoupon({ effect: tenPercent }), 1, 'coupons'),
    ]);
    const choose = (offerId: string, chosen: boolean) =>
      ({ type: 'ChooseOffer', offerId, chosen, amountMinor: null }) as const;
    const bought = [
      code(counter, 'SUMMER10'),
      choose('summer/coupon', false),
      counter.scan(anna),
      sell('20'),
    ];
    expect(saleOf(counter, ...bought).outcome.dueMinor).toBe(2_000);
    expect(refusalOf(counter, counter.scan(anna), choose('paper/coupon', true), sell('20'))).toEqual({
      code: 'OFFER_NOT_NOW',
    });
  });

  test('says at once when it is not good at this hour', () => {
    const counter = given([...shop, tenOff({ when: { toDay: '2026-11-21' } })]);
    expect(refusalOf(counter, code(counter, 'SUMMER10'))).toEqual({
      code: 'COUPON_OVER',
      toDay: '2026-11-21',
    });
  });

  test('of which midnight passed while it lay there is not had', () => {
    const counter = given([...shop, tenOff({ when: { toDay: '2026-11-22' } })]);
    counter.when(code(counter, 'SUMMER10'));
    counter.onDay('2026-11-23');
    expect(refusalOf(counter, sell('20'))).toEqual({ code: 'OFFER_NOT_NOW' });
  });

  test('needs its minimum, and says how much', () => {
    const counter = given([...shop, tenOff({ minimumMinor: 2_500 })]);
    counter.when(code(counter, 'SUMMER10'));
    expect(offersAt(counter)).toEqual([
      {
        offerId: 'summer/coupon',
        state: 'not-now',
        because: { code: 'BELOW_MINIMUM', minimumMinor: 2_500, goodsMinor: 2_000 },
      },
    ]);
  });
});

describe('a coupon for members', () => {
  test('waits for the card, whichever comes first', () => {
    const counter = given([...shop, tenOff({ membersOnly: true })]);
    counter.when(code(counter, 'SUMMER10'));
    expect(offersAt(counter)[0]?.because).toEqual({ code: 'MEMBER_NEEDED' });
    expect(refusalOf(counter, sell('20'))).toEqual({ code: 'OFFER_NOT_NOW' });
    expect(saleOf(counter, counter.scan(anna), sell('20')).outcome.dueMinor).toBe(1_800);
  });

  test('that is good once is used once by each', () => {
    const counter = given([...shop, ...memberWith(bela), tenOff({ oncePerMember: true })]);
    const { facts } = saleOf(counter, counter.scan(anna), code(counter, 'SUMMER10'), sell('20'));
    expect(facts[0]).toMatchObject({ body: { reductions: [{ programId: 'summer', onceKey: 'used' }] } });
    counter.when(counter.scan(anna), code(counter, 'SUMMER10'));
    expect(offersAt(counter)[0]?.because).toEqual({ code: 'USED_BEFORE', usedDay: '2026-11-22' });
    expect(saleOf(counter, counter.scan(bela), sell('20')).outcome.dueMinor).toBe(1_800);
  });

  test('for a first purchase is for nobody who bought here before', () => {
    const counter = given([...shop, tenOff({ firstPurchase: true })]);
    counter.when(code(counter, 'SUMMER10'));
    expect(offersAt(counter)[0]?.because).toEqual({ code: 'MEMBER_NEEDED' });
    expect(saleOf(counter, counter.scan(anna), sell('20')).outcome.dueMinor).toBe(1_800);
    counter.when(counter.scan(anna), code(counter, 'SUMMER10'));
    expect(offersAt(counter)[0]?.because).toEqual({ code: 'BOUGHT_BEFORE' });
    expect(refusalOf(counter, sell('20'))).toEqual({ code: 'OFFER_NOT_NOW' });
  });

  test('on a paper that was given to somebody is good with their card only', () => {
    const setup = aCoupon({ effect: tenPercent, membersOnly: true });
    const { facts, token } = couponFacts(setup, undefined, { walletId: walletOf(anna) });
    const counter = given([...shop, ...memberWith(bela), ...facts]);
    counter.when(counter.scan(bela), counter.scan(token));
    expect(offersAt(counter)[0]?.because).toEqual({ code: 'OTHER_MEMBER' });
    expect(saleOf(counter, counter.scan(anna), sell('20')).outcome.dueMinor).toBe(1_800);
  });

  test('of a tier is not for the others', () => {
    const counter = given([...shop, tenOff({ when: { tiers: ['Gold'] } })]);
    counter.when(counter.scan(anna), code(counter, 'SUMMER10'));
    expect(offersAt(counter)[0]?.because).toEqual({ code: 'NOT_FOR_THIS_MEMBER' });
  });
});

describe('a limited coupon', () => {
  const open = (limit: number): Fact => ({
    type: 'CampaignOpened',
    body: { campaignId: 'summer', limit, lot: '2026-11-22/-' },
  });
  const limited = tenOff({ limit: 2 });

  test('is used out of what lies here, use by use, until none is left; then it says how many there were', () => {
    const counter = given([...shop, limited, open(2)]);
    for (let time = 0; time < 2; time += 1) {
      const { facts } = saleOf(counter, code(counter, 'SUMMER10'), sell('20'));
      expect(facts.map(({ type }) => type)).toEqual(['SaleRecorded', 'CampaignUsed']);
    }
    counter.when(code(counter, 'SUMMER10'));
    expect(offersAt(counter)[0]?.because).toEqual({ code: 'USED_UP', limit: 2 });
    expect(refusalOf(counter, sell('20'))).toEqual({ code: 'OFFER_NOT_NOW' });
  });

  test('whose uses lie with others is not had here, and asked for in a block', () => {
    const counter = given([...shop, tenOff({ limit: 100 })]);
    counter.learns([open(100)], next.writer);
    expect(missingForCode(['summer10'], counter.here())).toEqual([
      { holder: 'campaign:summer', unit: 'uses:summer', amount: 5 },
    ]);
    counter.when(code(counter, 'SUMMER10'));
    expect(missingForSale(counter.visit(), '20', counter.here())).toMatchObject([{ unit: 'uses:summer' }]);
    expect(offersAt(counter)[0]?.because).toEqual({ code: 'USES_ELSEWHERE', limit: 100 });
  });

  test('takes a use for each of its papers on the counter, and not one more than there are', () => {
    const setup = aCoupon({ effect: tenPercent, limit: 1 });
    const one = couponFacts(setup);
    const second = couponFacts(setup, undefined, { voucherId: '00000000000000aa' });
    const opened: Fact = {
      type: 'CampaignOpened',
      body: { campaignId: 'cakes', limit: 1, lot: '2026-11-22/-' },
    };
    const counter = given([...shop, ...one.facts, ...second.facts.slice(1), opened]);
    counter.when(counter.scan(one.token), counter.scan(second.token));
    expect(offersAt(counter).map(({ state }) => state)).toEqual(['used', 'not-now']);
    expect(refusalOf(counter, sell('20'))).toEqual({ code: 'OFFER_NOT_NOW' });
  });

  test('is not used by a till that may be a copy of itself', () => {
    const counter = given([...shop, limited, open(2)]);
    counter.stands({ state: 'restricted' });
    counter.when(code(counter, 'SUMMER10'));
    expect(offersAt(counter)[0]?.because).toEqual({ code: 'RESTRICTED' });
  });
});
