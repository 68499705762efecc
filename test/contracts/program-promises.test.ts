import { describe, expect, test } from 'vitest';
import { addDays, weekdayOf } from '#shared/base/business-time.ts';
import { factOf, postingsOf } from '#shared/ledger/envelope.ts';
import type { Fact } from '#shared/ledger/events.ts';
import { configure, programs } from '#shared/programs/programs.ts';
import { templates } from '#shared/programs/templates.ts';
import { kindsAtWork } from '#test/bench/visit/kinds-at-work.ts';
import { offersAtCounter } from '#shared/visit/offers-at-counter.ts';
import { anna, bela, saleOf, sell } from '#test/support/a-shop.ts';
import { given, here, memberWith, program, walletOf, type Counter } from '#test/support/given.ts';
import { reverseAt } from '#test/support/reverse-at.ts';
import { seeded, type Chance } from '#test/support/seeded.ts';

/** Points that others give, and that never become a voucher by themselves. */
const points = program('points', {
  ...{ pointsPerUnit: 1, voucherAt: 1_000_000, voucherWorthMinor: 1 },
  ...{ pointsLifeDays: null, voucherLifeDays: null },
});

/** The example of a kind, what templates bring of it, and what the bench of a visit sets up. */
const setUps: readonly { type: string; setup: object }[] = [
  ...programs.map(({ type, example }) => ({ type, setup: example as object })),
  ...templates.flatMap((one) => one.programs),
  ...kindsAtWork,
];

const every = programs.flatMap(({ type: kind }) =>
  setUps.filter(({ type }) => type === kind).map(({ type, setup }, at) => ({ type, setup, at })),
);

/** A shop where one program runs beside points and a club, and a member who has something of everything, sent by another one. */
function shopOf({ type, setup }: (typeof every)[number]): Counter {
  const walletId = walletOf(anna);
  const opening = { walletId, drawer: here.writer, lot: '2026-01-05/-', saleId: null, revision: 1 };
  const had = [
    { unit: 'points:points', programId: 'points', amount: 300 },
    { unit: 'stamps:stamps', programId: 'stamps', amount: 8 },
  ];
  const price = { minor: 2_900, currency: 'EUR' };
  const term = { membershipId: 'term', walletId, programId: 'membership', revision: 1, months: 12, price };
  return given([
    ...(type === 'points' ? [] : [points]),
    program(type, setup),
    ...memberWith(bela),
    ...memberWith(anna),
    {
      type: 'MemberReferred',
      body: { walletId, referrer: walletOf(bela), programId: 'referral', by: 'card' },
    },
    { type: 'MembershipSold', body: { ...term, fromDay: '2026-11-01' } },
    ...campaignOf(type, setup),
    ...had.map((of): Fact => {
      const reason = { code: 'OPENING_BALANCE', params: { amount: of.amount } };
      return { type: 'ValueAwarded', body: { ...opening, ...of, reason } };
    }),
  ]);
}

/** The uses of a coupon that has a limit. */
const campaignOf = (campaignId: string, setup: object): Fact[] => {
  const limit = 'limit' in setup ? Number(setup.limit) : 0;
  return limit > 0 ? [{ type: 'CampaignOpened', body: { campaignId, limit, lot: '2026-01-05/-' } }] : [];
};

const text = (minor: number): string => (minor / 100).toFixed(2);

/** A sale of the member with three coffees, and with what takes most off it if it has to be chosen or said. */
function buy(counter: Counter, minor: number, chooses = true): { saleId: string; facts: Fact[] } {
  counter.when({ type: 'Clear' }, counter.scan(anna), { type: 'CountItem', item: 'coffee', by: 3 });
  if (chooses) {
    for (const { program: kind, setup } of counter.look.programs()) {
      const code = kind.coupon(setup)?.code ?? '';
      if (code !== '') counter.when(counter.scan(code));
    }
    const seen = offersAtCounter(counter.visit(), text(minor), counter.here());
    const open = seen.offers.find(({ offer, state }) => state === 'open' && offer.programId !== 'credit');
    const choose = (offerId: string, chosen: boolean): void =>
      void counter.when({ type: 'ChooseOffer', offerId, chosen, amountMinor: null });
    if (open) choose(open.offer.offerId, true);
    // Nobody confirms a coupon that does not hold for this sale.
    for (const { offer, state } of seen.offers)
      if (state === 'not-now' && offer.wanted && !offer.automatic) choose(offer.offerId, false);
  }
  const { outcome, facts } = saleOf(counter, sell(text(minor)));
  return { saleId: outcome.saleId, facts };
}

