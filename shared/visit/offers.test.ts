import { describe, expect, test } from 'vitest';
import { typedBasket, type Line } from '#shared/basket/basket.ts';
import { anna } from '#test/support/a-shop.ts';
import { earned, given, memberWith, program, walletOf } from '#test/support/given.ts';
import { offersAtCounter } from './offers-at-counter.ts';
import { outcomeOf } from './sale-outcome.ts';

const card = anna;
const wallet = walletOf(card);

/** A counter with these programs and a member who holds these points and this credit. */
function counterWith(
  programs: Record<string, object>,
  holds: { points?: number; credit?: number } = {},
  settings = {},
) {
  const counter = given(
    [
      ...Object.entries(programs).map(([type, setup]) => program(type, setup)),
      ...memberWith(card),
      ...(holds.points ? [earned(card, holds.points)] : []),
      ...(holds.credit ? [earned(card, holds.credit, { unit: 'credit:EUR' })] : []),
    ],
    settings,
  );
  const presented = counter.when(counter.scan(card));
  if (!presented.ok) throw new Error(presented.error.code);
  return counter;
}
type Counter = ReturnType<typeof counterWith>;
const sell = (counter: Counter, amountText: string, ...chosen: [string, number?][]) =>
  counter.when(
    ...chosen.map(([offerId, amountMinor]) => ({
      type: 'ChooseOffer' as const,
      offerId,
      chosen: true,
      amountMinor: amountMinor ?? null,
    })),
    { type: 'RecordSale', saleId: 'sale-1', amountText },
  );
const told = (counter: Counter, amountText: string, ...chosen: [string, number?][]) => {
  const done = sell(counter, amountText, ...chosen);
  return done.ok ? outcomeOf(done.value.facts, counter.look) : done.error;
};

const percent = (bp: number, more: object = {}) => ({
  name: 'Members',
  effect: { kind: 'percent', bp },
  ...more,
});
const points = {
  pointsPerUnit: 1,
  voucherAt: 1000,
  voucherWorthMinor: 200,
  pointsLifeDays: null,
  voucherLifeDays: null,
};

describe('something off', () => {
  test('a benefit is used without asking, and what is left earns', () => {
    const counter = counterWith({ benefits: percent(1_000), points });
    expect(told(counter, '23.40')).toMatchObject({
      total: { minor: 2106 },
      dueMinor: 2106,
      reductions: [{ offMinor: 234, reason: { code: 'BENEFIT', params: { name: 'Members' } } }],
      awards: [{ amount: 21 }],
    });
  });

  test.each([
    ['in-order', 900],
    ['best', 800],
  ])('of two that do not go together is chosen %s', (choose, due) => {
    const benefit = (programId: string, effect: object) => ({
      type: 'ProgramConfigured' as const,
      body: { programId, type: 'benefits', revision: 1, setup: JSON.stringify({ name: programId, effect }) },
    });
    const percentage = benefit('a-tenth', { kind: 'percent', bp: 1_000 });
    const counter = given(
      [percentage, benefit('two-off', { kind: 'fixed', minor: 200 }), ...memberWith(card)],
      {
        stacking: { mostOffers: 1, choose: choose === 'best' ? 'best' : 'in-order' },
      },
    );
    counter.when(counter.scan(card));
    expect(told(counter, '10.00')).toMatchObject({ dueMinor: due });
  });

  test('a benefit for a tier is for that tier', () => {
    const tiers = { by: 'visits', tiers: [{ name: 'Gold', from: 1 }], period: 'lifetime' };
    const counter = counterWith({ benefits: percent(1_000, { when: { tiers: ['Gold'] } }), tiers });
    expect(told(counter, '10.00')).toMatchObject({ total: { minor: 1000 } });
    counter.when(counter.scan(card));
    expect(told(counter, '10.00')).toMatchObject({ total: { minor: 900 } });
  });

  test('below its minimum a benefit is left out, and the sale goes on', () => {
    const counter = counterWith({ benefits: percent(1_000, { minimumMinor: 2_000 }) });
    expect(told(counter, '19.99')).toMatchObject({ total: { minor: 1999 }, reductions: [] });
  });

  test('the shop may allow less together than the offers come to', () => {
    const counter = counterWith({ benefits: percent(5_000) }, {}, { stacking: { mostOffBp: 2_000 } });
    expect(told(counter, '10.00')).toMatchObject({ total: { minor: 800 } });
  });
});

