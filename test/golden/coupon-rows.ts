import type { z } from 'zod';
import type { Line } from '#shared/basket/basket.ts';
import type { coupons } from '#shared/programs/coupons/coupons.program.ts';
import type { ShopSettings } from '#shared/settings/shop-settings.ts';

/** A coupon's set-up, of which everything but the effect has a default. */
export type CouponSetup = Omit<z.input<typeof coupons.setup>, 'name' | 'code'>;

/** One sale with coupons, worked out on paper. */
export interface CouponRow {
  name: string;
  coupons: CouponSetup[];
  lines: Line[] | string;
  /** What is left to pay, in minor units. */
  due: number;
  /** Why each coupon that is not used is not, in the order in which they were said. */
  not?: string[];
  day?: string;
  settings?: z.input<typeof ShopSettings>;
}

let lines = 0;
const line = (
  item: string,
  category: string,
  quantity: number,
  totalMinor: number,
  more: Partial<Line> = {},
): Line => {
  lines += 1;
  const rest = { label: item, taxBp: null, discounted: false, kind: 'goods' as const };
  return { lineId: `${lines}`, item, category, quantity, totalMinor, ...rest, ...more };
};
/** Three cakes of 4.50, two coffees of 1.20, and a book of 10.00 that is cheaper today: 25.90. */
const basket = [
  line('cake', 'food', 3, 1_350),
  line('coffee', 'drink', 2, 240),
  line('book', 'books', 1, 1_000, { discounted: true }),
];
const scope = (category: string) => ({ categories: [category] });
const percent = (bp: number, more: object = {}): CouponSetup => ({
  effect: { kind: 'percent', bp, ...more },
});
const fixed = (minor: number, more: object = {}): CouponSetup => ({
  effect: { kind: 'fixed', minor, ...more },
});
const free = (pieces: number, more: object = {}): CouponSetup => ({
  effect: { kind: 'free-item', pieces, ...more },
});
const every = (count: number, more: object = {}): CouponSetup => ({
  effect: { kind: 'cheapest-free', every: count, ...more },
});
const buyGet = (
  [bought, buys]: [string, number],
  [got, gets]: [string, number],
  more: { bp?: number; times?: number } = {},
): CouponSetup => ({
  effect: {
    kind: 'buy-x-get-y',
    buy: { scope: scope(bought), pieces: buys },
    get: { scope: scope(got), pieces: gets, ...(more.bp ? { bp: more.bp } : {}) },
    ...(more.times ? { times: more.times } : {}),
  },
});
const row = (name: string, coupon: CouponSetup, due: number, not?: string): CouponRow => ({
  name,
  coupons: [coupon],
  lines: basket,
  due,
  ...(not ? { not: [not] } : {}),
});
const tenth = percent(1_000);
const typed = (
  name: string,
  currency: string,
  text: string,
  coupon: CouponSetup,
  due: number,
): CouponRow => ({
  name,
  coupons: [coupon],
  lines: text,
  due,
  settings: { currency },
});
const two = (
  name: string,
  one: CouponSetup,
  other: CouponSetup,
  due: number,
  more: Partial<CouponRow> = {},
): CouponRow => ({
  name,
  coupons: [one, other],
  lines: basket,
  due,
  ...more,
});

