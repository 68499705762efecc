import { describe, expect, test } from 'vitest';
import type { Fact } from '../ledger/events.ts';
import { referralCodeOf } from '../scan/formats/referral-code.format.ts';
import type { Command } from './decide.ts';
import { anna, bela, clear, enrol, points, refusalOf, saleOf, sell } from '#test/support/a-shop.ts';
import { blocked, given, memberWith, program, walletOf, type Counter } from '#test/support/given.ts';

const friends = (change: object = {}): Fact =>
  program('referral', {
    name: 'Bring a friend',
    forReferrer: { kind: 'points', programId: 'points', amount: 50 },
    forFriend: { kind: 'credit', worthMinor: 300 },
    waitingDays: 14,
    lifeDays: 90,
    mostPerMonth: 2,
    ...change,
  });
const shop = (...more: Fact[]): Fact[] => [points, friends(), ...memberWith(anna), ...more];
const ask: Command = { type: 'AskReferrer', on: true };
const code = (of: string) => referralCodeOf(walletOf(of));
const referred = (walletId: string, referrer: string): Fact => ({
  type: 'MemberReferred',
  body: { walletId, referrer, programId: 'referral', by: 'card' },
});

/** Bela comes with a new card and says that Anna sent him. */
function enrolBela(counter: Counter): void {
  expect(refusalOf(counter, counter.scan(bela), ask, counter.scan(anna), enrol)).toBeUndefined();
}

describe('a friend', () => {
  test('is enrolled with who sent them by card, and both have something from the first sale on', () => {
    const counter = given(shop());
    enrolBela(counter);
    const { outcome, facts } = saleOf(counter, sell('20'));
    expect(outcome.awards).toMatchObject([
      { unit: 'points:points', amount: 20 },
      { unit: 'credit:EUR', amount: 300, reason: { code: 'SENT_BY_FRIEND' } },
    ]);
    expect(outcome.forOthers).toEqual([
      {
        unit: 'points:points',
        amount: 50,
        opensDay: '2026-12-06',
        reason: { code: 'FRIEND_SENT', params: { name: 'Bring a friend' } },
      },
    ]);
    expect(facts.filter(({ type }) => type === 'ValueAwarded')).toHaveLength(3);
    expect(counter.balance(anna, 'points:points')).toBe(50);
    expect(saleOf(counter, counter.scan(bela), sell('20')).outcome.forOthers).toEqual([]);
  });

  test('says a code after the enrolment, as long as nothing was bought', () => {
    const counter = given(shop());
    counter.when(counter.scan(bela), enrol);
    const named = counter.when(counter.scan(code(anna).toLowerCase()));
    expect(named.ok && named.value.facts).toMatchObject([
      { type: 'MemberReferred', body: { referrer: walletOf(anna), walletId: walletOf(bela), by: 'code' } },
    ]);
    expect(saleOf(counter, sell('5')).outcome.forOthers).toHaveLength(1);
  });

  test('brings nothing with a sale below the minimum, and all of it with the next', () => {
    const counter = given([points, friends({ minimumMinor: 1000 }), ...memberWith(anna)]);
    enrolBela(counter);
    expect(saleOf(counter, sell('9.99')).outcome.forOthers).toEqual([]);
    expect(saleOf(counter, counter.scan(bela), sell('10')).outcome.forOthers).toHaveLength(1);
  });

  test('may be said to be sent by nobody after all', () => {
    const counter = given(shop());
    counter.when(counter.scan(bela), ask, counter.scan(anna), { type: 'AskReferrer', on: false }, enrol);
    expect(saleOf(counter, sell('20')).outcome.forOthers).toEqual([]);
  });

  test('is nobody’s friend for whoever stands at the counter next', () => {
    const counter = given(shop(...memberWith(bela)));
    counter.when(counter.scan('TCEGHJKLNPRSER'), ask, counter.scan(bela));
    expect(counter.visit().referrer?.walletId).toBe(walletOf(bela));
    counter.when(counter.scan(anna));
    expect(counter.visit()).toMatchObject({ referrer: null, asksReferrer: false });
  });
});

test('a voucher for whoever sent them is printed with the first sale after the waiting time, all at once', () => {
  const voucher = { forReferrer: { kind: 'voucher', worthMinor: 500 }, forFriend: null };
  const counter = given([points, friends(voucher), ...memberWith(anna)]);
  enrolBela(counter);
  saleOf(counter, sell('20'));
  expect(saleOf(counter, counter.scan(anna), sell('5')).outcome.issued).toEqual([]);
  counter.onDay('2026-12-06');
  const { issued } = saleOf(counter, counter.scan(anna), sell('5')).outcome;
  expect(issued).toMatchObject([{ unit: 'credit:EUR', amount: 500, reason: { code: 'FRIENDS_VOUCHER' } }]);
  expect(saleOf(counter, counter.scan(anna), sell('5')).outcome.issued).toEqual([]);
});

