import { describe, expect, test } from 'vitest';
import { apportion, proportion } from '#shared/basket/apportion.ts';
import { totalOf, type Basket, type Line } from '#shared/basket/basket.ts';
import { earnBase, EarnRules } from '#shared/basket/earn-base.ts';
import { Effect, takeOff, type LineDiscount } from '#shared/basket/effect.ts';
import { taxByRate, tenderByRate } from '#shared/basket/tax.ts';
import { clawedSoFar } from '#shared/visit/reverse-share.ts';

/** The arithmetic that others published, or got wrong in public. Amounts in minor units, tax included. */
const basketOf = (currency: string, taxBp: number | null, ...totals: number[]): Basket => ({
  currency,
  lines: totals.map((totalMinor, index): Line => ({
    lineId: `l${index + 1}`,
    item: '',
    label: '',
    category: '',
    quantity: 1,
    totalMinor,
    taxBp,
    discounted: false,
    kind: 'goods',
  })),
});
const percent = (bp: number) => Effect.parse({ kind: 'percent', bp });
const fixed = (minor: number) => Effect.parse({ kind: 'fixed', minor });
function off(effect: Effect, basket: Basket, already: readonly LineDiscount[] = []): LineDiscount[] {
  const taken = takeOff(effect, basket, already);
  return taken.ok ? taken.value : [];
}
const minors = (discounts: readonly LineDiscount[]) => discounts.map(({ minor }) => minor);
const dueOf = (basket: Basket, discounts: readonly LineDiscount[]): number =>
  minors(discounts).reduce((due, minor) => due - minor, totalOf(basket).minor);
const rateSums = (basket: Basket, discounts: readonly LineDiscount[]) =>
  taxByRate(basket, discounts).map(({ netMinor, taxMinor }) => [netMinor, taxMinor]);

describe('Square: what a refund takes back of 2 points for 21.90 before tax (23.35 with it)', () => {
  const basket = basketOf('USD', 662, 2_335);
  test('the points are earned on what is before tax', () => {
    const { baseMinor } = earnBase(basket, [], 0, EarnRules.parse({ withoutTax: true }));
    expect(baseMinor).toBe(2_190);
    expect(Math.floor(baseMinor / 1_000)).toBe(2);
  });
  test('refunds in parts end where one refund ends, which rounding each of them down would not', () => {
    const parts = [100, 500, 1_000, 735];
    let [reversedMinor, clawed] = [0, 0];
    const each = parts.map((part) => {
      reversedMinor += part;
      const now = clawedSoFar(2, { reversedMinor, totalMinor: 2_335 }) - clawed;
      clawed += now;
      return now;
    });
    expect(each.reduce((sum, one) => sum + one, 0)).toBe(2);
    expect(clawedSoFar(2, { reversedMinor: 2_335, totalMinor: 2_335 })).toBe(2);
    expect(parts.map((part) => Math.floor((2 * part) / 2_335)).reduce((sum, one) => sum + one, 0)).toBe(0);
  });
});

describe('IFRS 15 IE267, as a handbook works it out: 100 000 of goods, points worth 9 700', () => {
  test('the price is allocated in proportion to stand-alone prices', () => {
    expect(apportion(100_000, [100_000, 9_700])).toEqual([91_158, 8_842]);
    expect(apportion(10_000_000, [10_000_000, 970_000])).toEqual([9_115_770, 884_230]);
  });
  test('revenue follows what was redeemed of what is expected, and a new estimate catches up', () => {
    const secondYear = proportion(9_000, 4_500, 9_700);
    expect(secondYear).toBe(4_175);
    expect(proportion(9_000, 8_500, 9_900) - secondYear).toBe(3_552);
    expect(proportion(9_000, 8_500, 9_200) - secondYear).toBe(4_140);
  });
});

