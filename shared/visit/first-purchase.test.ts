import { expect, test } from 'vitest';
import type { Fact } from '../ledger/events.ts';
import { anna, sell, shop } from '#test/support/a-shop.ts';
import { aCoupon, given, program, walletOf, type Counter } from '#test/support/given.ts';

const hello = program(
  'hello',
  aCoupon({ code: 'HELLO', effect: { kind: 'fixed', minor: 500 }, firstPurchase: true }),
  1,
  'coupons',
);

/** Anna buys for so much with the coupon for a first purchase: what it took off, or why it does not hold. */
function buysWithHello(counter: Counter, amount: string): string {
  counter.when(counter.scan(anna), counter.scan('HELLO'));
  const done = counter.when(sell(amount));
  if (!done.ok) return done.error.code;
  return done.value.facts
    .flatMap((fact) => (fact.type === 'SaleRecorded' ? (fact.body.reductions ?? []) : []))
    .map(({ offMinor }) => `${offMinor} off`)
    .join();
}

test('a first purchase that the coupon paid whole was one: the coupon is not had again', () => {
  const counter = given([...shop, hello]);
  const had = [1, 2, 3].map(() => buysWithHello(counter, '5'));
  expect(had).toEqual(['500 off', 'OFFER_NOT_NOW', 'OFFER_NOT_NOW']);
});

test('whoever was paid back more than they paid, at two tills that were cut off, and bought again, bought', () => {
  const counter = given([...shop, hello]);
  expect(buysWithHello(counter, '15')).toBe('500 off');
  const back = (number: number): Fact => ({
    type: 'SaleReversed',
    body: {
      reversalId: `r-${number}`,
      saleId: 's',
      kind: 'refund',
      amount: { minor: 1_000, currency: 'EUR' },
      lines: [],
      note: '',
      originalTill: 'till-1',
      walletId: walletOf(anna),
      parts: [],
      provisional: true,
    },
  });
  counter.learns([back(1)], 'till-2');
  counter.learns([back(2)], 'till-3');
  counter.when(counter.scan(anna));
  counter.when(sell('10'));
  expect(buysWithHello(counter, '20')).toBe('OFFER_NOT_NOW');
});
