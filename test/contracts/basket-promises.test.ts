import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { apportion, proportion } from '#shared/basket/apportion.ts';
import { totalOf, typedBasket } from '#shared/basket/basket.ts';
import { earnBase, EarnRules } from '#shared/basket/earn-base.ts';
import { Effect } from '#shared/basket/effect.ts';
import { bestStack, stack } from '#shared/basket/stack.ts';
import { taxByRate, tenderByRate } from '#shared/basket/tax.ts';
import { productAnswer } from '#test/golden/basket-answer.ts';
import { GoldenBasket } from '#test/golden/golden-basket.ts';
import { naiveAnswer } from '#test/golden/naive-basket.ts';
import { naiveSplit } from '#test/golden/naive-coins.ts';
import { seeded, type Chance } from '#test/support/seeded.ts';

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
const some = <T>(chance: Chance, most: number, make: (index: number) => T): T[] =>
  Array.from({ length: chance.int(0, most) }, (_, index) => make(index));
const words = ['hot', 'sweet', 'drink'];

function anyScope(chance: Chance): object {
  return chance.pick([
    {},
    {},
    { categories: [chance.pick(words)] },
    { notCategories: [chance.pick(words)] },
    { items: [chance.pick(['a', 'b', 'c']), 'd'] },
    { notItems: ['a'], alsoDiscounted: chance.pick([true, false]) },
  ]);
}

function anyEffect(chance: Chance): object {
  const scope = anyScope(chance);
  const bp = chance.pick([1, 333, 1_000, 2_500, 5_000, 10_000]);
  return chance.pick([
    { kind: 'percent', bp, scope, mostMinor: chance.pick([null, null, 3, 40]) },
    { kind: 'fixed', minor: chance.pick([1, 5, 50, 400]), scope },
    { kind: 'free-item', scope, pieces: chance.int(1, 3) },
    { kind: 'cheapest-free', scope, every: chance.int(2, 4) },
    {
      kind: 'buy-x-get-y',
      buy: { scope, pieces: chance.int(1, 3) },
      get: {
        scope: anyScope(chance),
        pieces: chance.int(1, 2),
        bp: chance.pick([10_000, 10_000, 5_000, 100]),
      },
      times: chance.pick([null, 1, 2]),
    },
  ]);
}

/** A small basket with whatever may be in one; often worth nothing, often with lines that cost the same. */
function anyGolden(chance: Chance, choose: 'in order' | 'best'): GoldenBasket {
  const lines = some(chance, 6, (index) => {
    const totalMinor = chance.pick([0, 1, 7, 100, 100, 250, chance.int(0, 999)]);
    return {
      lineId: `l${index}`,
      item: chance.pick(['', 'a', 'b', 'c']),
      category: chance.pick(['', ...words]),
      quantity: chance.pick([1, 1, 2, 3, 7]),
      totalMinor,
      taxBp: chance.pick([null, 0, 400, 1_000, 2_200]),
      discounted: chance.pick([false, false, true]),
      kind: chance.pick(['goods', 'goods', 'goods', 'goods', 'gift-card', 'tip', 'fee'] as const),
      ...(chance.int(0, 9) === 0 && { leastMinor: chance.int(0, 200) }),
    };
  });
  const offers = some(chance, choose === 'best' ? 6 : 9, (index) => ({
    offerId: `o${(index * 7) % 10}`,
    effect: anyEffect(chance),
    group: chance.pick(['', '', 'g', 'h']),
    exclusive: chance.int(0, 5) === 0,
    order: chance.int(0, 2),
    minimumMinor: chance.pick([0, 0, 0, 300]),
  }));
  const rules = {
    mostOffers: chance.pick([0, 1, 2, 3, 9]),
    onePerGroup: chance.pick([true, false]),
    mostOffBp: chance.pick([10_000, 10_000, 5_000, 1_234, 0]),
  };
  const earn: z.input<typeof EarnRules> = {
    notCategories: some(chance, 1, () => chance.pick(words)),
    notItems: some(chance, 1, () => 'a'),
    notDiscounted: chance.pick([true, false]),
    withoutTax: chance.pick([true, false]),
    onPaidWithValue: chance.int(0, 3) === 0,
  };
  const plain = {
    name: 'any',
    why: 'any',
    by: 'naive',
    currency: 'EUR',
    choose,
    cash: { euroToFiveCents: true },
  };
  const golden = GoldenBasket.parse({ ...plain, lines, offers, rules, earn });
  const due = productAnswer(golden).dueMinor;
  return { ...golden, paidWithValueMinor: chance.pick([0, due, chance.int(0, due)]) };
}

