import { describe, expect, test } from 'vitest';
import { recognise } from '../recognise.ts';
import { gtin14, hasGs1Check } from './check-digit.ts';
import { readElements } from './element-string.ts';

const scanned = (text: string) => recognise({ deviceId: 'test', text });

describe('check digits', () => {
  test.each([
    '4006381333931',
    '5901234123457',
    '9783161484100',
    '036000291452',
    '96385074',
    '09506000134352',
  ])('%s is right', (digits) => {
    expect(hasGs1Check(digits)).toBe(true);
    expect(gtin14(digits)).toBe(digits.padStart(14, '0'));
  });

  test.each(['4006381333932', '036000291453', '', '7', '40063813339', '40063813339A1'])(
    '%j is not',
    (digits) => {
      expect(gtin14(digits)).toBeUndefined();
    },
  );
});

describe('element strings', () => {
  test.each([
    ['0109506000134352', [['01', '09506000134352']]],
    [
      '\x1d010950600013435217271200',
      [
        ['01', '09506000134352'],
        ['17', '271200'],
      ],
    ],
    [
      '010950600013435210ABC\x1d3103001250',
      [
        ['01', '09506000134352'],
        ['10', 'ABC'],
        ['3103', '001250'],
      ],
    ],
    [
      '01095060001343523922599\x1d21X',
      [
        ['01', '09506000134352'],
        ['3922', '599'],
        ['21', 'X'],
      ],
    ],
    [
      '0109506000134352\x1d10A',
      [
        ['01', '09506000134352'],
        ['10', 'A'],
      ],
    ],
    [
      '010950600013435243091234567890\x1d7241123',
      [
        ['01', '09506000134352'],
        ['4309', '1234567890'],
        ['7241', '123'],
      ],
    ],
  ])('%j is taken apart', (text, elements) => {
    expect(readElements(text)).toEqual(elements.map(([ai, value]) => ({ ai, value })));
  });

  test.each([
    '',
    '\x1d',
    '01095060001343',
    '01ABCDEFGHIJKLMN',
    '05123',
    '10',
    `10${'A'.repeat(21)}`,
    '0109506000134352\x1d\x1d10A',
  ])('%j is none', (text) => {
    expect(readElements(text)).toBeUndefined();
  });
});

describe('an article is known as one, and is never a card', () => {
  const product = { kind: 'article', what: 'product', gtin: '09506000134352' };
  test.each([
    ['EAN-13 with its AIM identifier', ']E09506000134352', product],
    ['GS1-128', ']C1010950600013435210ABC\x1d3103001250', product],
    ['GS1 DataMatrix', ']d2010950600013435217271200', product],
    ['DataBar', ']e00109506000134352', product],
    ['a Digital Link', 'https://id.gs1.org/01/09506000134352/10/ABC?17=271231', product],
    ['a Digital Link of a brand', 'http://example.com/shoes/gtin/9506000134352', product],
    ['UPC-A', ']E0036000291452', { kind: 'article', gtin: '00036000291452' }],
    ['EAN-8', ']E496385074', { kind: 'article', gtin: '00000096385074' }],
    [
      'a coupon of a manufacturer',
      ']e08112106141416543213500110000310123196000',
      { kind: 'article', what: 'coupon', gtin: null },
    ],
    ['a global coupon number', ']d22559506000134352123', { kind: 'article', what: 'coupon' }],
  ])('%s', (_name, text, meaning) => {
    expect(scanned(text)).toMatchObject(meaning);
  });

  test.each([
    'https://id.gs1.org/01/09506000134353',
    'https://example.com/01/',
    '0109506000134353',
    '4006381333932',
    '(01)09506000134352',
  ])('%s is unknown: a wrong check digit, or no element string', (text) => {
    expect(scanned(text)).toMatchObject({ kind: 'unknown' });
  });
});
