import { expect, test } from 'vitest';
import { formatMoney } from './format-money.ts';

/** Intl uses several kinds of space, and changes its mind with the data version; people see a space. */
const plain = (text: string): string => text.replaceAll(/\s/g, ' ');

test.each([
  ['en', 'EUR', 200, '€2.00'],
  ['it', 'EUR', 200, '2,00 €'],
  ['hu', 'EUR', 200, '2,00 EUR'],
  ['hu', 'HUF', 12_500, '12 500 Ft'],
  ['it', 'RSD', 12_500, '125,00 RSD'],
  ['en', 'JPY', 1234, 'JP¥1,234'],
  ['en', 'EUR', 5, '€0.05'],
  ['en', 'EUR', -5, '-€0.05'],
  ['it', 'EUR', 123_456_789, '1.234.567,89 €'],
] as const)('in %s, %s %i is written %s', (language, currency, minor, written) => {
  expect(plain(formatMoney({ minor, currency }, language))).toBe(written);
});

test('the largest amounts keep every cent', () => {
  expect(formatMoney({ minor: Number.MAX_SAFE_INTEGER, currency: 'EUR' }, 'en')).toBe(
    '€90,071,992,547,409.91',
  );
});