/** What both members have and owe, unit by unit, the papers that are good, and what was reached. */
function standing(counter: Counter): object {
  const { look, envelopes } = counter;
  const units = new Map<string, number>();
  for (const wallet of [walletOf(anna), walletOf(bela)])
    for (const { unit, amount } of [...look.lots(wallet), ...look.debts(wallet)])
      units.set(`${wallet} ${unit}`, (units.get(`${wallet} ${unit}`) ?? 0) + amount);
  const facts = envelopes.flatMap((envelope) => factOf(envelope) ?? []);
  const good = facts.filter(
    (fact) => fact.type === 'VoucherIssued' && !look.voucher(fact.body.voucherId)?.voidedAtMs,
  ).length;
  return {
    units: Object.fromEntries([...units].filter(([, amount]) => amount !== 0)),
    good,
    reached: look
      .memberFacts(walletOf(anna))
      .reached.map(({ programId, key }) => `${programId}/${key}`)
      .sort(),
  };
}

const someMinor = (chance: Chance): number => chance.pick([100, 999, 2_340, 10_000, chance.int(200, 60_000)]);

test('every kind of the register is set up in several ways here, and in the bench of a visit', () => {
  const atWork = [...new Set(kindsAtWork.map(({ type }) => type))].sort();
  expect(atWork).toEqual(programs.map(({ type }) => type));
  for (const { type, setup } of every)
    expect(
      configure({ programId: type, type, revision: 1, setup: JSON.stringify(setup) }),
      type,
    ).toBeDefined();
  expect(every.length).toBeGreaterThan(2 * programs.length);
});

test('each kind that brings something with a sale does so here', () => {
  const brings = programs.filter(({ type }) =>
    every.some((one) => {
      if (one.type !== type) return false;
      const counter = shopOf(one);
      const facts = [150_000, 100_000, 5_000].flatMap((minor) => buy(counter, minor).facts);
      return facts.some(
        ({ body, type: kind }) =>
          (kind === 'SaleRecorded' && body.reductions?.some(({ programId }) => programId === type)) ||
          (kind !== 'SaleRecorded' && 'programId' in body && body.programId === type),
      );
    }),
  );
  const silent = ['experiences', 'gift-cards', 'tiers'];
  expect(brings.map(({ type }) => type)).toEqual(
    programs.map(({ type }) => type).filter((type) => !silent.includes(type)),
  );
});

describe.each(every)('$type, set-up $at', (one) => {
  test('determinism: the same sale by the same history brings the same', () => {
    const chance = seeded(one.at);
    const minors = [someMinor(chance), someMinor(chance)];
    const kept = (): string[] => {
      const counter = shopOf(one);
      return minors.flatMap((minor) =>
        buy(counter, minor).facts.map((fact) =>
          JSON.stringify({ ...fact, body: { ...fact.body, saleId: '', token: '' } }),
        ),
      );
    };
    expect(kept()).toEqual(kept());
  });

  test('no negative grant, and sums exact: what is awarded is whole and above nothing, and every fact cancels out', () => {
    const chance = seeded(100 + one.at);
    const counter = shopOf(one);
    for (let round = 0; round < 4; round += 1)
      for (const fact of buy(counter, someMinor(chance)).facts) {
        const isGiven = fact.type === 'ValueAwarded' || fact.type === 'VoucherIssued';
        const amount = isGiven ? fact.body.amount : 1;
        expect(Number.isSafeInteger(amount) && amount > 0).toBe(true);
        const sums = new Map<string, number>();
        for (const posting of postingsOf(fact, here.writer))
          sums.set(posting.unit, (sums.get(posting.unit) ?? 0) + posting.amount);
        expect([...sums.values()].every((sum) => sum === 0)).toBe(true);
      }
  });

  test('monotone: who buys for more is given no less', () => {
    const chance = seeded(200 + one.at);
    for (let round = 0; round < 4; round += 1) {
      const [less, more] = [someMinor(chance), someMinor(chance)].sort((a, b) => a - b) as [number, number];
      const given1 = gotOf(buy(shopOf(one), less, false).facts);
      const given2 = gotOf(buy(shopOf(one), more, false).facts);
      for (const [what, amount] of given1) expect(given2.get(what) ?? 0, what).toBeGreaterThanOrEqual(amount);
    }
  });

  test('award + full reversal = nothing, at once or in any partition', () => {
    const chance = seeded(300 + one.at);
    for (let round = 0; round < 2; round += 1) {
      const minor = someMinor(chance);
      const cut = chance.int(1, minor - 1);
      const [untouched, whole, parts] = [shopOf(one), shopOf(one), shopOf(one)];
      const due = (counter: Counter) => {
        const { saleId, facts } = buy(counter, minor);
        const [sale] = facts;
        return { saleId, paid: sale?.type === 'SaleRecorded' ? sale.body.total.minor : 0 };
      };
      const { saleId } = due(whole);
      expect(reverseAt(whole, { saleId }).ok).toBe(true);
      expect(standing(whole)).toEqual(standing(untouched));
      const sold = due(parts);
      const first = Math.min(cut, sold.paid - 1);
      // A refund that would cut a voucher in two is refused: then all goes back at once.
      if (first > 0) reverseAt(parts, { saleId: sold.saleId, amountMinor: first });
      expect(reverseAt(parts, { saleId: sold.saleId }).ok).toBe(true);
      expect(standing(parts)).toEqual(standing(untouched));
    }
  });

  test('burn and earn converge: paying with credit again and again uses it up', () => {
    const counter = shopOf(one);
    const opening = { walletId: walletOf(anna), drawer: here.writer, lot: '2026-01-05/-', saleId: null };
    const reason = { code: 'OPENING_BALANCE', params: { amount: 5_000 } };
    const credit = { unit: 'credit:EUR', amount: 5_000, programId: 'credit', revision: 1, reason };
    counter.learns([{ type: 'ValueAwarded', body: { ...opening, ...credit } }]);
    const pay = { type: 'ChooseOffer', offerId: 'credit', chosen: true, amountMinor: null } as const;
    const paid = Array.from({ length: 16 }, () => {
      const done = counter.when({ type: 'Clear' }, counter.scan(anna), pay, sell('10.00'));
      const [sale] = done.ok ? done.value.facts : [];
      const used = sale?.type === 'SaleRecorded' ? (sale.body.reductions ?? []) : [];
      return used.reduce((sum, { offerId, offMinor }) => (offerId === 'credit' ? sum + offMinor : sum), 0);
    });
    expect(paid[0]).toBeGreaterThan(0);
    expect(paid.at(-1)).toBeLessThan(1_000);
  });
});

