import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { anna, refusalOf, sell, shop } from '#test/support/a-shop.ts';
import { given, here, next, program, type Counter } from '#test/support/given.ts';
import type { Line } from '../basket/basket.ts';
import type { Fact } from '../ledger/events.ts';
import type { VatClass } from '../ledger/vat-class.ts';
import { giftCardHolder, giftCardIdOf } from '../members/wallet.ts';
import { checkCharacters } from '../scan/check-characters.ts';
import type { Command } from './decide.ts';
import { missingForGiftCard } from './missing.ts';

const codeOf = (letters: string): string => letters + checkCharacters(letters);
const [one, two] = ['GCBDRTFHKLNPSUVXJG', 'GCKLNPSUVXJGBDRTFH'].map(codeOf) as [string, string];
const idOf = (code: string) => giftCardIdOf(code, (text) => createHash('sha256').update(text).digest('hex'));
const selling = (more: object = {}): Fact =>
  program('gift-cards', {
    name: 'Gift card',
    amounts: [{ minor: 2_500 }],
    freeAmount: { leastMinor: 500, mostMinor: 20_000 },
    ...more,
  });
const onCard = (
  code: string,
  amount: number,
  more: { drawer?: string; lot?: string; unit?: string; vat?: VatClass } = {},
): Fact => ({
  type: 'GiftCardLoaded',
  body: {
    giftCardId: idOf(code),
    tail: code.slice(-4),
    unit: 'gift:EUR',
    drawer: here.writer,
    lot: '2026-10-01/2036-10-01',
    amount,
    vat: { kind: 'mpv' },
    saleId: `before-${code.slice(2, 6)}`,
    programId: 'gift-cards',
    revision: 1,
    ...more,
  },
});
const load = (code: string, amountText: string): Command => ({
  type: 'LoadGiftCard',
  saleId: 'sale-load',
  giftCardId: idOf(code),
  amountText,
});
const line = (lineId: string, totalMinor: number, more: Partial<Line> = {}): Line => ({
  ...{ lineId, item: '', label: '', category: '', quantity: 1, totalMinor, taxBp: null },
  ...{ discounted: false, kind: 'goods', ...more },
});
const factsOf = (counter: Counter, ...commands: Command[]): Fact[] => {
  const done = counter.when(...commands);
  if (!done.ok) throw new Error(JSON.stringify(done.error));
  return done.value.facts;
};
const paid = (facts: readonly Fact[]) =>
  facts.flatMap((fact) => (fact.type === 'GiftCardSpent' ? fact.body.parts : []));