describe.each(['in order', 'best'] as const)('offers chosen %s', (choose) => {
  const chance = seeded(choose === 'best' ? 77 : 78);
  const cases = Array.from({ length: choose === 'best' ? 700 : 1_500 }, () => anyGolden(chance, choose));
  const answers = cases.map((golden) => ({ golden, answer: productAnswer(golden) }));

  test('come to what somebody works out with a pile of coins', () => {
    const wrong = answers.filter(
      ({ golden, answer }) => JSON.stringify(answer) !== JSON.stringify(naiveAnswer(golden)),
    );
    expect(
      wrong.slice(0, 1).map(({ golden, answer }) => ({ golden, answer, naive: naiveAnswer(golden) })),
    ).toEqual([]);
  });

  test('are met here in every way they can end', () => {
    const codes = new Set(answers.flatMap(({ answer }) => answer.refused ?? []).map(({ code }) => code));
    const expected = ['BELOW_MINIMUM', 'EXCLUSIVE_WITH', 'GROUP_TAKEN', 'NOTHING_IN_SCOPE', 'OVER_CAP'];
    expect([...codes].sort()).toEqual(
      expect.arrayContaining([...expected, 'TOO_FEW_PIECES', 'TOO_MANY_OFFERS']),
    );
    expect(answers.filter(({ answer }) => (answer.applied?.length ?? 0) > 1).length).toBeGreaterThan(20);
  });

  test('each have one answer, whatever order they come in', () => {
    for (const golden of cases.slice(0, 500)) {
      const answer = productAnswer(golden);
      expect(productAnswer({ ...golden, offers: chance.shuffled(golden.offers) })).toEqual(answer);
      const named = [...(answer.applied ?? []), ...(answer.refused ?? [])].map(({ offerId }) => offerId);
      expect(named.sort()).toEqual(golden.offers.map(({ offerId }) => offerId).sort());
    }
  });

  test('leave what they were given as it was', () => {
    for (const golden of cases.slice(0, 200)) {
      const before = JSON.stringify(golden);
      productAnswer(golden);
      expect(JSON.stringify(golden)).toBe(before);
    }
  });

  test('never take a line below zero, its minimum price or what the shop allows of a basket', () => {
    const wrong = answers.filter(({ golden, answer }) => {
      const taken = (answer.applied ?? []).flatMap(({ off }) => Object.entries(off));
      const offOf = (lineId: string) => sum(taken.filter(([of]) => of === lineId).map(([, minor]) => minor));
      const goods = golden.lines.filter(({ kind }) => kind === 'goods');
      const most = sum(goods.map(({ totalMinor }) => totalMinor)) * golden.rules.mostOffBp;
      const kept = goods.every(({ lineId, totalMinor, leastMinor = 0 }) => {
        const off = offOf(lineId);
        return off === 0 || totalMinor - off >= leastMinor;
      });
      const onlyGoods = taken.every(([of]) => goods.some(({ lineId }) => lineId === of));
      const withinLimit = sum(taken.map(([, minor]) => minor)) * 10_000 <= most;
      return !(kept && onlyGoods && withinLimit && taken.every(([, minor]) => minor > 0));
    });
    expect(wrong.slice(0, 1)).toEqual([]);
  });

  test('leave rates, tender and earn base that sum exactly', () => {
    const column = (rows: readonly (readonly unknown[])[], place: number) =>
      sum(rows.map((row) => Number(row[place] ?? 0)));
    const wrong = answers.filter(({ golden, answer: { rates, base = [], baseMinor = 0, dueMinor } }) => {
      const paid = golden.paidWithValueMinor;
      const rowsAddUp = (rates ?? []).every(
        (row) => Number(row[1]) - Number(row[2]) === Number(row[3]) + Number(row[4]),
      );
      const ratesAddUp =
        !rates ||
        (column(rates, 1) === totalOf(golden).minor &&
          column(rates, 3) + column(rates, 4) === dueMinor &&
          column(rates, 5) === paid);
      const linesAddUp = base.every(
        ([, gross, off, value, tax, counted, because]) =>
          counted === (because ? 0 : Number(gross) - Number(off) - Number(value) - Number(tax)),
      );
      const counts = golden.earn?.onPaidWithValue ? 0 : paid;
      const baseAddsUp =
        column(base, 3) === counts && column(base, 5) === baseMinor && baseMinor <= dueMinor - counts;
      return !(rowsAddUp && ratesAddUp && linesAddUp && baseAddsUp);
    });
    expect(wrong.slice(0, 1)).toEqual([]);
    expect(answers.filter(({ answer }) => answer.rates).length).toBeGreaterThan(100);
  });
});

