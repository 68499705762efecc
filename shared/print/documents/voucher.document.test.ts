import { expect, test } from 'vitest';
import { voucherNumber } from '../../scan/voucher-number.ts';
import { copyOf, Document, type Block } from '../document.ts';
import { promiseOf, voucherDocument, type VoucherPaper } from './voucher.document.ts';

const say = (key: string, params: Record<string, string | number> = {}): string =>
  [key, ...Object.values(params)].join(' ');
const paper: VoucherPaper = {
  voucherId: '0123456789abcdef',
  unit: 'credit:EUR',
  amount: 1000,
  label: '',
  lot: '2026-11-22/2027-05-21',
  token: '7'.repeat(208),
  house: { shop: 'Corner Bakery', head: [], foot: ['See you soon'], tone: 'plain' as const },
};
const textsOf = (blocks: readonly Block[]): string[] =>
  blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : []));

test('a voucher says the shop, the promise, until when, how often, its id for typing and the footer, in this order', () => {
  const document = Document.parse(voucherDocument(paper, say, 'en'));
  expect(textsOf(document.blocks)).toEqual([
    'Corner Bakery',
    'voucher.title',
    '€10.00',
    'voucher.validUntil 21 May 2027',
    'voucher.once',
    '0123 4567 89AB CDEF',
    'See you soon',
  ]);
  expect(document.title).toBe('voucher.title €10.00');
});

test('the code on the paper is the token, digit for digit', () => {
  const codes = voucherDocument(paper, say, 'en').blocks.filter((block) => block.kind === 'qr');
  expect(codes).toEqual([{ kind: 'qr', digits: paper.token }]);
});

test('its number stands there as bars, for scanners that read no QR code', () => {
  const bars = voucherDocument(paper, say, 'en').blocks.filter((block) => block.kind === 'code128');
  expect(bars).toEqual([{ kind: 'code128', text: voucherNumber(paper.voucherId) }]);
});

test('what a coupon asks for, its own heading and the small print stand where people look for them', () => {
  const more = {
    heading: 'Thank you',
    fromDay: '2026-12-01',
    conditions: ['On Mondays'],
    smallPrint: 'One each',
  };
  const document = Document.parse(voucherDocument({ ...paper, ...more }, say, 'en'));
  expect(textsOf(document.blocks)).toEqual([
    'Corner Bakery',
    'Thank you',
    '€10.00',
    'voucher.validFromUntil 1 Dec 2026 21 May 2027',
    'On Mondays',
    'voucher.once',
    '0123 4567 89AB CDEF',
    'One each',
    'See you soon',
  ]);
  expect(document.title).toBe('Thank you €10.00');
});

test('a voucher without an end says so, and one without a footer has no rule', () => {
  const { blocks } = voucherDocument(
    { ...paper, lot: '2026-11-22/-', house: { ...paper.house, foot: [] } },
    say,
    'en',
  );
  expect(textsOf(blocks)).toContain('voucher.noEnd');
  expect(blocks.map((block) => block.kind)).not.toContain('rule');
});

test('money is promised in the language of the paper, a thing by its name', () => {
  expect(promiseOf(paper, 'it')).toMatch(/^10,00\s€$/);
  expect(promiseOf({ unit: 'coupon:coffee', amount: 1, label: 'One coffee' }, 'hu')).toBe('One coffee');
});

test('a short promise gets the biggest letters, a long one the next', () => {
  const scaleOf = (voucher: VoucherPaper): number | undefined =>
    voucherDocument(voucher, say, 'en').blocks.find(
      (block) => block.kind === 'text' && block.text === promiseOf(voucher, 'en'),
    )?.['scale' as never];
  expect(scaleOf(paper)).toBe(3);
  expect(scaleOf({ ...paper, unit: 'coupon:coffee', label: 'One free cappuccino' })).toBe(2);
});

test('a copy says so above everything else and keeps its id and its code', () => {
  const document = voucherDocument(paper, say, 'en');
  const copy = Document.parse(copyOf(document, 'COPY'));
  expect(textsOf(copy.blocks)[0]).toBe('*** COPY ***');
  expect(copy.blocks.slice(1)).toEqual(document.blocks);
});

test('a shop’s own lines stand under its name and at the foot, behind the greeting in its tone', () => {
  const house = { ...paper.house, head: ['Via Roma 1', 'P.IVA 01234567890'], tone: 'warm' as const };
  const texts = textsOf(voucherDocument({ ...paper, house }, say, 'en').blocks);
  expect(texts.slice(0, 3)).toEqual(['Corner Bakery', 'Via Roma 1', 'P.IVA 01234567890']);
  expect(texts.slice(-2)).toEqual(['paper.thanks.warm', 'See you soon']);
  const formal = voucherDocument({ ...paper, house: { ...house, foot: [], tone: 'formal' } }, say, 'en');
  expect(textsOf(formal.blocks).at(-1)).toBe('paper.thanks.formal');
});