describe('loading', () => {
  test('is a sale of nothing but this money, and no turnover of goods', () => {
    const counter = given([...shop, selling()]);
    expect(factsOf(counter, counter.scan(one), load(one, '50'))).toEqual([
      {
        type: 'SaleRecorded',
        body: {
          saleId: 'sale-load',
          walletId: null,
          total: { minor: 5_000, currency: 'EUR' },
          paidWithVouchersMinor: 0,
          giftCardsSoldMinor: 5_000,
          items: [],
        },
      },
      {
        type: 'GiftCardLoaded',
        body: {
          ...{ giftCardId: idOf(one), tail: one.slice(-4), unit: 'gift:EUR', drawer: 'till-1' },
          ...{ lot: '2026-11-22/2036-11-22', amount: 5_000, vat: { kind: 'mpv' }, saleId: 'sale-load' },
          ...{ programId: 'gift-cards', revision: 1 },
        },
      },
    ]);
  });

  test('leaves what else lies on the counter for the goods', () => {
    const counter = given([...shop, selling(), onCard(two, 300)]);
    counter.when(counter.scan(anna), counter.scan(two), counter.scan(one), load(one, '25'));
    expect(counter.visit().member?.tail).toBe(anna.slice(-4));
    expect(counter.visit().giftCards.map(({ tail }) => tail)).toEqual([two.slice(-4)]);
  });

  test('never ends where the owner wants that, and on the last day of a shorter month', () => {
    const forever = given([...shop, selling({ validMonths: null })]);
    expect(factsOf(forever, forever.scan(one), load(one, '25'))[1]).toMatchObject({
      body: { lot: '2026-11-22/-' },
    });
    const short = given([...shop, selling({ validMonths: 3 })]);
    short.onDay('2026-11-30');
    expect(factsOf(short, short.scan(one), load(one, '25'))[1]).toMatchObject({
      body: { lot: '2026-11-30/2027-02-28' },
    });
  });

  test('keeps the class of the first load, whatever is chosen since', () => {
    const single = { kind: 'spv', taxBp: 2_200 } as const;
    const counter = given([...shop, selling({ vat: single })]);
    expect(factsOf(counter, counter.scan(one), load(one, '25'))[1]).toMatchObject({ body: { vat: single } });
    counter.learns([program('gift-cards', { name: 'Gift card', amounts: [{ minor: 2_500 }] }, 2)]);
    expect(factsOf(counter, counter.scan(one), load(one, '25'))[1]).toMatchObject({ body: { vat: single } });
    expect(factsOf(counter, counter.scan(two), load(two, '25'))[1]).toMatchObject({
      body: { vat: { kind: 'mpv' } },
    });
  });

  test('goes on while the till may not spend: into the centre’s drawer', () => {
    const counter = given([...shop, selling()]);
    counter.stands({ state: 'restricted' });
    expect(factsOf(counter, counter.scan(one), load(one, '25'))[1]).toMatchObject({
      body: { drawer: 'centre' },
    });
  });

  test('is refused for an amount nobody sells, for no card, and in a shop without', () => {
    const fixed = given([...shop, selling({ freeAmount: null })]);
    expect(refusalOf(fixed, fixed.scan(one), load(one, '30'))).toEqual({ code: 'GIFT_CARD_AMOUNT_FIXED' });
    const range = given([...shop, selling()]);
    expect(refusalOf(range, range.scan(one), load(one, '4.99'))).toEqual({
      ...{ code: 'GIFT_CARD_AMOUNT_RANGE', leastMinor: 500, mostMinor: 20_000 },
    });
    expect(refusalOf(range, load(two, '25'))).toEqual({ code: 'NO_GIFT_CARD' });
    const without = given(shop);
    expect(refusalOf(without, without.scan(one))).toEqual({ code: 'GIFT_CARD_UNKNOWN' });
    expect(refusalOf(without, { type: 'NewGiftCard' })).toEqual({ code: 'GIFT_CARDS_NOT_SOLD' });
    without.learns([onCard(one, 500)]);
    expect(refusalOf(without, without.scan(one), load(one, '25'))).toEqual({ code: 'GIFT_CARDS_NOT_SOLD' });
  });
});