test('no other selection is better for the customer than the best', () => {
  const chance = seeded(79);
  let compared = 0;
  for (let round = 0; round < 250; round += 1) {
    const { currency, lines, offers, rules } = anyGolden(chance, 'best');
    const basket = { currency, lines };
    const off = (selection: typeof offers) =>
      sum(stack(basket, selection, rules).applied.map(({ offMinor }) => offMinor));
    const best = sum(bestStack(basket, offers, rules).applied.map(({ offMinor }) => offMinor));
    for (let bits = 0; bits < 2 ** offers.length; bits += 1) {
      compared += 1;
      expect(off(offers.filter((_, place) => (bits >> place) % 2 === 1))).toBeLessThanOrEqual(best);
    }
  }
  expect(compared).toBeGreaterThan(2_000);
});

test('with more offers than can be tried one by one, the choice is never worse than their order or the best single one', () => {
  const chance = seeded(80);
  for (let round = 0; round < 80; round += 1) {
    const { currency, lines, rules } = anyGolden(chance, 'best');
    const offers = Array.from({ length: 25 }, (_, index) => ({
      ...anyGoldenOffer(chance),
      offerId: `o${index}`,
    }));
    const basket = { currency, lines };
    const best = bestStack(basket, offers, rules);
    const off = (selection: typeof offers) =>
      sum(stack(basket, selection, rules).applied.map(({ offMinor }) => offMinor));
    const bestOff = sum(best.applied.map(({ offMinor }) => offMinor));
    expect(bestOff).toBeGreaterThanOrEqual(off(offers));
    for (const offer of offers) expect(bestOff).toBeGreaterThanOrEqual(off([offer]));
    expect(bestStack(basket, chance.shuffled(offers), rules)).toEqual(best);
    expect(best.applied.length + best.refused.length).toBe(25);
  }
});

test('with more offers than can be tried one by one, the largest are found though they come last, and an exclusive one is larger still', () => {
  const basket = typedBasket({ minor: 10_000, currency: 'EUR' });
  const offers = Array.from({ length: 21 }, (_, index) => ({
    offerId: `o${index + 10}`,
    effect: Effect.parse({ kind: 'fixed', minor: index < 20 ? index + 1 : 30 }),
    group: '',
    exclusive: index === 20,
    order: index,
    minimumMinor: 0,
  }));
  const { applied } = bestStack(basket, offers, { mostOffers: 3, onePerGroup: true, mostOffBp: 10_000 });
  expect(applied.map(({ offMinor }) => offMinor)).toEqual([18, 19, 20]);
});

function anyGoldenOffer(chance: Chance): GoldenBasket['offers'][number] {
  for (;;) {
    const offer = anyGolden(chance, 'best').offers[0];
    if (offer) return offer;
  }
}