/** What a member was given with a sale, unit by unit, and what was taken off it. */
function gotOf(facts: readonly Fact[]): Map<string, number> {
  const got = new Map<string, number>();
  const add = (what: string, amount: number): void => void got.set(what, (got.get(what) ?? 0) + amount);
  for (const { type, body } of facts) {
    if (type === 'ValueAwarded' || type === 'VoucherIssued') add(`${type} ${body.unit}`, body.amount);
    if (type === 'SaleRecorded') for (const { offMinor } of body.reductions ?? []) add('off', offMinor);
  }
  return got;
}

/** Each limit with the days on which it begins anew: the first is a Sunday, so that weeks and months change on the way. */
const days = ['2026-11-22', '2026-11-23', '2026-11-24', '2026-11-30', '2026-12-01', '2026-12-02'];
const week = (day: string): string => addDays(day, 1 - weekdayOf(day));
const limits = [
  ['perDay', (day: string) => day],
  ['perWeek', week],
  ['perMonth', (day: string) => day.slice(0, 7)],
  ['perTillDay', (day: string) => day],
  ['inAll', () => 'all'],
] as const;

describe.each(['points', 'cashback'])('caps never exceeded by %s', (type) => {
  test.each(limits)('%s, over any sales and refunds', (name, periodOf) => {
    const chance = seeded(400);
    const most = 150;
    const cap = type === 'points' ? { caps: { [name]: most } } : { caps: { [`${name}Minor`]: most } };
    const example = programs.find((one) => one.type === type)?.example as object;
    const counter = given([
      ...[program(type, { ...example, ...cap }), ...memberWith(anna)],
      ...(name === 'perTillDay' || name === 'inAll' ? memberWith(bela) : []),
    ]);
    const cards = name === 'perTillDay' || name === 'inAll' ? [anna, bela] : [anna];
    const left = new Map<string, number>();
    let reached = 0;
    for (const day of days) {
      counter.onDay(day);
      for (let sale = 0; sale < 4; sale += 1) {
        const { outcome, facts } = saleOf(
          counter,
          counter.scan(chance.pick(cards)),
          sell(text(chance.int(100, 9_000))),
        );
        const got = facts.reduce(
          (sum, fact) => (fact.type === 'ValueAwarded' ? sum + fact.body.amount : sum),
          0,
        );
        const isTakenBack = chance.int(0, 4) === 0;
        const isGone = isTakenBack && reverseAt(counter, { saleId: outcome.saleId }).ok;
        expect(isGone).toBe(isTakenBack);
        const period = periodOf(day);
        left.set(period, (left.get(period) ?? 0) + (isTakenBack ? 0 : got));
        if (left.get(period) === most) reached += 1;
      }
    }
    expect(Math.max(...left.values())).toBeLessThanOrEqual(most);
    expect(reached).toBeGreaterThan(0);
  });
});
