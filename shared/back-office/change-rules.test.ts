import { describe, expect, test } from 'vitest';
import { ruleForm, ruleNames, ruleOf, ruleSchema, withRules, type ShopRule } from '../settings/shop-rules.ts';
import { ShopSettings } from '../settings/shop-settings.ts';
import { changeRule, oddRules } from './change-rules.ts';
import { exampleSale } from './example-basket.ts';

const file = ShopSettings.parse({});
const rule = (setting: string, value: unknown, revision = 0): ShopRule => ({
  setting,
  revision,
  value: JSON.stringify(value),
});

describe('a change of the shop’s rules', () => {
  test('is a fact with the next revision, complete with what was left out', () => {
    const changed = changeRule(rule('stacking', { choose: 'best' }), [], 'till-1');
    expect(changed).toEqual({
      ok: true,
      value: [
        {
          type: 'SettingsChanged',
          body: {
            setting: 'stacking',
            revision: 1,
            value: '{"choose":"best","mostOffers":10,"onePerGroup":true,"mostOffBp":10000}',
            by: 'till-1',
          },
        },
      ],
    });
  });

  test('is refused when somebody else changed it meanwhile, when it does not fit, and when nobody knows it', () => {
    const known = [rule('stacking', { choose: 'best' }, 3)];
    expect(changeRule(rule('stacking', {}, 2), known, 'till-1')).toMatchObject({
      error: { code: 'RULE_CHANGED' },
    });
    expect(changeRule(rule('earn', { notCategories: [''] }), [], 'till-1')).toMatchObject({
      error: { code: 'PROGRAM_SETUP_WRONG', place: 'notCategories.0' },
    });
    expect(changeRule(rule('shop', 'Mine'), [], 'till-1')).toMatchObject({ error: { code: 'RULE_UNKNOWN' } });
  });

  test('that changes nothing is no fact', () => {
    const value = JSON.stringify(ruleSchema('counter')?.parse({}));
    expect(
      changeRule(
        { setting: 'counter', revision: 1, value },
        [{ setting: 'counter', revision: 1, value }],
        'x',
      ),
    ).toEqual({
      ok: true,
      value: [],
    });
  });
});

describe('the settings with their changes', () => {
  test('are the file’s, group by group, with what was changed on top', () => {
    const now = withRules(file, [
      rule('counter', { cutOffHour: 2, maxSaleMinor: 5_000, burnWithoutCardMinor: 0 }, 1),
      rule('earn', { withoutTax: true }, 1),
    ]);
    expect(now).toMatchObject({
      cutOffHour: 2,
      maxSaleMinor: 5_000,
      earn: { withoutTax: true },
      shop: file.shop,
    });
    expect(now.stacking).toEqual(file.stacking);
  });

  test('pass over what does not fit: a newer till may have said it', () => {
    expect(
      withRules(file, [
        rule('earn', { notItems: 'all' }),
        rule('moon', 1),
        { ...rule('earn', 0), value: '{' },
      ]),
    ).toEqual(file);
  });

  test('can all be shown as a form, and what stands there fits it', () => {
    for (const name of ruleNames) {
      expect(ruleSchema(name)?.safeParse(ruleOf(file, name)).success, name).toBe(true);
      expect(Object.keys(ruleForm(name).properties ?? {}).length).toBeGreaterThan(0);
    }
  });

  test('are looked at as a whole', () => {
    expect(oddRules(file)).toEqual([]);
    const limits = { perMemberMinor: 20_000, perTillMinor: 10_000 };
    expect(
      oddRules(file, [rule('drawers', { offline: { default: 'bounded' }, limits })]).map(({ code }) => code),
    ).toEqual(['MEMBER_LIMIT_ABOVE_TILL']);
    expect(oddRules(file, [rule('drawers', { limits })])).toEqual([]);
    expect(
      oddRules(file, [rule('earn', { onPaidWithValue: true }), rule('stacking', { mostOffers: 0 })]).map(
        ({ code }) => code,
      ),
    ).toEqual(['VALUE_EARNS_VALUE', 'NO_OFFER_EVER']);
  });
});

describe('the example', () => {
  const under = (more: object, currency = 'EUR') => exampleSale(ShopSettings.parse({ currency, ...more }));

  test('adds up: three off the coffee, ten percent off the rest, three paid with points', () => {
    // Coffee free (3.00), then 10 % of the cake's 5.00; two off is of the same group. 29.00 less 3.50 is 25.50.
    const sale = under({});
    expect(sale.offers).toMatchObject([
      { offerId: 'ten-percent', offMinor: 50 },
      { offerId: 'two-off', offMinor: 0, because: { code: 'GROUP_TAKEN' } },
      { offerId: 'free-coffee', offMinor: 300 },
    ]);
    expect([sale.totalMinor, sale.dueMinor]).toEqual([2_900, 2_550]);
    const earning = sale.lines.filter(({ because }) => because === null);
    expect(earning.map(({ countedMinor }) => countedMinor)).toEqual(
      earning.map((line) => line.totalMinor - line.discountMinor - line.paidWithValueMinor - line.taxMinor),
    );
    expect(sale.baseMinor).toBe(sale.lines.reduce((sum, { countedMinor }) => sum + countedMinor, 0));
  });

  test('shows what is best for the customer, and a line of whatever was excluded', () => {
    const sale = under({ stacking: { choose: 'best' }, earn: { notCategories: ['tobacco'] } });
    expect(sale.offers.find(({ offerId }) => offerId === 'two-off')?.offMinor).toBe(200);
    expect(sale.lines.find(({ lineId }) => lineId === 'excluded')).toMatchObject({
      because: 'CATEGORY',
      countedMinor: 0,
    });
  });

  test.each([
    ['JPY', 2_900],
    ['KWD', 29_000],
  ])('is a plausible one in %s', (currency, totalMinor) => {
    expect(under({}, currency).totalMinor).toBe(totalMinor);
  });
});
