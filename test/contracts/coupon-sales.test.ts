import { expect, test } from 'vitest';
import { totalOf } from '#shared/basket/basket.ts';
import type { Fact } from '#shared/ledger/events.ts';
import { typedAmount } from '#shared/money/money.ts';
import { offersAtCounter } from '#shared/visit/offers-at-counter.ts';
import { otherBurns } from '#shared/visit/reverse-facts.ts';
import { originalSaleOf } from '#shared/visit/reverse-original.ts';
import { couponRows, type CouponRow } from '#test/golden/coupon-rows.ts';
import { given, here, program, today, type Counter } from '#test/support/given.ts';

const codes = ['AAA1', 'BBB2'];
const nameOf = (place: number): string => `c${place}`;

/** A shop with these coupons, whose codes were all said. */
function counterFor({ coupons, day, settings, lines }: CouponRow): {
  counter: Counter;
  text: string;
  refused: string[];
} {
  const facts = coupons.flatMap((coupon, place): Fact[] => {
    const setup = { name: nameOf(place), code: codes[place], ...coupon };
    const limit = coupon.limit ?? 0;
    const opened = { campaignId: nameOf(place), limit, lot: `${today}/-` };
    return [
      program(nameOf(place), setup, 1, 'coupons'),
      ...(limit > 0 ? [{ type: 'CampaignOpened', body: opened } as const] : []),
    ];
  });
  const counter = given(facts, settings);
  if (day) counter.onDay(day);
  const currency = settings?.currency ?? 'EUR';
  const total = typeof lines === 'string' ? undefined : totalOf({ currency, lines });
  if (typeof lines !== 'string') counter.when({ type: 'LayLines', lines });
  const refused = coupons.flatMap((_, place) => {
    const said = counter.when(counter.scan(codes[place] ?? ''));
    return said.ok ? [] : [said.error.code];
  });
  return { counter, text: total ? typedAmount(total) : String(lines), refused };
}

test.each(couponRows)('$name', (row) => {
  const { counter, text, refused } = counterFor(row);
  const { dueMinor, offers } = offersAtCounter(counter.visit(), text, counter.here());
  const not = offers
    .toSorted((a, b) => (a.offer.offerId < b.offer.offerId ? -1 : 1))
    .flatMap(({ because }) => (because ? [because.code] : []));
  expect({ dueMinor, not: [...refused, ...not] }).toEqual({ dueMinor: row.due, not: row.not ?? [] });
});

test.each(couponRows.filter(({ not }) => !not))(
  '$name: sold as it was shown, and taken back whole',
  (row) => {
    const { counter, text } = counterFor(row);
    const sold = counter.when({ type: 'RecordSale', saleId: 'sale', amountText: text });
    if (!sold.ok) throw new Error(sold.error.code);
    const sale = originalSaleOf(sold.value.facts, { till: here.writer, day: today });
    expect(sale?.total.minor).toBe(row.due);
    if (!sale) throw new Error('a sale');
    const uses = (toMinor: number) =>
      otherBurns(sale, { fromMinor: 0, toMinor }).flatMap(({ parts }) => parts.map(({ amount }) => amount));
    const limited = row.coupons.filter(({ limit }) => limit).length;
    expect(uses(row.due)).toEqual(Array.from({ length: limited }, () => 1));
    expect(uses(Math.max(0, row.due - 1)).length).toBe(0);
  },
);

test('there are at least sixty, of every effect, of currencies with 0, 2 and 3 decimals, each with a name of its own', () => {
  expect(couponRows.length).toBeGreaterThanOrEqual(60);
  expect(new Set(couponRows.map(({ name }) => name)).size).toBe(couponRows.length);
  const kinds = couponRows.flatMap(({ coupons }) => coupons.map(({ effect }) => effect?.kind));
  expect(new Set(kinds)).toEqual(new Set(['percent', 'fixed', 'free-item', 'cheapest-free', 'buy-x-get-y']));
});