describe('rewards', () => {
  const coffee = { key: 'coffee', name: 'A coffee', points: 80, effect: { kind: 'fixed', minor: 150 } };
  const rewards = {
    pointsProgramId: 'points',
    rewards: [coffee],
    payWithPoints: { points: 100, worthMinor: 100, step: 10, least: 50 },
  };

  test('a reward takes its points from the wallet and its worth off the sale', () => {
    const counter = counterWith({ points, rewards }, { points: 100 });
    expect(told(counter, '5.00', ['rewards/coffee'])).toMatchObject({
      total: { minor: 350 },
      awards: [{ amount: 3 }],
    });
    expect(counter.balance(card, 'points:points')).toBe(100 - 80 + 3);
  });

  test('one that costs more than there is refuses the sale, and takes nothing', () => {
    const counter = counterWith({ points, rewards }, { points: 79 });
    expect(told(counter, '5.00', ['rewards/coffee'])).toEqual({ code: 'OFFER_NOT_NOW' });
    expect(counter.balance(card, 'points:points')).toBe(79);
  });

  test('points pay in whole steps, no more than is due', () => {
    const counter = counterWith({ points, rewards }, { points: 255 });
    expect(told(counter, '5.00', ['rewards/pay'])).toMatchObject({
      total: { minor: 250 },
      awards: [{ amount: 2 }],
    });
    expect(counter.balance(card, 'points:points')).toBe(5 + 2);
  });

  test('points pay the part that was asked for, and nothing below the least', () => {
    const counter = counterWith({ points, rewards }, { points: 255 });
    expect(told(counter, '5.00', ['rewards/pay', 120])).toMatchObject({ total: { minor: 380 } });
    expect(counter.balance(card, 'points:points')).toBe(135 + 3);
    const few = counterWith({ points, rewards }, { points: 49 });
    expect(told(few, '5.00', ['rewards/pay'])).toEqual({ code: 'OFFER_NOT_NOW' });
  });
});

describe('store credit', () => {
  const cashback = { bp: 1_000, creditLifeDays: null };

  test('it pays to the cent, and what it paid brings no more of it', () => {
    const counter = counterWith({ cashback }, { credit: 500 });
    expect(told(counter, '12.00', ['credit'])).toMatchObject({
      total: { minor: 700 },
      reductions: [{ offMinor: 500, reason: { code: 'PAID_WITH_CREDIT' } }],
      awards: [{ unit: 'credit:EUR', amount: 70 }],
    });
    expect(counter.balance(card, 'credit:EUR')).toBe(70);
  });

  test('a sale that it pays whole earns nothing and leaves the rest', () => {
    const counter = counterWith({ cashback, points }, { credit: 500 });
    expect(told(counter, '3.00', ['credit'])).toMatchObject({ total: { minor: 0 }, dueMinor: 0, awards: [] });
    expect(counter.balance(card, 'credit:EUR')).toBe(200);
  });

  test('burn and earn converge: credit never feeds itself', () => {
    const counter = counterWith({ cashback }, { credit: 1000 });
    for (let round = 0; round < 20; round += 1) {
      told(counter, '10.00', ['credit']);
      counter.when(counter.scan(card));
    }
    expect(counter.balance(card, 'credit:EUR')).toBeLessThanOrEqual(112);
  });

  test('a debt is kept back', () => {
    const counter = counterWith({ cashback }, { credit: 500 });
    counter.learns([
      {
        type: 'ValueClawedBack',
        body: {
          walletId: wallet,
          unit: 'credit:EUR',
          parts: [],
          debt: 200,
          debtLot: '2026-11-22/-',
          forgiven: 0,
          saleId: 'old',
          reversalId: 'old',
        },
      },
    ]);
    expect(told(counter, '12.00', ['credit'])).toMatchObject({ total: { minor: 900 } });
  });
});

test('what a reward used up is not exchanged once more by the same sale', () => {
  const coffee = { key: 'coffee', name: 'A coffee', points: 100, effect: { kind: 'fixed', minor: 150 } };
  const rewards = { pointsProgramId: 'points', rewards: [coffee] };
  const bounded = { drawers: { offline: { default: 'bounded' } } };
  const counter = counterWith({ points: { ...points, voucherAt: 100 }, rewards }, { points: 100 }, bounded);
  expect(told(counter, '10.00', ['rewards/coffee'])).toMatchObject({ total: { minor: 850 }, issued: [] });
  expect(counter.balance(card, 'points:points')).toBe(8);
});

test('an offer that is no longer there refuses the sale: the customer was told another price', () => {
  const counter = counterWith({ points }, { points: 10 });
  expect(told(counter, '5.00', ['gone/gone'])).toEqual({ code: 'OFFER_NOT_NOW' });
});