export const couponRows: CouponRow[] = [
  row('10 % of all 25.90 is 2.59', tenth, 2_331),
  row('10 % of the cakes is 1.35', percent(1_000, { scope: scope('food') }), 2_455),
  row('10 % of the coffees by item is 0.24', percent(1_000, { scope: { items: ['coffee'] } }), 2_566),
  row('10 % of all but books is 1.59', percent(1_000, { scope: { notCategories: ['books'] } }), 2_431),
  row('10 % of all but cakes by item is 1.24', percent(1_000, { scope: { notItems: ['cake'] } }), 2_466),
  row(
    '10 % of what is not cheaper already is 1.59',
    percent(1_000, { scope: { alsoDiscounted: false } }),
    2_431,
  ),
  row('33.33 % of 13.50 is 4.49955, so 4.50', percent(3_333, { scope: scope('food') }), 2_140),
  row('50 % is 12.95, at most 5.00', percent(5_000, { mostMinor: 500 }), 2_090),
  row('all of the coffees', percent(10_000, { scope: scope('drink') }), 2_350),
  row('all of everything', percent(10_000), 0),
  row('10 % of toys that nobody bought', percent(1_000, { scope: scope('toys') }), 2_590, 'NOTHING_IN_SCOPE'),
  row('0.01 % of 2.40 is no cent', percent(1, { scope: scope('drink') }), 2_590, 'NOTHING_LEFT'),
  row('5.00 off', fixed(500), 2_090),
  row('5.00 off the cakes', fixed(500, { scope: scope('food') }), 2_090),
  row('5.00 off coffees of 2.40 is 2.40', fixed(500, { scope: scope('drink') }), 2_350),
  row('100.00 off 25.90 leaves nothing, and pays nobody', fixed(10_000), 0),
  row('5.00 off toys that nobody bought', fixed(500, { scope: scope('toys') }), 2_590, 'NOTHING_IN_SCOPE'),
  row('the dearest piece free is the book', free(1), 1_590),
  row('two free are the book and a cake', free(2), 1_140),
  row('one cake free', free(1, { scope: scope('food') }), 2_140),
  row('both coffees free', free(2, { scope: scope('drink') }), 2_350),
  row('five cakes free of three', free(5, { scope: scope('food') }), 1_240),
  row('a toy free that nobody bought', free(1, { scope: scope('toys') }), 2_590, 'NOTHING_IN_SCOPE'),
  row('every second: 10.00 4.50* 4.50 4.50* 1.20 1.20*', every(2), 1_570),
  row('every third cake', every(3, { scope: scope('food') }), 2_140),
  row('every sixth is a coffee', every(6), 2_470),
  row('every fourth of three cakes', every(4, { scope: scope('food') }), 2_590, 'TOO_FEW_PIECES'),
  row('a coffee with each cake: three cakes, two coffees', buyGet(['food', 1], ['drink', 1]), 2_350),
  row('a coffee with a cake, once', buyGet(['food', 1], ['drink', 1], { times: 1 }), 2_470),
  row('two cakes, a coffee at half price', buyGet(['food', 2], ['drink', 1], { bp: 5_000 }), 2_530),
  row('two cakes, the third free', buyGet(['food', 2], ['food', 1]), 2_140),
  row('a book, a cake free', buyGet(['books', 1], ['food', 1]), 2_140),
  row('four cakes bought of three', buyGet(['food', 4], ['drink', 1]), 2_590, 'TOO_FEW_PIECES'),
  row('a toy with a book, and no toy there', buyGet(['books', 1], ['toys', 1]), 2_590, 'NOTHING_IN_SCOPE'),
  row('from today on', { ...tenth, when: { fromDay: '2026-11-22' } }, 2_331),
  row('from tomorrow on', { ...tenth, when: { fromDay: '2026-11-23' } }, 2_590, 'COUPON_NOT_YET'),
  row('until today', { ...tenth, when: { toDay: '2026-11-22' } }, 2_331),
  row('until yesterday', { ...tenth, when: { toDay: '2026-11-21' } }, 2_590, 'COUPON_OVER'),
  row('on Sundays, which it is', { ...tenth, when: { weekdays: [7] } }, 2_331),
  row('on working days', { ...tenth, when: { weekdays: [1, 2, 3, 4, 5] } }, 2_590, 'COUPON_NOT_ON_THIS_DAY'),
  { ...row('on Mondays, on Monday', { ...tenth, when: { weekdays: [1] } }, 2_331), day: '2026-11-23' },
  row('all day but midnight', { ...tenth, when: { fromClock: '00:01', toClock: '24:00' } }, 2_331),
  row(
    'an hour of the night',
    { ...tenth, when: { fromClock: '03:00', toClock: '04:00' } },
    2_590,
    'COUPON_NOT_AT_THIS_HOUR',
  ),
  row(
    'for Gold members, and nobody is there',
    { ...tenth, when: { tiers: ['Gold'] } },
    2_590,
    'MEMBER_NEEDED',
  ),
  row('for members, and nobody is there', { ...tenth, membersOnly: true }, 2_590, 'MEMBER_NEEDED'),
  row('from 25.90 on', { ...tenth, minimumMinor: 2_590 }, 2_331),
  row('from 25.91 on', { ...tenth, minimumMinor: 2_591 }, 2_590, 'BELOW_MINIMUM'),
  {
    ...row(
      'a gift card helps nobody over a minimum',
      { ...tenth, minimumMinor: 2_000 },
      2_350,
      'BELOW_MINIMUM',
    ),
    lines: [line('cake', 'food', 3, 1_350), line('card', '', 1, 1_000, { kind: 'gift-card' })],
  },
  {
    ...row('a tip is not made less', tenth, 1_200),
    lines: [line('cake', 'food', 2, 1_000), line('', '', 1, 300, { kind: 'tip' })],
  },
  {
    ...row('50 % of a book of 10.00 that may not go below 9.00', percent(5_000), 900),
    lines: [line('book', 'books', 1, 1_000, { leastMinor: 900 })],
  },
  typed('10 % of a typed 10.00', 'EUR', '10.00', tenth, 900),
  typed('10 % of a cent is no cent of 0.04', 'EUR', '0.14', tenth, 13),
  typed('10 % of 1,995 forint is 199.5, so 200', 'HUF', '1995', tenth, 1_795),
  typed('5 % of 1,995 forint is 99.75, so 100', 'HUF', '1995', percent(500), 1_895),
  typed('500 forint off', 'HUF', '1995', fixed(500), 1_495),
  typed('10 % of 1,005 yen is 100.5, so 101', 'JPY', '1005', tenth, 904),
  typed('100 yen off 99', 'JPY', '99', fixed(100), 0),
  typed('10 % of 12.345 dinar is 1.2345, so 1.235', 'KWD', '12.345', tenth, 11_110),
  typed('7.5 % of 10.001 dinar is 0.750075, so 0.750', 'KWD', '10.001', percent(750), 9_251),
  typed('2.500 dinar off', 'BHD', '12.345', fixed(2_500), 9_845),
  two('10 % first, then 5.00: 25.90 - 2.59 - 5.00', tenth, fixed(500), 1_831),
  two('5.00 first, then 10 % of 20.90', { ...tenth, order: 300 }, { ...fixed(500), order: 100 }, 1_881),
  two('one of a group', { ...tenth, group: 'g' }, { ...fixed(500), group: 'g' }, 2_331, {
    not: ['GROUP_TAKEN'],
  }),
  two('one that stands alone', { ...tenth, exclusive: true }, fixed(500), 2_331, { not: ['EXCLUSIVE_WITH'] }),
  two('one at most in this shop', tenth, fixed(500), 2_331, {
    not: ['TOO_MANY_OFFERS'],
    settings: { stacking: { mostOffers: 1 } },
  }),
  {
    ...row('5.00 is cut to the tenth that this shop allows', fixed(500), 2_331),
    settings: { stacking: { mostOffBp: 1_000 } },
  },
  { ...row('a thing is not cut', free(1), 2_590, 'OVER_CAP'), settings: { stacking: { mostOffBp: 1_000 } } },
  row('limited, and the use comes back with the sale', { ...tenth, limit: 1 }, 2_331),
];
