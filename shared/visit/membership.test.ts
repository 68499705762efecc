import { expect, test } from 'vitest';
import { addDays } from '../base/business-time.ts';
import { occasions } from '../programs/occasions/occasions.program.ts';
import { anna, points, saleOf, sell } from '#test/support/a-shop.ts';
import { asked, aSale } from '#test/support/asked-program.ts';
import { given, memberWith, program, walletOf, type Counter } from '#test/support/given.ts';
import { seeded } from '#test/support/seeded.ts';
import { endMembership, membershipsFor, sellMembership } from './membership.ts';

const club = (change: object = {}) =>
  program('membership', { name: 'Club', priceMinor: 2_900, months: 12, graceDays: 7, ...change });
const shop = (change: object = {}) => given([points, club(change), ...memberWith(anna)]);
const wallet = walletOf(anna);
const at = (counter: Counter, day: string) => {
  counter.onDay(day);
  return { ...counter.here(), day };
};
let ids = 0;
const buy = (counter: Counter, day: string, priceMinor = 2_900) => {
  const membershipId = `membership-${(ids += 1)}`;
  const sold = sellMembership(
    { membershipId, walletId: wallet, programId: 'membership', priceMinor },
    at(counter, day),
  );
  if (sold.ok) counter.learns([sold.value]);
  return sold;
};
const giveUp = (counter: Counter, day: string) => {
  const [{ back } = { back: null }] = membershipsFor(wallet, at(counter, day));
  const ended = endMembership(wallet, back?.membershipId ?? 'none', at(counter, day));
  if (ended.ok) counter.learns([ended.value]);
  return ended;
};
const state = (counter: Counter, day: string) => membershipsFor(wallet, at(counter, day))[0];
const tierOn = (counter: Counter, day: string) => {
  const here = at(counter, day);
  const [one] = here.look.programs().filter(({ program: { type } }) => type === 'membership');
  return one?.program.standing(here.look.memberFacts(wallet), one.setup, day, 'membership')?.tier ?? null;
};

test('holds from today for its months and the days of grace, and other programs may ask for it', () => {
  const counter = shop({ off: { kind: 'percent', bp: 1_000 } });
  expect(tierOn(counter, '2026-11-22')).toBeNull();
  expect(buy(counter, '2026-11-22')).toMatchObject({
    value: { body: { fromDay: '2026-11-22', months: 12, price: { minor: 2_900, currency: 'EUR' } } },
  });
  expect(['2026-11-22', '2027-11-21', '2027-11-28', '2027-11-29'].map((day) => tierOn(counter, day))).toEqual(
    [...['Club', 'Club', 'Club'], null],
  );
  counter.onDay('2026-11-23');
  const { outcome } = saleOf(counter, counter.scan(anna), sell('10'));
  expect(outcome).toMatchObject({
    total: { minor: 900 },
    reductions: [{ reason: { code: 'MEMBERSHIP_BENEFIT' } }],
  });
  // What is paid for belonging earns nothing: only the sale did.
  expect(counter.balance(anna, 'points:points')).toBe(9);
});

test('is renewed from the end and not from today, in time and in the days of grace; later it begins anew', () => {
  const counter = shop();
  buy(counter, '2026-11-22');
  expect(buy(counter, '2027-11-10')).toMatchObject({ value: { body: { fromDay: '2027-11-22' } } });
  expect(buy(counter, '2028-11-25')).toMatchObject({ value: { body: { fromDay: '2028-11-22' } } });
  expect(buy(counter, '2029-12-24')).toMatchObject({ value: { body: { fromDay: '2029-12-24' } } });
});

test('reminds the cashier before the end and in the days of grace, and no sooner', () => {
  const counter = shop({ remindDays: 12 });
  buy(counter, '2026-11-22');
  expect(state(counter, '2027-11-09')).toMatchObject({ remind: false, daysLeft: 13 });
  expect(state(counter, '2027-11-10')).toMatchObject({ remind: true, daysLeft: 12 });
  expect(state(counter, '2027-11-25')).toMatchObject({ remind: true, daysLeft: 0, untilDay: '2027-11-21' });
  expect(state(counter, '2027-12-25')).toMatchObject({ remind: false, untilDay: null });
  buy(counter, '2027-11-10');
  expect(state(counter, '2027-11-11')).toMatchObject({ remind: false, untilDay: '2028-11-21' });
});