describe('at the counter', () => {
  const coffee = { key: 'coffee', name: 'A coffee', points: 80, effect: { kind: 'fixed', minor: 150 } };
  const cake = { key: 'cake', name: 'A cake', points: 300, effect: { kind: 'fixed', minor: 400 } };
  const lunch = {
    key: 'lunch',
    name: 'A lunch',
    points: 90,
    effect: { kind: 'fixed', minor: 500 },
    minimumMinor: 2_000,
  };
  const rewards = { pointsProgramId: 'points', rewards: [coffee, cake, lunch] };
  const seenAt = (counter: Counter, amountText: string) => {
    const { offers, ...more } = offersAtCounter(counter.visit(), amountText, counter.here());
    return {
      ...more,
      offers: offers.map(({ offer, state, offMinor, because }) => [
        offer.offerId,
        state,
        offMinor,
        because?.code,
      ]),
    };
  };

  test('what is used comes first, then what helps most, then what cannot be, each with its reason', () => {
    const counter = counterWith({ points, rewards, benefits: percent(1_000) }, { points: 100, credit: 120 });
    expect(seenAt(counter, '10.00')).toEqual({
      full: { minor: 1000, currency: 'EUR' },
      dueMinor: 900,
      giftCards: [],
      taxes: [],
      offers: [
        ['benefits/benefit', 'used', 100, undefined],
        ['rewards/coffee', 'open', 150, undefined],
        ['credit', 'open', 120, undefined],
        ['rewards/cake', 'not-now', 0, 'NOT_ENOUGH'],
        ['rewards/lunch', 'not-now', 0, 'BELOW_MINIMUM'],
      ],
      earnBase: [
        {
          lineId: 'typed',
          label: '',
          totalMinor: 1000,
          discountMinor: 100,
          paidWithValueMinor: 0,
          taxMinor: 0,
          countedMinor: 900,
          because: null,
        },
      ],
    });
  });

  test('what one offer uses up another does not have', () => {
    const counter = counterWith({ points, rewards }, { points: 100 });
    counter.when({ type: 'ChooseOffer', offerId: 'rewards/coffee', chosen: true, amountMinor: null });
    expect(seenAt(counter, '25.00')).toMatchObject({
      dueMinor: 2350,
      offers: [
        ['rewards/coffee', 'used', 150, undefined],
        ['credit', 'not-now', 0, 'NOT_ENOUGH'],
        ['rewards/cake', 'not-now', 0, 'NOT_ENOUGH'],
        ['rewards/lunch', 'not-now', 0, 'NOT_ENOUGH'],
      ],
    });
    counter.when({ type: 'ChooseOffer', offerId: 'rewards/coffee', chosen: false, amountMinor: null });
    expect(seenAt(counter, '25.00').offers[0]).toEqual(['rewards/lunch', 'open', 500, undefined]);
  });

  test('what is seen is what is done', () => {
    const counter = counterWith({ points, rewards, benefits: percent(1_000) }, { points: 100, credit: 120 });
    counter.when({ type: 'ChooseOffer', offerId: 'rewards/coffee', chosen: true, amountMinor: null });
    const { dueMinor } = seenAt(counter, '10.00');
    expect(told(counter, '10.00')).toMatchObject({ dueMinor });
  });

  test('without an amount offers say nothing of money', () => {
    const counter = counterWith({ points, rewards }, { points: 100 });
    expect(seenAt(counter, '')).toMatchObject({ full: null, dueMinor: 0, earnBase: [] });
  });
});

test('who was found by name uses up as much as the shop allows, and no more without the card', () => {
  const counter = counterWith({ cashback: { bp: 100, creditLifeDays: null } }, { credit: 2_000 });
  counter.when({ type: 'Clear' }, { type: 'PresentMember', walletId: wallet, tail: '', by: 'name' });
  const why = (amountText: string) => {
    const [seen] = offersAtCounter(counter.visit(), amountText, counter.here()).offers;
    return { state: seen?.state, because: seen?.because };
  };
  expect(why('10.00')).toEqual({ state: 'open', because: null });
  expect(why('10.01')).toEqual({ state: 'not-now', because: { code: 'CARD_NEEDED', limitMinor: 1_000 } });
  expect(told(counter, '10.01', ['credit'])).toEqual({ code: 'OFFER_NOT_NOW' });
  expect(told(counter, '10.00', ['credit'])).toMatchObject({ total: { minor: 0 } });
});

test('a stranger has no offers but what lies on the counter', () => {
  const counter = given([program('benefits', percent(1_000))]);
  expect(offersAtCounter(counter.visit(), '10.00', counter.here()).offers).toEqual([]);
});

describe('a basket of lines', () => {
  const line = (lineId: string, totalMinor: number, more: Partial<Line> = {}): Line => ({
    ...(typedBasket({ minor: totalMinor, currency: 'EUR' }).lines[0] as Line),
    lineId,
    ...more,
  });
  const lines = [
    line('1', 1_000, { category: 'drinks', quantity: 2 }),
    line('2', 2_000, { category: 'food' }),
    line('3', 2_500, { kind: 'gift-card' }),
  ];
  const laid = (counter: Counter, all: readonly Line[]) => counter.when({ type: 'LayLines', lines: all });

  test('programs and offers see what was bought, and a gift card earns nothing', () => {
    const rates = [{ name: 'Drinks', bp: 20_000, scope: { categories: ['drinks'] } }];
    const food = percent(1_000, { effect: { kind: 'percent', bp: 1_000, scope: { categories: ['food'] } } });
    const counter = counterWith({ points: { ...points, rates }, benefits: food });
    laid(counter, lines);
    expect(told(counter, '55.00')).toMatchObject({
      total: { minor: 5_300 },
      awards: [
        { amount: 28, reason: { code: 'POINTS_PER_UNIT' } },
        { amount: 10, reason: { code: 'POINTS_RATE' } },
      ],
    });
  });

  test('lines that do not come to the amount are left out: the cashier changed it', () => {
    const counter = counterWith({ points });
    laid(counter, lines);
    expect(told(counter, '54.00')).toMatchObject({ awards: [{ amount: 54 }] });
  });
});
