import { expect, test } from 'vitest';
import { replaceGiftCard, type GiftCardReplacement } from './replace-gift-card.ts';

const [lost, fresh] = ['a'.repeat(32), 'b'.repeat(32)];
const [early, late] = ['2026-11-01/2027-11-01', '2026-11-22/2036-11-22'];
const wanted: GiftCardReplacement = {
  replacementId: 'replaced-1',
  old: { giftCardId: lost, vat: { kind: 'spv', taxBp: 2_200 } },
  next: { giftCardId: fresh, tail: 'LNPR' },
  because: 'lost',
  unit: 'gift:EUR',
  here: [
    { lot: early, amount: 1_000 },
    { lot: late, amount: 2_500 },
  ],
  elsewhere: 0,
  program: { programId: 'gifts', revision: 3 },
};
const at = { drawer: 'till-1', tail: 'ABCD' };

test('all that it holds moves, each lot with its own end and the card’s own tax', () => {
  const done = replaceGiftCard(wanted, at);
  const [taken, ...given] = done.ok ? done.value : [];
  expect(taken).toMatchObject({
    type: 'GiftCardVoided',
    body: { giftCardId: lost, parts: wanted.here, because: 'lost', saleId: null },
  });
  const vat = { kind: 'spv', taxBp: 2_200 };
  expect(given).toMatchObject([
    { type: 'GiftCardLoaded', body: { giftCardId: fresh, replaces: lost, lot: early, amount: 1_000, vat } },
    { type: 'GiftCardLoaded', body: { giftCardId: fresh, replaces: lost, lot: late, amount: 2_500, vat } },
  ]);
});

test('nothing moves while some of it could still be spent elsewhere, and nothing is made of an empty one', () => {
  expect(replaceGiftCard({ ...wanted, elsewhere: 1 }, at)).toEqual({
    ok: false,
    error: { code: 'GIFT_CARD_AT_CENTRE', amountMinor: 1 },
  });
  expect(replaceGiftCard({ ...wanted, here: [] }, at)).toEqual({
    ok: false,
    error: { code: 'GIFT_CARD_EMPTY', tail: 'ABCD' },
  });
});