test('brings back the days that are left, all of it, or nothing, as the shop chose, and ends at once', () => {
  const counter = shop();
  buy(counter, '2026-11-22');
  // 266 of 365 days are left on 1 March: 2900 * 266 / 365 = 2113.4
  expect(giveUp(counter, '2027-03-01')).toMatchObject({ value: { body: { refunded: { minor: 2_113 } } } });
  expect(tierOn(counter, '2027-03-01')).toBeNull();
  expect(giveUp(counter, '2027-03-01')).toEqual({ ok: false, error: { code: 'MEMBERSHIP_OVER' } });
  expect(buy(counter, '2027-03-01')).toMatchObject({ value: { body: { fromDay: '2027-03-01' } } });

  const whole = shop({ refund: 'whole' });
  buy(whole, '2026-11-22');
  expect(giveUp(whole, '2027-03-01')).toMatchObject({ value: { body: { refunded: { minor: 2_900 } } } });
  const nothing = shop({ refund: 'nothing' });
  const sold = buy(nothing, '2026-11-22');
  const id = sold.ok ? sold.value.body.membershipId : '';
  expect(endMembership(wallet, id, at(nothing, '2026-11-22'))).toEqual({
    ok: false,
    error: { code: 'MEMBERSHIP_NOT_REFUNDED' },
  });
});

test('of a renewal that has not begun all comes back, and what is paid for before it stays', () => {
  const counter = shop();
  buy(counter, '2026-11-22');
  buy(counter, '2027-11-10');
  expect(giveUp(counter, '2027-11-11')).toMatchObject({ value: { body: { refunded: { minor: 2_900 } } } });
  expect(state(counter, '2027-11-11')).toMatchObject({ untilDay: '2027-11-21' });
});

test('is refused in words: another price, ended, too far ahead, sold elsewhere, a till that is retired or a copy', () => {
  const counter = shop();
  expect(buy(counter, '2026-11-22', 2_500)).toEqual({
    ok: false,
    error: { code: 'MEMBERSHIP_OTHER_PRICE', priceMinor: 2_900 },
  });
  for (let years = 0; years < 11; years += 1) buy(counter, '2026-11-22');
  expect(buy(counter, '2026-11-22')).toEqual({ ok: false, error: { code: 'MEMBERSHIP_TOO_FAR' } });
  const elsewhere = shop();
  const sold = buy(elsewhere, '2026-11-22');
  if (!sold.ok) throw new Error('not sold');
  const other = shop();
  other.learns([sold.value], 'till-2');
  expect(endMembership(wallet, sold.value.body.membershipId, at(other, '2026-11-23'))).toEqual({
    ok: false,
    error: { code: 'MEMBERSHIP_ELSEWHERE', tillName: 'Till 2' },
  });
  elsewhere.stands({ state: 'restricted' });
  expect(giveUp(elsewhere, '2026-11-23')).toMatchObject({ ok: false });
  elsewhere.stands({ state: 'retired' });
  expect(buy(elsewhere, '2026-11-23')).toEqual({ ok: false, error: { code: 'RETIRED' } });
});

test('never brings back more than was paid, and never more the later it is given up', () => {
  const chance = seeded(33);
  for (let round = 0; round < 60; round += 1) {
    const [priceMinor, months] = [chance.int(1, 100_000), chance.int(1, 24)];
    let last = priceMinor;
    const counter = shop({ priceMinor, months });
    buy(counter, '2026-11-22', priceMinor);
    for (let day = 0; day < 800; day += chance.int(20, 90)) {
      const back = state(counter, addDays('2026-11-22', day))?.back?.refundMinor ?? 0;
      expect(back).toBeLessThanOrEqual(last);
      last = back;
    }
  }
});

test('a gift a month goes to those who belong, once a month', () => {
  const setup = {
    occasion: { kind: 'month' as const },
    name: 'A coffee a month',
    gift: { kind: 'coupon' as const, label: 'A coffee' },
    lifeDays: 30,
    tiers: ['Club'],
  };
  const ask = (given: [string, string][], tiers: string[]) =>
    asked(occasions, setup, aSale(500), { tiers, member: { given: new Map(given) } });
  expect(ask([], ['Club'])).toMatchObject([{ kind: 'gift', onceKey: 'month-2026-11' }]);
  expect(ask([['occasions/month-2026-11', '2026-11-02']], ['Club'])).toEqual([]);
  expect(ask([['occasions/month-2026-10', '2026-10-02']], ['Club'])).toHaveLength(1);
  expect(ask([], ['Gold'])).toEqual([]);
});
