import { expect, test } from 'vitest';
import { giftCardDocument, type GiftCardPaper } from './gift-card.document.ts';

const say = (key: string, params: Record<string, string | number> = {}) =>
  [key, ...Object.values(params)].join(' ');
const paper: GiftCardPaper = {
  ...{ name: 'Gift card', currency: 'EUR' },
  house: { shop: 'Café Aurora', head: [], foot: [], tone: 'plain' as const },
  ...{ loadedMinor: 2_500, balanceMinor: 3_000, tail: 'JGUK', lot: '2026-11-22/2036-11-22', newCode: null },
};
const texts = (some: Partial<GiftCardPaper>): string =>
  giftCardDocument({ ...paper, ...some }, say, 'en')
    .blocks.map((block) => Object.values(block).join(' '))
    .join('\n');

test('a card of plastic gets a slip: what was loaded, what is on it, and no code that pays', () => {
  const slip = texts({});
  expect(slip).toContain('gift-card.slip.loaded €25.00');
  expect(slip).toContain('gift-card.slip.balance €30.00');
  expect(slip).toContain('•••• JGUK');
  expect(slip).not.toContain('qr-letters');
});

test('a card of paper carries its code, to be scanned and to be typed, and until when it is good', () => {
  const card = texts({ newCode: 'GCBDRTFHKLNPSUVXJGUK' });
  expect(card).toContain('qr-letters GCBDRTFHKLNPSUVXJGUK');
  expect(card).toContain('GCBD RTFH KLNP SUVX JGUK');
  expect(card).toContain('€30.00');
  expect(card).toContain('22 Nov 2036');
  expect(texts({ lot: '2026-11-22/-' })).toContain('voucher.noEnd');
});