describe('the earn base', () => {
  const noRules = EarnRules.parse({});

  test('of what is given for nothing is nothing', () => {
    const chance = seeded(81);
    for (let round = 0; round < 300; round += 1) {
      const { currency, lines, earn = noRules } = anyGolden(chance, 'best');
      const goods = lines.map((line) => ({ ...line, kind: 'goods' as const }));
      const all = goods.map(({ lineId, totalMinor }) => ({ lineId, minor: totalMinor }));
      expect(earnBase({ currency, lines: goods }, all, 0, earn).baseMinor).toBe(0);
    }
  });

  test('of what is paid with value is nothing, and paying and earning comes to an end', () => {
    const rules = EarnRules.parse({});
    const basket = typedBasket({ minor: 1_000, currency: 'EUR' });
    expect(earnBase(basket, [], 1_000, rules).baseMinor).toBe(0);
    let credit = 1_000;
    // Ten percent back on what was paid in money: nothing after the first.
    for (let round = 0; round < 5; round += 1)
      credit = Math.floor(earnBase(basket, [], Math.min(credit, 1_000), rules).baseMinor / 10);
    expect(credit).toBeLessThanOrEqual(100);
  });

  test('never shrinks when a line costs more or another is bought', () => {
    const chance = seeded(82);
    for (let round = 0; round < 2_000; round += 1) {
      const { currency, lines, earn = noRules } = anyGolden(chance, 'best');
      const most = totalOf({ currency, lines }).minor;
      const paid = chance.pick([0, chance.int(0, most)]);
      const before = earnBase({ currency, lines }, [], paid, earn).baseMinor;
      // Where tax is left out as well, what value pays of each rate may shift by a cent, and with it the tax.
      const atLeast = earn.withoutTax && paid > 0 ? before - 1 : before;
      const place = chance.int(0, Math.max(0, lines.length - 1));
      const more = chance.int(1, 300);
      const dearer = lines.map((line, index) =>
        index === place ? { ...line, totalMinor: line.totalMinor + more } : line,
      );
      expect(earnBase({ currency, lines: dearer }, [], paid, earn).baseMinor).toBeGreaterThanOrEqual(atLeast);
      const another = anyGolden(chance, 'best')
        .lines.map((line) => ({ ...line, lineId: 'another' }))
        .slice(0, 1);
      const longer = { currency, lines: [...lines, ...another] };
      expect(earnBase(longer, [], paid, earn).baseMinor).toBeGreaterThanOrEqual(atLeast);
    }
  });
});

describe('a split', () => {
  test('sums exactly, is never a whole unit away, and keeps within its weights', () => {
    const chance = seeded(83);
    for (let round = 0; round < 3_000; round += 1) {
      const weights = Array.from({ length: chance.int(1, 9) }, () =>
        chance.pick([0, 1, 1, 50, chance.int(0, 9_999)]),
      );
      const whole = sum(weights);
      const amount = whole === 0 ? 0 : chance.pick([0, whole, chance.int(0, whole), chance.int(0, 99_999)]);
      const shares = apportion(amount, weights);
      expect(sum(shares)).toBe(amount);
      expect(shares).toEqual(naiveSplit(amount, weights));
      const exact = weights.map((weight) => (whole === 0 ? 0 : (amount * weight) / whole));
      const tooFar = shares.filter((share, place) => Math.abs(share - (exact[place] ?? 0)) >= 1);
      const tooMuch = shares.filter((share, place) => amount <= whole && share > (weights[place] ?? 0));
      expect([...tooFar, ...tooMuch]).toEqual([]);
    }
  });

  test('is exact where a float is not', () => {
    const huge = Number.MAX_SAFE_INTEGER;
    expect(apportion(huge, [1, 1])).toEqual([(huge + 1) / 2, (huge - 1) / 2]);
    expect(apportion(9_007_199_254_740_991, [9_007_199_254_740_990, 1])).toEqual([9_007_199_254_740_990, 1]);
    expect(apportion(3_000_000_000_000_001, [1_000_000_007, 2_000_000_014])).toEqual([
      1_000_000_000_000_000, 2_000_000_000_000_001,
    ]);
    expect(proportion(huge, 1, 2)).toBe((huge + 1) / 2);
    expect(proportion(huge, 3, 3)).toBe(huge);
  });

  test('of something between nobody is a broken promise', () => {
    expect(() => apportion(1, [])).toThrow('an amount needs a weight');
    expect(() => apportion(1, [0, 0])).toThrow('an amount needs a weight');
    expect(() => apportion(-1, [1])).toThrow('whole amounts');
    expect(() => apportion(1.5, [1])).toThrow('whole amounts');
    expect(apportion(0, [])).toEqual([]);
  });
});

test('nobody pays more with value than is due', () => {
  const basket = typedBasket({ minor: 100, currency: 'EUR' });
  expect(() => earnBase(basket, [], 101, EarnRules.parse({}))).toThrow('than is due');
  expect(() => earnBase(basket, [], -1, EarnRules.parse({}))).toThrow('than is due');
  expect(() => tenderByRate(taxByRate(basket, []), 101)).toThrow('than is due');
});
