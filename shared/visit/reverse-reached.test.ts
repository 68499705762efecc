import { describe, expect, test } from 'vitest';
import { anna, points, saleOf, sell } from '#test/support/a-shop.ts';
import { given, memberWith, program, walletOf, type Counter } from '#test/support/given.ts';
import { reverseAt } from '#test/support/reverse-at.ts';
import { seeded, type Chance } from '#test/support/seeded.ts';
import { takenFor, type LostReach } from './reverse-reached.ts';

const challenge = (change: object = {}) =>
  program('challenges', {
    name: 'Three visits',
    goal: { kind: 'visits', count: 3 },
    round: { kind: 'calendar-month' },
    gift: { kind: 'points', programId: 'points', amount: 50 },
    badge: { picture: 'trophy' },
    ...change,
  });
const shop = (change: object = {}, of = points): Counter =>
  given([of, challenge(change), ...memberWith(anna)]);
const buy = (counter: Counter, amountText = '10'): string =>
  saleOf(counter, counter.scan(anna), sell(amountText)).outcome.saleId;
const reached = (counter: Counter) => counter.look.memberFacts(walletOf(anna)).reached.map(({ key }) => key);
/** What Anna has of a unit, with what she owes taken off. */
const net = (counter: Counter, unit: string): number => {
  const all = [...counter.look.lots(walletOf(anna)), ...counter.look.debts(walletOf(anna))];
  return all.filter((lot) => lot.unit === unit).reduce((sum, { amount }) => sum + amount, 0);
};
const codesOf = (done: ReturnType<typeof reverseAt>) => {
  if (!done.ok) throw new Error(`refused: ${done.error.code}`);
  return done.value.moves.steps.map(({ code }) => code);
};

test('what is given once is given again when the sale it came with is taken back, and not while a voucher of it is out', () => {
  const welcome = (gift: object) =>
    given([
      points,
      program('occasions', { occasion: { kind: 'welcome' }, name: 'Welcome', gift, lifeDays: 30 }),
      ...memberWith(anna),
    ]);
  const givenTo = (counter: Counter) => [...counter.look.memberFacts(walletOf(anna)).given.keys()];
  for (const gift of [
    { kind: 'points', amount: 50, programId: 'points' },
    { kind: 'money', worthMinor: 500 },
  ]) {
    const counter = welcome(gift);
    const first = buy(counter);
    expect(givenTo(counter)).toHaveLength(1);
    reverseAt(counter, { saleId: first, kind: 'void' });
    expect(givenTo(counter)).toEqual([]);
    buy(counter);
    expect(givenTo(counter)).toHaveLength(1);
  }
  const counter = welcome({ kind: 'money', worthMinor: 500 });
  const first = saleOf(counter, counter.scan(anna), sell('10')).outcome;
  const token = counter.envelopes.map(({ body }) => /"token":"(\d+)"/.exec(body)?.[1]).find(Boolean) ?? '';
  saleOf(counter, counter.scan(anna), counter.scan(token), sell('10'));
  expect(reverseAt(counter, { saleId: first.saleId }).ok).toBe(true);
  expect(givenTo(counter)).toHaveLength(1);
});