test('without a waiting time the friend has the voucher with the very sale', () => {
  const now = { waitingDays: 0, forFriend: { kind: 'voucher', worthMinor: 300 } };
  const counter = given([points, friends(now), ...memberWith(anna)]);
  enrolBela(counter);
  expect(saleOf(counter, sell('20')).outcome.issued).toMatchObject([{ unit: 'credit:EUR', amount: 300 }]);
});

describe('nobody is sent', () => {
  test('where the shop has no such program', () => {
    const counter = given([points, ...memberWith(anna)]);
    expect(refusalOf(counter, counter.scan(bela), ask)).toEqual({ code: 'REFERRAL_NOT_OFFERED' });
  });

  test('when nobody is there', () => {
    expect(refusalOf(given(shop()), clear, ask)).toEqual({ code: 'NO_CUSTOMER' });
  });

  test('by themselves, by the same card or by their own code', () => {
    const counter = given(shop());
    const own = { code: 'REFERRAL_SELF' };
    expect(refusalOf(counter, counter.scan(anna), counter.scan(code(anna)))).toEqual(own);
    expect(refusalOf(counter, clear, counter.scan(anna), ask, counter.scan(anna))).toEqual(own);
  });

  test('by a card or code that nobody has, or that is lost', () => {
    const counter = given(shop(...memberWith(bela), blocked(bela)));
    const unknown = { code: 'REFERRAL_CODE_UNKNOWN' };
    const fresh = 'TCEGHJKLNPRSER';
    expect(refusalOf(counter, counter.scan(anna), counter.scan(code(fresh)))).toEqual(unknown);
    expect(refusalOf(counter, clear, counter.scan(anna), ask, counter.scan(fresh))).toEqual(unknown);
    expect(refusalOf(counter, clear, counter.scan(anna), ask, counter.scan(bela))).toMatchObject({
      code: 'CARD_BLOCKED',
    });
  });

  test('who has bought before', () => {
    const counter = given(shop(...memberWith(bela)));
    saleOf(counter, counter.scan(anna), sell('5'));
    expect(refusalOf(counter, counter.scan(anna), ask)).toEqual({ code: 'REFERRAL_NOT_NEW' });
  });

  test('twice', () => {
    const counter = given(shop());
    enrolBela(counter);
    expect(refusalOf(counter, counter.scan(code(anna)))).toEqual({ code: 'REFERRAL_KNOWN' });
  });

  test('in a circle, however long', () => {
    const [dora, emil] = ['TCEGHJKLNPRSER', 'TCDNPRSTUVXBRX'];
    const facts = [...memberWith(bela), ...memberWith(dora), ...memberWith(emil)];
    const chain = [referred(walletOf(bela), walletOf(anna)), referred(walletOf(dora), walletOf(bela))];
    const counter = given(shop(...facts, ...chain));
    expect(refusalOf(counter, counter.scan(anna), counter.scan(code(dora)))).toEqual({
      code: 'REFERRAL_CIRCLE',
    });
    expect(refusalOf(counter, clear, counter.scan(anna), counter.scan(code(emil)))).toBeUndefined();
  });

  test('by who sent as many this month as may be', () => {
    const others = ['aa', 'bb'].map((one) => referred(one.repeat(16), walletOf(anna)));
    const counter = given(shop(...others));
    expect(refusalOf(counter, counter.scan(bela), ask, counter.scan(anna))).toEqual({
      code: 'REFERRAL_TOO_MANY',
      most: 2,
    });
    counter.onDay('2026-12-01');
    expect(refusalOf(counter, clear, counter.scan(bela), ask, counter.scan(anna))).toBeUndefined();
  });

  test('by whoever serves, whose card that is', () => {
    const counter = given(shop());
    counter.stands({ servesOwn: (walletId) => walletId === walletOf(anna) });
    expect(refusalOf(counter, counter.scan(bela), ask, counter.scan(anna))).toEqual({
      code: 'REFERRAL_OWN_CARD',
    });
  });

  test('by who lives with them', () => {
    const counter = given(shop());
    counter.look.sameContact = () => true;
    expect(refusalOf(counter, counter.scan(bela), ask, counter.scan(anna))).toEqual({
      code: 'REFERRAL_SAME_HOUSEHOLD',
    });
  });
});