describe('Odoo', () => {
  test('237624: two of 9.99 with 19.99 % tax on top, all of it off, come to nothing and not to a cent', () => {
    const basket = basketOf('USD', 1_999, 1_199, 1_199);
    const all = off(percent(10_000), basket);
    expect(minors(all)).toEqual([1_199, 1_199]);
    expect(dueOf(basket, all)).toBe(0);
    expect(rateSums(basket, all)).toEqual([[0, 0]]);
  });
  test('156897: five lines with 15 % tax on top, all of it off', () => {
    const basket = basketOf('USD', 1_500, 644, 1_026, 5_165, 24_985, 276_000);
    const all = off(percent(10_000), basket);
    expect(dueOf(basket, all)).toBe(0);
    expect(rateSums(basket, all)).toEqual([[0, 0]]);
  });
  test('271032: two of 11.50 with 15 % on top, all of these off', () => {
    const basket = basketOf('USD', 1_500, 1_323, 1_323);
    expect(dueOf(basket, off(percent(10_000), basket))).toBe(0);
  });
  test('275961: 20.4 % of two of 49.00: what is shown, paid and stored is one number', () => {
    const basket = basketOf('USD', 1_500, 4_900, 4_900);
    const discounts = off(percent(2_040), basket);
    expect(minors(discounts)).toEqual([1_000, 999]);
    expect(dueOf(basket, discounts)).toBe(7_801);
    expect(rateSums(basket, discounts)).toEqual([[6_783, 1_018]]);
  });
  test('271577: 76.01 with 21 % on top, 10 % off: nothing is still due on the invoice', () => {
    const basket = basketOf('EUR', 2_100, 9_197);
    const discounts = off(percent(1_000), basket);
    expect(minors(discounts)).toEqual([920]);
    expect(rateSums(basket, discounts)).toEqual([[6_840, 1_437]]);
    expect(dueOf(basket, discounts)).toBe(6_840 + 1_437);
  });
  test('95617: two gift cards of 50.00 pay 99.98 and not 99.99', () => {
    const rates = taxByRate(basketOf('EUR', 2_100, 4_999, 4_999), []);
    expect(tenderByRate(rates, 5_000)).toEqual([5_000]);
    expect(tenderByRate(rates, 9_998)).toEqual([9_998]);
    expect(() => tenderByRate(rates, 9_999)).toThrow('than is due');
  });
  test('278568: a wallet of 10.00 pays 10.00, whatever the rates', () => {
    const basket: Basket = {
      currency: 'EUR',
      lines: [
        ...basketOf('EUR', 1_800, 1_180).lines,
        { ...basketOf('EUR', 500, 525).lines[0]!, lineId: 'b' },
      ],
    };
    const paid = tenderByRate(taxByRate(basket, []), 1_000);
    expect(paid).toEqual([308, 692]);
  });
  test('287145: 2.275 of a currency with three decimals is 2.275', () => {
    expect(minors(off(fixed(2_275), basketOf('BHD', 1_000, 10_000)))).toEqual([2_275]);
  });
  test('36732: 5 % of 2.30 leaves 2.18 on the line and in the total', () => {
    const basket = basketOf('GBP', 2_000, 230);
    const discounts = off(percent(500), basket);
    expect(minors(discounts)).toEqual([12]);
    expect(dueOf(basket, discounts)).toBe(218);
  });
  test('127096: 5.5 % is not 6 %', () => {
    expect(minors(off(percent(550), basketOf('EUR', null, 10_000)))).toEqual([550]);
  });
});

test('VTEX: 156.00 off 190, 190, 250 and 150 is 38, 38, 50 and 30', () => {
  const basket = basketOf('USD', null, 19_000, 19_000, 25_000, 15_000);
  expect(minors(off(fixed(15_600), basket))).toEqual([3_800, 3_800, 5_000, 3_000]);
});

test('VTEX: 15.00, then 10 % off 10, 20 and 32 leaves 42.30, and the lines say the same', () => {
  const basket = basketOf('USD', null, 1_000, 2_000, 3_200);
  const money = off(fixed(1_500), basket);
  expect(minors(money)).toEqual([242, 484, 774]);
  const both = [...money, ...off(percent(1_000), basket, money)];
  expect(minors(both).slice(3)).toEqual([76, 152, 242]);
  expect(dueOf(basket, both)).toBe(4_230);
});

test('Salesforce: 15 % of the order over 60 and 50, alone, and after 10.00 off the first', () => {
  const basket = basketOf('USD', null, 6_000, 5_000);
  expect(minors(off(percent(1_500), basket))).toEqual([900, 750]);
  const first = [{ lineId: 'l1', minor: 1_000 }];
  expect(minors(off(percent(1_500), basket, first))).toEqual([750, 750]);
});
