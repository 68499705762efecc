import { describe, expect, test } from 'vitest';
import type { Basket, Line } from './basket.ts';
import { Effect, takeOff, type LineDiscount } from './effect.ts';
import type { z } from 'zod';

type Short = Partial<Line> & { lineId: string; totalMinor: number };
const line = (short: Short): Line => ({
  item: short.lineId,
  label: '',
  category: '',
  quantity: 1,
  taxBp: null,
  discounted: false,
  kind: 'goods',
  ...short,
});
const basket = (...lines: Short[]): Basket => ({ currency: 'EUR', lines: lines.map(line) });
const off = (effect: z.input<typeof Effect>, of: Basket, already: LineDiscount[] = []) => {
  const taken = takeOff(Effect.parse(effect), of, already);
  return taken.ok
    ? taken.value.map(({ lineId, minor, pieces }) => [lineId, minor, ...(pieces ? [pieces] : [])])
    : taken.error;
};
const coffeeAndCake = basket(
  { lineId: 'coffee', totalMinor: 300, quantity: 2, category: 'hot' },
  { lineId: 'cake', totalMinor: 400, category: 'sweet' },
);

describe('a percentage', () => {
  test('is of the whole scope, rounded half up once, and spread to the cent', () => {
    const three = basket(...['a', 'b', 'c'].map((lineId) => ({ lineId, totalMinor: 5 })));
    expect(off({ kind: 'percent', bp: 1_000 }, three)).toEqual([
      ['a', 1],
      ['b', 1],
    ]);
  });
  test('is of what an earlier offer left', () => {
    expect(off({ kind: 'percent', bp: 5_000 }, coffeeAndCake, [{ lineId: 'cake', minor: 400 }])).toEqual([
      ['coffee', 150],
    ]);
  });
  test('takes off no more than its own limit', () => {
    expect(off({ kind: 'percent', bp: 5_000, mostMinor: 70 }, coffeeAndCake)).toEqual([
      ['coffee', 30],
      ['cake', 40],
    ]);
  });
  test('stops at a minimum price, and the other lines make up for it', () => {
    const books = basket(
      { lineId: 'book', totalMinor: 1_000, leastMinor: 950 },
      { lineId: 'pen', totalMinor: 1_000 },
    );
    expect(off({ kind: 'percent', bp: 5_000 }, books)).toEqual([
      ['book', 48],
      ['pen', 952],
    ]);
    expect(off({ kind: 'percent', bp: 10_000 }, books)).toEqual([
      ['book', 50],
      ['pen', 1_000],
    ]);
  });
  test('finds nothing where the scope is about nothing, or nothing is left', () => {
    const cigars = { categories: ['cigars'] };
    expect(off({ kind: 'percent', bp: 100, scope: cigars }, coffeeAndCake)).toEqual({
      code: 'NOTHING_IN_SCOPE',
    });
    expect(
      off({ kind: 'percent', bp: 100 }, basket({ lineId: 'card', totalMinor: 500, kind: 'gift-card' })),
    ).toEqual({
      code: 'NOTHING_IN_SCOPE',
    });
    const free = [
      { lineId: 'coffee', minor: 300 },
      { lineId: 'cake', minor: 400 },
    ];
    expect(off({ kind: 'percent', bp: 10_000 }, coffeeAndCake, free)).toEqual({ code: 'NOTHING_LEFT' });
    expect(off({ kind: 'percent', bp: 1 }, basket({ lineId: 'sweet', totalMinor: 10 }))).toEqual({
      code: 'NOTHING_LEFT',
    });
  });
});

describe('a fixed amount', () => {
  test('never exceeds what is left', () => {
    expect(off({ kind: 'fixed', minor: 1_000 }, coffeeAndCake, [{ lineId: 'cake', minor: 100 }])).toEqual([
      ['coffee', 300],
      ['cake', 300],
    ]);
  });
});

describe('a free item', () => {
  test('is the dearest piece of its scope', () => {
    expect(off({ kind: 'free-item', scope: {} }, coffeeAndCake)).toEqual([['cake', 400, 1]]);
    expect(off({ kind: 'free-item', scope: { categories: ['hot'] } }, coffeeAndCake)).toEqual([
      ['coffee', 150, 1],
    ]);
  });
  test('goes on with the pieces that are not free yet, to the cent', () => {
    const three = basket({ lineId: 'a', totalMinor: 100, quantity: 3 });
    expect(off({ kind: 'free-item', scope: {} }, three)).toEqual([['a', 34, 1]]);
    expect(
      off({ kind: 'free-item', scope: {}, pieces: 2 }, three, [{ lineId: 'a', minor: 34, pieces: 1 }]),
    ).toEqual([['a', 66, 2]]);
    expect(off({ kind: 'free-item', scope: {} }, three, [{ lineId: 'a', minor: 100, pieces: 3 }])).toEqual({
      code: 'NOTHING_LEFT',
    });
  });
});