describe('paying', () => {
  test('takes what ends first, as much as is due, and leaves the total as it is', () => {
    const soon = '2026-11-01/2026-12-31';
    const counter = given([...shop, onCard(one, 1_000), onCard(one, 300, { lot: soon })]);
    const facts = factsOf(counter, counter.scan(one), sell('5.00'));
    expect(facts[0]).toMatchObject({ body: { total: { minor: 500 }, paidWithGiftCardsMinor: 500 } });
    expect(paid(facts)).toEqual([
      { lot: soon, amount: 300 },
      { lot: '2026-10-01/2036-10-01', amount: 200 },
    ]);
  });

  test('is not done twice with one card, nor for a gift card of the register', () => {
    const counter = given([...shop, onCard(one, 1_000)]);
    expect(refusalOf(counter, counter.scan(one), counter.scan(one))).toEqual({
      code: 'GIFT_CARD_ALREADY_PRESENTED',
    });
    const lines = [line('a', 300), line('b', 500, { kind: 'gift-card' })];
    expect(paid(factsOf(counter, { type: 'LayLines', lines }, sell('8.00')))).toEqual([
      { lot: '2026-10-01/2036-10-01', amount: 300 },
    ]);
  });

  test('with a card of one rate is for goods of that rate, two of them together too', () => {
    const vat = { kind: 'spv', taxBp: 2_200 } as const;
    const counter = given([...shop, onCard(one, 400, { vat }), onCard(two, 1_000, { vat })]);
    const lines = [line('a', 600, { taxBp: 2_200 }), line('b', 500, { taxBp: 1_000 })];
    const facts = factsOf(
      counter,
      ...[counter.scan(one), counter.scan(two), { type: 'LayLines', lines } as const, sell('11.00')],
    );
    expect(facts[0]).toMatchObject({ body: { paidWithGiftCardsMinor: 600 } });
    expect(paid(facts).map(({ amount }) => amount)).toEqual([400, 200]);
  });

  test.each([
    ['nothing on it', [], { code: 'GIFT_CARD_EMPTY', tail: one.slice(-4) }],
    [
      'money that ended',
      [onCard(one, 500, { lot: '2020-01-01/2026-11-21' })],
      { code: 'GIFT_CARD_EXPIRED', tail: one.slice(-4), expiryDay: '2026-11-21' },
    ],
    [
      'other money',
      [onCard(one, 500, { unit: 'gift:HUF' })],
      { code: 'GIFT_CARD_OTHER_CURRENCY', tail: one.slice(-4), shopCurrency: 'EUR' },
    ],
    [
      'money at another till',
      [onCard(one, 500, { drawer: next.writer })],
      { code: 'GIFT_CARD_ELSEWHERE', tillName: 'Till 2', amountMinor: 500 },
    ],
    [
      'money at the centre',
      [onCard(one, 500, { drawer: 'centre' })],
      { code: 'GIFT_CARD_AT_CENTRE', amountMinor: 500 },
    ],
  ])('is refused with %s', (_, facts, refusal) => {
    const counter = given([...shop, selling(), ...facts]);
    expect(refusalOf(counter, counter.scan(one), sell('5'))).toEqual(refusal);
  });

  test('waits while the till may not spend, also cut off where the owner wants that; never is a risk taken', () => {
    const counter = given([...shop, onCard(one, 500)]);
    counter.stands({ state: 'restricted' });
    expect(refusalOf(counter, counter.scan(one), sell('5'))).toEqual({ code: 'RESTRICTED' });
    const off = given([...shop, onCard(one, 500)], { drawers: { offline: { gift: 'off' } } });
    expect(refusalOf(off, off.scan(one), sell('5'))).toEqual({ code: 'NOT_WHILE_OFFLINE' });
    const bounded = given([...shop, onCard(one, 500, { drawer: next.writer })], {
      drawers: { offline: { gift: 'bounded' } },
    });
    expect(refusalOf(bounded, bounded.scan(one), sell('5'))).toMatchObject({ code: 'GIFT_CARD_ELSEWHERE' });
  });
});

test('what lies elsewhere is asked for when the card is shown; of a card nobody heard of, as much as there may be', () => {
  const counter = given([...shop, selling(), onCard(one, 300), onCard(one, 200, { drawer: next.writer })]);
  counter.stands({ online: true, mayAsk: true });
  const missing = (code: string) => missingForGiftCard({ kind: 'gift-card', code }, counter.here());
  const of = (code: string) => ({ holder: giftCardHolder(idOf(code)), unit: 'gift:EUR' });
  expect(missing(one)).toEqual([{ ...of(one), amount: 200 }]);
  expect(missing(two)).toEqual([{ ...of(two), amount: 1_000_000 }]);
});

test('a card that is empty as far as we heard is asked for as well: somebody may have loaded it since', () => {
  const counter = given([...shop, selling(), onCard(one, 300)]);
  counter.stands({ online: true, mayAsk: true });
  const lots = () => counter.here().look.giftCard(idOf(one)).lots;
  const parts = lots().map(({ lot, amount }) => ({ lot, amount }));
  const body = {
    ...{ giftCardId: idOf(one), unit: 'gift:EUR', parts, vat: { kind: 'mpv' } as const },
    ...{ saleId: 'sale-1', reservationId: null },
  };
  counter.learns([{ type: 'GiftCardSpent', body }], here.writer);
  expect(lots()).toEqual([]);
  const holder = giftCardHolder(idOf(one));
  expect(missingForGiftCard({ kind: 'gift-card', code: one }, counter.here())).toEqual([
    { holder, unit: 'gift:EUR', amount: 1_000_000 },
  ]);
});