describe('three visits for fifty points', () => {
  test('are reached with the third sale, and not with the fourth', () => {
    const counter = shop();
    buy(counter);
    buy(counter);
    const third = saleOf(counter, counter.scan(anna), sell('10')).outcome;
    expect(third.reached).toEqual([{ programId: 'challenges', title: 'Three visits', badge: 'trophy' }]);
    expect(third.awards.map(({ programId, amount }) => [programId, amount])).toEqual([
      ['challenges', 50],
      ['points', 10],
    ]);
    expect(saleOf(counter, counter.scan(anna), sell('10')).outcome.reached).toEqual([]);
    expect(net(counter, 'points:points')).toBe(90);
  });

  test.each([0, 1, 2])('are lost whichever of the three goes back: number %i', (which) => {
    const counter = shop();
    const sales = [buy(counter), buy(counter), buy(counter)];
    const done = reverseAt(counter, { saleId: sales[which]!, kind: 'void' });
    expect(codesOf(done)).toEqual(['REACHED_NO_MORE', 'CLAWED_BACK']);
    expect(reached(counter)).toEqual([]);
    expect(net(counter, 'points:points')).toBe(20);
    buy(counter);
    expect(reached(counter)).toEqual(['2026-11']);
    expect(net(counter, 'points:points')).toBe(80);
  });

  test('stay with a fourth visit in place of the one that goes back, be it the one that reached it', () => {
    const counter = shop();
    const sales = [buy(counter), buy(counter), buy(counter), buy(counter)];
    expect(codesOf(reverseAt(counter, { saleId: sales[2]! }))).toEqual(['CLAWED_BACK']);
    expect(reached(counter)).toEqual(['2026-11']);
    expect(net(counter, 'points:points')).toBe(80);
    expect(codesOf(reverseAt(counter, { saleId: sales[0]! }))).toContain('REACHED_NO_MORE');
    expect(net(counter, 'points:points')).toBe(20);
  });

  test('are not touched by a part of a sale going back, as long as it is a sale that counts', () => {
    const counter = shop({ minimumMinor: 400 });
    const [first] = [buy(counter), buy(counter), buy(counter)];
    reverseAt(counter, { saleId: first, amountMinor: 600 });
    expect(reached(counter)).toEqual(['2026-11']);
    expect(codesOf(reverseAt(counter, { saleId: first, amountMinor: 1 }))).toContain('REACHED_NO_MORE');
  });

  test('already spent are owed, and the next earnings pay for them', () => {
    const gift = { kind: 'points', programId: 'points', amount: 90 };
    const counter = shop({ gift, minimumMinor: 500 });
    const [first] = [buy(counter), buy(counter), buy(counter)];
    // With a sale that does not count, a hundred of them become a voucher.
    buy(counter, '4');
    expect(net(counter, 'points:points')).toBe(24);
    expect(codesOf(reverseAt(counter, { saleId: first }))).toEqual([
      'REACHED_NO_MORE',
      'CLAWED_BACK',
      'DEBT_MADE',
    ]);
    expect(net(counter, 'points:points')).toBe(-76);
    // It is the third visit that counts, so ninety come again, beside a hundred for what it costs.
    buy(counter, '100');
    expect(net(counter, 'points:points')).toBe(-76 + 100 + 90);
  });
});

test('a coupon for a challenge is taken back with it; one that was used stays, and is not given again', () => {
  const gift = { kind: 'coupon', label: 'A cake', effect: { kind: 'fixed', minor: 100 } };
  for (const isUsed of [false, true]) {
    const counter = shop({ gift });
    const [first] = [buy(counter), buy(counter)];
    const third = saleOf(counter, counter.scan(anna), sell('10')).outcome;
    const token = third.issued[0]?.token ?? '';
    if (isUsed) saleOf(counter, counter.scan(token), sell('10'));
    const codes = codesOf(reverseAt(counter, { saleId: first }));
    expect(codes).toEqual(
      isUsed ? ['CLAWED_BACK', 'VOUCHER_KEPT'] : ['REACHED_NO_MORE', 'VOUCHER_VOIDED', 'CLAWED_BACK'],
    );
    expect(reached(counter)).toEqual(isUsed ? ['2026-11'] : []);
    const again = saleOf(counter, counter.scan(anna), sell('10')).outcome;
    expect(again.issued).toHaveLength(isUsed ? 0 : 1);
  }
});

test('a badge for a visit goes with its own sale and with no other', () => {
  const ten = { key: 'two', name: 'Two', earned: { kind: 'milestone', visits: 2 } };
  const counter = given([program('badges', { badges: [ten] }), ...memberWith(anna)]);
  const [first, second] = [buy(counter), buy(counter)];
  expect(reached(counter)).toEqual(['two']);
  reverseAt(counter, { saleId: first });
  reverseAt(counter, { saleId: second, amountMinor: 999 });
  expect(reached(counter)).toEqual(['two']);
  reverseAt(counter, { saleId: second });
  expect(reached(counter)).toEqual([]);
});

/** Points that never become a voucher by themselves. */
const pointsAlone = program('points', {
  ...{ pointsPerUnit: 1, voucherAt: 1_000_000, voucherWorthMinor: 200 },
  ...{ pointsLifeDays: 365, voucherLifeDays: 180 },
});