describe('of every third the cheapest', () => {
  const third = { kind: 'cheapest-free', scope: {}, every: 3 } as const;
  const prices = (...minors: number[]) =>
    basket(...minors.map((totalMinor, index) => ({ lineId: `l${index + 1}`, totalMinor })));
  test('is told off from the dearest down', () => {
    expect(off(third, prices(1, 10, 3, 9, 2, 8))).toEqual([
      ['l1', 1, 1],
      ['l6', 8, 1],
    ]);
  });
  test('is not made smaller by a cheap thing more', () => {
    expect(off(third, prices(10, 9, 8))).toEqual([['l3', 8, 1]]);
    expect(off(third, prices(10, 9, 8, 1))).toEqual([['l3', 8, 1]]);
  });
  test('needs three', () => {
    expect(off(third, prices(10, 9))).toEqual({ code: 'TOO_FEW_PIECES', have: 2, need: 3 });
  });
});

describe('buy so many, get so many', () => {
  const one = { scope: {}, pieces: 1 };
  test('of the same things is the cheapest of each round', () => {
    const buyTwo = { kind: 'buy-x-get-y', buy: { scope: {}, pieces: 2 }, get: one } as const;
    const six = basket(
      { lineId: 'dear', totalMinor: 900, quantity: 3 },
      { lineId: 'cheap', totalMinor: 300, quantity: 3 },
    );
    expect(off(buyTwo, six)).toEqual([
      ['dear', 300, 1],
      ['cheap', 100, 1],
    ]);
    expect(off({ ...buyTwo, times: 1 }, six)).toEqual([['dear', 300, 1]]);
    expect(off(buyTwo, basket({ lineId: 'a', totalMinor: 200, quantity: 2 }))).toEqual({
      code: 'TOO_FEW_PIECES',
      have: 2,
      need: 3,
    });
  });
  test('of other things is the dearest of them, as often as enough was bought', () => {
    const pizza = basket(
      { lineId: 'pizza', totalMinor: 1_800, quantity: 2, category: 'pizza' },
      { lineId: 'water', totalMinor: 150, category: 'drink' },
      { lineId: 'beer', totalMinor: 450, category: 'drink' },
    );
    const drink = { scope: { categories: ['drink'] }, pieces: 1 };
    const buy = { scope: { categories: ['pizza'] }, pieces: 2 };
    expect(off({ kind: 'buy-x-get-y', buy, get: drink }, pizza)).toEqual([['beer', 450, 1]]);
    expect(off({ kind: 'buy-x-get-y', buy, get: { ...drink, bp: 5_000 } }, pizza)).toEqual([['beer', 225]]);
    expect(off({ kind: 'buy-x-get-y', buy: { ...buy, pieces: 1 }, get: drink }, pizza)).toEqual([
      ['water', 150, 1],
      ['beer', 450, 1],
    ]);
    expect(off({ kind: 'buy-x-get-y', buy: { ...buy, pieces: 3 }, get: drink }, pizza)).toEqual({
      code: 'TOO_FEW_PIECES',
      have: 2,
      need: 3,
    });
  });
  test('buys with what cannot be got before it uses up what can', () => {
    const mixed = basket(
      { lineId: 'menu', totalMinor: 900, category: 'menu' },
      { lineId: 'cola', totalMinor: 300, category: 'drink' },
    );
    const buy = { scope: {}, pieces: 1 };
    expect(
      off({ kind: 'buy-x-get-y', buy, get: { scope: { categories: ['drink'] }, pieces: 1 } }, mixed),
    ).toEqual([['cola', 300, 1]]);
  });
});

test('a discount on a line of another basket is nobody’s', () => {
  expect(() => off({ kind: 'fixed', minor: 1 }, coffeeAndCake, [{ lineId: 'tea', minor: 1 }])).toThrow(
    'a line of its basket',
  );
  expect(() => off({ kind: 'fixed', minor: 1 }, coffeeAndCake, [{ lineId: 'cake', minor: 401 }])).toThrow(
    'below zero',
  );
});
