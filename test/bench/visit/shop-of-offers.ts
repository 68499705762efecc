import type { Basket, Line } from '#shared/basket/basket.ts';
import { Effect } from '#shared/basket/effect.ts';
import { isIn, type Scope } from '#shared/basket/scope.ts';
import type { Candidate } from '#shared/basket/stack.ts';
import { seeded } from '#test/support/seeded.ts';

const categories = 'bread dairy fruit meat fish wine beer sweets home toys'.split(' ');

/** Baskets of `lines` lines out of ten categories at three tax rates, as a supermarket's evening brings them. */
export function makeBaskets(many: number, lines: number): Basket[] {
  const chance = seeded(404);
  const line = (index: number): Line => {
    const kind = chance.int(0, 39) === 0 ? chance.pick(['gift-card', 'fee'] as const) : 'goods';
    return {
      lineId: `l${index}`,
      item: `80${chance.int(10_000, 10_199)}`,
      label: `thing ${index}`,
      category: chance.pick(categories),
      quantity: chance.pick([1, 1, 1, 2, 3, 6]),
      totalMinor: chance.int(50, 3_000),
      taxBp: chance.pick([400, 1_000, 2_200]),
      discounted: chance.int(0, 7) === 0,
      kind,
    };
  };
  return Array.from({ length: many }, () => ({
    currency: 'EUR',
    lines: Array.from({ length: lines }, (_, index) => line(index)),
  }));
}

/** Offers of every kind over scopes of every kind, in six groups, some exclusive, some with a minimum. */
export function makeOffers(many: number): Candidate[] {
  const chance = seeded(405);
  const anyScope = () =>
    chance.pick([
      { categories: [chance.pick(categories), chance.pick(categories)] },
      { notCategories: ['wine', 'beer'], alsoDiscounted: false },
      { items: Array.from({ length: 20 }, () => `80${chance.int(10_000, 10_199)}`) },
      { categories: [chance.pick(categories)], notItems: ['8010000', '8010007'] },
      {},
    ]);
  const anyEffect = (index: number) => {
    const scope = anyScope();
    const pieces = chance.int(1, 2);
    return [
      { kind: 'percent', bp: chance.pick([500, 1_000, 2_000]), scope, mostMinor: 1_500 },
      { kind: 'fixed', minor: chance.pick([200, 500, 1_000]), scope },
      { kind: 'free-item', scope, pieces: 1 },
      { kind: 'cheapest-free', scope, every: chance.int(3, 5) },
      {
        kind: 'buy-x-get-y',
        buy: { scope, pieces: 2 },
        get: { scope: anyScope(), pieces, bp: 5_000 },
        times: 2,
      },
    ][index % 5];
  };
  return Array.from({ length: many }, (_, index) => ({
    offerId: `offer-${index}`,
    effect: Effect.parse(anyEffect(index)),
    group: chance.pick(['', '', 'card', 'week', 'birthday', 'coupon', 'app']),
    exclusive: index % 10 === 9,
    order: chance.int(0, 3),
    minimumMinor: chance.pick([0, 0, 2_000, 5_000, 60_000]),
  }));
}

/** What an offer asks of a basket before anybody works out what it takes off: so much of goods, so many pieces of a scope. */
export interface Condition {
  offerId: string;
  minimumMinor: number;
  asks: { scope: Scope; pieces: number }[];
  /** What has to be known of the member, and how much of it. */
  knows?: readonly { fact: string; least: number }[];
}

/** The conditions of an offer as other engines can be told them. */
export function conditionOf({ offerId, minimumMinor, effect }: Candidate): Condition {
  if (effect.kind === 'buy-x-get-y') {
    const { buy, get } = effect;
    return { offerId, minimumMinor, asks: [buy, { scope: get.scope, pieces: 1 }] };
  }
  const pieces = effect.kind === 'cheapest-free' ? effect.every : 1;
  return { offerId, minimumMinor, asks: [{ scope: effect.scope, pieces }] };
}

/** How many pieces of a scope there are: what an engine without words for lines has to be lent. */
export const piecesIn = (scope: Scope, lines: readonly Line[]): number =>
  lines.reduce((sum, line) => (isIn(scope, line) ? sum + line.quantity : sum), 0);