/** A challenge of some kind, and a few sales under it, some of which reach it. */
function eventful(chance: Chance, of = pointsAlone): { open: () => Counter; sales: number[] } {
  const goal = chance.pick([
    { kind: 'visits', count: chance.int(1, 4) },
    { kind: 'spend', goalMinor: chance.int(500, 4000) },
    { kind: 'days', count: 1 },
  ]);
  const round = chance.pick([{ kind: 'calendar-month' }, { kind: 'open' }, { kind: 'any-days', days: 3 }]);
  const gift = chance.pick([
    { kind: 'points', programId: 'points', amount: chance.int(1, 90) },
    { kind: 'points', programId: 'points', amount: 500 },
    { kind: 'money', worthMinor: 200 },
  ]);
  const minimumMinor = chance.pick([0, 300]);
  return {
    open: () => shop({ goal, round, gift, minimumMinor }, of),
    sales: Array.from({ length: chance.int(2, 6) }, () => chance.int(100, 2000)),
  };
}

/** What is left when so much of each sale was taken back, in these steps. */
function leftAfter(
  open: () => Counter,
  sales: readonly number[],
  steps: readonly (readonly [number, number])[],
) {
  const counter = open();
  const ids = sales.map((minor) => buy(counter, (minor / 100).toFixed(2)));
  for (const [which, amountMinor] of steps) {
    const done = reverseAt(counter, { saleId: ids[which]!, amountMinor });
    if (!done.ok) throw new Error(done.error.code);
  }
  const everGiven = counter.envelopes.filter(({ type }) => type === 'AchievementReached').length;
  const vouchers = counter.envelopes
    .filter(({ type }) => type === 'VoucherVoided' || type === 'VoucherIssued')
    .map(({ type }) => (type === 'VoucherIssued' ? 1 : -1))
    .reduce<number>((sum, one) => sum + one, 0);
  return {
    reached: reached(counter),
    everGiven,
    points: net(counter, 'points:points'),
    credit: net(counter, 'credit:EUR'),
    vouchers,
  };
}

test('in any order and split of refunds, the same is reached and kept; and nothing when all is taken back', () => {
  const chance = seeded(34);
  let lost = 0;
  for (let round = 0; round < 16; round += 1) {
    const { open, sales } = eventful(chance);
    const back = sales.map((minor) => chance.pick([0, minor, chance.int(1, minor)]));
    const whole = sales.flatMap((_, which) => (back[which] ? [[which, back[which]] as const] : []));
    const split = whole.flatMap(([which, amount]) => {
      const first = chance.int(1, amount);
      return first < amount
        ? ([
            [which, first],
            [which, amount - first],
          ] as const)
        : ([[which, amount]] as const);
    });
    const once = leftAfter(open, sales, whole);
    expect(leftAfter(open, sales, chance.shuffled(split)), JSON.stringify({ sales, back })).toEqual(once);
    if (once.reached.length < once.everGiven) lost += 1;
    const all = leftAfter(open, sales, chance.shuffled(sales.map((minor, which) => [which, minor] as const)));
    expect(all).toMatchObject({ reached: [], points: 0, credit: 0, vouchers: 0 });
  }
  expect(lost).toBeGreaterThan(3);
});

test('also where points become vouchers on the way, one sale goes back in parts as at once', () => {
  const chance = seeded(35);
  for (let round = 0; round < 12; round += 1) {
    const { open, sales } = eventful(chance, points);
    const which = chance.int(0, sales.length - 1);
    const amount = chance.int(1, sales[which]!);
    const first = chance.int(0, amount);
    const parts = [first, amount - first].flatMap((part) => (part > 0 ? [[which, part] as const] : []));
    expect(leftAfter(open, sales, parts)).toEqual(leftAfter(open, sales, [[which, amount]]));
  }
});

test('what was forgiven of a prize was not taken for it: of the first that is lost it is forgiven first', () => {
  const one = (key: string): LostReach => ({
    atMinor: 1,
    reached: {
      ...{
        programId: 'three',
        key,
        saleId: 'sale-1',
        day: '2026-11-22',
        title: key,
        badge: null,
        needs: null,
      },
      prize: { unit: 'points:points', lot: '2026-11-22/-', amount: 50, voucherId: null, label: '' },
    },
  });
  const [none, badge] = [{ ...one('badge') }, one('badge').reached];
  const lost = [one('first'), { ...none, reached: { ...badge, prize: null } }, one('second')];
  const takenWith = (forgiven: number) =>
    takenFor(lost, [{ unit: 'points:points', forgiven }]).map(({ taken }) => taken);
  expect(takenWith(0)).toEqual([50, 0, 50]);
  expect(takenWith(60)).toEqual([0, 0, 40]);
});
